from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now

from ..methods import BY_PROPOSAL
from ..ocds import (
    BID_STATES,
    CATEGORIES,
    CONTRACT_STATES,
    METHODS,
    PREFIX,
    TENDER_STATES,
    find_faults,
    gather_parties,
    make_releases,
    record,
    record_package,
    release_package,
    value,
)
from ..ocds_schema import RECORDS, RELEASES, find_schema_faults
from ..ocds_text import get_day_text, get_party, get_text


class ContractOcds(models.AbstractModel):
    """Reads contract cases as OCDS releases, and their red flags before anything is published."""

    _name = "gotgan.contract.ocds"
    _description = "Open Contracting Data"
    _inherit = [
        "gotgan.contract.ocds.release.mixin", "gotgan.contract.ocds.fault.mixin",
        "gotgan.contract.flag.mixin",
    ]

    @api.model
    def _make_package(self, cases, kind="release"):
        """Return the release package of ``cases``, or their record package.

        :param kind: ``release`` or ``record``
        """
        publisher, moment = self._get_buyer()["name"], get_text(now(self.env))
        history = [self._make_releases(case) for case in cases]
        if kind == "record":
            return record_package([record(one) for one in history], publisher, moment)
        return release_package([one for rows in history for one in rows], publisher, moment)

    @api.model
    def _make_releases(self, case):
        """Return what was to be published of a case, one release for each step."""
        signed = case.contract_ids.filtered("number")
        parts = [
            *self._tell_case(case),
            *(part for contract in signed for part in self._tell_contract(contract)),
        ]
        return make_releases(self._get_ocid(case), self._get_buyer(), parts)

    @api.model
    def _make_release(self, case):
        """Return a case as it stands now, as one release: what red flags are read from."""
        release = {
            "ocid": self._get_ocid(case), "id": f"{case.id}-{case.state}",
            "date": get_text(case.write_date or now(self.env)),
            "tag": ["compiled"], "initiationType": "tender", "language": "ko",
            "buyer": self._get_buyer(), "tender": self._make_tender(case),
        }
        if case.opened_on:
            release["bids"] = {"details": [self._make_bid(one) for one in case.offer_ids]}
        awards, contracts = self._make_awards(case), self._make_contracts(case)
        if awards:
            release["awards"] = awards
        if contracts:
            release["contracts"] = contracts
        release["parties"] = list(gather_parties(release).values())
        return release

    @api.model
    def _get_ocid(self, case):
        return f"{PREFIX}-{self._get_buyer()['id']}-{case.number or case.id}"

    @api.model
    def _find_case_faults(self, case):
        """Return what the standard has against a case, in words, each once."""
        releases = self._make_releases(case)
        words = [
            self._word_fault(release, fault)
            for release in releases for fault in find_faults(release)
        ]
        if not words:
            packages = (
                (release_package(releases, "-", releases[0]["date"]), RELEASES),
                (record_package([record(releases)], "-", releases[0]["date"]), RECORDS),
            )
            words = [
                self._word_fault(package, fault)
                for package, schema in packages for fault in find_schema_faults(package, schema)
            ]
        return list(dict.fromkeys(words))

    @api.model
    def _refuse_unsound(self, cases):
        """Refuse to publish what the standard would not read.

        :raises UserError: naming each case, its contract, the field and what is wrong with it
        """
        faults = {case: self._find_case_faults(case) for case in cases}
        wrong = [
            f"{case.display_name}: {found}" for case, rows in faults.items() for found in rows
        ]
        if wrong:
            raise UserError(self.env._(
                "The open data would not be valid (Open Contracting Data Standard 1.1), so nothing "
                "is published:\n%(faults)s\nCorrect the named part of the case and publish again.",
                faults="\n".join(wrong),
            ))

    @api.model
    def _get_notice_days(self, case):
        """Return the days below which a notice is short: those of the law, not of the guide."""
        if case.method == "private_one":
            return 0
        code = "contract.notice_days"
        if case.method in BY_PROPOSAL:
            code = "contract.negotiation_notice_days"
        edition = self.env["gotgan.rule"]._seek(code, case.announced_on)
        return case._read_notice_days(edition) if edition else 0

    @api.model
    def _get_buyer(self):
        company_sudo = self.env.company.sudo()
        return {"id": f"KR-AGENCY-{company_sudo.id}", "name": company_sudo.name}

    @api.model
    def _make_tender(self, case):
        tender = {
            "id": case.number or str(case.id), "title": case.name,
            "status": TENDER_STATES[case.state], "procurementMethod": METHODS[case.method],
            "procurementMethodDetails": case._get_method_label(case.method),
            "mainProcurementCategory": CATEGORIES[case.kind],
            "procuringEntity": self._get_buyer(), "value": value(case.estimated_price),
        }
        if case.announced_on and case.deadline:
            tender["tenderPeriod"] = {
                "startDate": get_day_text(case.announced_on), "endDate": get_text(case.deadline),
            }
        if case.opened_on:
            tender["numberOfTenderers"] = len(case.offer_ids.filtered(
                lambda one: one.state != "withdrawn"
            ))
        return tender

    @api.model
    def _make_bid(self, offer, state=None):
        """Return an offer as it stands, or as it stood at ``state``."""
        bid = {
            "id": str(offer.id), "date": get_text(offer.received_on),
            "status": BID_STATES[state or offer.state], "tenderers": [get_party(offer.partner_id)],
        }
        # A price that stayed closed is none that was offered for 0 won.
        return bid if offer.is_sealed else {**bid, "value": value(offer.amount)}

    @api.model
    def _make_bids(self, case):
        """Return ``{party id: partner}`` for each offer of an opened case."""
        offers = case.offer_ids if case.opened_on else case.offer_ids.browse()
        return [{get_party(one.partner_id)["id"]: one.partner_id} for one in offers]

    @api.model
    def _make_awards(self, case):
        if not case.winner_id:
            return []
        cancelled = case.state == "cancelled"
        award = {
            "id": f"{case.id}-award", "status": "cancelled" if cancelled else "active",
            "date": get_day_text(case.awarded_on), "value": value(case.awarded_amount),
            "suppliers": [get_party(case.winner_id.partner_id)],
        }
        if case.item_code:
            award["items"] = [{
                "id": "1", "description": case.name,
                "classification": {"scheme": "UNSPSC", "id": case.item_code},
            }]
        return [award]

    @api.model
    def _make_contracts(self, case):
        signed = case.contract_ids.filtered("number")
        return [
            {
                "id": one.number, "awardID": f"{case.id}-award", "title": one.name,
                "status": CONTRACT_STATES[one.state], "value": value(one.amount),
                "dateSigned": get_day_text(one.signed_on),
                "period": {
                    "startDate": get_day_text(one.date_start),
                    "endDate": get_day_text(one.date_end),
                },
            }
            for one in signed
        ]
