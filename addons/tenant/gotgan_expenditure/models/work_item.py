from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

OFFICES = ("commitment_officer", "disbursing_officer", "cashier")
REQUESTER = "(SELECT r.create_uid FROM gotgan_spending_request r WHERE r.id = d.request_id)"
NO_DRAFT = (
    "NOT EXISTS (SELECT FROM {0} f WHERE f.{1} = d.id AND f.state IN ('draft', 'submitted'))"
)
LINE = (
    "EXISTS (SELECT FROM gotgan_approval a WHERE a.res_model = '{0}' AND a.res_id = d.id"
    " AND a.state IN ('running', 'held'))"
)


SIGNED = {0: "gotgan.spending.request", 1: "gotgan.commitment", 3: "gotgan.voucher"}


class Source(NamedTuple):
    """One kind of waiting document.

    :param place: keeps the ids of the kinds apart, 0 to 6; 7 is for kinds of addons
    :param steps: ``{state: (what is to do, kind of office, or None for a person)}``
    :param person: SQL of the person it waits for, where no office is named
    :param due: the column of the day it is due
    :param waits: SQL of what else must hold: no successor is under way
    :param line: the kind of document that is written next; where a line decides about it, its
        person writes it and the office only signs
    :param written: what is to do then
    """

    place: int
    model: str
    steps: dict
    person: str = "d.create_uid"
    due: str = None
    waits: str = "TRUE"
    line: str = None
    written: str = None


SOURCES = (
    Source(0, "gotgan.spending.request", {
        "draft": ("submit", None), "submitted": ("approve", "commitment_officer"),
    }, waits=f"NOT {LINE.format('gotgan.spending.request')}"),
    Source(0, "gotgan.spending.request", {
        "approved": ("commit", "commitment_officer"),
    }, waits=NO_DRAFT.format("gotgan_commitment", "request_id"), line="commitment",
       written="write_commitment"),
    Source(1, "gotgan.commitment", {
        "draft": ("commit", "commitment_officer"),
    }, line="commitment", written="submit"),
    Source(2, "gotgan.inspection", {"draft": ("inspect", None)}, "d.inspector_id", "due_date"),
    Source(3, "gotgan.voucher", {
        "draft": ("resolve", "disbursing_officer"),
    }, due="due_date", line="voucher", written="submit"),
    Source(3, "gotgan.voucher", {
        "resolved": ("issue", "disbursing_officer"),
    }, due="due_date", waits=(
        "NOT EXISTS (SELECT FROM gotgan_payment_order o"
        " JOIN gotgan_payment_order_gotgan_voucher_rel r ON r.gotgan_payment_order_id = o.id"
        " WHERE r.gotgan_voucher_id = d.id AND o.state = 'draft')"
    )),
    Source(4, "gotgan.payment.order", {
        "draft": ("issue", "disbursing_officer"), "issued": ("pay", "cashier"),
    }, due="due_date"),
    Source(5, "gotgan.commitment", {"committed": ("write_inspection", None)}, REQUESTER, waits=(
        NO_DRAFT.format("gotgan_inspection", "commitment_id")
        + " AND EXISTS (SELECT FROM gotgan_commitment_line l WHERE l.commitment_id = d.id"
          " AND l.amount - l.reduced > l.inspected)"
    )),
    Source(6, "gotgan.commitment", {
        "committed": ("claim", "disbursing_officer"),
    }, REQUESTER, line="voucher", written="claim", waits=(
        NO_DRAFT.format("gotgan_voucher", "commitment_id")
        + " AND EXISTS (SELECT FROM gotgan_commitment_line l WHERE l.commitment_id = d.id"
          " AND l.inspected > l.vouchered - l.advanced)"
    )),
    *(
        Source(place, model, {"submitted": ("sign", None)}, "NULL::int", waits=LINE.format(model))
        for place, model in SIGNED.items()
    ),
)


