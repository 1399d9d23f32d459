"""Data of an electronic tax invoice (전자세금계산서), as the National Tax Service reads it.

부가가치세법 제32조제1항 names what an invoice must say: who supplies, their number and name; who is
supplied, their number; supply amount and VAT; the day it is made out. The day is the last one of
the month (제34조제3항제1호: a calendar month in one invoice, made out by the 10th of the next).

The XML follows the element names of the KEC standard (세금계산서 표준전자문서 v3.0) without what
only the issuing service adds: its approval number, its time stamps and the electronic signature.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from odoo.addons.gotgan_base.business_number import get_digits, is_business_number

NAMESPACE = (
    "urn:kr:or:kec:standard:Tax:ReusableAggregateBusinessInformationEntitySchemaModule:1:0"
)
TAXED, CLAIMED = "0101", "02"  # 일반 세금계산서, 청구
ITEMS_PER_ROW = 4


@dataclass(frozen=True)
class Party:
    """One side of the invoice."""

    number: str
    name: str
    representative: str = ""
    address: str = ""
    business_type: str = ""
    business_item: str = ""
    email: str = ""
    contact: str = ""
    phone: str = ""
    branch: str = ""


@dataclass(frozen=True)
class Item:
    """One item. Amounts in won; an invoice has up to 99."""

    day: date
    name: str
    quantity: int
    unit_price: int
    supply: int
    tax: int
    note: str = ""


@dataclass(frozen=True)
class Invoice:
    """An invoice to be issued. ``key``: the supplier's own number of it."""

    key: str
    day: date
    supplier: Party
    buyer: Party
    items: tuple
    note: str = ""

    @property
    def supply(self):
        return sum(item.supply for item in self.items)

    @property
    def tax(self):
        return sum(item.tax for item in self.items)


def faults(invoice):
    """Return what an invoice lacks by law, as (side, what): number, name or representative.

    >>> party = Party("124-81-00998", "가온", "김가온")
    >>> faults(Invoice("1", date(2026, 11, 30), party, Party("1", "나눔"), ()))
    [('buyer', 'number'), ('buyer', 'representative')]
    """
    found = []
    for side in ("supplier", "buyer"):
        party = getattr(invoice, side)
        checks = (
            ("number", is_business_number(party.number)), ("name", party.name),
            ("representative", party.representative),
        )
        found += [(side, what) for what, fine in checks if not fine]
    return found


