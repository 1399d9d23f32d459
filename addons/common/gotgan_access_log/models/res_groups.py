from odoo import models


class ResGroups(models.Model):
    """Rights that reach persons through their group leave the same rows."""

    _inherit = "res.groups"

    def write(self, vals):
        if not {"user_ids", "implied_ids", "implied_by_ids"} & set(vals):
            return super().write(vals)
        before = {group_sudo.id: group_sudo._get_members() for group_sudo in self.sudo()}
        done = super().write(vals)
        for group_sudo in self.sudo():
            group_sudo._record_membership(*before[group_sudo.id])
        return done

    def _get_members(self):
        self.ensure_one()
        return self.user_ids, self.implied_ids

    def _record_membership(self, users, implied):
        log_sudo = self.env["gotgan.access.log"].sudo()
        for user_sudo in self.user_ids - users:
            log_sudo._record_rights(user_sudo, "", self, [])
        for user_sudo in users - self.user_ids:
            log_sudo._record_rights(user_sudo, "", [], self)
        if self.implied_ids != implied:
            given, taken = self.implied_ids - implied, implied - self.implied_ids
            log_sudo._record_rights(self, "", given, taken)
