"""A city hall in small: departments, offices, people, a payee. For tests, races and benches."""

from datetime import timedelta

from odoo.fields import Command

from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

OFFICES = {"commitment_officer": "김재무", "disbursing_officer": "이지출", "cashier": "최출납"}

STAFF = "gotgan_base.group_staff"
PASSWORD = "World-7391!"  # the world is built outside of tests too, where the rules hold


class ExpenditureWorld(LedgerWorld):
    """The ledger's world with the people who spend its money."""

    def __init__(self, env, prefix="spend"):
        super().__init__(env)
        self.prefix = prefix
        self.department = env["hr.department"].create({"name": f"시민소통관({prefix})"})
        self.finance = env["hr.department"].create({"name": f"회계과({prefix})"})
        self.other = env["hr.department"].create({"name": f"공원과({prefix})"})
        (
            self.author, self.colleague, self.stranger, self.auditor, self.manager, *officers,
        ) = self.hire_all([
            ("author", "박품의", self.department, STAFF),
            ("colleague", "정동료", self.department, STAFF),
            ("stranger", "한타과", self.other, STAFF),
            ("auditor", "감사인", self.finance, "gotgan_base.group_auditor"),
            ("manager", "관리인", self.finance, "gotgan_base.group_manager"),
            *((kind, name, self.finance, STAFF) for kind, name in OFFICES.items()),
        ])
        self.appoint_all(OFFICES, officers)
        self.commitment_officer, self.disbursing_officer, self.cashier = officers
        self.payee, self.account = self.make_payee("주식회사 한빛문구", "124-81-00998")

    def hire(self, login, name, department, groups=STAFF):
        return self.hire_all([(login, name, department, groups)])

    def hire_all(self, rows):
        """Return the people of ``rows``, with their files: one by one it takes three times as long.

        :param rows: tuples (login, name, department, groups)
        """
        users = self.env["res.users"].with_context(no_reset_password=True).create([
            {
                "login": f"{self.prefix}_{login}", "name": name, "password": PASSWORD,
                "email": f"{login[0]}.{login[0]}@example.com",
                "group_ids": [Command.set([self.env.ref(one).id for one in groups.split(",")])],
            }
            for login, name, _department, groups in rows
        ]).with_env(self.env)
        self.env["hr.employee"].create([
            {"name": name, "user_id": user.id, "department_id": department.id}
            for user, (_login, name, department, _groups) in zip(users, rows, strict=True)
        ])
        return users

    def appoint(self, kind, name):
        """Return a person of the finance department who holds the office."""
        user = self.hire(kind, name, self.finance)
        self.appoint_all([kind], user)
        return user

    def appoint_all(self, kinds, users):
        """Let people of the finance department hold offices for this world's departments."""
        served = self.department | self.finance | self.other
        offices = self.env["gotgan.office"].create([
            {"kind": kind, "department_id": self.finance.id, "department_ids": served.ids}
            for kind in kinds
        ])
        self.env["gotgan.office.term"].create([
            {
                "office_id": office.id, "user_id": user.id,
                "date_from": self.today - timedelta(days=30),
            }
            for office, user in zip(offices, users, strict=True)
        ])

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
            "acc_holder_name": name, "bank_id": self._find_bank().id,
        })
        return payee, account

    def _find_bank(self):
        banks = self.env["res.bank"]
        return banks.search([("bic", "=", "011")], limit=1) or banks.create({
            "name": "농협은행", "bic": "011",
        })
