from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import people_sheet


class PersonDialog(models.TransientModel):
    """Who somebody is and where that person works: for a new person, or to change one."""

    _name = "gotgan.person.dialog"
    _description = "Change of a Person"

    user_id = fields.Many2one("res.users", string="Account", readonly=True)
    name = fields.Char(
        required=True, compute="_compute_present", store=True, readonly=False, precompute=True,
    )
    login = fields.Char(
        string="User ID", required=True, compute="_compute_present", store=True, readonly=False,
        precompute=True, help="The e-mail address or the administrative number.",
    )
    email = fields.Char(
        string="E-mail", required=True, compute="_compute_present", store=True, readonly=False,
        precompute=True, help="Links to set a password go here.",
    )
    department_id = fields.Many2one(
        "hr.department", compute="_compute_present", store=True, readonly=False, precompute=True,
    )
    position = fields.Char(
        compute="_compute_present", store=True, readonly=False, precompute=True,
    )
    phone = fields.Char(compute="_compute_present", store=True, readonly=False, precompute=True)

    @api.depends("user_id")
    def _compute_present(self):
        for dialog in self:
            person = self.env["gotgan.person"].browse(dialog.user_id.id)
            for name in ("name", "login", "email", "department_id", "position", "phone"):
                dialog[name] = person[name] if dialog.user_id else dialog[name] or False

    @api.onchange("email")
    def _onchange_email(self):
        if self.email and not self.login:
            self.login = self.email

    def action_confirm(self):
        """Create the person, or change the one named."""
        self.ensure_one()
        row = self._get_row()
        keeper = self.env["gotgan.people.keeper"]
        keeper._check_login_free(row["login"], self.user_id)
        if self.user_id:
            keeper._change_person(self.user_id, row)
        else:
            keeper._create_people([row])
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _get_row(self):
        """Return what was typed.

        :raises ValidationError: user ID, address or telephone have no such shape
        """
        login, email = self.login.strip().lower(), self.email.strip().lower()
        person = people_sheet.Person(0, self.name.strip(), login, email, "", self.position or "",
                                     self.phone or "")
        known = people_sheet.Known(frozenset(), {})
        problems = people_sheet.find_problems([person], known)
        if problems:
            words = self.env["gotgan.people.import"]
            raise ValidationError("\n".join(
                f"{words._get_heading(one.column)}: {words._say_problem(one)}" for one in problems
            ))
        return {
            "name": person.name, "login": login, "email": email,
            "department_id": self.department_id.id, "position": self.position, "phone": self.phone,
        }
