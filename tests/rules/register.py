"""Which case proves which rule: ``code -> tests``, each ``addon/module/Class.method``.

``JUDGED``: while its tests run, the rule refuses or finds something, citing its article, and lets
the same kind of document pass. ``READ``: the rule is a value that something else is judged by; its
tests show what changes with it. A rule that nothing asks is not shipped.

A case under ``rules/`` stands in this folder, where no addon shows the edition that is shipped.
"""

_VERSION = "gotgan_budget/test_version_rules/TestVersionRules"
_PRINCIPLE = "gotgan_budget/test_version_principles/TestVersionPrinciples"
_RANKING = "gotgan_report_execution/test_ranking/TestRanking"
_WHATIF = "gotgan_budget_whatif/test_whatif/TestWhatif"
_ESTIMATE = "gotgan_budget_request/test_estimate_rules/TestEstimateRules"
_LIMIT = "gotgan_budget_change/test_limits/TestLimits"
_KIND = "gotgan_budget_change/test_kinds/TestKinds"
_RESERVE = "gotgan_budget_change/test_reserve/TestReserve"
_CARRY = "gotgan_budget_closing/test_eligibility/TestEligibility"
_CLOSING = "gotgan_budget_closing/test_closing/TestClosing"
_EDITION = "gotgan_rule/test_edition/TestEdition"
_SPENDING = "rules/spending_cases/SpendingCases"
_GUARD = "gotgan_expenditure/test_guard/TestGuard"
_FIRST_ACCOUNT = "gotgan_treasury/test_first_account/TestFirstAccount"
_PETTY = "gotgan_expenditure_advance/test_petty_guard/TestPettyGuard"
_PRIOR = "gotgan_expenditure_advance/test_prior/TestPrior"
_CARD = "gotgan_expenditure_card/test_card/TestCard"
_JOURNEY = "gotgan_expenditure_bulk/test_recurring/TestRecurring"
_CASH = "gotgan_treasury/test_cash/TestCash"
_CONTRACT = "rules/spending_cases/ContractCases"
_TENDER = "gotgan_contract/test_rules/TestRules"
_WORKS = "gotgan_contract/test_path/TestPath"
_ARTICLES = "gotgan_report_execution/test_articles/TestArticles"
_CHANGE = "gotgan_contract/test_changes/TestChanges"
_BOND = "gotgan_contract/test_bonds/TestBonds"
_SHEETS = "gotgan_contract_score/test_sheets/TestSheets"
_TALKS = "gotgan_contract_score/test_negotiated/TestNegotiated"
_STAGES = "gotgan_contract_score/test_two_stage/TestTwoStage"


def _of(place, *methods):
    return tuple(f"{place}.test_{method}" for method in methods)


