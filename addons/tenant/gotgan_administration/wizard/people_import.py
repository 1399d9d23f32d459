import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import people_sheet

SHOWN = 500


class PeopleImport(models.TransientModel):
    """People from a spreadsheet: the form, the preview, and then all of them or nobody."""

    _name = "gotgan.people.import"
    _description = "Import of People"

    file = fields.Binary(string="Filled-in Form", attachment=False)
    filename = fields.Char()
    state = fields.Selection(
        [("form", "Form"), ("wrong", "To Correct"), ("right", "Ready"), ("done", "Done")],
        default="form", readonly=True,
    )
    count = fields.Integer(string="People", readonly=True)
    problem_count = fields.Integer(string="To Correct", readonly=True)
    room = fields.Char(string="Room in the Plan", compute="_compute_room")
    row_ids = fields.One2many("gotgan.people.import.row", "import_id", string="Rows", readonly=True)
    needs_approval = fields.Boolean(compute="_compute_needs_approval")

    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("Bring In People")

    @api.depends("count")
    def _compute_room(self):
        room = self.env["gotgan.plan"]._get_user_room()
        for one in self:
            one.room = self.env._("no limit") if room is None else self.env._(
                "%(count)s people more", count=room,
            )

    def _compute_needs_approval(self):
        for one in self:
            one.needs_approval = not self.env["res.users"]._is_founding()

    def action_check(self):
        """Read the form and show what would happen, or what has to be corrected."""
        self.ensure_one()
        people, problems = self._read()
        self.row_ids.unlink()
        self.write({
            "state": "wrong" if problems else "right", "count": len(people),
            "problem_count": len(problems),
            "row_ids": [
                fields.Command.create(vals) for vals in self._prepare_rows(people, problems)
            ],
        })
        return True

    def action_confirm(self):
        """Create everybody in the form, or nobody: it is read and judged once more."""
        self.ensure_one()
        people, problems = self._read()
        if problems:
            return self.action_check()
        departments = self.env["gotgan.people.keeper"]._get_departments()
        self.env["gotgan.people.keeper"]._create_people([
            {**one._asdict(), "department_id": departments.get(one.department)} for one in people
        ])
        self.write({"state": "done", "count": len(people), "file": False})
        return True

    def action_template(self):
        """Download the form, with the agency's departments to choose from."""
        return {"type": "ir.actions.act_url", "url": "/gotgan/people/form.xlsx", "target": "self"}

    def action_people(self):
        """Show the people of the agency."""
        return self.env["ir.actions.act_window"]._for_xml_id("gotgan_administration.person_action")

    # ---- reading ---------------------------------------------------------

    def _read(self):
        keeper = self.env["gotgan.people.keeper"]
        keeper._check_keeper()
        if not self.file:
            raise UserError(self.env._("Choose the filled-in form first."))
        try:
            people = people_sheet.read(base64.b64decode(self.file))
        except people_sheet.SheetProblem as problem:
            raise UserError(self._say_file_problem(problem.kind)) from problem
        known = people_sheet.Known(keeper._get_logins(), keeper._get_departments())
        problems = people_sheet.find_problems(people, known)
        room = self.env["gotgan.plan"]._get_user_room()
        if room is not None and len(people) > room:
            problems.insert(0, people_sheet.Problem(0, "", "room", str(room)))
        return people, problems

    def _prepare_rows(self, people, problems):
        """Return rows to show: what is wrong first, then people; a long list is cut."""
        by_row = {one.row: one for one in people}
        wrong = [
            {
                "row": one.row, "problem": self._say_problem(one),
                "column": self._get_heading(one.column),
                "name": by_row[one.row].name if one.row in by_row else "",
                "login": by_row[one.row].login if one.row in by_row else "",
            }
            for one in problems[:SHOWN]
        ]
        if wrong:
            return wrong
        names = ("row", "name", "login", "email", "department", "position", "phone")
        return [{name: getattr(one, name) for name in names} for one in people[:SHOWN]]

    # ---- words -----------------------------------------------------------

    @api.model
    def _get_heading(self, column):
        return next((one.heading for one in people_sheet.COLUMNS if one.name == column), "")

    @api.model
    def _say_problem(self, problem):
        """Return why it is wrong and what to do, in the person's language."""
        said = {
            "missing": self.env._("Empty. Fill it in."),
            "too_long": self.env._("Too long: “%(value)s…”. Shorten it."),
            "taken": self.env._(
                "“%(value)s” is the user ID of somebody already. Take the row out, or choose "
                "another user ID."),
            "twice": self.env._("“%(value)s” stands in several rows. Each person has an own one."),
            "unknown": self.env._(
                "There is no department “%(value)s”. Choose one from the list, or register it "
                "first under Masters › Organization › Departments."),
            "shape": self.env._("“%(value)s” has not the right form. Write it as in the example."),
            "room": self.env._(
                "Your plan has room for %(value)s people more. Take rows out, close accounts "
                "nobody uses, or change the plan."),
        }
        return said[problem.kind] % {"value": problem.value}

    @api.model
    def _say_file_problem(self, kind):
        said = {
            "unreadable": self.env._(
                "This file is no spreadsheet (XLSX). Save the form as XLSX and choose it again."),
            "too_large": self.env._(
                "This file is too large. Keep only the sheet of people and save it again."),
            "other_form": self.env._(
                "The headings of this file are not those of the form. Download the form again and "
                "copy your rows into it; leave the first row as it is."),
            "empty": self.env._(
                "The form is empty. Fill in one person per row from the second row."),
            "too_many": self.env._(
                "More than %(limit)s rows. Divide the file and bring it in part by part.",
                limit=people_sheet.MAX_ROWS),
        }
        return said[kind]
