from odoo import models
from odoo.exceptions import UserError

from ..papers import agreement, application, quote

BUILDERS = {
    "application": application.build, "quote": quote.build, "agreement": agreement.build,
}
NEEDS = {
    "application": ("applied", "quoted", "agreed", "running", "ended", "cancelled"),
    "quote": ("quoted", "agreed", "running", "ended", "cancelled"),
    "agreement": ("quoted", "agreed", "running", "ended"),
}


class HubContractPaper(models.AbstractModel):
    """The papers of a contract."""

    _name = "hub.contract.paper"
    _description = "Papers of a Contract"

    def action_print_application(self):
        return self._open_paper("application")

    def action_print_quote(self):
        return self._open_paper("quote")

    def action_print_agreement(self):
        return self._open_paper("agreement")

    def _get_paper(self, kind):
        """Return (file name, bytes) of a paper: ``application``, ``quote`` or ``agreement``.

        The first call seals the paper; later ones return the sealed copy, or a new edition when
        what it says has changed. Asking for the quotation of a new application issues it.

        :raises UserError: the contract has not come so far, or the sealed copy is not intact
        """
        paper = self._issue_paper(kind)
        return paper.file_name, paper._get_bytes()

    def _open_paper(self, kind):
        return self._issue_paper(kind).action_download()

    def _issue_paper(self, kind):
        self.ensure_one()
        if kind in ("quote", "agreement") and self.state == "applied":
            self._do_transition("quote")
        if self.state not in NEEDS[kind] or (kind == "quote" and not self.date_quoted):
            raise UserError(self.env._(
                "%(contract)s is %(state)s: it has no such paper.",
                contract=self._get_document_label(), state=self._get_state_label(),
            ))
        self._take_numbers()
        papers = self.env["hub.paper"]
        return papers._issue(self, kind, lambda number: BUILDERS[kind](self.sudo(), number))

    def _get_supplier(self):
        return self.env["hub.supplier"]._get()

    def _get_first_term(self):
        """Return the terms that were quoted."""
        return self.term_ids.sorted("edition")[:1]

    def _get_articles(self, part):
        """Return the articles of one part, as quoted or as they read now, for ``Clauses``."""
        frozen = self.frozen_articles or self.env["hub.clause"]._get_frozen()
        return tuple(
            (title, tuple((text, tuple(items)) if items else text for text, items in paragraphs))
            for title, paragraphs in frozen.get(part, ())
        )
