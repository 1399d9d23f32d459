from odoo.tests import TransactionCase

from odoo.addons.gotgan_demo_city.city import tables
from odoo.addons.gotgan_demo_city.city.register import find
from odoo.addons.gotgan_demo_city.city.stages import STAGES, find_year, run_stage

DOCUMENTS = (
    "gotgan.spending.request", "gotgan.commitment", "gotgan.inspection", "gotgan.voucher",
    "gotgan.payment.order",
)
TRACES = (
    *DOCUMENTS, "gotgan.ledger.move", "gotgan.ledger.hold", "gotgan.event", "gotgan.budget.line",
    "gotgan.allotment", "gotgan.budget.import", "res.users", "hr.employee", "hr.department",
    "gotgan.office", "gotgan.office.term", "res.partner", "res.partner.bank", "ir.attachment",
)


class DemoCityCase(TransactionCase):
    """The vocabulary of the demo city: its stages build it once for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build()
        cls.year = find_year(cls.env)
        cls.cases = tables.read_cases()
        cls.logins = tables.read_logins()

    @classmethod
    def build(cls):
        for stage in STAGES:
            run_stage(cls.env, stage)

    def person(self, key):
        return find(self.env, key)

    def request(self, key):
        return find(self.env, f"request_{key}")

    def keys(self, *reaches):
        """Return the cases that go as far as one of ``reaches``."""
        return [key for key, rows in self.cases.items() if rows[0]["reach"] in reaches]

    def states(self, model, *reaches):
        """Return the states of the documents of the cases that went as far as ``reaches``."""
        requests = self.env["gotgan.spending.request"].union(
            *(self.request(key) for key in self.keys(*reaches)),
        )
        documents = {
            "gotgan.spending.request": requests,
            "gotgan.commitment": requests.commitment_ids,
            "gotgan.inspection": requests.commitment_ids.inspection_ids,
            "gotgan.voucher": requests.commitment_ids.voucher_ids,
        }
        documents["gotgan.payment.order"] = self.env["gotgan.payment.order"].search(
            [("voucher_ids", "in", documents["gotgan.voucher"].ids)],
        )
        return sorted(documents[model].mapped("state"))

    def traces(self):
        """Return how many rows there are of everything the demo city makes."""
        return {
            model: self.env[model].with_context(active_test=False).search_count([])
            for model in TRACES
        }
