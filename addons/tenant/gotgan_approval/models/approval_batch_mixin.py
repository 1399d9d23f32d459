from odoo import models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.gotgan_base.clock import today

from ..chain import digest

REFUSED = (UserError, AccessError, ValidationError)


class ApprovalBatchMixin(models.AbstractModel):
    """Many documents signed at once: read together, executed together, registered together."""

    _name = "gotgan.approval.batch.mixin"
    _description = "Approval Documents Signed Together"

    def _do_each(self, name, comment):
        """Sign all together; where one is refused, each by itself, and say which and why."""
        refused = [] if self._do_together(name, comment) else self._do_alone(name, comment)
        signed = len(self) - len(refused)
        message = self.env._("%(count)s signed.", count=signed)
        if refused:
            message = self.env._(
                "%(count)s signed, %(rest)s not:\n%(refused)s",
                count=signed, rest=len(refused), refused="\n".join(refused),
            )
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "message": message, "sticky": bool(refused),
                "type": "warning" if refused else "success",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _do_together(self, name, comment):
        """Return whether the step was done for all of them; else for none."""
        try:
            with self.env.cr.savepoint():
                self._do_transition(name, comment)
        except REFUSED:
            return False
        return True

    def _do_alone(self, name, comment):
        """Do the step for each that can be, and return why the others were refused."""
        refused = []
        for approval in self:
            try:
                with self.env.cr.savepoint():
                    approval._do_transition(name, comment)
            except REFUSED as error:
                refused.append(f"{approval._get_document_label()}: {error}")
        return refused

    # ---- the documents -----------------------------------------------------------

    def _get_record(self):
        """Return the document itself, with the rights the caller has."""
        self.ensure_one()
        return self._get_records()

    def _get_records(self):
        """Return the documents of approvals of one kind, those that still are there."""
        return self.env[self[:1].res_model].browse(self.mapped("res_id")).exists()

    def _read_data(self):
        """Return ``{approval: what its document says now}``, in the language of its author."""
        found = {}
        alike = self.grouped(lambda one: (one.res_model, one.author_id.sudo().lang))
        for (_model, lang), approvals in alike.items():
            documents_sudo = approvals.sudo()._get_records().with_context(lang=lang)
            data = {one.id: one._get_approval_data() for one in documents_sudo}
            found.update({one: data.get(one.res_id) for one in approvals})
        return found

    def _check_unchanged(self):
        """Refuse to sign another document than the one that was drafted."""
        for approval, data in self._read_data().items():
            if digest(data) != approval.sudo().data_hash:
                raise UserError(self.env._(
                    "%(document)s was changed after it was drafted. Have it returned and drafted "
                    "again, so that everybody signs the same.",
                    document=approval._get_document_label(),
                ))

    # ---- the register ------------------------------------------------------------

    def _enter_register(self):
        """Enter the documents into the register, with their signed papers (행정업무규정 제11조)."""
        day = today(self.env)
        series_sudo = self.env["gotgan.number.series"].sudo()
        numbers = {}
        # By the name that stands in the number: teams of one name, or the successor of a dissolved
        # department, go on counting where the other one is.
        alike = self.sudo().sorted("id").grouped(lambda one: one.department_id.name)
        for name, approvals in alike.items():
            taken = series_sudo._take(f"approval:{name}", day.year, len(approvals))
            for approval, number in zip(approvals, taken, strict=True):
                numbers[approval.id] = f"{name}-{number}"
        papers_sudo = self.sudo()._make_papers(numbers, day)
        for approval, paper_sudo in zip(self, papers_sudo, strict=True):
            approval._write_locked({
                "number": numbers[approval.id], "number_year": day.year, "registered": day,
                "paper_id": paper_sudo.id, "state": "approved",
                "post_approval": "waiting" if approval.sudo().carried_by_id else False,
            })
