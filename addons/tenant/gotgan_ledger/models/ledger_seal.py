from hashlib import sha256

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now

from ..core import FIRST_HASH


class LedgerSeal(models.Model):
    """The heads of all cell chains of a year that moved since the seal before, in its own chain.

    A cell's chain shows a changed row; the seal shows a chain cut short or a cell that vanished.
    """

    _name = "gotgan.ledger.seal"
    _description = "Ledger Seal"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, readonly=True, ondelete="restrict",
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    sealed_at = fields.Datetime(required=True, readonly=True)
    cell_count = fields.Integer(string="Changed Cells", required=True, readonly=True)
    heads = fields.Text(required=True, readonly=True)
    prev_hash = fields.Char(string="Fingerprint Before", required=True, readonly=True)
    hash = fields.Char(string="Seal", required=True, readonly=True)

    _number_unique = models.UniqueIndex(
        "(fiscal_year_id, number)", "Seals of a year have no forks.",
    )

    @api.model
    def _seal(self, year):
        """Seal what moved in fiscal year ``year`` since the last seal; return the seal, if any."""
        last = self.search([("fiscal_year_id", "=", year.id)], order="number desc", limit=1)
        heads = self._get_changed_heads(year)
        if not heads:
            return self.browse()
        previous = last.hash or FIRST_HASH
        return self.create({
            "fiscal_year_id": year.id,
            "number": last.number + 1,
            "sealed_at": now(self.env),
            "cell_count": heads.count("\n") + 1,
            "heads": heads,
            "prev_hash": previous,
            "hash": seal_hash(previous, heads),
        })

    def _get_changed_heads(self, year):
        sealed = {
            cell_id: count
            for seal in self.search([("fiscal_year_id", "=", year.id)], order="number")
            for cell_id, count, _head in parse_heads(seal.heads)
        }
        rows = self.env.execute_query(SQL(
            "SELECT id, move_count, head_hash FROM gotgan_budget_cell"
            " WHERE fiscal_year_id = %s AND move_count > 0 ORDER BY id",
            year.id,
        ))
        return "\n".join(
            f"{cell_id} {count} {head}"
            for cell_id, count, head in rows if sealed.get(cell_id) != count
        )

    @api.model
    def _cron_seal(self):
        for year in self.env["gotgan.fiscal.year"].search([]):
            self._seal(year)


def parse_heads(text):
    """Yield (cell id, number of moves, head hash) of a seal's ``heads``.

    >>> list(parse_heads("7 2 ab"))
    [(7, 2, 'ab')]
    """
    for row in text.splitlines():
        cell_id, count, head = row.split()
        yield int(cell_id), int(count), head


def seal_hash(previous, heads):
    """Return the hash that chains ``heads`` to the seal before.

    >>> len(seal_hash("0" * 64, "7 2 ab"))
    64
    """
    return sha256(f"{previous}\n{heads}".encode()).hexdigest()
