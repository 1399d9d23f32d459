"""A city hall in small: departments, offices, people, a payee. For tests, races and benches."""

from datetime import timedelta

from odoo.tests import new_test_user

from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

OFFICES = ("commitment_officer", "disbursing_officer", "cashier")

PASSWORD = "World-7391!"  # the world is built outside of tests too, where the rules hold


class ExpenditureWorld(LedgerWorld):
    """The ledger's world with the people who spend its money."""

    def __init__(self, env, prefix="spend"):
        super().__init__(env)
        self.prefix = prefix
        self.department = env["hr.department"].create({"name": f"시민소통관({prefix})"})
        self.finance = env["hr.department"].create({"name": f"회계과({prefix})"})
        self.other = env["hr.department"].create({"name": f"공원과({prefix})"})
        self.author = self.hire("author", "박품의", self.department)
        self.colleague = self.hire("colleague", "정동료", self.department)
        self.stranger = self.hire("stranger", "한타과", self.other)
        self.auditor = self.hire("auditor", "감사인", self.finance, "gotgan_base.group_auditor")
        self.manager = self.hire("manager", "관리인", self.finance, "gotgan_base.group_manager")
        self.commitment_officer, self.disbursing_officer, self.cashier = (
            self.appoint(kind, name)
            for kind, name in zip(OFFICES, ("김재무", "이지출", "최출납"), strict=True)
        )
        self.payee, self.account = self.make_payee("주식회사 한빛문구", "124-81-00998")

    def hire(self, login, name, department, groups="gotgan_base.group_staff"):
        user = new_test_user(
            self.env, f"{self.prefix}_{login}", groups=groups, name=name, password=PASSWORD,
        )
        self.env["hr.employee"].create({
            "name": name, "user_id": user.id, "department_id": department.id,
        })
        return user

    def appoint(self, kind, name):
        """A person of the finance department who holds the office for this world's departments."""
        user = self.hire(kind, name, self.finance)
        served = self.department | self.finance | self.other
        office = self.env["gotgan.office"].create({
            "kind": kind, "department_id": self.finance.id, "department_ids": served.ids,
        })
        self.env["gotgan.office.term"].create({
            "office_id": office.id, "user_id": user.id,
            "date_from": self.today - timedelta(days=30),
        })
        return user

    def make_payee(self, name, number=False):
        partners = self.env["res.partner"]
        known = number and partners.search([("business_number", "=", number)])
        payee = known or partners.create({
            "name": name, "is_company": True, "business_number": number,
        })
        if payee.bank_ids:
            return payee, payee.bank_ids[:1]
        account = self.env["res.partner.bank"].create({
            "partner_id": payee.id, "acc_number": f"{payee.id}-301-0001-11",
            "acc_holder_name": name,
        })
        return payee, account
