import base64

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..labour_sheet import CLAIM, RECEIPT, Fault, read_list
from ..labour_words import say


class LabourClaimListMixin(models.AbstractModel):
    """The two lists of a claim: whose wages are claimed, and what each of them got."""

    _name = "gotgan.labour.claim.list.mixin"
    _description = "Wage Claim Read from Lists"

    def action_load(self):
        """Take the workers from the file; all of them, or none and every fault by its row."""
        for claim in self:
            claim._check_open({"worker_ids": True})
            workers, faults = claim._read_file("file", CLAIM)
            claim._refuse_faults(faults)
            claim.write({"worker_ids": [Command.clear(), *(
                Command.create({
                    "name": one.name, "birth": one.birth, "trade": one.trade,
                    "employer": one.employer, "days": one.days, "wage": one.wage,
                }) for one in workers
            )]})

    def action_load_receipt(self):
        """Take from the file what each worker got; all of them, or none."""
        for claim in self:
            if claim.state != "paid":
                raise UserError(self.env._(
                    "%(claim)s is %(state)s. What the workers got is recorded after the wages were "
                    "paid.", claim=claim._get_document_label(), state=claim._get_state_label(),
                ))
            rows, faults = claim._read_file("receipt_file", RECEIPT)
            known = {(one.name, one.birth): one for one in claim.worker_ids}
            faults += [
                Fault(row.row, "", "unknown", {"name": row.name})
                for row in rows if (row.name, row.birth) not in known
            ]
            claim._refuse_faults(faults)
            for row in rows:
                known[row.name, row.birth].write({
                    "paid": row.paid, "deducted": row.deducted, "paid_on": row.paid_on,
                })

    def _read_file(self, name, required):
        """Return (rows, faults) of the file in the field ``name``."""
        data = self.with_context(bin_size=False)[name]
        return read_list(base64.b64decode(data or b""), required)

    def _refuse_faults(self, faults):
        if faults:
            raise UserError(self.env._(
                "%(claim)s: the list was not taken over.\n%(faults)s",
                claim=self._get_document_label(), faults=say(self.env, faults),
            ))
