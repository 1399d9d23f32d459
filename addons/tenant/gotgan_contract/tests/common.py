from datetime import timedelta

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_expenditure.tests.common import ExpenditureCase

MILLION = 1_000_000


class ContractCase(ExpenditureCase):
    """The vocabulary of contracts: who needs, announces, offers, signs, inspects."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.clerk = world.hire(
            "clerk", "오계약", world.finance, "gotgan_contract.group_contract_officer",
        )
        cls.inspector = world.hire("inspector", "서검사", world.department)
        cls.firms = cls.env["res.partner"].create([
            {"name": name, "is_company": True}
            for name in ("주식회사 가온", "주식회사 나루", "주식회사 다솜", "주식회사 라온")
        ])
        cls.cell = world.fund_cell(900 * MILLION)
        cls.line = cls.cell.line_id

    def draft_case(self, price=15 * MILLION, **values):
        return self.env["gotgan.contract.case"].with_user(self.clerk).create({
            "name": "도서관 컴퓨터 구매", "department_id": self.world.department.id,
            "estimated_price": price, "base_price": price * 11 // 10,
            "single_ground": values.get("planned_price") and "예비가격을 만들 수 없는 공사",
            **values,
        })

    def announce(self, case):
        """Announce with a notice long enough, and let its time pass."""
        if case.method != "private_one":
            case.deadline = now(self.env) + timedelta(days=45)
        case.action_announce()
        if case.deadline:
            case._write_locked({"deadline": now(self.env) - timedelta(minutes=1)})
        return case

    def offer(self, case, *amounts, **values):
        came = {"received_on": case.deadline - timedelta(minutes=1)} if case.deadline else {}
        values = {**came, **values}
        return self.env["gotgan.contract.offer"].with_user(self.clerk).create([
            {"case_id": case.id, "partner_id": firm.id, "amount": amount, **values}
            for firm, amount in zip(self.firms, amounts, strict=False)
        ])

    def award(self, price=15 * MILLION, amount=None, **values):
        """A case of one quote or of an opened tender, with its award."""
        case = self.announce(self.draft_case(price, **values))
        self.offer(case, amount or price)
        case.action_open()
        case.with_user(self.officer).action_award()
        return case

    def draft_contract(self, case, days=60, **values):
        if "request_id" not in values:
            values["request_id"] = self.approve_request(case.awarded_amount).id
        day = self.today
        return self.env["gotgan.contract"].with_user(self.clerk).create({
            "case_id": case.id, "date_start": day,
            "date_end": day + timedelta(days=days),
            "attachment_ids": [Command.create({"name": "계약서.pdf", "raw": b"paper"})], **values,
        })

    def guarantee(self, contract, kind="performance", amount=None, form="paper", **values):
        guarantee = self.env["gotgan.contract.guarantee"].with_user(self.clerk).create({
            "contract_id": contract.id, "kind": kind, "form": form,
            "partner_id": contract.partner_id.id,
            "amount": amount or contract.guarantee_wanted or MILLION,
            **({"paper_number": "보증-1", "valid_until": contract.date_end + timedelta(days=90)}
               if form == "paper" else {}),
            **values,
        })
        guarantee.action_take()
        return guarantee

    def sign(self, contract, **values):
        form = "paper" if contract.guarantee_wanted else "pledge"
        self.guarantee(contract, form=form, **values)
        contract.with_user(self.officer).action_sign()
        return contract

    def accept(self, contract, amount=None, notice=None, inspector=None):
        inspections = self.env["gotgan.inspection"].with_user(inspector or self.inspector).create([
            {"commitment_id": one.id, "stage": "completion",
             **({"notice_date": notice} if notice else {})}
            for one in contract.commitment_ids
        ])
        if amount is not None:
            inspections.line_ids.amount = amount
        inspections.action_accept()
        return inspections

    def works(self, price=300 * MILLION, **values):
        return self.award(price, kind="works_special", method="open", planned_price=price,
                          base_price=0, amount=price * 9 // 10, **values)

    # ---- unit prices -----------------------------------------------------

    def draft_unit(self, prices=(20_000, 300_000), quantities=(400, 20), kind="goods",
                   **values):
        """A draft contract of unit prices; without a request where orders bind the money."""
        if values.get("binds") != "signing":
            values["request_id"] = False
        return self.draft_contract(
            self.award(15 * MILLION, name=f"단가계약 {kind}", kind=kind), term_kind="unit",
            item_ids=[
                Command.create({
                    "name": name, "unit": "상자", "unit_price": price, "quantity": quantity,
                })
                for name, price, quantity in zip(
                    ("복사용지", "토너"), prices, quantities, strict=False,
                )
            ], **values,
        )

    def draft_order(self, contract, quantities, **values):
        """An order of the department, with its own request of as much."""
        if "request_id" not in values:
            won = sum(int(item.price_now * count) for item, count in quantities.items())
            values["request_id"] = self.approve_request(won or MILLION).id
        return self.env["gotgan.contract.order"].with_user(self.author).create({
            "contract_id": contract.id, "due_date": self.today + timedelta(days=7),
            "line_ids": [
                Command.create({"item_id": item.id, "quantity": count})
                for item, count in quantities.items()
            ], **values,
        })

    def place(self, contract, quantities, **values):
        order = self.draft_order(contract, quantities, **values)
        order.action_submit()
        order.with_user(self.officer).action_place()
        return order

    def deliver(self, order, quantities=None, notice=None):
        """Inspect what came of an order; all that is left where nothing is said."""
        inspection = self.env["gotgan.inspection"].with_user(self.inspector).create({
            "commitment_id": order.commitment_id.id, "contract_order_id": order.id,
            **({"notice_date": notice} if notice else {}),
        })
        if quantities is not None:
            named = {item.id: count for item, count in quantities.items()}
            for one in inspection.item_ids:
                if one.order_line_id.item_id.id in named:
                    one.quantity = named[one.order_line_id.item_id.id]
                else:
                    one.unlink()
        inspection.action_accept()
        return inspection
