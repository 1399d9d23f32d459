from odoo.fields import Command
from odoo.tests import tagged

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestBonds(ContractCase):
    """계약보증금 (시행령 51): by the largest delivery, by the total of all years, by the amount."""

    def draft_many(self, kind="goods", rate=80):
        """80,000,000 won of unit prices: of 40 million at most 6 come at once."""
        case = self.award(
            80 * MILLION, kind=kind, method="open", planned_price=80 * MILLION, base_price=0,
            floor_rate=rate,
        )
        return self.draft_contract(
            case, term_kind="unit", request_id=False, defect_years=1, item_ids=[
                Command.create({
                    "name": name, "unit": "상자", "unit_price": price, "quantity": quantity,
                    "largest_quantity": largest,
                })
                for name, price, quantity, largest in (
                    ("복사용지", 20_000, 2_000, 300), ("토너", 300_000, 100, 0),
                )
            ],
        )

    def test_a_public_body_gives_a_pledge_instead(self):
        """시행령 53①1, ②, 71④: whatever the amount, by the kind of partner."""
        contract = self.draft_contract(self.works(), defect_years=1)
        self.assertEqual((contract.guarantee_wanted, contract.defect_bond), (27 * MILLION, 5_400_000))
        with self.assertRefused("27,000,000"):
            contract.with_user(self.officer).action_sign()
        contract.bond_waiver = "제37조제3항제6호의2"
        self.assertEqual((contract.guarantee_wanted, contract.defect_bond), (0, 5_400_000))
        contract.bond_waiver = "제37조제3항제3호"
        self.assertEqual((contract.guarantee_wanted, contract.defect_bond), (0, 0))
        with self.assertRefused("pledge", "제53조"):
            contract.with_user(self.officer).action_sign()
        self.guarantee(contract, form="pledge")
        contract.with_user(self.officer).action_sign()
        self.assertEqual(contract.state, "signed")

    def test_unit_prices_by_the_largest_delivery(self):
        contract = self.draft_many()
        self.assertEqual(contract.guarantee_wanted, 3_600_000)
        with self.assertRefused("3,600,000", "제51조제7항"):
            contract.with_user(self.officer).action_sign()
        contract.item_ids[1].largest_quantity = 10
        self.assertEqual(contract.guarantee_wanted, 900_000)
        self.sign(contract)
        self.assertEqual((contract.state, contract.guaranteed), ("signed", 900_000))
        works = self.draft_many("works_special", 89.745)
        self.assertEqual(works.guarantee_wanted, 8 * MILLION, "works are secured as a whole")

    def test_several_years_by_their_total(self):
        case = self.works()
        first = self.sign(self.draft_contract(
            case, defect_years=3, term_kind="long", original_amount=100 * MILLION,
            total_amount=270 * MILLION,
        ))
        bond = first.guarantee_ids
        self.assertEqual((bond.amount, first.guaranteed), (27 * MILLION, 27 * MILLION))
        second = self.draft_contract(
            case, defect_years=3, term_kind="long", original_amount=170 * MILLION,
            master_id=first.id, date_end=first.date_end,
        )
        self.assertEqual(second.guaranteed, 27 * MILLION, "the first year secures them all")
        second.with_user(self.officer).action_sign()
        self.accept(first)
        self.assertEqual((first.state, second.guarantee_wanted), ("completed", 17 * MILLION))
        with self.assertRefused("27,000,000"):
            bond.with_user(self.clerk).action_give_back()
        smaller = self.guarantee(second, amount=17 * MILLION)
        bond.with_user(self.clerk).action_give_back()
        self.assertEqual((bond.state, smaller.state), ("returned", "held"))
        self.accept(second)
        smaller.with_user(self.clerk).action_give_back()
        self.assertEqual(second.guarantee_wanted, 0)