JUDGED = {
    # a bill before the council or the board
    "calendar.council_submission": _of(_VERSION, "the_bill_is_submitted_in_time"),
    "calendar.council_vote": _of(
        _VERSION, "the_vote_is_in_time", "a_sound_budget_has_nothing_against_it",
    ),
    "calendar.board_vote": _of(_VERSION, "the_board_decides_before_the_year"),
    "calendar.medium_term_years": _of(_PRINCIPLE, "a_budget_follows_a_plan_of_five_years"),
    "budget.resident_participation": _of(_PRINCIPLE, "the_residents_opinion_goes_with_the_bill"),
    "budget.contents": _of(
        _VERSION, "a_budget_has_general_provisions", "a_sound_budget_has_nothing_against_it",
    ),
    "budget.subject_levels": _of(
        _VERSION, "expenditure_is_of_the_subjects_of_local_governments",
        "a_sound_budget_has_nothing_against_it",
    ),
    "budget.balance": _of(
        _VERSION, "revenue_and_expenditure_of_a_fund_are_equal",
        "where_only_expenditure_was_imported_the_changes_are_equal",
    ),
    "budget.subsidy_balance": _of(
        _VERSION, "a_subsidy_that_comes_in_goes_out", "a_subsidy_stays_in_its_fund",
    ),
    "budget.reserve_required": _of(
        _VERSION, "the_general_account_has_a_reserve", "a_sound_budget_has_nothing_against_it",
    ),
    "budget.reserve_ceiling": _of(_VERSION, "the_reserve_is_a_hundredth_at_most"),
    "budget.continuing_years": _of(
        _VERSION, "a_continuing_appropriation_runs_for_five_years",
        "a_sound_budget_has_nothing_against_it",
    ),
    "budget.debt_authorization": _of(
        _VERSION, "a_debt_is_in_the_budget_of_the_year_it_is_paid",
    ),
    "budget.council_increase": _of(_VERSION, "what_the_council_raises_needs_consent"),
    "budget.amended_bill": _of(
        _VERSION, "an_amended_bill_is_told", "a_sound_budget_has_nothing_against_it",
    ),
    "budget.year_independence": _of(_PRINCIPLE, "a_budget_is_of_its_year"),
    "budget.supplementary": _of(_PRINCIPLE, "a_supplementary_budget_says_what_came_up"),
    "budget.subsidy_committee": _of(_PRINCIPLE, "the_committee_reviews_a_subsidy"),
    # spending without a vote
    "authorization.advance_conditions": _of(
        _VERSION, "spending_before_a_supplementary_budget",
        "nothing_is_lowered_before_a_supplementary_budget",
    ),
    "authorization.advance_full_payment": _of(_VERSION, "spending_before_a_supplementary_budget"),
    "authorization.advance_next_supplementary": _of(
        _PRINCIPLE, "what_was_spent_without_a_vote_is_in_the_next_supplementary",
    ),
    "authorization.provisional_purposes": _of(
        _VERSION, "a_provisional_budget_is_for_what_the_law_names",
    ),
    # a request while it is written
    "budget.request_ceiling": (
        "gotgan_budget_request/test_ceiling/TestCeiling.test_beyond_it_somebody_answers",
        "gotgan_budget_request/test_ceiling/TestCeiling.test_up_to_it_nobody_is_asked",
    ),
    "budget.total_budget": _of(_ESTIMATE, "revenue_and_cost_are_budgeted_whole"),
    "budget.resident_proposal_bans": _of(
        _ESTIMATE, "what_the_ordinance_leaves_out_is_no_residents_proposal",
    ),
    "estimate.formula": _of(_ESTIMATE, "an_amount_without_unit_price_is_told"),
    "estimate.lump_sum": _of(_ESTIMATE, "a_lump_sum_is_refused"),
    "estimate.legal_basis": (
        *_of(_ESTIMATE, "running_costs_of_a_body_need_a_legal_basis"),
        *_of(_PRINCIPLE, "running_costs_of_a_body_name_their_legal_basis"),
    ),
    "unit_cost.staff_promotion": _of(_ESTIMATE, "costs_of_the_staff_by_their_number"),
    "unit_cost.department_promotion": _of(_ESTIMATE, "costs_of_a_department_by_its_posts"),
    "unit_cost.travel": _of(
        _ESTIMATE, "travel_by_the_regulation",
        "a_supplementary_budget_is_reckoned_by_the_standards_of_its_day",
    ),
    "investment.review": (
        *_of(_ESTIMATE, "a_new_work_of_that_size_is_reviewed"),
        *_of(_PRINCIPLE, "a_great_work_is_reviewed_and_studied_first"),
    ),
    "investment.event_review": _of(_ESTIMATE, "a_new_event_of_that_size_is_reviewed"),
    "investment.feasibility_study": (
        *_of(_ESTIMATE, "a_great_work_is_studied_first"),
        *_of(_PRINCIPLE, "a_great_work_is_reviewed_and_studied_first"),
    ),
    # a change of what was voted
    "change.purpose": _of(
        _LIMIT, "money_stays_in_its_fund", "money_stays_in_its_funding_source",
        "within_its_own_item_it_may",
    ),
    "change.subsidy_purpose": _of(
        _LIMIT, "a_subsidy_leaves_its_project_only_with_approval",
        "a_subsidy_may_move_inside_its_project",
    ),
    "change.virement_pairs": _of(_LIMIT, "principal_moves_only_with_interest"),
    "change.virement_not_receiving": _of(
        _LIMIT, "representation_costs_gain_nothing", "nobody_overrides_it_in_a_corporation",
        "an_edition_of_the_agency_changes_the_answer_without_a_release",
    ),
    "change.virement_restricted": _of(
        _LIMIT, "restricted_objects_need_an_override_that_holds_for_these_figures",
        "within_its_own_item_it_may",
    ),
    "change.virement_not_budgeted": _of(_LIMIT, "no_work_begins_by_virement"),
    "change.virement_cut_items": _of(_LIMIT, "virement_does_not_put_back_what_the_council_cut"),
    "change.program_scope": _of(_KIND, "between_policies", "between_items"),
    "change.decider": _of(
        _KIND, "a_transfer_between_policies_waits_for_the_council", "a_board_decides_in_an_agency",
        "a_virement_needs_no_vote",
    ),
    "change.voted_transfer": (
        "gotgan_budget_change/test_voted_transfer/TestVotedTransfer.test_beyond_its_limit",
        "gotgan_budget_change/test_voted_transfer/TestVotedTransfer.test_within_it_nobody_votes",
    ),
    "change.virement": _of(_KIND, "between_items", "between_policies"),
    "change.reallocation": _of(_KIND, "between_objects_of_one_item", "between_items"),
    "change.reorganization_transfer": _of(
        _KIND, "the_same_subject_of_another_department", "between_items",
    ),
    "reserve.allot_as_expenditure": _of(
        _RESERVE, "not_allotting_it_is_refused", "it_is_drawn_and_allotted_to_be_spent",
    ),
    "reserve.council_approval": (
        *_of(_RESERVE, "the_council_approves_it_next_year"),
        *_of(_LIMIT, "within_its_own_item_it_may"),
    ),
    "reserve.forbidden_objects": (
        *_of(_RESERVE, "not_for_representation_costs", "it_is_drawn_and_allotted_to_be_spent"),
        *_of(_ESTIMATE, "the_reserve_is_not_kept_for_official_business"),
    ),
    "reserve.subsidies": _of(_RESERVE, "for_subsidies_only_after_a_disaster"),
    "reserve.cut_items": _of(
        _RESERVE, "not_for_what_the_council_cut",
        "what_the_council_cut_is_known_by_project_and_item", "it_is_drawn_and_allotted_to_be_spent",
    ),
    "allotment.before_year": (
        "gotgan_budget_change/test_allotment_plan/TestAllotmentPlan"
        ".test_before_the_year_only_what_the_decree_names",
    ),
    # the end of the year
    "carryover.within_remaining": _of(_CARRY, "no_more_goes_over_than_is_left"),
    "carryover.change_reason": _of(_CARRY, "a_changed_amount_needs_its_reason"),
    "carryover.once": (
        "gotgan_budget_closing/test_carrying/TestCarrying.test_unavoidable_does_not_go_over_twice",
        *_of(_CARRY, "a_changed_amount_needs_its_reason"),
    ),
    "carryover.next_subject": _of(
        _CLOSING, "rehearsal_reports_what_refuses", "rehearsal_tells_and_leaves_nothing",
    ),
    "year_end.authorized_carryover": _of(_CARRY, "no_more_than_was_voted_goes_over"),
    "year_end.continuing_carryover": _of(_CARRY, "no_more_than_the_yearly_part_goes_over"),
    "year_end.unavoidable_cases": _of(
        _CARRY, "no_cause_no_unavoidable_carry_over", "tender_needs_its_notice",
        "compensation_needs_object_and_notice",
    ),
    # money that is about to go out
    "spending.duplicate": _of(_GUARD, "second_of_the_same_is_stopped_and_shown"),
    "spending.split": _of(_SPENDING, "one_purchase_cut_below_the_limit_of_the_decree"),
    **dict.fromkeys(
        (
            "spending.card_objects", "spending.promotion_names", "spending.year_end",
            "spending.object_words", "spending.prior_year",
        ),
        _of(_SPENDING, "one_answer_names_every_fault_in_korean", "a_sound_one_passes_them_all"),
    ),
    "advance.petty_designation": _of(_PETTY, "only_to_the_designated", "sound_request_passes"),
    "advance.petty_limit": _of(_PETTY, "limit_counts_what_is_held_and_on_its_way"),
    "advance.petty_unsettled": _of(_SPENDING, "last_month_is_settled_before_more_is_granted"),
    "advance.estimate_kinds": _of(_PETTY, "estimate_needs_its_case_and_end"),
    "advance.advance_kinds": _of(_SPENDING, "an_advance_is_of_a_kind_the_decree_names"),
    "advance.unsettled": _of(_PETTY, "late_settler_gets_nothing_more"),
    "prior.earlier_year": _of(_PRIOR, "this_year_is_no_prior_year", "prescribed"),
    "prior.prescription": _of(_PRIOR, "prescribed"),
    "prior.unused": _of(_PRIOR, "no_more_than_was_left_unused", "prescribed"),
    "prior.claim": _of(_PRIOR, "no_more_than_was_recognized"),
    "card.night": _of(_CARD, "rules_on_promotion"),
    "card.weekend": _of(_CARD, "rules_on_promotion"),
    "card.prohibited": _of(_CARD, "rules_on_promotion"),
    "card.per_head": _of(_CARD, "rules_on_promotion"),
    "travel.overlap": _of(_JOURNEY, "one_person_makes_one_journey_at_a_time"),
    "travel.domestic": _of(_JOURNEY, "journeys_become_a_list"),
    "treasury.first_account": _of(
        _FIRST_ACCOUNT, "what_the_bank_does_not_know_is_answered_for",
        "what_was_paid_into_is_asked_no_more",
    ),
    "treasury.borrowing_ceiling": _of(_CASH, "borrowing_within_the_ceiling"),
    "treasury.borrowing_in_year": _of(
        _CASH, "borrowing_is_repaid_in_the_year", "borrowing_within_the_ceiling",
    ),
    # a contract, from its notice to its changes
    "contract.private_limit": _of(_TENDER, "private_above_its_limit", "splitting"),
    "contract.private_grounds": _of(_TENDER, "a_ground_needs_its_words", "a_ground_is_dated_data"),
    "contract.notice_days": (
        *_of(_TENDER, "a_notice_that_is_too_short"), *_of(_CONTRACT, "an_urgent_notice_is_shorter"),
    ),
    "contract.splitting": _of(_TENDER, "splitting", "splitting_with_the_same_partner_is_shown"),
    "contract.open_tender": _of(
        _TENDER, "a_tender_is_open_unless_it_says_what_it_is_limited_to",
    ),
    "contract.record_limit": _of(_TENDER, "records_of_works_are_asked_for_from_a_price_on"),
    "contract.qualification_limit": _of(
        _TENDER, "the_winner_of_great_works_is_found_by_evaluation",
    ),
    "contract.floor_rate": _of(_TENDER, "another_floor_than_the_guideline", "splitting"),
    "contract.performance_rate": _of(
        _TENDER, "signing_needs_bond_paper_and_years", "small_contracts_need_a_pledge",
    ),
    "contract.region_limit": _of(_TENDER, "a_tender_is_limited_to_the_region_below_an_amount"),
    "contract.nomination_limit": _of(_TENDER, "bidders_are_nominated_up_to_an_amount"),
    "contract.proposal_kinds": _of(_TENDER, "proposals_are_not_for_works"),
    "contract.waiver_partners": _of(_BOND, "a_public_body_gives_a_pledge_instead"),
    "contract.equal_prices": _of(
        "gotgan_contract/test_opening/TestOpening", "of_equal_prices_lots_decide",
    ),
    "contract.performance_base": _of(
        _BOND, "unit_prices_by_the_largest_delivery", "several_years_by_their_total",
    ),
    "contract.performance_waiver": _of(
        _TENDER, "signing_needs_bond_paper_and_years", "small_contracts_need_a_pledge",
    ),
    "contract.paper_waiver": _of(
        _TENDER, "signing_needs_bond_paper_and_years", "small_contracts_need_a_pledge",
    ),
    "contract.defect_bond": _of(_WORKS, "the_last_payment_waits_for_the_defect_bond"),
    "contract.defect_years": _of(_TENDER, "signing_needs_bond_paper_and_years"),
    "contract.advance_rate": _of(_CHANGE, "advance_and_its_settlement"),
    "contract.advance_duty": _of(_CONTRACT, "more_than_the_duty_needs_a_plan_of_use"),
    "contract.negotiation_notice_days": _of(_TENDER, "negotiation_has_days_of_its_own"),
    "contract.planned_price_ways": _of(
        "gotgan_contract/test_opening/TestOpening",
        "no_tender_is_opened_without_a_secret_price", "one_quote_needs_none",
    ),
    "contract.planned_price_waiver": _of(_TENDER, "above_the_waiver_a_price_is_planned"),
    "contract.evaluators": _of(_SHEETS, "seven_members", "the_extremes_are_left_out"),
    "contract.technical_share": _of(
        _TALKS, "share_of_the_technical_points", "from_the_criteria_to_the_signed_contract",
    ),
    "contract.bid_bond_rate": _of(_TENDER, "a_tender_is_secured_by_a_bid_bond"),
    "contract.inspector": _of(
        "gotgan_contract/test_rights/TestRights", "nobody_inspects_what_they_signed",
    ),
    "contract.supervision": _of(
        "gotgan_contract/test_rights/TestRights", "nobody_inspects_what_they_supervise",
    ),
    "contract.price_change": _of(_CHANGE, "prices_after_ninety_days_and_three_percent"),
    "contract.design_change": _of(_CHANGE, "a_low_award_that_grows_needs_the_head"),
    # what judges the rules themselves
    "rule.article": _of(
        _EDITION, "the_rules_on_rules_judge_an_edition", "a_working_day_of_the_keeper",
    ),
    "rule.retroactive": _of(
        _EDITION, "a_retroactive_edition_needs_an_override", "a_working_day_of_the_keeper",
    ),
    "rule.unverified": _of(
        _EDITION, "the_rules_on_rules_judge_an_edition",
        "a_retroactive_edition_needs_an_override",
    ),
}

