from odoo import models


class SpendingPaperMixin(models.AbstractModel):
    """A document that is handed over as an official paper, to whoever may read it.

    What a paper says does not depend on who prints it: it is described with all of the document
    and in Korean, after the reader's right was asked for.
    """

    _name = "gotgan.spending.paper.mixin"
    _description = "Document Printed as an Official Paper"

    def action_print(self):
        """Ask in which form, and show what was handed over before; of several, as one file."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print"),
            "res_model": "gotgan.spending.print",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name, "default_res_id": self[:1].id,
                "default_res_ids": self.ids if len(self) > 1 else False,
            },
        }

    def _get_paper(self, part="main"):
        """Return the ``gotgan_document.paper.Paper`` that says what the document says.

        :param part: which of its papers; most documents have one, ``main``
        :raises AccessError: the person may not read the document
        """
        self.ensure_one()
        self.check_access("read")
        document_sudo = self.with_context(lang="ko_KR").sudo()
        return document_sudo._describe_paper(part)

    def _describe_paper(self, part):
        raise NotImplementedError

    def _get_paper_file(self, form, part="main"):
        """Return the kept ``gotgan.spending.paper`` of the document as it stands now."""
        described = self._get_paper(part)
        return self.env["gotgan.spending.paper"]._keep(self, described, form)
