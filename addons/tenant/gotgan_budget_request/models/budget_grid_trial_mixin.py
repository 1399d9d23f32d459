from odoo import api, models

from .budget_grid_batch import GridBatch


class BudgetGridTrial(models.AbstractModel):
    """What a cell comes to, and what the law says of its line, while somebody types.

    The same reading and writing as of a save, taken back at once: so what is shown while typing is
    what would stand afterwards.
    """

    _name = "gotgan.budget.grid.trial.mixin"
    _description = "Budget Request Judged While Typing"

    @api.model
    def action_judge(self, options, line_id, edits):
        """Return what stands, and what is to be said of it, if ``edits`` were written.

        :param int line_id: the line at the cursor
        :param list edits: as of ``action_write_cells``; none: the line as it is
        :return: ``amount`` of the first row that was edited, or None; ``errors`` of its cells;
            ``findings`` about the line, as the findings' widget shows them
        """
        requests = self._get_requests(options)
        line = self.env["gotgan.budget.request.line"].search([
            ("id", "=", line_id), ("request_id", "in", requests.ids),
        ])
        savepoint = self.env.cr.savepoint()
        try:
            batch = GridBatch(self.env, requests, edits)
            batch.run()
            return {
                "amount": self._get_tried_amount(batch, line) if edits and batch.is_clean else None,
                "errors": [one["message"] for one in batch.errors],
                "findings": [
                    line.request_id._prepare_finding(one)
                    for one in line.request_id._find_line_findings(line)
                ] if line else [],
            }
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def _get_tried_amount(self, batch, line):
        row = batch.edits[0].get("row")
        estimates = self.env["gotgan.budget.request.estimate"]
        estimate = estimates.browse(batch.ids.get(row)) or batch.reading.estimates.get(row)
        return estimate.amount if estimate else line.amount