READ = {
    "prior.supplementary": _of(_PRIOR, "supplementary_costs_are_free_of_the_limit"),
    "budget.subsidy_subjects": _of(_VERSION, "a_subsidy_stays_in_its_fund"),
    "budget.protected_objects": _of(
        _WHATIF, "the_objects_of_the_rule_are_never_cut",
        "an_object_the_rule_no_longer_names_may_be_cut",
    ),
    "budget.reserve_funds": _of(_VERSION, "other_special_accounts_keep_to_a_hundredth_too"),
    "budget.reserve_kept_back": _of(
        _VERSION, "what_is_kept_back_is_no_reserve_until_its_code_is_another",
    ),
    "budget.reserve_disaster": _of(_VERSION, "the_disaster_reserve_has_no_ceiling"),
    "reserve.objects": _of(
        _RESERVE, "it_is_no_virement", "it_is_drawn_and_allotted_to_be_spent",
    ),
    "investment.objects": _of(_ESTIMATE, "a_new_work_of_that_size_is_reviewed"),
    "investment.event_objects": _of(
        _ESTIMATE, "what_is_an_event_goes_by_the_numbers_of_the_year",
    ),
    "carryover.incidental_objects": _of(
        _CARRY, "incidental_costs_need_the_commitment_of_their_project",
        "objects_go_by_the_numbers_of_the_year",
    ),
    "carryover.compensation_objects": _of(_CARRY, "compensation_needs_object_and_notice"),
    "carryover.current_objects": _of(_CARRY, "current_costs_need_an_edition_that_names_them"),
    "execution.targets": _of(_RANKING, "where_none_is_entered_the_rule_of_the_year_holds"),
    "execution.excluded_objects": _of(
        _RANKING, "what_does_not_count_is_left_out_of_both_sides",
        "another_edition_leaves_out_other_objects",
    ),
    **dict.fromkeys(
        (f"execution.{one}" for one in ("within_allotment", "request", "payment", "return")),
        _of(_ARTICLES, "rules_of_spending_say_what_they_ask"),
    ),
    "year_end.late_cash": _of(_CLOSING, "late_payments_are_in_time"),
    "year_end.books_close": _of(_CLOSING, "days", "a_year_closes_on_the_days_of_the_rules"),
    "year_end.cash_work_done": _of(_CLOSING, "days", "a_year_closes_on_the_days_of_the_rules"),
    **dict.fromkeys(
        ("year_end.settlement_report", "year_end.settlement_to_council", "year_end.announce_days"),
        _of(_CLOSING, "the_settlement_has_its_days"),
    ),
    "year_end.surplus_use": _of(_CLOSING, "what_is_left_is_used_in_the_order_of_the_law"),
    # clocks, rates and tables of spending
    "spending.inspection_days": _of(
        "gotgan_expenditure/test_terms/TestTerms", "relief_ends_on_its_day",
    ),
    "spending.payment_days": _of(
        "gotgan_expenditure/test_terms/TestTerms", "relief_ends_on_its_day",
    ),
    "spending.late_interest": _of(
        "gotgan_expenditure/test_terms/TestTerms", "late_payment_bears_interest",
    ),
    "advance.petty_settlement_days": _of(
        "gotgan_expenditure_advance/test_petty/TestPetty", "reminder",
    ),
    "advance.settlement_days": _of(
        "gotgan_expenditure_advance/test_settlement/TestSettlement",
        "what_is_due_stands_in_my_work",
    ),
    "advance.reminder_days": _of("gotgan_expenditure_advance/test_petty/TestPetty", "reminder"),
    "advance.return_days": _of(
        "gotgan_expenditure_advance/test_return/TestReturn", "reminders_are_counted",
    ),
    "card.promotion_objects": _of(_CARD, "the_object_of_the_request_says_what_it_is"),
    "card.settle_days": _of(_CARD, "from_statement_to_voucher"),
    "travel.official_car": _of(_JOURNEY, "official_car_halves_the_daily_allowance"),
    "custody.claim_years": _of(
        "gotgan_custody/test_payout/TestPayout", "the_last_day_still_belongs_to_the_claimant",
        "what_lapsed_becomes_revenue",
    ),
    "custody.withholding_due": _of(
        "gotgan_custody/test_custody/TestCustody", "due_days_fall_on_working_days",
    ),
    "contract.private_small_firm": _of(_TENDER, "methods_by_law"),
    "contract.negotiation_urgent_days": _of(_TENDER, "urgent_negotiation_has_ten_days"),
    "contract.vat_rate": _of(_TALKS, "other_projects_pass_by_their_total"),
    "contract.negotiation_pass": _of(
        _TALKS, "from_the_criteria_to_the_signed_contract", "other_projects_pass_by_their_total",
    ),
    "contract.two_stage_pass": _of(_STAGES, "from_the_specification_to_the_signed_contract"),
    "contract.price_score": _of(_TALKS, "from_the_criteria_to_the_signed_contract"),
    "contract.one_quote": _of(_TENDER, "methods_by_law"),
    "contract.two_quote_floor": _of(_TENDER, "another_floor_than_the_guideline"),
    "contract.urgent_notice_days": _of(_CONTRACT, "an_urgent_notice_is_shorter"),
    "contract.splitting_days": _of(_TENDER, "splitting"),
    # No edition is shipped: the limit is a setting, and the case enters one of the agency's own.
    "contract.private_partner_limit": _of(_TENDER, "limit_per_firm_is_a_setting"),
    "contract.progress_days": _of(_TENDER, "progress_is_due_every_thirty_days"),
    "contract.advance_duty_rates": _of(_TENDER, "the_duty_of_an_advance_goes_by_amount"),
    "contract.preliminary_prices": _of(
        "gotgan_contract/test_opening/TestOpening", "numbers_of_the_draw",
        "the_lowest_above_the_floor_wins",
    ),
    "contract.defect_rate": _of(_WORKS, "works_have_a_defect_calendar"),
    "contract.defect_waiver": _of(_WORKS, "works_have_a_defect_calendar"),
    "contract.defect_checks": _of(_WORKS, "works_have_a_defect_calendar"),
    "contract.delay_rate": _of(_WORKS, "late_completion_costs"),
    "contract.delay_cap": _of(_WORKS, "late_completion_costs"),
    "contract.termination_rate": _of(_WORKS, "late_completion_costs"),
}
