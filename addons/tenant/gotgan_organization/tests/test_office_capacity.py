from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OrganizationCase


@tagged("post_install", "-at_install")
class TestOfficeCapacity(OrganizationCase):
    """A document asks its office who may act, and records in which capacity it was done."""

    def test_holder_acts_and_signs_with_the_office(self):
        office = self.office()
        self.appoint(office, self.kim)
        case = self.case()
        case.with_user(self.kim)._do_transition("approve")
        self.assertEqual(case.event_ids.capacity, "Commitment Officer(회계과) 김재무")
        label = office._get_capacity_label
        self.assertEqual(label(self.kim, self.day), "Commitment Officer(회계과) 김재무")
        self.assertEqual(label(self.lee, self.day), "")

    def test_a_new_name_signs_at_once(self):
        office = self.office()
        self.appoint(office, self.kim)
        self.assertEqual(office._get_capacity_label(self.kim, self.day)[-3:], "김재무")
        self.kim.name, office.name = "김개명", "재무관"
        self.assertEqual(office._get_capacity_label(self.kim, self.day), "재무관 김개명")

    def test_others_are_refused_and_told_whose_it_is(self):
        self.appoint(self.office(), self.kim)
        for user in (self.lee, self.manager, self.auditor):
            with self.assertRefused(r"Commitment Officer\(회계과\) 김재무", AccessError):
                self.case().with_user(user)._do_transition("approve")

    def test_vacant_and_missing_offices_are_named(self):
        case = self.case()
        with self.assertRefused(r"Commitment Officer \(none is designated\)", AccessError):
            case._do_transition("approve")
        self.office()
        with self.assertRefused(r"Commitment Officer\(회계과\) \(vacant\)", AccessError):
            case._do_transition("approve")

    def test_deputy_acts_for_its_own_departments_only(self):
        self.appoint(self.office(), self.kim)
        deputy = self.office(
            rank="deputy", department_id=self.health.id, department_ids=self.health.ids,
        )
        self.appoint(deputy, self.lee)
        with self.assertRaises(AccessError):
            self.case(self.clinic).with_user(self.kim)._do_transition("approve")
        with self.assertRaises(AccessError):
            self.case(self.finance).with_user(self.lee)._do_transition("approve")
        self.case(self.clinic).with_user(self.lee)._do_transition("approve")

    def test_a_case_stays_with_the_office_it_names(self):
        self.appoint(self.office(), self.kim)
        self.appoint(self.office("disbursing_officer"), self.lee)
        special = self.office("disbursing_officer", name="특별회계 지출원", sequence=999)
        self.appoint(special, self.park)
        case = self.case(disbursing_officer_office_id=special.id)
        case.with_user(self.kim)._do_transition("approve")
        with self.assertRefused("특별회계 지출원 박출납", AccessError):
            case.with_user(self.lee)._do_transition("pay")
        case.with_user(self.park)._do_transition("pay")

    def test_acting_officer_signs_as_such_and_steps_back(self):
        principal = self.office()
        self.appoint(principal, self.kim, -30, -1)
        self.appoint(self.office(rank="acting"), self.lee)
        case = self.case()
        case.with_user(self.lee)._do_transition("approve")
        self.assertEqual(case.event_ids.capacity, "Acting Commitment Officer(회계과) 이지출")
        self.appoint(principal, self.park, 0)
        with self.assertRaises(AccessError):
            self.case().with_user(self.lee)._do_transition("approve")

    def test_before_and_after_the_term(self):
        self.appoint(self.office(), self.kim, 1)
        with self.assertRaises(AccessError):
            self.case().with_user(self.kim)._do_transition("approve")

    def test_a_hundred_documents_cost_no_more_questions_than_one(self):
        self.appoint(self.office(), self.kim)
        cases = self.env["gotgan.fake.case"].browse()
        for department in (self.finance, self.health, self.clinic):
            for _one in range(33):
                cases |= self.case(department)
        # What a process asks once and remembers (rights, rules, XML ids of whatever addons are
        # installed) is asked before the counting: it costs no document anything.
        self._assert_may_approve(cases[:1])
        for batch in (cases[:1], cases):
            with self.assertQueryCount(3):
                self._assert_may_approve(batch)

    def _assert_may_approve(self, cases):
        """Look at ``cases`` as the officer, with nothing of them in memory."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.env["gotgan.office"]._forget_rosters()
        allowed = cases.with_user(self.kim).mapped("allowed_transitions")
        self.assertEqual(set(allowed), {",approve,"})
