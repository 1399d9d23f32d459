from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import plaintext2html

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text

OPEN = ("active", "read_only")
PAPER_LANG = "ko_KR"  # what an agency receives is Korean, whoever sends it


class HubArrearsRule(models.Model):
    """연체 처리 기준: what happens so many days after a statement was to be paid.

    Nobody is suspended without having been told a week before; the suspension itself is carried out
    by the register of tenants on the announced day.
    """

    _name = "hub.arrears.rule"
    _description = "Late Payment Rule"
    _order = "days, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    days = fields.Integer(required=True, string="Days After the Due Date", aggregator=None)
    action = fields.Selection(
        [("notice", "Remind"), ("announce", "Announce Suspension")],
        required=True, default="notice",
    )
    suspend_after = fields.Integer(
        default=14, aggregator=None, string="Days Until the Suspension",
        help="Counted from the announcement; at least 7.",
    )
    text = fields.Text(required=True, string="Message")

    _days_positive = models.Constraint("CHECK (days > 0)", "A rule begins a day later or more.")
    _notice_period = models.Constraint(
        "CHECK (action != 'announce' OR suspend_after >= 7)",
        "A suspension is announced at least 7 days before.",
    )

    @api.model
    def _apply(self, statement):
        """Take the next step that is due for an overdue ``statement``, one a day at most.

        After an outage of the schedule nobody gets a reminder and a suspension on the same day.
        """
        day, given = today(self.env), statement.notice_ids
        due = (self.search([]) - given.rule_id).filtered(
            lambda rule: statement.due_date + timedelta(days=rule.days) <= day,
        )
        if due and day not in given.mapped("date"):
            rule = due[0].with_context(lang=PAPER_LANG)
            rule._take(statement.with_context(lang=PAPER_LANG), day)

    def _take(self, statement, day):
        """Write the notice, mail it, and announce the suspension where the rule says so."""
        tenant_sudo = statement.tenant_id.sudo()
        suspension = self.action == "announce" and day + timedelta(days=self.suspend_after)
        text = self._get_text(statement, suspension)
        if suspension and tenant_sudo.state in OPEN and not tenant_sudo.suspension_date:
            tenant_sudo._announce_suspension(text, suspension)
        notices_sudo = self.env["hub.arrears.notice"].sudo()
        notices_sudo.create({
            "statement_id": statement.id, "rule_id": self.id, "date": day, "text": text,
            "suspension_date": suspension, "email": statement.contract_id.officer_email,
        })
        if statement.contract_id.officer_email:
            self._mail(statement, text)

    def _get_text(self, statement, suspension):
        """Return the message, followed by what it is about."""
        lines = [
            self.text.strip(), "",
            self.env._("Statement: %(number)s (%(month)s)",
                       number=statement.number, month=statement.month_text),
            self.env._("Amount: %(amount)s won, due on %(day)s",
                       amount=won_text(statement.total), day=statement.due_date),
        ]
        if suspension:
            lines.append(self.env._("Suspended from: %(day)s", day=suspension))
        return "\n".join(lines)

    def _mail(self, statement, text):
        """Put the message into the outbox; it leaves when this transaction is committed."""
        mails_sudo = self.env["mail.mail"].sudo()
        mails_sudo.create({
            "subject": f"[{self.name}] {statement.display_name}",
            "body_html": plaintext2html(text), "email_to": statement.contract_id.officer_email,
        })
        queue_sudo = self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()
        queue_sudo._trigger()

    @api.model
    def _settle(self, statements):
        """Take back what was announced for statements that have been paid meanwhile."""
        for tenant in statements.tenant_id:
            owed = self.env["hub.statement"].search_count([
                ("tenant_id", "=", tenant.id), ("state", "=", "overdue"),
                ("id", "not in", statements.ids),
            ])
            if not owed:
                self._lift(tenant, statements)

    def _lift(self, tenant, statements):
        """Withdraw an announced suspension, or resume a tenant that was suspended by one."""
        tenant_sudo = tenant.sudo()
        notices = self.env["hub.arrears.notice"].search([
            ("statement_id.tenant_id", "=", tenant.id), ("suspension_date", "!=", False),
        ])
        if tenant_sudo.suspension_reason not in notices.mapped("text"):
            return  # suspended for another reason: that is not settled by paying
        if tenant_sudo.state == "suspended":
            tenant_sudo._do_transition("resume")
        else:
            tenant_sudo._withdraw_suspension()
