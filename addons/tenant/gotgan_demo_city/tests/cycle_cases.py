from odoo.addons.gotgan_demo_city.city import tables

VERSION, CHANGE = "gotgan.budget.version", "gotgan.budget.change"


class BudgetOfTheYearCases:
    """The budget in force, and what became of it until today."""

    def test_versions_stand_on_each_other_and_the_advance_was_taken_up(self):
        chain = self.person("version_first")._get_chain()
        self.assertEqual(
            chain.mapped("kind"), ["original", "original", "advance", "supplementary"],
        )
        self.assertEqual(set(chain.mapped("state")), {"in_force"})
        self.assertEqual(self.person("version_advance").absorbed_by_id, chain[-1])
        for version in chain[1:]:
            self.assertEqual(version.amount, version.revenue_amount, version.name)

    def test_what_goes_with_a_budget_is_there(self):
        original, first = self.person("version_original"), self.person("version_first")
        self.assertTrue(original.provision_ids and original.debt_ids and first.carryover_ids)
        continuing = original.continuing_ids
        self.assertEqual(continuing.part_amount, continuing.total_amount)
        self.assertTrue(original.decision_number and original.date_submitted)
        self.assertLess(original.date_voted, self.year.date_from)

    def test_the_council_changed_the_supplementary_budget_with_reasons(self):
        adjusted = self.person("version_first").adjustment_ids
        self.assertEqual(sum(one.after - one.before for one in adjusted), 0)
        self.assertTrue(all(adjusted.mapped("reason")))

    def test_the_plan_was_carried_out_month_by_month(self):
        plan = self.person("budget_plan")
        self.assertEqual((plan.state, plan.due_now), ("confirmed", 0))
        dates = plan.allotment_ids.sorted("number").mapped("date")
        self.assertEqual(dates, sorted(set(dates)))
        reserves = self.env["gotgan.budget.cell"].search([
            ("fiscal_year_id", "=", self.year.id), ("subitem_id.code", "=like", "801%"),
        ])
        self.assertEqual(sum(reserves.mapped("allotted")), 0)
        self.assertEqual(self.person("budget_withhold").state, "withheld")
        self.assertEqual(self.person("suballotment_tax").state, "issued")

    def test_changes_of_every_kind_stand_where_the_table_says(self):
        ends = {"execute": "executed", "send_back": "returned", "draft": "draft", "": "submitted"}
        kinds = set()
        for key, told in tables.read_json("changes").items():
            change = self.person(f"change_{key}")
            self.assertEqual(change.state, ends[told["end_step"]], key)
            self.assertEqual(change.kind, change.suggested_kind, key)
            kinds.add(change.kind)
        self.assertEqual(kinds, set(dict(self.env[CHANGE]._fields["kind"].selection)))

    def test_who_answers_for_what_the_law_lets_pass_says_why(self):
        overrides = self.env["gotgan.rule.override"].search([])
        models = set(overrides.mapped("res_model"))
        self.assertLessEqual({VERSION, CHANGE}, models)
        self.assertTrue(all(len(one.reason) > 20 for one in overrides))

    def test_most_of_the_budget_is_spent_by_november(self):
        cells = self.env["gotgan.budget.cell"].search([("fiscal_year_id", "=", self.year.id)])
        rate = sum(cells.mapped("paid")) / sum(cells.mapped("appropriated"))
        self.assertGreater(rate, 0.6)


class NextYearCases:
    """The budget of the year after is being made, and the year is about to end."""

    def test_requests_stand_in_every_state(self):
        requests = self.person("cycle").request_ids
        asked = tables.read_json("requests")["departments"]
        self.assertEqual(
            {one.department_id.name: one.state for one in requests},
            {told["name"]: told["end"] for told in asked},
        )
        states = dict(self.env["gotgan.budget.request"]._fields["state"].selection)
        self.assertEqual(set(requests.mapped("state")), set(states))
        self.assertTrue(all(requests.mapped("note")))
        returned = requests.filtered(lambda one: one.state == "returned")
        self.assertIn("가내시", returned.event_ids[:1].reason)

    def test_figures_stand_beside_each_other(self):
        cycle = self.person("cycle")
        self.assertFalse(cycle.request_ids.line_ids.filtered("problem"))
        self.assertGreater(cycle.last_amount, 0)
        self.assertLess(abs(cycle.missing), cycle.amount // 50)
        matched = cycle.request_ids.line_ids.filtered(
            lambda one: one.project_id.name == "노인맞춤돌봄서비스"
        )
        shares = {one.funding_source_id.code: one.amount for one in matched.funding_ids}
        self.assertEqual(shares["01"] * 15, shares["06"] * 50)
        self.assertEqual(sum(shares.values()), matched.amount)

    def test_reviews_cut_with_reasons_by_those_whose_round_it_was(self):
        reviews = self.person("cycle").request_ids.review_ids
        self.assertEqual(set(reviews.mapped("round")), {"first", "second"})
        self.assertTrue(all(one.reason and one.capacity for one in reviews))
        self.assertTrue(all(one.difference < 0 for one in reviews))

    def test_the_bill_goes_to_the_council_in_time(self):
        cycle = self.person("cycle")
        first = cycle.fiscal_year_id.date_from
        self.assertEqual((first - cycle.submission_date).days, 40)
        self.assertEqual(self.person("version_second").state, "submitted")

    def test_ways_out_of_a_shortfall_were_compared(self):
        whatif = self.person("whatif")
        self.assertEqual(whatif.state, "compared")
        self.assertTrue(whatif.option_ids.filtered("is_sound"))

    def test_the_year_end_was_looked_at_and_rehearsed(self):
        carryovers = self.env["gotgan.carryover"].search([("fiscal_year_id", "=", self.year.id)])
        self.assertEqual(
            set(carryovers.mapped("kind")), {"continuing", "authorized", "unavoidable"},
        )
        self.assertLessEqual({"draft", "submitted", "confirmed"}, set(carryovers.mapped("state")))
        closing = self.person("year_closing")
        self.assertTrue(closing.failed_count and closing.passed_count and closing.rehearsal_ids)
        statuses = set(self.person("year_mapping").object_ids.mapped("status"))
        self.assertEqual(statuses, {"same", "mapped", "decided", "open"})

    def test_something_of_the_cycle_waits_for_everybody(self):
        for key, steps in (
            ("staff", ("submit",)), ("bureau", ("bureau_review",)),
            ("budget", ("bureau_review", "office_review")), ("mayor", ("settle",)),
        ):
            requests = self.env["gotgan.budget.request"].with_user(self.person(key)).search([])
            mine = requests.mapped("allowed_transitions")
            for step in steps:
                self.assertTrue(any(f",{step}," in one for one in mine), (key, step))