class WorkItem(models.Model):
    """What waits for somebody: one row per open document, for an office or a person.

    A view over the documents; nothing is stored, so nothing can be out of date.
    """

    _name = "gotgan.work.item"
    _description = "Work to Do"
    _auto = False
    _order = "due_date, since, id"
    _rec_name = "name"

    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", string="Document", readonly=True)
    kind = fields.Selection([
        ("gotgan.spending.request", "Spending Request"),
        ("gotgan.commitment", "Commitment"),
        ("gotgan.inspection", "Inspection"),
        ("gotgan.voucher", "Expenditure Voucher"),
        ("gotgan.payment.order", "Payment Order"),
    ], string="Document Kind", readonly=True)
    step = fields.Selection([
        ("submit", "Submit"),
        ("sign", "Sign"),
        ("approve", "Approve"),
        ("write_commitment", "Write Commitment"),
        ("commit", "Commit"),
        ("inspect", "Inspect"),
        ("write_inspection", "Write Inspection"),
        ("claim", "Write Voucher"),
        ("resolve", "Resolve Voucher"),
        ("issue", "Order Payment"),
        ("pay", "Confirm Transfer"),
    ], string="To Do", readonly=True)
    number = fields.Char(readonly=True)
    name = fields.Char(string="Title", readonly=True)
    office_kind = fields.Selection([
        ("commitment_officer", "Commitment Officer"),
        ("disbursing_officer", "Disbursing Officer"),
        ("cashier", "Cashier"),
    ], string="Waits For", readonly=True)
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    fiscal_year_id = fields.Many2one("gotgan.fiscal.year", readonly=True)
    amount = Won(readonly=True)
    since = fields.Datetime(string="Waiting Since", readonly=True)
    due_date = fields.Date(string="Due", readonly=True)
    age = fields.Integer(string="Days Waiting", readonly=True, aggregator="max")
    overdue = fields.Boolean(readonly=True)
    due_soon = fields.Boolean(readonly=True)
    is_mine = fields.Boolean(
        string="Waits for Me", compute="_compute_is_mine", search="_search_is_mine",
    )

    @property
    def _table_query(self):
        return SQL(
            "SELECT w.*, w.res_model AS kind,"
            " %(today)s - (w.since AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Seoul')::date AS age,"
            " COALESCE(w.due_date < %(today)s, FALSE) AS overdue,"
            " COALESCE(w.due_date BETWEEN %(today)s AND %(today)s + 2, FALSE) AS due_soon"
            " FROM (%(sources)s) w",
            today=today(self.env), sources=SQL(" UNION ALL ").join(self._get_queries()),
        )

    @api.depends_context("uid")
    def _compute_is_mine(self):
        mine = self.filtered_domain(self._get_mine_domain())
        for item in self:
            item.is_mine = item in mine

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self._get_mine_domain()
        return Domain.OR([mine if one else ~mine for one in set(value)])

    def action_open(self):
        """Open the document that waits."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id,
            "view_mode": "form", "name": self.name,
        }

    def _get_mine_domain(self):
        """Return the domain of what waits for the user: as a person, or in an office held today."""
        office, day = self.env["gotgan.office"], today(self.env)
        departments_sudo = (
            self.env["hr.department"].sudo().with_context(active_test=False).search([])
        )
        parts = [Domain("office_kind", "=", False) & Domain("user_id", "=", self.env.uid)]
        parts += self._get_signing_domains()
        parts.append(self._get_left_behind_domain(departments_sudo))
        for kind in OFFICES:
            served = [
                one.id for one in departments_sudo
                if office._find(kind, one, day)._get_holder(day) == self.env.user
            ]
            if served:
                parts.append(
                    Domain("office_kind", "=", kind) & Domain("department_id", "in", served)
                )
        return Domain.OR(parts)

    def _get_left_behind_domain(self, departments):
        """Return the domain of what waits for people who have left, in departments one heads."""
        posts = self.env["gotgan.approval"]._get_posts()
        headed = [
            one.id for one in departments if posts.stand_for_post(one.id).user == self.env.uid
        ]
        if not headed:
            return Domain.FALSE
        return (
            Domain("office_kind", "=", False) & Domain("department_id", "in", headed)
            & Domain("user_id", "any", [("active", "=", False)])
        )

    def _get_signing_domains(self):
        """Return the domains of what waits for the person's signature, one for each kind."""
        waiting_sudo = self.env["gotgan.approval"].sudo().search([
            ("res_model", "in", list(SIGNED.values())), ("waits_for_me", "=", True),
        ])
        return [
            Domain("step", "=", "sign") & Domain("res_model", "=", model)
            & Domain("res_id", "in", approvals.mapped("res_id"))
            for model, approvals in waiting_sudo.grouped("res_model").items()
        ]

    def _get_queries(self):
        """Return the query of every kind of waiting document; addons add theirs."""
        approvals = self.env["gotgan.approval"]
        kinds = {source.line for source in SOURCES if source.line}
        governed = {kind: approvals._find_governed(kind) for kind in kinds}
        return [self._get_source(source, governed.get(source.line)) for source in SOURCES]

    def _get_source(self, source, governed):
        """Return the query of one kind of waiting document.

        :param governed: ids of the departments in which a line decides about what is written next
        """
        lined = SQL("d.department_id = ANY(%s)", governed) if governed else SQL("FALSE")
        return SQL(
            """
            SELECT d.id * 8 + %(place)s AS id, %(model)s AS res_model, d.id AS res_id,
                   CASE WHEN %(lined)s THEN %(written)s ELSE s.step END AS step, d.number, d.name,
                   CASE WHEN NOT %(lined)s THEN s.office END AS office_kind,
                   %(person)s AS user_id,
                   d.department_id, d.fiscal_year_id, d.amount, %(due)s AS due_date,
                   COALESCE((SELECT max(e.time) FROM gotgan_event e
                              WHERE e.res_model = %(model)s AND e.res_id = d.id), d.create_date)
                   AS since
              FROM %(table)s d
              JOIN (VALUES %(steps)s) AS s(state, step, office) ON s.state = d.state
             WHERE %(waits)s
            """,
            place=source.place, model=source.model, person=SQL(source.person),
            waits=SQL(source.waits), lined=lined, written=source.written,
            table=SQL.identifier(self.env[source.model]._table),
            due=SQL.identifier("d", source.due) if source.due else SQL("NULL::date"),
            steps=SQL(", ").join(
                SQL("(%s, %s, %s)", state, *step) for state, step in source.steps.items()
            ),
        )
