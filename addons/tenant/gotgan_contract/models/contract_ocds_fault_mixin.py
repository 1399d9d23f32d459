from odoo import api, models


class ContractOcdsFaultMixin(models.AbstractModel):
    """Says in words what the standard has against a document: which contract, which field, why."""

    _name = "gotgan.contract.ocds.fault.mixin"
    _description = "Faults of Open Contracting Data"

    @api.model
    def _word_fault(self, document, fault):
        """Return a fault as an officer reads it, with the place the standard calls it by."""
        _ = self.env._
        words = {
            "field": self._word_path(document, fault.path), "found": fault.found,
            "path": "/".join(map(str, fault.path)), "rule": fault.rule,
        }
        texts = {
            "required": _("%(field)s is missing (%(path)s).", **words),
            "enum": _("%(field)s: “%(found)s” is not on the list of the standard (%(path)s).",
                      **words),
            "type": _("%(field)s: “%(found)s” is not of the kind the standard asks for (%(path)s).",
                      **words),
            "format": _("%(field)s: “%(found)s” is not written as the standard asks (%(path)s).",
                        **words),
            "minLength": _("%(field)s is empty (%(path)s).", **words),
            "minItems": _("%(field)s is empty (%(path)s).", **words),
            "reference": _("%(field)s: “%(found)s” is named but described nowhere (%(path)s).",
                           **words),
        }
        other = _("%(field)s does not fit the standard (%(path)s, %(rule)s).", **words)
        return texts.get(fault.rule, other)

    @api.model
    def _word_path(self, document, path):
        """Return the place of a fault in words; rows of lists by their number or id."""
        labels, words, part = self._get_place_words(), [], document
        for step in path:
            if isinstance(step, int):
                part = part[step]
                key = part.get("id") if isinstance(part, dict) else None
                words[-1] = f"{words[-1]} {key or step + 1}"
                continue
            part = part.get(step) if isinstance(part, dict) else None
            words.append(labels.get(step, step))
        return " › ".join(words) or self.env._("Release")

    @api.model
    def _get_place_words(self):
        _ = self.env._
        return {
            "planning": _("Plan"), "tender": _("Tender"), "bids": _("Offers"),
            "details": _("Offer"), "awards": _("Award"), "contracts": _("Contract"),
            "parties": _("Organisation"), "buyer": _("Agency"),
            "procuringEntity": _("Agency"), "suppliers": _("Winner"), "tenderers": _("Bidder"),
            "payer": _("Payer"), "payee": _("Payee"), "roles": _("Role"),
            "implementation": _("Performance"), "milestones": _("Inspection"),
            "transactions": _("Payment"), "amendments": _("Change"), "budget": _("Budget"),
            "value": _("Amount"), "amount": _("Amount"), "currency": _("Currency"),
            "status": _("State"), "procurementMethod": _("Method"),
            "mainProcurementCategory": _("Kind"), "period": _("Period"),
            "tenderPeriod": _("Period of the Notice"), "startDate": _("Begins"),
            "endDate": _("Ends"), "date": _("Date"), "dateSigned": _("Signed"),
            "dateMet": _("Done"), "id": _("Number"), "awardID": _("Award"), "title": _("Title"),
            "name": _("Name"), "tag": _("Tag"), "ocid": _("Process Number"),
            "initiationType": _("Way of Beginning"), "publishedDate": _("Published"),
            "publisher": _("Publisher"), "releases": _("Release"), "records": _("Record"),
            "compiledRelease": _("Compiled Release"), "versionedRelease": _("Versions"),
            "items": _("Item"), "classification": _("Item Classification No."),
        }
