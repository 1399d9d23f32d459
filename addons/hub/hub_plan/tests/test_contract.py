from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestContract(PlanCase):
    def test_from_application_to_running(self):
        contract = self.apply(users=45)
        self.assertEqual(contract.state, "applied")
        self.assertRegex(contract.number, r"^2026-\d{6}$")
        self.assertEqual(contract.business_number, "124-83-00269")
        contract.action_quote()
        self.assertEqual(contract.quote_until, date(2026, 12, 22))
        self.assertEqual(contract.term_ids.total, contract.monthly_total)
        contract.action_agree()
        self.assertRecordValues(contract, [{
            "state": "running", "date_start": date(2026, 11, 22), "date_end": date(2027, 11, 21),
            "monthly_supply": 622_250, "monthly_tax": 62_225, "total": 8_213_700,
        }])
        steps = contract.event_ids.sorted("id").mapped("transition")
        self.assertEqual(steps, ["quote", "agree", "start"])

    def test_an_operator_enters_an_application(self):
        with Form(self.contracts) as form:
            form.tenant_id = self.tenant
            self.assertEqual(form.agency_name, "가온문화재단")
            form.plan_id = self.standard
            self.assertEqual((form.users, form.gib, form.monthly_supply), (30, 50, 465_500))
            form.users = 31
        self.assertEqual(form.record.monthly_supply, 475_950)
        self.assertFalse(form.record.number)
        form.record.action_quote()
        self.assertRegex(form.record.number, r"^2026-\d{6}$")

    def test_a_numbered_application_is_cancelled_not_deleted(self):
        contract = self.apply()
        self.assertRefused(contract.number, contract.unlink)

    def test_a_contract_for_later_starts_on_its_day(self):
        contract = self.sign(self.apply(), date_start="2026-12-01")
        self.assertEqual(contract.state, "agreed")
        with self.on(2026, 12, 1):
            self.env["hub.contract"]._cron_progress()
        self.assertEqual(contract.state, "running")
        with self.on(2027, 12, 1):
            self.env["hub.contract"]._cron_progress()
        self.assertEqual(contract.state, "ended")

    def test_an_old_quotation_is_not_signed(self):
        contract = self.apply()
        contract.action_quote()
        with self.on(2026, 12, 23):
            self.assertRefused("2026-12-22", contract.action_agree)

    def test_no_two_contracts_for_the_same_days(self):
        self.sign(self.apply())
        second = self.apply("basic")
        second.action_quote()
        self.assertRefused("2027-11-21", second.action_agree)

    def test_renewal_follows_without_a_gap(self):
        contract = self.run_contract(users=35)
        follow = self.contracts.browse(contract.action_renew()["res_id"])
        self.assertRecordValues(follow, [{
            "state": "applied", "date_start": date(2027, 9, 1), "users": 35, "term_ids": [],
        }])
        self.sign(follow)
        self.assertEqual(follow.state, "agreed")

    def test_more_at_once_less_next_month(self):
        contract = self.run_contract(plan="standard", users=30)
        contract._change(self.extended, 100, 200, "직원이 늘어남")
        self.assertEqual((contract.plan_id, contract.users), (self.extended, 100))
        contract._change(self.basic, 10, 10, "조직 축소")
        self.assertEqual(contract.plan_id, self.extended, "less does not count before its day")
        self.assertEqual(
            contract.term_ids.mapped("date_from"),
            [False, date(2026, 11, 22), date(2026, 12, 1)],
        )
        with self.on(2026, 12, 1):
            self.env["hub.contract"]._cron_progress()
        self.assertEqual((contract.plan_id, contract.users), (self.basic, 10))

    def test_a_change_is_told_to_the_tenant(self):
        contract = self.run_contract()
        jobs = self.env["hub.job"].search_count([("kind", "=", "parameters")])
        contract._change(self.standard, 40, 50)
        self.assertEqual(self.env["hub.job"].search_count([("kind", "=", "parameters")]), jobs + 1)
        self.assertIn('"users": 40', self.tenant._get_parameters()["gotgan.plan"])

    def test_change_by_the_dialog(self):
        contract = self.run_contract()
        action = contract.action_change()
        dialog = self.env["hub.plan.change"].with_user(self.manager)
        with Form(dialog.with_context(**action["context"])) as form:
            self.assertEqual(form.users, 30)
            form.users, form.reason = 50, "증원"
            self.assertEqual(form.date_from, date(2026, 11, 22))
            self.assertGreater(form.total, form.total_now)
        form.record.action_confirm()
        self.assertEqual(contract.users, 50)

    def test_changing_nothing_is_refused(self):
        contract = self.run_contract()
        self.assertRefused(contract.number, contract._change, self.standard, 30, 50)

    def test_renaming_a_plan_changes_no_promise(self):
        contract = self.run_contract(plan="basic", users=10)
        self.basic.write({"availability": 90, "feature_ids": [(5, 0, 0)]})
        told = contract.tenant_id._get_plan_parameter()
        self.assertEqual(len(told["modules"]), 3)
        self.assertIn("99.5", self.read(contract._get_paper("agreement")))

    def test_more_users_cost_what_was_agreed_whatever_the_list_says(self):
        contract = self.run_contract(plan="basic", users=10, months=6)
        price = self.env["hub.price"].create({
            "plan_id": self.basic.id, "kind": "agency", "base_price": 900_000,
            "valid_from": date(2026, 11, 22),
        })
        price.with_user(self.manager).action_publish()
        self.basic.discontinue_date = date(2026, 11, 22)
        contract._change(self.basic, 11, 10, "증원")
        self.assertEqual(contract.monthly_supply, 190_000 + 12_000)
        contract._change(self.standard, 30, 50, "요금제 변경")
        contract._change(self.basic, 11, 10, "되돌림")
        self.assertEqual(contract.term_ids.sorted("edition")[-1].supply, 202_000)

    def test_the_plan_decides_on_the_process(self):
        asked = self.make_tenant("dasom", "다솜시", state="requested", kind="municipality")
        self.apply("extended", users=100, tenant=asked)
        self.assertEqual(asked.isolation, "silo")
        contract = self.run_contract()
        contract._change(self.extended, 100, 200, "증원")
        self.assertEqual(self.tenant.isolation, "silo")
        self.assertTrue(self.tenant.job_ids.filtered(lambda job: job.kind == "to_silo"))

    def test_termination_needs_a_reason_and_ends_today(self):
        contract = self.run_contract()
        self.assertEqual(contract.action_terminate()["res_model"], "gotgan.transition.wizard")
        contract._do_transition("terminate", "사업 중단")
        self.assertRecordValues(contract, [{"state": "ended", "date_end": date(2026, 11, 22)}])

    def test_sizes_below_what_is_included_are_what_is_included(self):
        contract = self.apply("standard", users=3)
        self.assertEqual((contract.users, contract.gib), (30, 50))

    def test_readers_read_and_act_on_nothing(self):
        contract = self.apply()
        for user in (self.staff, self.auditor):
            own = contract.with_user(user)
            self.assertTrue(own.display_name)
            self.assertEqual(own.allowed_transitions, "")
            for act in (own.action_quote, lambda own=own: own.write({"users": 1})):
                with self.assertRaises(AccessError):
                    act()
        running = self.run_contract(tenant=self.make_tenant("nanum", "나눔재단"))
        self.assertRefused(".", running.with_user(self.staff)._change, self.basic, 10, 10)
