from odoo import api, models
from odoo.fields import Date, Datetime

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text


class ExecutionStepRequestMixin(models.AbstractModel):
    """Steps of a budget request in words: a cost estimate, a review, or a whole line of it."""

    _name = "gotgan.execution.step.request.mixin"
    _description = "Step of a Budget Request"

    @api.model
    def _describe_asked(self, rows):
        """Return the steps of what is asked for.

        :param rows: tuples (estimate, review, line or revenue of a request, won)
        """
        tell = {
            "gotgan.budget.review": self._describe_review,
            "gotgan.budget.request.estimate": self._describe_estimate,
        }
        return [tell.get(one._name, self._describe_line)(one, won) for one, won in rows]

    def _describe_estimate(self, estimate, won):
        what = f"{estimate.name}: {estimate.formula}" if estimate.formula else estimate.name
        return self._make_asked(
            estimate, won, kind=self.env._("Cost Estimate"), what=what,
            author_sudo=estimate.sudo().create_uid, moment=estimate.create_date,
            opens=estimate.line_id,
        )

    def _describe_review(self, review, won):
        return self._make_asked(
            review, won, reason=review.reason, opens=review.line_id or review.revenue_id.request_id,
            kind=dict(review._fields["round"]._description_selection(self.env))[review.round],
            what=f"{won_text(review.before_amount)} → {won_text(review.after_amount)}",
            author_sudo=review.sudo().user_id, moment=review.time,
        )

    def _describe_line(self, line, won):
        return self._make_asked(
            line, won, kind=line.department_id.name, what=line.display_name,
            author_sudo=line.sudo().create_uid, moment=line.create_date,
            reason=line.reason if "reason" in line._fields else "",
            opens=line if "estimate_ids" in line._fields else line.request_id,
        )

    def _make_asked(self, record, won, *, kind, what, author_sudo, moment, opens, reason=""):
        # What a program has written row by row has no moment of its own.
        day = Datetime.context_timestamp(record, moment).date() if moment else today(self.env)
        return {
            "when": Date.to_string(day) if moment else "", "kind": kind, "what": what, "won": won,
            "count": 1,
            "basis": self._get_basis(day, "", record._name, ""), "person": author_sudo.name,
            "reason": reason or "", "model": opens._name, "id": opens.id,
        }
