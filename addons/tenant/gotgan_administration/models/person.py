from odoo import api, fields, models
from odoo.tools import SQL


class Person(models.Model):
    """직원: an account, the person it belongs to and where that person works, in one row.

    Administrators have no right on accounts and personnel files themselves. They read this view,
    and change what is behind it through the few steps below.
    """

    _name = "gotgan.person"
    _description = "Person"
    _auto = False
    _order = "name, id"
    _rec_names_search = ["name", "login"]
    _depends = {
        "res.users": ["login", "active", "partner_id", "share"],
        "res.partner": ["name", "email", "phone"],
        "hr.employee": ["user_id", "current_version_id", "active", "work_phone"],
        "hr.version": ["department_id", "job_title"],
        "res.users.log": ["create_date"],
    }

    name = fields.Char(readonly=True)
    login = fields.Char(string="User ID", readonly=True)
    email = fields.Char(string="E-mail", readonly=True)
    phone = fields.Char(readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    position = fields.Char(readonly=True)
    active = fields.Boolean(readonly=True)
    state = fields.Selection(
        [("invited", "Invited"), ("active", "At Work"), ("closed", "Closed")],
        string="Account", readonly=True,
    )
    last_entry = fields.Datetime(string="Last Sign-in", readonly=True)
    roles = fields.Char(string="Rights", compute="_compute_roles")
    right_ids = fields.One2many(
        "gotgan.rights.request.line", "user_id", string="Rights Given and Taken", readonly=True,
        domain=[("status", "!=", False)],
    )
    term_ids = fields.One2many(
        "gotgan.office.term", "user_id", string="Offices Held", readonly=True,
    )

    @property
    def _table_query(self):
        others = self.env["res.users"]._get_account_ids(
            "base.user_root", "base.user_admin", "gotgan_administration.user_support",
        )
        return SQL(
            """
            SELECT u.id, p.name, u.login, p.email, coalesce(e.work_phone, p.phone) AS phone,
                   v.department_id, v.job_title AS position, u.active,
                   CASE WHEN NOT u.active THEN 'closed'
                        WHEN coalesce(u.password, '') = '' THEN 'invited'
                        ELSE 'active' END AS state,
                   (SELECT max(l.create_date) FROM res_users_log l WHERE l.create_uid = u.id)
                       AS last_entry
              FROM res_users u
              JOIN res_partner p ON p.id = u.partner_id
              LEFT JOIN hr_employee e ON e.user_id = u.id AND e.company_id = u.company_id
              LEFT JOIN hr_version v ON v.id = e.current_version_id
             WHERE u.share IS NOT TRUE AND u.id NOT IN %(others)s
               AND (u.active OR u.login != 'first.administrator')
            """,
            others=tuple(one for one in others if one),
        )

    def _compute_roles(self):
        roles = self.env["res.groups"]._get_roles()
        for person in self:
            user_sudo = self.env["res.users"].sudo().browse(person.id)
            names = (user_sudo.group_ids & roles.sudo()).mapped("name")
            person.roles = ", ".join(names)

    def action_edit(self):
        """Open the dialog that changes who and where a person is."""
        self.ensure_one()
        return self._open_dialog(self.env._("Change"), default_user_id=self.id)

    def action_send_link(self):
        """Send a link to set a new password to the address of the account."""
        self.env["gotgan.account.keeper"]._send_link(self._get_users())
        return self._notify(self.env._(
            "The link was sent to %(addresses)s.", addresses=", ".join(self.mapped("email")),
        ))

    def action_close(self):
        """Close accounts: nobody signs in with them any more; what they did stays."""
        self.env["gotgan.account.keeper"]._close(self._get_users())
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_reopen(self):
        self.env["gotgan.account.keeper"]._reopen(self._get_users())
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    # ---- helpers ---------------------------------------------------------

    def _get_users(self):
        return self.env["res.users"].browse(self.ids)

    @api.model
    def _open_dialog(self, title, **defaults):
        return {
            "type": "ir.actions.act_window", "name": title, "res_model": "gotgan.person.dialog",
            "view_mode": "form", "views": [(False, "form")], "target": "new", "context": defaults,
        }

    @api.model
    def _notify(self, message):
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {"type": "success", "message": message},
        }
