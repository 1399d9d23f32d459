import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.gotgan_document.tests.common import make_seal

from .common import OrganizationCase


@tagged("post_install", "-at_install")
class TestOfficialSeal(OrganizationCase):
    """The register of seals: brought in as a picture, registered, retired, never changed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seals = cls.env["gotgan.official.seal"].with_user(cls.manager)

    def setUp(self):
        super().setUp()
        self.spending, self.other = self.office(), self.office("disbursing_officer")

    def bring(self, office, side=120):
        return self.seals.create({
            "name": "가온시 재무관의 인", "office_id": office.id,
            "image": base64.b64encode(make_seal(side)),
        })

    def test_only_a_registered_seal_is_printed_on_its_days(self):
        seal, find = self.bring(self.spending), self.env["gotgan.official.seal"]._find_impression
        self.assertFalse(find(self.spending, self.day))
        seal.action_register()
        self.assertTrue(find(self.spending, self.day).startswith(b"\x89PNG"))
        self.assertFalse(find(self.spending, self.day - timedelta(days=1)))
        self.assertFalse(find(self.other, self.day))
        self.assertFalse(find(self.env["gotgan.office"], self.day))
        seal._do_transition("retire", "마멸")
        self.assertTrue(find(self.spending, self.day))
        self.assertFalse(find(self.spending, self.day + timedelta(days=1)))

    def test_one_is_in_use_and_a_registered_one_stays_as_it_is(self):
        seal, other = self.bring(self.spending), self.bring(self.spending)
        seal.action_register()
        with self.assertRaisesRegex(UserError, "in use already"):
            other.action_register()
        with self.assertRaises(UserError):
            seal.image = base64.b64encode(make_seal(200))
        with self.assertRaises(AccessError):
            seal.date_from = self.day - timedelta(days=9)
        with self.assertRaisesRegex(UserError, "has a history"):
            seal.unlink()
        seal._do_transition("retire", "마멸")
        other.action_register()
        self.assertEqual(other.state, "in_use")

    def test_the_head_of_the_agency_has_one_too(self):
        seal = self.bring(self.env["gotgan.office"])
        seal.action_register()
        found = self.env["gotgan.official.seal"]._find_impression(seal.office_id, self.day)
        self.assertTrue(found)

    def test_what_is_no_picture_is_refused(self):
        for data, word in ((b"seal", "no picture"), (make_seal(20), "60 and 4,000")):
            with self.assertRaisesRegex(ValidationError, word):
                self.seals.create({"name": "인", "image": base64.b64encode(data)})

    def test_staff_neither_sees_nor_brings_one(self):
        seal = self.bring(self.spending)
        with self.assertRaises(AccessError):
            seal.with_user(self.kim).read(["image"])
