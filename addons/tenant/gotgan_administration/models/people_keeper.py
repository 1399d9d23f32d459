from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from .res_partner import UNDRAWN

ADMINISTRATOR = "gotgan_administration.group_administrator"
STAFF = "gotgan_base.group_staff"
# Many at once: no invitation of Odoo's own, no notes about each field, no drawn pictures.
QUIETLY = {"no_reset_password": True, "tracking_disable": True, UNDRAWN: True}


class PeopleKeeper(models.AbstractModel):
    """What an administrator may do to accounts and personnel files, and nothing else of them.

    Each step asks for the right first and then works with raised rights on named fields.
    """

    _name = "gotgan.people.keeper"
    _description = "Keeping of People"

    @api.model
    def _check_keeper(self):
        if not self.env.su and not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(self.env._(
                "People are kept by the agency's administrator. Ask yours to do this.",
            ))

    @api.model
    def _create_people(self, rows):
        """Create accounts with their personnel files, ask for the basic right, queue invitations.

        :param rows: dictionaries ``name, login, email, department_id, position, phone``
        :returns: the accounts
        """
        self._check_keeper()
        company = self.env.company
        users_sudo = self.env["res.users"].sudo().with_context(**QUIETLY).create([
            {
                "name": row["name"], "login": row["login"], "email": row["email"],
                "phone": row.get("phone") or False, "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set(self.env.ref("base.group_user").ids)],
                "notification_type": "inbox", "lang": self.env.lang, "tz": "Asia/Seoul",
            }
            for row in rows
        ])
        employees_sudo = self.env["hr.employee"].sudo().with_context(**QUIETLY)
        employees_sudo.create([
            {"user_id": user.id, "name": row["name"], "company_id": company.id,
             **self._prepare_work(row)}
            for user, row in zip(users_sudo, rows, strict=True)
        ])
        users = self.env["res.users"].browse(users_sudo.ids)
        self._ask_basic_right(users)
        self.env["gotgan.account.keeper"]._invite(users)
        return users

    @api.model
    def _change_person(self, user, row):
        """Change who somebody is and where that person works.

        Odoo tells the former address when the address or the user ID changes.
        """
        self._check_keeper()
        user.ensure_one()
        self._check_person(user)
        user_sudo = user.sudo()
        present = ((user_sudo.login or "").lower(), (user_sudo.email or "").lower())
        if present != (row["login"].lower(), row["email"].lower()):
            self._check_address_own(user)
        user_sudo.write({
            "name": row["name"], "login": row["login"], "email": row["email"],
            "phone": row.get("phone") or False,
        })
        employee_sudo = user_sudo.employee_ids[:1]
        values = {"name": row["name"], **self._prepare_work(row)}
        if employee_sudo:
            employee_sudo.write(values)
        else:
            employee_sudo.create({"user_id": user.id, "company_id": self.env.company.id, **values})

    @api.model
    def _prepare_work(self, row):
        return {
            "department_id": row.get("department_id") or False,
            "job_title": row.get("position") or False,
            "work_phone": row.get("phone") or False,
            "work_email": row["email"],
        }

    @api.model
    def _ask_basic_right(self, users):
        """Every account begins without rights; the basic one is asked for like any other."""
        staff = self.env.ref(STAFF)
        request = self.env["gotgan.rights.request"].create({
            "purpose": self.env._("New people: the basic right"),
            "line_ids": [
                Command.create({"user_id": user.id, "group_id": staff.id}) for user in users
            ],
        })
        request.action_submit()
        if self.env.user._is_founding() and ",found," in (request.allowed_transitions or ""):
            request.action_found()
        return request

    @api.model
    def _check_person(self, users):
        """Refuse to touch accounts that belong to no person of the agency."""
        people_sudo = users.sudo().filtered_domain(users._get_people_domain())
        if len(people_sudo) != len(users):
            raise AccessError(self.env._(
                "This account belongs to no person of the agency and is not kept here.",
            ))

    @api.model
    def _get_departments(self):
        """Return ``{code or name: id}``; a name that two departments bear names neither."""
        departments = self.env["hr.department"].search([])
        names = departments.mapped("name")
        found = {one.name: one.id for one in departments if names.count(one.name) == 1}
        return {**found, **{one.code: one.id for one in departments if one.code}}

    @api.model
    def _get_department_labels(self):
        departments = self.env["hr.department"].search([])
        names = departments.mapped("name")
        return [
            one.name if names.count(one.name) == 1 else one.code
            for one in departments if one.code or names.count(one.name) == 1
        ]

    @api.model
    def _get_positions(self):
        """Return the positions people have already, the common ones first."""
        versions_sudo = self.env["hr.version"].sudo()
        groups = versions_sudo._read_group([("job_title", "!=", False)], ["job_title"], ["__count"])
        return [title for title, _count in sorted(groups, key=lambda one: -one[1])][:200]

    @api.model
    def _get_logins(self):
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        return frozenset(login.lower() for login in users_sudo.search([]).mapped("login"))

    @api.model
    def _check_address_own(self, user):
        """Links to set a password go to the address: it would open the second pair of eyes.

        :raises UserError: somebody else can approve rights, and keeps his own address
        """
        if user != self.env.user and user in user._get_approvers():
            raise UserError(self.env._(
                "%(person)s can approve rights, so nobody else changes the user ID and the e-mail "
                "address. Ask %(person)s to do it, or have that right taken by a request first.",
                person=user.name,
            ))

    @api.model
    def _check_login_free(self, login, user):
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        others = users_sudo.search([("login", "=ilike", login.replace("_", r"\_"))]) - user
        if others:
            raise UserError(self.env._(
                "The user ID %(login)s belongs to somebody else. Choose another one.", login=login,
            ))
