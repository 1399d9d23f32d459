from itertools import pairwise

from odoo import api, models

from ..ocds import Part, value
from ..ocds_text import get_day_text, get_party, get_text


class ContractOcdsReleaseMixin(models.AbstractModel):
    """The history of a contract case as OCDS releases: each says what became known that day.

    Planning, notice, opening, award, contract, its changes, inspections, payments and its end. A
    release carries its part only; the record merges them.
    """

    _name = "gotgan.contract.ocds.release.mixin"
    _description = "Releases of a Contract Case"

    @api.model
    def _tell_case(self, case):
        """Return the parts of a case, from the plan to the award."""
        parts = [self._tell_plan(case)]
        if case.announced_on:
            tender = {**self._make_tender(case), "status": "active"}
            tender.pop("numberOfTenderers", None)
            parts.append(self._tell(case, "announce", ("tender",), {"tender": tender}))
        if case.opened_on:
            parts.append(self._tell_opening(case))
        if case.winner_id:
            awards = [{**one, "status": "active"} for one in self._make_awards(case)]
            parts.append(self._tell(case, "award", ("award",), {
                "tender": {"id": self._get_tender_id(case), "status": "complete"},
                "bids": {"details": [self._make_bid(one) for one in case.offer_ids]},
                "awards": awards,
            }))
        return [*parts, *self._tell_end_of_case(case)]

    @api.model
    def _tell_plan(self, case):
        """What was planned, and the money of the request."""
        planning = {"rationale": case.method_reason}
        if case.request_id:
            planning["budget"] = {
                "id": case.request_id.number or str(case.request_id.id),
                "description": case.request_id.name, "amount": value(case.request_id.amount),
            }
        return Part(get_text(case.create_date), ("planning",), f"{case.id}-plan", {
            "planning": planning, "tender": {
                "id": self._get_tender_id(case), "title": case.name, "status": "planning",
            },
        })

    @api.model
    def _tell_opening(self, case):
        """The offers as the opening left them; what became of them later follows."""
        opened = self._find_moment(case, "open")
        bids = []
        for offer in case.offer_ids:
            events = offer.sudo().event_ids.filtered(lambda one: get_text(one.time) <= opened)
            state = events.sorted("id")[-1:].target or "submitted"
            bids.append(self._make_bid(offer, state))
        count = len([one for one in bids if one["status"] != "withdrawn"])
        return self._tell(case, "open", ("tenderUpdate",), {
            "tender": {"id": self._get_tender_id(case), "numberOfTenderers": count},
            "bids": {"details": bids},
        })

    @api.model
    def _tell_end_of_case(self, case):
        """A tender that failed or was given up, with its award where there was one."""
        tender = {"tender": {"id": self._get_tender_id(case)}}
        if case.state == "failed":
            tender["tender"]["status"] = "unsuccessful"
            return [self._tell(case, "fail", ("tenderUpdate",), tender)]
        if case.state != "cancelled":
            return []
        tender["tender"]["status"] = "cancelled"
        if not case.winner_id:
            return [self._tell(case, "cancel", ("tenderCancellation",), tender)]
        awards = [{"id": f"{case.id}-award", "status": "cancelled"}]
        return [self._tell(case, "cancel", ("tenderCancellation", "awardCancellation"), {
            **tender, "awards": awards,
        })]

    @api.model
    def _tell_contract(self, contract):
        """Return the parts of a signed contract: its signing, changes, work and end."""
        changes = contract.change_ids.filtered(lambda one: one.state == "agreed").sorted("version")
        first = changes[:1].end_before or contract.date_end
        parts = [self._tell(contract, "sign", ("contract",), {"contracts": [{
            **self._name_contract(contract), "title": contract.name, "status": "active",
            "value": value(contract.original_amount),
            "dateSigned": get_day_text(contract.signed_on), "period": {
                "startDate": get_day_text(contract.date_start), "endDate": get_day_text(first),
            },
        }]})]
        for change, later in pairwise([*changes, contract]):
            is_last = later == contract
            end = contract.date_end if is_last else later.end_before
            parts.append(self._tell_change(change, end))
        parts += self._tell_inspections(contract) + self._tell_payments(contract)
        if contract.state in ("closed", "terminated"):
            step = "close" if contract.state == "closed" else "terminate"
            parts.append(self._tell(contract, step, ("contractTermination",), {"contracts": [{
                **self._name_contract(contract), "status": "terminated",
            }]}))
        return parts

    @api.model
    def _tell_change(self, change, end):
        contract = change.contract_id
        return self._tell(change, "agree", ("contractAmendment",), {"contracts": [{
            **self._name_contract(contract),
            "value": value(change.amount_before + change.delta), "period": {
                "startDate": get_day_text(contract.date_start), "endDate": get_day_text(end),
            },
            "amendments": [{
                "id": str(change.id), "date": get_day_text(change.agreed_on),
                "description": change.display_name, "rationale": change.reason,
            }],
        }]})

    @api.model
    def _tell_inspections(self, contract):
        """What was accepted, as milestones that were met."""
        labels = dict(self.env["gotgan.inspection"]._fields["stage"]._description_selection(
            self.env,
        ))
        passed_sudo = contract.sudo().inspection_ids.filtered(lambda one: one.state == "passed")
        return [
            self._tell(one, "accept", ("implementation",), self._implement(contract, milestones=[{
                "id": one.number or str(one.id), "title": labels[one.stage], "type": "delivery",
                "status": "met", "dateMet": get_text(one.write_date),
            }]))
            for one in passed_sudo
        ]

    @api.model
    def _tell_payments(self, contract):
        """What was transferred. A payee that is a person is not named."""
        paid_sudo = contract.sudo().commitment_ids.voucher_ids.filtered(
            lambda one: one.state == "paid"
        )
        return [
            self._tell(one, "pay", ("implementation",), self._implement(contract, transactions=[{
                "id": one.number or str(one.id),
                "date": get_day_text(one.payment_order_id.transfer_date or contract.signed_on),
                "value": value(one.amount), "payer": self._get_buyer(),
                **({"payee": get_party(one.partner_id)} if one.partner_id.is_company else {}),
            }]))
            for one in paid_sudo
        ]

    @api.model
    def _implement(self, contract, **lists):
        return {"contracts": [{**self._name_contract(contract), "implementation": lists}]}

    @api.model
    def _name_contract(self, contract):
        return {"id": contract.number, "awardID": f"{contract.case_id.id}-award"}

    @api.model
    def _get_tender_id(self, case):
        return case.number or str(case.id)

    @api.model
    def _tell(self, document, step, tags, data):
        key = f"{document._name.removeprefix('gotgan.')}-{document.id}-{step}"
        return Part(self._find_moment(document, step), tags, key, data)

    @api.model
    def _find_moment(self, document, step):
        """Return when a step was taken, from the history that nobody changes."""
        events_sudo = document.sudo().event_ids.filtered(lambda one: one.transition == step)
        return get_text(events_sudo.sorted("id")[-1:].time or document.write_date)
