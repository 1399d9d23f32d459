import json
from datetime import timedelta
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_document.tests.common import read_rows

from ..flags import find_flags
from ..models import contract_ocds
from ..ocds import find_faults
from .common import MILLION, ContractCase

# The standard's own cases, where they lie beside this checkout.
FIXTURES = (
    Path(__file__).resolve().parents[5] / "shared/data/ocds/cardinal_redflags/fixtures/indicators"
)
OPTIONS = {
    "R003-procurement_method_details-x-5-y-10": {"by_detail": {"x": 5, "y": 10}},
    "R003-procurement_methods-open+selective": {"methods": ("open", "selective")},
    "R003-threshold-10": {"days": 10},
}


@tagged("post_install", "-at_install")
class TestOcds(ContractCase):
    """Releases that hold, and red flags as the standard's own cases say."""

    def test_release_of_every_state(self):
        service = self.env["gotgan.contract.ocds"]
        case = self.draft_case()
        self.assertEqual(find_faults(service._make_release(case)), [])
        case = self.award(name="책상")
        contract = self.sign(self.draft_contract(case))
        release = service._make_release(case)
        self.assertEqual(find_faults(release), [])
        self.assertEqual(release["contracts"][0]["id"], contract.number)
        self.assertEqual(release["awards"][0]["value"]["amount"], 15 * MILLION)
        roles = {one["name"]: one["roles"] for one in release["parties"]}
        self.assertEqual(roles[self.firms[0].display_name], ["tenderer", "supplier"])

    def test_same_prices_are_flagged(self):
        case = self.draft_case(60 * MILLION, firm_kind="small", planned_price=66 * MILLION)
        self.announce(case)
        self.offer(case, 60 * MILLION, 60 * MILLION)
        case.action_open()
        self.assertIn("R028", case.flags)
        for code in ("R024", "R058"):  # one case alone is near or far from nothing
            self.assertNotIn(code, case.flags)

    def tender(self, firms, *amounts, award=True, shut=None, **values):
        """A case of 66 million won with these bidders, opened, and awarded to the lowest one."""
        case = self.announce(self.draft_case(
            60 * MILLION, method="open", base_price=0, planned_price=66 * MILLION,
            floor_rate=80, **values,
        ))
        self.env["gotgan.contract.offer"].with_user(self.clerk).create([
            {"case_id": case.id, "partner_id": firm.id, "amount": amount,
             "received_on": case.deadline - timedelta(minutes=1)}
            for firm, amount in zip(firms, amounts, strict=True)
        ])
        case.action_open()
        for offer in case.offer_ids.filtered(lambda one: one.partner_id == shut):
            offer._do_transition("disqualify", "적격심사 점수 미달")
        if award:
            case.with_user(self.officer).action_award()
        return case

    def show(self, cases):
        """Return ``{(code, bidder)}`` as the officer sees them, with the rows."""
        action = cases.with_user(self.clerk).action_show_flags()
        flags = self.env["gotgan.contract.flag"].with_user(self.clerk).search(action["domain"])
        return flags, {(one.code, one.partner_id) for one in flags}

    def test_flags_over_many_cases_of_our_own(self):
        partners = self.env["res.partner"].create([
            {"name": f"업체 {number}", "is_company": True} for number in range(7)
        ])
        *winners, loser, shut = partners
        codes = ["43211503", "56101703", "44121706", *["43211503"] * 4]
        won_by = [winners[0]] * 3 + winners[1:5]
        gaps = [0.03, 0.031, 0.032, 0.033, 0.034, 0.00001, 0.09]
        low, cases = 60 * MILLION, self.env["gotgan.contract.case"]
        for place, (code, winner, gap) in enumerate(zip(codes, won_by, gaps, strict=True)):
            firms, amounts = [winner, loser], [low, int(low * (1 + gap))]
            if place < 2:
                firms, amounts = [*firms, shut], [*amounts, 65 * MILLION]
            cases |= self.tender(firms, *amounts, item_code=code, shut=shut)
        self.tender(winners[1:5], *[low + one for one in range(4)], award=False)
        nobody = self.env["res.partner"]
        flags, shown = self.show(self.env["gotgan.contract.case"])
        self.assertLessEqual({
            ("R024", nobody), ("R058", nobody), ("R025", loser), ("R038", shut),
            ("R048", winners[0]),
        }, shown)
        close = flags.filtered(lambda one: one.code == "R024")
        self.assertEqual((close.case_ids, close.figure), (cases[5], "0.00 %"))
        self.assertEqual(flags.filtered(lambda one: one.code == "R058").case_ids, cases[6])
        never = flags.filtered(lambda one: one.code == "R025")
        self.assertEqual(never.case_ids, cases)
        self.assertEqual(self.show(cases[6])[1] & {("R024", nobody), ("R058", nobody)},
                         {("R058", nobody)})

    def test_who_lost_by_the_price_was_not_shut_out(self):
        """An ordinary tender, its losers too dear or too cheap, raises no flag of exclusion."""
        case = self.tender(self.firms[:3], 60 * MILLION, 50 * MILLION, 70 * MILLION)
        self.assertEqual(
            case.offer_ids.sorted("id").mapped("state"), ["valid", "below_floor", "over_price"],
        )
        bids = self.env["gotgan.contract.ocds"]._make_release(case)["bids"]["details"]
        self.assertEqual([one["status"] for one in bids], ["valid"] * 3)
        for code in ("R035", "R036", "R038"):
            self.assertNotIn(code, case.flags or "")

    def test_flags_of_single_cases_of_our_own(self):
        works = self.announce(self.draft_case(
            300 * MILLION, kind="works_special", method="open", planned_price=300 * MILLION,
            base_price=0,
        ))  # its time was cut short
        offer = self.offer(works, 270 * MILLION, received_on=now(self.env))
        offer.with_user(self.officer)._do_transition("admit", "전산 장애, 시행령 제39조")
        works.action_open()
        works.with_user(self.officer).action_award()
        for code in ("R003", "R018", "R030"):
            self.assertIn(code, works.flags)

    def test_flags_are_looked_at_before_publication(self):
        case = self.announce(self.draft_case(
            300 * MILLION, kind="works_special", method="open", planned_price=300 * MILLION,
            base_price=0,
        )).with_user(self.clerk)
        self.assertTrue(case.flags_wait)
        for publish in (case.action_download_release, case.action_download_record):
            with self.assertRefused(case.number):
                publish()
        with self.assertRaises(AccessError):
            case.with_user(self.author).action_see_flags()
        case.action_see_flags()
        seen = case.event_ids.filtered(lambda one: one.transition == "see_flags")
        self.assertRecordValues(seen, [{"user_id": self.clerk.id, "reason": "R003"}])
        case.action_download_release()
        self.offer(case, 290 * MILLION)
        case.action_open()
        with self.assertRefused(case.number):
            case.action_download_release()
        case.with_user(self.officer).action_see_flags()
        case.action_download_release()
        case.action_see_flags()
        told = case.event_ids.filtered(lambda one: one.transition == "see_flags")
        self.assertEqual(told.sorted("id").mapped("reason"), ["R003", "R003, R018"])

    def test_what_is_unsound_is_not_published(self):
        case = self.award(15 * MILLION)
        self.assertIn(f"release/{case.id}", case.action_download_release()["url"])
        korean = case.with_context(lang="ko_KR")
        unknown = patch.dict(contract_ocds.METHODS, {"private_one": "negotiation"})
        with unknown, self.assertRefused(
            "1.1", case.number, "입찰 › 계약방법", "negotiation", "tender/procurementMethod",
        ):
            korean.action_download_record()

    def test_private_contracts_are_published(self):
        contract = self.sign(self.draft_contract(self.award(15 * MILLION)))
        wizard = self.env["gotgan.contract.disclosure"].with_user(self.clerk).create({
            "date_from": self.today, "date_to": self.today,
        })
        self.assertEqual((wizard.contract_ids, wizard.amount), (contract, 15 * MILLION))
        wizard.action_download()
        rows = read_rows(wizard.file)
        self.assertIn(f"수의계약 내역 ({self.today} ~ {self.today})", rows[0])
        [row] = [row for row in rows if contract.name in row]
        self.assertEqual((row[0], row[5], row[7]), (1, 15 * MILLION, contract.partner_id.name))
        self.assertEqual((rows[-1][0], rows[-1][5]), ("합계", 15 * MILLION))
        wizard.date_to = wizard.date_from = self.today - timedelta(days=400)
        with self.assertRefused("No private contract"):
            wizard.action_download()

    @skipUnless(FIXTURES.is_dir(), "the standard's cases are not here")
    def test_the_cases_of_the_standard(self):
        for path in sorted(FIXTURES.glob("*.jsonl")):
            with self.subTest(path.stem):
                code = path.stem.split("-")[0]
                releases = [json.loads(line) for line in path.read_text().splitlines() if line]
                wanted = json.loads(path.with_suffix(".expected").read_text())
                found = find_flags(releases, **OPTIONS.get(path.stem, {}))
                only = {}
                for group, rows in found.items():
                    for key, codes in rows.items():
                        if code in codes:
                            only.setdefault(group, {})[key] = {code: codes[code]}
                self.assertEqual(only, wanted)
