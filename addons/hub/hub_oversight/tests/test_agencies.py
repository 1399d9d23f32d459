import csv

from odoo.tests import BaseCase, tagged
from odoo.tools import file_path

from odoo.addons.gotgan_base.business_number import is_business_number
from odoo.addons.hub_tenant.names import name_fault

from ..demo.agencies import AGENCIES, make_agencies

TABLE = "gotgan_classification/data/tables/affiliated_expenditure.csv"


@tagged("post_install", "-at_install")
class TestAgencies(BaseCase):
    """가온시 does not exist, but it could: numbers, subjects and sums are right."""

    def setUp(self):
        super().setUp()
        self.agencies = make_agencies()

    def test_thirteen_agencies_and_six_hundred_people(self):
        people = [person for agency in self.agencies for person in agency.people]
        self.assertEqual((len(self.agencies), len(people)), (13, 600))
        self.assertEqual(len({person.login for person in people}), 600)
        for agency in self.agencies:
            self.assertLessEqual({one.department for one in agency.people}, {*agency.departments})

    def test_numbers_and_addresses(self):
        for agency in self.agencies:
            self.assertTrue(is_business_number(agency.business_number), agency.name)
            self.assertFalse(name_fault(agency.address), agency.address)
        self.assertEqual(len({agency.business_number for agency in self.agencies}), 13)

    def test_budgets_add_up_and_name_each_subject_once(self):
        for agency, row in zip(self.agencies, AGENCIES, strict=True):
            self.assertEqual(agency.amount, row[-1] * 1_000_000)
            self.assertTrue(all(subject.amount > 0 for subject in agency.budget))
            addresses = {subject[:-1] for subject in agency.budget}
            self.assertEqual(len(addresses), len(agency.budget))
            departments = {subject.department for subject in agency.budget}
            self.assertLessEqual(departments, {*agency.departments})

    def test_subjects_are_those_of_affiliated_agencies(self):
        with open(file_path(TABLE), encoding="utf-8") as file:
            names = {row["code"]: row["name"] for row in csv.DictReader(file)}
        for agency in self.agencies:
            for subject in agency.budget:
                self.assertEqual(names[subject.object], subject.object_name)

    def test_always_the_same(self):
        self.assertEqual(make_agencies(), self.agencies)