def spread_tax(supplies, tax):
    """Return the tax of each item, so that they add up to the tax of the whole.

    >>> spread_tax([105, 105, -10], 20)
    [11, 10, -1]
    """
    shares = [abs(supply) // 10 * (1 if supply >= 0 else -1) for supply in supplies]
    left, position = tax - sum(shares), 0
    while left and shares:
        step = 1 if left > 0 else -1
        shares[position % len(shares)] += step
        left, position = left - step, position + 1
    return shares


def to_xml(invoice):
    """Return the invoice as the bytes of an XML document."""
    ElementTree.register_namespace("", NAMESPACE)
    root = _element("TaxInvoice")
    _add(root, "ExchangedDocument", ("ID", invoice.key))
    _add(
        root, "TaxInvoiceDocument", ("TypeCode", TAXED), ("DescriptionText", invoice.note),
        ("IssueDateTime", f"{invoice.day:%Y%m%d}"), ("PurposeCode", CLAIMED),
    )
    settlement = _add(root, "TaxInvoiceTradeSettlement")
    _add_party(settlement, "InvoicerParty", invoice.supplier)
    _add_party(settlement, "InvoiceeParty", invoice.buyer)
    _add(
        settlement, "SpecifiedMonetarySummation", ("ChargeTotalAmount", invoice.supply),
        ("TaxTotalAmount", invoice.tax), ("GrandTotalAmount", invoice.supply + invoice.tax),
    )
    for number, item in enumerate(invoice.items, 1):
        _add_item(root, number, item)
    ElementTree.indent(root)
    return ElementTree.tostring(root, "utf-8", xml_declaration=True)


def _element(name):
    return ElementTree.Element(f"{{{NAMESPACE}}}{name}")


def _add(parent, name, *texts):
    """Add an element with its texts; empty ones are left out."""
    child = _element(name)
    parent.append(child)
    for key, text in texts:
        if text not in ("", None):
            inner = _element(key)
            inner.text = str(text)
            child.append(inner)
    return child


def _add_party(parent, name, party):
    element = _add(
        parent, name, ("ID", get_digits(party.number)), ("TypeCode", party.business_type),
        ("NameText", party.name), ("ClassificationCode", party.business_item),
    )
    organization = [("TaxRegistrationID", party.branch)]
    if name == "InvoiceeParty":
        organization.append(("BusinessTypeCode", "01"))
    if any(text for _key, text in organization):
        _add(element, "SpecifiedOrganization", *organization)
    _add(element, "SpecifiedPerson", ("NameText", party.representative))
    contact = "PrimaryDefinedContact" if name == "InvoiceeParty" else "DefinedContact"
    _add(
        element, contact, ("PersonNameText", party.contact),
        ("TelephoneCommunication", party.phone), ("URICommunication", party.email),
    )
    _add(element, "SpecifiedAddress", ("LineOneText", party.address))


def _add_item(root, number, item):
    element = _add(
        root, "TaxInvoiceTradeLineItem", ("SequenceNumeric", number),
        ("DescriptionText", item.note), ("InvoiceAmount", item.supply),
        ("ChargeableUnitQuantity", item.quantity), ("NameText", item.name),
        ("PurchaseExpiryDateTime", f"{item.day:%Y%m%d}"),
    )
    _add(element, "TotalTax", ("CalculatedAmount", item.tax))
    _add(element, "UnitPrice", ("UnitAmount", item.unit_price))


PARTY_HEADS = ("등록번호", "종사업장번호", "상호", "성명", "사업장주소", "업태", "종목")
ITEM_HEADS = ("일자", "품목", "규격", "수량", "단가", "공급가액", "세액", "품목비고")


def csv_heads():
    """Return the headings of the file with which invoices are issued many at a time."""
    return [
        "종류", "작성일자", *(f"공급자 {head}" for head in PARTY_HEADS), "공급자 이메일",
        *(f"공급받는자 {head}" for head in PARTY_HEADS), "공급받는자 이메일1", "공급받는자 이메일2",
        "공급가액", "세액", "비고",
        *(f"{head}{number}" for number in range(1, ITEMS_PER_ROW + 1) for head in ITEM_HEADS),
        "현금", "수표", "어음", "외상미수금", "영수(01)/청구(02)",
    ]


def to_csv(invoices):
    """Return invoices as the bytes of one CSV, a row each.

    A row has room for four items; where there are more, the fourth is the rest together.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(csv_heads())
    writer.writerows([plain(cell) for cell in _row(invoice)] for invoice in invoices)
    return buffer.getvalue().encode("utf-8-sig")


def plain(cell):
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> plain("=1+1"), plain("가온"), plain(-5)
    ("'=1+1", '가온', -5)
    """
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in set("=+-@\t\r") else cell


def _row(invoice):
    items = [cell for item in _fit(invoice.items) for cell in _item_cells(item)]
    items += [""] * (ITEMS_PER_ROW * len(ITEM_HEADS) - len(items))
    return [
        "01", f"{invoice.day:%Y%m%d}", *_party_cells(invoice.supplier), invoice.supplier.email,
        *_party_cells(invoice.buyer), invoice.buyer.email, "", invoice.supply, invoice.tax,
        invoice.note, *items, "", "", "", invoice.supply + invoice.tax, CLAIMED,
    ]


def _fit(items):
    if len(items) <= ITEMS_PER_ROW:
        return items
    kept, rest = items[:ITEMS_PER_ROW - 1], items[ITEMS_PER_ROW - 1:]
    supply, tax = sum(item.supply for item in rest), sum(item.tax for item in rest)
    name = f"{rest[0].name} 외 {len(rest) - 1}건"
    return (*kept, Item(rest[0].day, name, 1, supply, supply, tax))


def _party_cells(party):
    return [
        get_digits(party.number), party.branch, party.name, party.representative, party.address,
        party.business_type, party.business_item,
    ]


def _item_cells(item):
    return [
        f"{item.day:%d}", item.name, "", item.quantity, item.unit_price, item.supply, item.tax,
        item.note,
    ]
