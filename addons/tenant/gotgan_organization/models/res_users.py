from odoo import fields, models


class ResUsers(models.Model):
    """A person may hold offices; the terms say which and when."""

    _inherit = "res.users"

    office_term_ids = fields.One2many(
        "gotgan.office.term", "user_id", string="Offices Held", readonly=True,
    )

    def write(self, vals):
        done = super().write(vals)
        if "active" in vals:
            self.env["gotgan.office"]._forget_rosters()
        return done

    def _get_department(self):
        """Return the department the person works in, with the person's own rights.

        Staff may not read personnel files; which department somebody is in is no secret.
        """
        self_sudo = self.sudo()
        return self_sudo.employee_id.department_id.sudo(False)

    def _sync_accounting_officers(self):
        """Put exactly those of the users who hold an office today into the group of officers.

        The group only opens menus; what a person may do is asked of the term each time.
        """
        group_sudo = self.env.ref("gotgan_organization.group_accounting_officer").sudo()
        holders = self.env["gotgan.office.term"]._get_running().user_id
        members = group_sudo.user_ids
        new, former = (self & holders) - members, (self & members) - holders
        if new or former:
            group_sudo.write({
                "user_ids": [
                    *(fields.Command.link(user.id) for user in new),
                    *(fields.Command.unlink(user.id) for user in former),
                ],
            })
