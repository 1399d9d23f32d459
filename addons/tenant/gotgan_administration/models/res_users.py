from odoo import api, models
from odoo.exceptions import AccessDenied, AccessError, UserError
from odoo.tools import SQL

from ..entry_pass import EntryPass

TECHNICAL = ("base.user_root", "base.user_admin")
APPROVERS = (
    "gotgan_administration.group_administrator", "gotgan_sign_in.group_security_officer",
)
FIRST = "gotgan_administration.user_first_administrator"
SUPPORT = "gotgan_administration.user_support"


class ResUsers(models.Model):
    """Accounts: who signs in how, and who never does."""

    _inherit = "res.users"

    @property
    def SELF_WRITEABLE_FIELDS(self):
        """Name, address and agency of an account are kept by the administrator."""
        kept = {"name", "email", "company_id"}
        return [name for name in super().SELF_WRITEABLE_FIELDS if name not in kept]

    @api.constrains("group_ids", "active")
    def _check_system_belongs_to_nobody(self):
        self._check_nobody_holds_the_system()

    @api.constrains("active", "share")
    def _check_plan(self):
        self.env["gotgan.plan"]._check_users()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_rights_untouched(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_rights_untouched(vals)
        return super().write(vals)

    def _check_credentials(self, credential, env):
        """A ticket opens the account it was made for; technical accounts open for nobody.

        :raises AccessDenied: in the same words as for a wrong password
        """
        if credential["type"] == EntryPass.KIND:
            ticket = credential.get("pass")
            if not isinstance(ticket, EntryPass) or not ticket.take(self.env.user):
                raise AccessDenied()
            second = "skip" if self.env.user._is_support() else "default"
            return {"uid": self.env.uid, "auth_method": "ticket", "mfa": second}
        if self.env.user._is_technical() or self.env.user._is_support():
            raise AccessDenied()
        return super()._check_credentials(credential, env)

    # ---- guards ----------------------------------------------------------

    def _check_rights_untouched(self, vals):
        """Refuse that anybody writes rights: they are asked for, approved and then given.

        :raises AccessError: with the way to go
        """
        if not self.env.su and {"group_ids", "all_group_ids", "role"} & set(vals):
            raise AccessError(self._get_rights_refusal())

    @api.model
    def _get_rights_refusal(self):
        return self.env._(
            "Rights are not written by hand: they are asked for in a request, and another person "
            "approves it. Open Administration › Rights.",
        )

    @api.model
    def _check_nobody_holds_the_system(self):
        """:raises ValidationError: somebody other than Odoo's own two accounts would"""
        groups = self.env["res.groups"]._get_system_groups()
        people_sudo = self.sudo().with_context(active_test=False).search([
            ("all_group_ids", "in", groups.ids),
            ("id", "not in", self._get_account_ids(*TECHNICAL)),
        ])
        if people_sudo:
            raise groups._make_system_refusal(people_sudo)

    # ---- kinds of accounts -----------------------------------------------

    def _is_technical(self):
        """Say whether this is one of Odoo's own two accounts, which hold the system's rights."""
        self.ensure_one()
        return self.id in self._get_account_ids(*TECHNICAL)

    def _is_support(self):
        """Say whether this is the account through which an operator looks."""
        self.ensure_one()
        return self.id in self._get_account_ids(SUPPORT)

    def _get_account_ids(self, *names):
        resolve = self.env["ir.model.data"]._xmlid_to_res_id
        return [resolve(name, raise_if_not_found=False) for name in names]

    # ---- counts ----------------------------------------------------------

    @api.model
    def _get_people_domain(self):
        """Return the domain of the people of the agency: no technical account, no support."""
        others = self._get_account_ids(*TECHNICAL, SUPPORT)
        return [("share", "=", False), ("id", "not in", others)]

    @api.model
    def _count_people(self):
        people_sudo = self.sudo()
        return people_sudo.search_count(self._get_people_domain())

    @api.model
    def _get_approvers(self):
        """Return the people who may approve a right: administrators and security officers."""
        people_sudo = self.sudo().search([
            *self._get_people_domain(), ("all_group_ids", "in", self._get_approver_group_ids()),
        ])
        return people_sudo.sudo(False)

    @api.model
    def _get_approver_group_ids(self):
        return [one for one in self._get_account_ids(*APPROVERS) if one]

    @api.model
    def _is_founding(self):
        """Say whether the first administrator is alone, and a second one never was appointed."""
        lines_sudo = self.env["gotgan.rights.request.line"].sudo()
        appointed = lines_sudo.search_count([
            ("group_id", "in", self._get_approver_group_ids()), ("approver_id", "!=", False),
        ], limit=1)
        return not appointed and self._get_approvers() == self.env.ref(FIRST)

    def _check_approvers_remain(self):
        """Refuse to leave an agency without two people who can approve rights.

        :raises UserError: with what to do first
        """
        if not self._is_founding() and len(self._get_approvers()) < 2:
            raise UserError(self.env._(
                "After this fewer than two people could approve rights, and no right could be "
                "given any more. Appoint another administrator first.",
            ))

    # ---- what somebody signs in with -------------------------------------

    def _has_second_factor(self):
        """Say whether an authenticator app or a passkey is set up, where these are installed."""
        self.ensure_one()
        self_sudo = self.sudo()
        return any(
            name in self._fields and bool(self_sudo[name])
            for name in ("totp_enabled", "auth_passkey_key_ids")
        )

    def _owns_password(self):
        self.ensure_one()
        rows = self.env.execute_query(SQL(
            "SELECT password IS NOT NULL AND password != '' FROM res_users WHERE id = %s", self.id,
        ))
        return rows[0][0]
