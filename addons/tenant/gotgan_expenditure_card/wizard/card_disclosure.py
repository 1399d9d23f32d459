from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..disclosure import Row, build
from ..models.card_use import PROMOTION


class CardDisclosure(models.TransientModel):
    """업무추진비 공개: the uses of a month as the agency publishes them, as a list and as XLSX.

    지방자치단체 업무추진비 집행에 관한 규칙. Refunds are taken off; what was taken back in full is
    left out. The persons who were met are not named.
    """

    _name = "gotgan.card.disclosure"
    _description = "Publication of Promotion Expenses"
    _inherit = ["gotgan.publication.mixin"]

    card_ids = fields.Many2many("gotgan.card", string="Cards", help="Left empty, all you may see.")
    use_ids = fields.Many2many("gotgan.card.use", compute="_compute_use_ids", string="Uses")
    amount = Won(compute="_compute_use_ids")

    @api.depends("date_from", "date_to", "card_ids")
    def _compute_use_ids(self):
        for one in self:
            one.use_ids = one._find_published()
            one.amount = sum(one.use_ids.mapped("net_amount"))

    def _get_file_name(self):
        return self.env._(
            "Promotion expenses %(first)s to %(last)s.xlsx", first=self.date_from,
            last=self.date_to,
        )

    def _explain_nothing(self):
        return self.env._(
            "No promotion expenses from %(first)s to %(last)s are in the books. Take the card "
            "company's statement in first.", first=self.date_from, last=self.date_to,
        )

    def _make_paper(self, records):
        title = f"업무추진비 집행내역 ({self.date_from} ~ {self.date_to})"
        return build(title, [self._make_row(use) for use in records])

    def _find_published(self):
        """Return the uses to publish, in the order of time."""
        if not (self.date_from and self.date_to):
            return self.env["gotgan.card.use"]
        domain = [
            ("statement_id.state", "=", "taken"), ("sort", "in", PROMOTION),
            ("used_on", ">=", self.date_from), ("used_on", "<=", self.date_to),
            ("state", "!=", "set_off"), ("refund_of_id", "=", False),
        ]
        if self.card_ids:
            domain.append(("card_id", "in", self.card_ids.ids))
        return self.env["gotgan.card.use"].search(domain, order="used_on, hour, id")

    def _make_row(self, use):
        methods = {"card": "카드", "cash": "현금", "transfer": "계좌이체"}
        return Row(
            use.holder or use.card_id.name, f"{use.used_on} {use.hour or ''}".strip(),
            use.merchant or "", use.purpose or "", use.heads, use.net_amount,
            methods[use.method], use.sort,
        )
