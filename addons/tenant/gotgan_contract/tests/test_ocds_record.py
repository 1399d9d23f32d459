import json
from datetime import timedelta
from pathlib import Path
from unittest import skipUnless

from odoo.tests import HttpCase, tagged

from ..ocds import find_faults
from ..ocds_schema import RECORDS, RELEASES, find_schema_faults, merge
from .common import MILLION, ContractCase

# The standard's own example, where it lies beside this checkout.
EXAMPLE = Path(__file__).resolve().parents[5] / "shared/data/ocds/fictional-example/1.1"


def read_example(name):
    return json.loads((EXAMPLE / f"{name}.json").read_text(encoding="utf-8"))


@tagged("post_install", "-at_install")
class TestOcdsRecord(ContractCase):
    """A case told as the standard's example tells one: from the plan to the payment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.env["gotgan.contract.ocds"]

    def carry_out(self):
        """A tender of works with two bidders, changed, partly done, accepted and paid."""
        case = self.announce(self.draft_case(
            300 * MILLION, kind="works_special", method="open", base_price=0,
            planned_price=330 * MILLION, name="자전거도로 개설공사",
            request_id=self.approve_request(400 * MILLION).id,
        ))
        self.offer(case, 300 * MILLION, 310 * MILLION)
        case.action_open()
        case.with_user(self.officer).action_award()
        contract = self.sign(self.draft_contract(
            case, defect_years=3, request_id=case.request_id.id,
        ))
        change = self.env["gotgan.contract.change"].with_user(self.clerk).create({
            "contract_id": contract.id, "kind": "period", "reason": "우천으로 인한 공사 중지",
            "new_end": contract.date_end + timedelta(days=30),
        })
        change.with_user(self.officer).action_agree()
        self.accept(contract)
        self.guarantee(contract, "defect", amount=contract.defect_bond)
        self.world.make_payee(contract.partner_id.name)
        self.env["res.partner.bank"].create({
            "partner_id": contract.partner_id.id, "acc_number": "301-11-1",
            "acc_holder_name": contract.partner_id.name,
        })
        vouchers = self.draft_voucher(contract.commitment_ids)
        vouchers.action_resolve()
        self.pay(self.order(vouchers))
        return case, contract

    def test_every_step_is_told_and_compiled(self):
        case, contract = self.carry_out()
        releases = self.service._make_releases(case)
        self.assertEqual([find_faults(one) for one in releases], [[]] * len(releases))
        self.assertLessEqual(
            {"planning", "tender", "tenderUpdate", "award", "contract", "contractAmendment",
             "implementation"},
            {tag for one in releases for tag in one["tag"]},
        )
        self.assertEqual(len({one["id"] for one in releases}), len(releases))
        for kind, schema in (("release", RELEASES), ("record", RECORDS)):
            package = self.service._make_package(case, kind)
            self.assertEqual(find_schema_faults(package, schema), [])
        [record] = package["records"]
        told, now = record["compiledRelease"], self.service._make_release(case)
        for part in ("status", "value", "procurementMethod", "numberOfTenderers", "tenderPeriod"):
            self.assertEqual(told["tender"][part], now["tender"][part])
        self.assertEqual(told["bids"], now["bids"])
        self.assertEqual(told["awards"], now["awards"])
        self.assertEqual(
            {name: told["contracts"][0][name] for name in now["contracts"][0]},
            now["contracts"][0],
        )
        self.assertEqual(told["planning"]["budget"]["amount"]["amount"], 400 * MILLION)
        [payment] = told["contracts"][0]["implementation"]["transactions"]
        self.assertEqual(payment["value"]["amount"], contract.paid)
        roles = {one["name"]: one["roles"] for one in told["parties"]}
        self.assertEqual(
            roles[contract.partner_id.display_name], ["tenderer", "supplier", "payee"],
        )
        versions = record["versionedRelease"]["contracts"][0]["period"]["endDate"]
        self.assertEqual(len(versions), 2)

    def test_a_tender_that_was_given_up(self):
        case = self.award(name="의자")
        case.with_user(self.officer)._do_transition("cancel", "예산 삭감")
        last = self.service._make_releases(case)[-1]
        self.assertEqual(find_faults(last), [])
        record = self.service._make_package(case, "record")["records"][0]
        self.assertEqual(record["compiledRelease"]["tender"]["status"], "cancelled")
        self.assertEqual(record["compiledRelease"]["awards"][0]["status"], "cancelled")

    @skipUnless(EXAMPLE.is_dir(), "the standard's example is not here")
    def test_the_example_of_the_standard(self):
        """Our schemas and our merging read the example as its authors do, and ours has its parts.

        The correction of a notice (tenderAmendment) is a new case here.
        """
        releases = read_example("ocds-213czf-000-00001")
        record = read_example("record/ocds-213czf-000-00001-withversions")
        self.assertEqual(find_schema_faults(releases, RELEASES), [])
        self.assertEqual(find_schema_faults(record, RECORDS), [])
        compiled, _versioned = merge(releases["releases"])
        self.assertEqual(compiled, record["records"][0]["compiledRelease"])
        del releases["releases"][3]["awards"][0]["id"]
        [fault] = find_schema_faults(releases, RELEASES)
        self.assertEqual((fault.path[-1], fault.rule), ("id", "required"))
        case, _contract = self.carry_out()
        ours = self.service._make_package(case, "record")["records"][0]["compiledRelease"]
        self.assertLessEqual(set(compiled), set(ours))
        tags = {tag for one in releases["releases"] for tag in one["tag"]}
        told = {tag for one in self.service._make_releases(case) for tag in one["tag"]}
        self.assertEqual(tags - told, {"tenderAmendment"})


@tagged("post_install", "-at_install")
class TestOcdsDownload(ContractCase, HttpCase):
    """The file over HTTP: for who may read the case, sound or not at all."""

    def test_download(self):
        case = self.award(name="책상")
        self.clerk.password = self.world.stranger.password = "Gotgan-clerk-1!"
        self.authenticate(self.clerk.login, "Gotgan-clerk-1!")
        ocid = self.env["gotgan.contract.ocds"]._get_ocid(case)
        for kind in ("release", "record"):
            answer = self.url_open(f"/gotgan/contract/ocds/{kind}/{case.id}")
            self.assertEqual({one["ocid"] for one in answer.json()[f"{kind}s"]}, {ocid})
        self.assertEqual(self.url_open(f"/gotgan/contract/ocds/x/{case.id}").status_code, 404)
        self.authenticate(self.world.stranger.login, "Gotgan-clerk-1!")
        refused = self.url_open(f"/gotgan/contract/ocds/record/{case.id}")
        self.assertNotEqual(refused.status_code, 200)
