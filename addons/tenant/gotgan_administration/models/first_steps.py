from odoo import api, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_base.clock import now, today

ADMINISTRATOR = "gotgan_administration.group_administrator"
# Without these three nothing is committed, ordered and paid (지방회계법 46).
NEEDED_OFFICES = ("commitment_officer", "disbursing_officer", "cashier")
STEPS = (
    "account", "fiscal_year", "departments", "people", "administrators", "offices", "budget",
    "case",
)


class FirstSteps(models.AbstractModel):
    """시작하기: what a new agency does until it is at work, in any order.

    Whether a step is done is read from the agency's own data each time; nothing is ticked.
    """

    _name = "gotgan.first.steps"
    _description = "First Steps"

    def action_load(self):
        """Return the page: the agency, its steps, and whether the page was put away."""
        self._check_administrator()
        steps = [{"code": code, **getattr(self, f"_get_step_{code}")()} for code in STEPS]
        return {
            "agency": self.env.company.name,
            "person": self.env.user.name,
            "steps": [step for step in steps if step["actions"]],
            "is_closed": bool(self.env.company.first_steps_closed),
        }

    def action_close(self):
        """Put the page away: the next sign-in opens the usual one."""
        self._check_administrator()
        company_sudo = self.env.company.sudo()
        company_sudo.first_steps_closed = now(self.env)
        return True

    def action_reopen(self):
        self._check_administrator()
        company_sudo = self.env.company.sudo()
        company_sudo.first_steps_closed = False
        return True

    def action_own_account(self):
        """Open where a second factor is set up, or else the account of the person who asks."""
        user = self.env.user
        page = user._get_auth_page() if hasattr(user, "_get_auth_page") else ""
        if page:
            return {"type": "ir.actions.act_url", "url": page, "target": "self"}
        users_sudo = self.env["res.users"].sudo()
        return {**users_sudo.action_get(), "res_id": self.env.uid}

    # ---- what the client asks at its start -------------------------------

    @api.model
    def _is_home(self):
        """Say whether the page is where this person begins."""
        if self.env.company.first_steps_closed or not self.env.user.has_group(ADMINISTRATOR):
            return False
        return not all(step["done"] for step in self.action_load()["steps"])

    def _check_administrator(self):
        if not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(self.env._(
                "First steps are taken by the agency's administrator. Ask yours.",
            ))

    # ---- the steps: what, whether it is done, where to go ----------------

    def _get_step_account(self):
        user = self.env.user
        has_password, has_second = user._owns_password(), user._has_second_factor()
        actions = []
        if not has_password:
            actions += self._find_actions(
                "gotgan_administration.own_password_action", self.env._("Set a Password"))
        if has_password or has_second:
            actions.append({"action": "call:action_own_account", "label": self.env._("My Account")})
        return {
            "title": self.env._("My password and second factor"),
            "text": self.env._(
                "The link from the sign-up worked once. From now on you log in with a password and "
                "a second factor: an authenticator app or a passkey.",
            ),
            "done": has_password and has_second,
            "figure": self.env._("Set: %(what)s", what=" · ".join(filter(None, (
                has_password and self.env._("password"),
                has_second and self.env._("second factor"),
            ))) or self.env._("nothing yet")),
            "actions": actions,
        }

    def _get_step_fiscal_year(self):
        year = today(self.env).year
        years = self.env["gotgan.fiscal.year"].search([("year", ">=", year)])
        return {
            "title": self.env._("Fiscal year"),
            "text": self.env._(
                "Open the fiscal year you work in. Documents and postings belong to an open year.",
            ),
            "done": "open" in years.mapped("state"),
            "figure": ", ".join(f"{one.year} {one._get_state_label()}" for one in years)
                      or self.env._("No fiscal year yet"),
            "actions": self._find_actions(
                "gotgan_fiscal_year.fiscal_year_action", self.env._("Fiscal Years")),
        }

    def _get_step_departments(self):
        count = self.env["hr.department"].search_count([("code", "!=", False)])
        return {
            "title": self.env._("Departments"),
            "text": self.env._(
                "Enter the departments with the codes they have in the budget. The import of "
                "people and of the budget finds them by these codes.",
            ),
            "done": count > 0,
            "figure": self.env._("%(count)s departments with a code", count=count),
            "actions": self._find_actions(
                "gotgan_organization.hr_department_action", self.env._("Departments")),
        }

    def _get_step_people(self):
        count = self.env["res.users"]._count_people()
        return {
            "title": self.env._("People"),
            "text": self.env._(
                "Bring in the people from a spreadsheet: download the form, fill it in, look at "
                "the preview. Each gets an invitation by e-mail.",
            ),
            "done": count > 1,
            "figure": self.env._("%(count)s people", count=count),
            "actions": [
                *self._find_actions(
                    "gotgan_administration.people_import_action", self.env._("Bring In People")),
                *self._find_actions(
                    "gotgan_administration.person_action", self.env._("People")),
            ],
        }

    def _get_step_administrators(self):
        count = len(self.env["res.users"]._get_approvers())
        return {
            "title": self.env._("A second administrator"),
            "text": self.env._(
                "Rights are given by two people. Appoint a second administrator alone, this once; "
                "from then on one asks and the other approves.",
            ),
            "done": count > 1,
            "figure": self.env._("%(count)s people can approve rights", count=count),
            "actions": self._find_actions(
                "gotgan_administration.rights_request_action", self.env._("Rights Requests")),
        }

    def _get_step_offices(self):
        held = self.env["gotgan.office.term"]._get_running().office_id.mapped("kind")
        kinds = dict(self.env["gotgan.office"]._fields["kind"]._description_selection(self.env))
        missing = [kinds[kind] for kind in NEEDED_OFFICES if kind not in held]
        return {
            "title": self.env._("Offices"),
            "text": self.env._(
                "Appoint who commits, who orders payment and who pays. The law keeps these "
                "offices apart, so at least two people are needed.",
            ),
            "done": not missing,
            "figure": self.env._("Still vacant: %(offices)s", offices=", ".join(missing))
                      if missing else self.env._("All three are held"),
            "actions": self._find_actions(
                "gotgan_organization.office_action", self.env._("Offices")),
        }

    def _get_step_budget(self):
        count = self._count("gotgan.budget.line")
        return {
            "title": self.env._("Budget"),
            "text": self.env._(
                "Bring in the budget book from an e-Hojo export. The person who does it needs the "
                "right of the budget officer: ask for it in a rights request.",
            ),
            "done": count > 0,
            "figure": self.env._("%(count)s budget lines", count=count),
            "actions": self._find_actions(
                "gotgan_budget.budget_import_action", self.env._("Import the Budget"),
                model="gotgan.budget.import"),
        }

    def _get_step_case(self):
        count = self._count("gotgan.spending.request")
        return {
            "title": self.env._("A first case"),
            "text": self.env._(
                "Write a spending request and follow it to payment. It shows that departments, "
                "offices and budget fit together.",
            ),
            "done": count > 0,
            "figure": self.env._("%(count)s spending requests", count=count),
            "actions": self._find_actions(
                "gotgan_expenditure.spending_request_action_new",
                self.env._("New Spending Request"),
                model="gotgan.spending.request"),
        }

    # ---- helpers ---------------------------------------------------------

    def _find_actions(self, action, label, model=None):
        """Return the action for the page, or none: features stand above and may be absent."""
        if (model and model not in self.env) or not self.env.ref(action, raise_if_not_found=False):
            return []
        return [{"action": action, "label": label}]

    def _count(self, model):
        if model not in self.env:
            return 0
        records_sudo = self.env[model].sudo()
        return records_sudo.search_count([], limit=10_000)
