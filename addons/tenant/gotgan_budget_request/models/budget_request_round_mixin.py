from odoo import fields, models
from odoo.exceptions import UserError


class BudgetRequestRoundMixin(models.AbstractModel):
    """What each step of a request does to its figures.

    A run begins when the request is handed in and ends when it goes back to the department: the
    figures of a run are never beside those of another, what became of them stays in the reviews.
    """

    _name = "gotgan.budget.request.round.mixin"
    _description = "Rounds of a Budget Request"

    run = fields.Integer(
        string="Times Handed In", readonly=True, copy=False, default=0, aggregator=None,
        help="How often the request was handed in; a review is of one of these times.",
    )

    def _on_submit(self):
        self._check_complete()
        for request in self:
            request._write_locked({"run": request.run + 1})
        self._clear_rounds()
        self.line_ids._carry_amounts("requested", "first")

    def _on_withdraw(self):
        """A request is taken back only as it was handed in: nobody undoes a review that way."""
        for request in self.filtered(lambda one: one._find_reviews_of_run()):
            raise UserError(self.env._(
                "%(document)s is being reviewed: figures of it were cut or added to. Ask whoever "
                "reviews it now to return it.", document=request._get_document_label(),
            ))
        self._clear_rounds()

    def _on_bureau_review(self):
        self.line_ids._carry_amounts("first", "second")

    def _on_office_review(self):
        self.line_ids._carry_amounts("second", "settled")

    def _on_settle(self):
        self.line_ids._check_funding()

    def _on_return(self, _reason):
        """What was adjusted to figures that are settled no more says nothing any more."""
        rows_sudo = self.env["gotgan.budget.settled.estimate"].sudo()
        rows_sudo.search([("request_id", "in", self.ids)]).unlink()
        self._clear_rounds()

    # ---- inside ----------------------------------------------------------

    def _clear_rounds(self):
        self.line_ids._clear_reviewed()
        self.revenue_ids._settle_amounts()

    def _find_reviews_of_run(self):
        """Return a review of the request since it was last handed in, or none."""
        reviews_sudo = self.env["gotgan.budget.review"].sudo()
        return reviews_sudo.search(
            [("request_id", "=", self.id), ("run", "=", self.run)], limit=1,
        )
