import base64
import io

from odoo.tests import tagged
from odoo.tools.pdf import OdooPdfFileReader

from odoo.addons.gotgan_contract.tests.common import MILLION
from odoo.addons.gotgan_document.tests.common import make_seal

from .common import PaperCase


@tagged("post_install", "-at_install")
class TestSeal(PaperCase):
    """Where an office has signed stands its registered seal; before that, a place for it."""

    def bring_seal(self, kind):
        office = self.env["gotgan.office"]._find(kind, self.world.department, self.today)
        seal = self.env["gotgan.official.seal"].with_user(self.world.manager).create({
            "name": f"{office.name}의 인", "office_id": office.id,
            "image": base64.b64encode(make_seal()),
        })
        seal.action_register()
        return seal

    def count_seals(self, document, **known):
        data = base64.b64decode(self.file_of(document, **known).file)
        pages = OdooPdfFileReader(io.BytesIO(data), strict=False).pages
        return sum(len(page.images) for page in pages)

    def test_a_payment_order_bears_the_seal_of_the_office_that_issued_it(self):
        seal = self.bring_seal("disbursing_officer")
        user = self.world.disbursing_officer
        commitment = self.commit(self.approve_request())
        self.inspect(commitment)
        action = self.resolve(commitment).action_new_payment_order()
        order = self.env["gotgan.payment.order"].browse(action["res_id"])
        self.assertEqual(self.count_seals(order, user=user), 0)
        order.with_user(user).action_issue()
        self.assertEqual(self.count_seals(order, user=user), 1)
        self.assertNotIn("(직인)", self.pages(order, user=user)[0])
        self.assertOpens(order, user=user)
        seal._do_transition("retire", "마멸")
        self.assertEqual(self.count_seals(order, user=user), 1)

    def test_a_contract_to_be_signed_has_a_place_and_a_signed_one_the_seal(self):
        self.bring_seal("commitment_officer")
        contract = self.draft_contract(self.award(15 * MILLION))
        self.assertEqual(self.count_seals(contract, user=self.clerk), 0)
        self.sign(contract)
        self.assertEqual(self.count_seals(contract, user=self.clerk), 1)
