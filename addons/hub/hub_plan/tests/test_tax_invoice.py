import csv
import io
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.hub_plan import tax_invoice
from odoo.addons.hub_plan.tax_invoice import Invoice, Item, Party

DAY = date(2026, 11, 30)
SUPPLIER = Party("124-81-00998", "주식회사 곳간", "이곳간", "서울특별시", "정보통신업")
BUYER = Party("124-83-00269", "가온문화재단", "김가온", email="gaon@example.kr")


def invoice(count=2, **more):
    items = tuple(Item(DAY, f"품목 {number}", 1, 1000, 1000, 100) for number in range(count))
    return Invoice(**{
        "key": "2026-000001", "day": DAY, "supplier": SUPPLIER, "buyer": BUYER, "items": items,
        **more,
    })


@tagged("post_install", "-at_install")
class TestTaxInvoice(BaseCase):
    def find(self, root, path):
        return [
            node.text
            for node in root.iterfind("/".join(f"{{{tax_invoice.NAMESPACE}}}{one}" for one in path))
        ]

    def test_xml_says_what_the_law_wants(self):
        root = ElementTree.fromstring(tax_invoice.to_xml(invoice()))
        settlement = "TaxInvoiceTradeSettlement"
        for path, expected in (
            (("TaxInvoiceDocument", "IssueDateTime"), ["20261130"]),
            ((settlement, "InvoicerParty", "ID"), ["1248100998"]),
            ((settlement, "InvoicerParty", "NameText"), ["주식회사 곳간"]),
            ((settlement, "InvoiceeParty", "ID"), ["1248300269"]),
            ((settlement, "InvoiceeParty", "SpecifiedPerson", "NameText"), ["김가온"]),
            ((settlement, "SpecifiedMonetarySummation", "ChargeTotalAmount"), ["2000"]),
            ((settlement, "SpecifiedMonetarySummation", "TaxTotalAmount"), ["200"]),
            ((settlement, "SpecifiedMonetarySummation", "GrandTotalAmount"), ["2200"]),
            (("TaxInvoiceTradeLineItem", "NameText"), ["품목 0", "품목 1"]),
            (("TaxInvoiceTradeLineItem", "TotalTax", "CalculatedAmount"), ["100", "100"]),
        ):
            self.assertEqual(self.find(root, path), expected, path)

    def test_csv_has_a_row_for_each_and_adds_up(self):
        data = tax_invoice.to_csv([invoice(), invoice(count=7)])
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        self.assertEqual([row["공급가액"] for row in rows], ["2000", "7000"])
        self.assertEqual(rows[1]["품목4"], "품목 3 외 3건")
        self.assertEqual(
            sum(int(rows[1][f"공급가액{number}"]) for number in range(1, 5)), 7000,
        )
        self.assertEqual(rows[0]["작성일자"], "20261130")

    def test_a_name_is_no_formula(self):
        bad = Party("124-83-00269", "=HYPERLINK(1)", "김가온")
        data = tax_invoice.to_csv([invoice(buyer=bad)]).decode("utf-8-sig")
        self.assertIn(",'=HYPERLINK(1),", data)

    def test_what_is_missing_is_named(self):
        bad = Party("124-83-00268", "가온문화재단")
        self.assertEqual(
            tax_invoice.faults(invoice(buyer=bad)),
            [("buyer", "number"), ("buyer", "representative")],
        )
        self.assertFalse(tax_invoice.faults(invoice()))

    @given(st.lists(st.integers(-10 ** 9, 10 ** 9), min_size=1, max_size=20))
    def test_taxes_of_items_add_up(self, supplies):
        tax = abs(sum(supplies)) // 10 * (1 if sum(supplies) >= 0 else -1)
        shares = tax_invoice.spread_tax(supplies, tax)
        self.assertEqual(sum(shares), tax)
        for share, supply in zip(shares, supplies, strict=True):
            self.assertLessEqual(abs(share * 10 - supply), 20 + 10)
