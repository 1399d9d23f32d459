from odoo import models


class CommitmentLine(models.Model):
    """Money that comes back leaves the totals of the commitment as it leaves the ledger's hold."""

    _inherit = "gotgan.commitment.line"

    def _take_back(self, amounts, proof="inspected"):
        """Lower what was paid, claimed and inspected, and count it as reduced (여입).

        :param amounts: ``{commitment line id: won above zero}``
        :param proof: the total that allowed the claim; ``advanced`` for money paid ahead
        :raises UserError: less than that is paid
        """
        back = {line_id: -won for line_id, won in amounts.items()}
        for name in ("paid", "vouchered", proof):
            self._add_total(name, back)
        self._add_total("reduced", amounts)
