import base64
import io

from openpyxl import load_workbook

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.gotgan_administration import people_sheet

from .common import ADMINISTRATOR, AdministrationCase

STAFF = "gotgan_base.group_staff"


class PeopleVocabulary:
    @classmethod
    def _make_departments(cls):
        cls.finance, cls.culture = cls.env["hr.department"].create([
            {"name": "재무회계팀", "code": "A-FIN"}, {"name": "문화사업팀", "code": "A-CUL"},
        ])

    def sheet(self, *rows):
        """Return the form filled in with ``rows``: values in the order of the columns."""
        book = load_workbook(io.BytesIO(people_sheet.write_form(["재무회계팀"], ["주무관"])))
        for row in rows:
            book[people_sheet.SHEET].append(row)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    def bring_in(self, content, user=None):
        wizard = self.env["gotgan.people.import"].with_user(user or self.administrator).create({
            "file": base64.b64encode(content), "filename": "직원.xlsx",
        })
        wizard.action_check()
        return wizard

    def person(self, login):
        self.env.flush_all()
        self.env["gotgan.person"].invalidate_model()
        return self.env["gotgan.person"].with_user(self.administrator).search([
            ("login", "=", login), ("active", "in", (True, False)),
        ])


GOOD = ("윤회계", "yoon@agency.example", "Yoon@agency.example", "재무회계팀", "주무관", "031-1-2")
MORE = ("임사업", "2026001", "lim@agency.example", "A-CUL", "", "")


@tagged("post_install", "-at_install")
class TestPeople(PeopleVocabulary, AdministrationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_departments()
        cls.env["mail.mail"].search([]).unlink()

    def good(self):
        return (*GOOD[:5], "031-123-4567"), MORE

    def test_the_form_offers_the_departments(self):
        form = people_sheet.write_form(["재무회계팀", "=1+1"], ["주무관"])
        book = load_workbook(io.BytesIO(form))
        lists = book[people_sheet.LISTS]
        self.assertEqual([cell.value for cell in lists["A"]], ["재무회계팀", "=1+1"])
        self.assertEqual(lists["A2"].data_type, "s")
        rules = book[people_sheet.SHEET].data_validations.dataValidation
        self.assertEqual({str(rule.sqref)[0] for rule in rules}, {"D", "E"})

    def test_everybody_or_nobody(self):
        wizard = self.bring_in(self.sheet(*self.good()))
        self.assertEqual((wizard.state, wizard.count), ("right", 2))
        self.assertFalse(self.person("2026001"), "the preview creates nobody")
        wizard.action_confirm()
        self.assertEqual(wizard.state, "done")
        yoon, lim = self.person("yoon@agency.example"), self.person("2026001")
        self.assertEqual(yoon.department_id, self.finance)
        self.assertEqual((yoon.position, yoon.state), ("주무관", "invited"))
        self.assertEqual(yoon.phone, "031-123-4567")
        self.assertEqual((lim.department_id, lim.email), (self.culture, "lim@agency.example"))
        account = self.env["res.users"].browse(yoon.id)
        self.assertEqual(account._get_department(), self.finance)

    def test_invitations_wait_in_the_queue(self):
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"].search_count([("cron_id", "=", queue.id)])
        self.bring_in(self.sheet(*self.good())).action_confirm()
        self.assertGreater(
            self.env["ir.cron.trigger"].search_count([("cron_id", "=", queue.id)]), triggers,
            "they leave at once, not at the queue's next hour",
        )
        mails = self.env["mail.mail"].search([("state", "=", "outgoing")])
        invited = mails.filtered(lambda mail: "reset_password" in mail.body_html)
        self.assertEqual(
            set(invited.mapped("email_to")), {"yoon@agency.example", "lim@agency.example"},
        )

    def test_the_basic_right_waits_for_another(self):
        self.bring_in(self.sheet(*self.good())).action_confirm()
        request = self.env["gotgan.rights.request"].search([], limit=1)
        self.assertEqual((request.state, request.line_count), ("submitted", 2))
        account = self.env["res.users"].browse(self.person("2026001").id)
        self.assertFalse(account.has_group(STAFF))
        request.with_user(self.colleague).action_approve()
        self.assertTrue(account.has_group(STAFF))

    def test_one_wrong_row_stops_all(self):
        first, second = self.good()
        wrong = ("", "a", "mail", "없는과", "", "전화")
        wizard = self.bring_in(self.sheet(first, second, wrong))
        self.assertEqual(wizard.state, "wrong")
        self.assertEqual(set(wizard.row_ids.mapped("row")), {4})
        self.assertEqual(
            set(wizard.row_ids.mapped("column")),
            {"이름", "아이디(이메일 또는 행정번호)", "이메일", "부서", "전화번호"},
        )
        self.assertTrue(all(wizard.row_ids.mapped("problem")))
        wizard.action_confirm()
        self.assertFalse(self.person("2026001"))

    def test_ids_that_clash(self):
        first, _second = self.good()
        taken = ("서", self.staff.login, "seo@agency.example", "", "", "")
        wizard = self.bring_in(self.sheet(first, first, taken))
        self.assertEqual(wizard.row_ids.mapped("row"), [2, 3, 4])

    def test_files_that_are_none(self):
        for content in (b"", b"name,login", b"PK\x03\x04broken", self.sheet()):
            with self.subTest(content[:8]), self.assertRaises(UserError):
                self.bring_in(content)

    def test_other_headings(self):
        book = load_workbook(io.BytesIO(self.sheet(*self.good())))
        book[people_sheet.SHEET]["A1"] = "성명은"
        target = io.BytesIO()
        book.save(target)
        with self.assertRaises(UserError):
            self.bring_in(target.getvalue())

    def test_too_many_rows(self):
        row = self.good()[0]
        with self.assertRaises(UserError):
            self.bring_in(self.sheet(*[row] * (people_sheet.MAX_ROWS + 1)))

    def test_one_by_one(self):
        form = Form(self.env["gotgan.person.dialog"].with_user(self.administrator))
        form.name, form.email, form.login = "표직원", "Pyo@agency.example", "pyo@agency.example"
        form.department_id = self.finance
        form.save().action_confirm()
        person = self.person("pyo@agency.example")
        self.assertEqual((person.name, person.department_id), ("표직원", self.finance))

    def test_a_change_of_department_and_address(self):
        self.bring_in(self.sheet(*self.good())).action_confirm()
        person = self.person("2026001")
        dialog = self.env["gotgan.person.dialog"].with_user(self.administrator).create({
            "user_id": person.id,
        })
        self.assertEqual((dialog.name, dialog.department_id), ("임사업", self.culture))
        dialog.write({"department_id": self.finance.id, "email": "new@agency.example"})
        dialog.action_confirm()
        self.assertEqual(
            (self.person("2026001").department_id, self.person("2026001").email),
            (self.finance, "new@agency.example"),
        )
        told = self.env["mail.mail"].search([("email_to", "=", "lim@agency.example")])
        self.assertEqual(len(told), 2, "the invitation and the notice at the former address")

    def test_badly_typed(self):
        for values in ({"login": "a b"}, {"email": "nowhere"}, {"phone": "전화"}):
            dialog = self.env["gotgan.person.dialog"].with_user(self.administrator).create({
                "name": "x", "login": "x.x", "email": "x@agency.example", **values,
            })
            with self.assertRaises(ValidationError):
                dialog.action_confirm()

    def test_closing_and_opening_an_account(self):
        person = self.person(self.staff.login)
        person.action_close()
        self.assertFalse(self.staff.active)
        self.assertEqual(self.person(self.staff.login).state, "closed")
        self.person(self.staff.login).action_reopen()
        self.assertTrue(self.staff.active)

    def test_whoever_holds_an_office_hands_it_over_first(self):
        office = self.env["gotgan.office"].create({
            "kind": "commitment_officer", "department_id": self.finance.id, "name": "재무관 시험",
        })
        self.env["gotgan.office.term"].create({"office_id": office.id, "user_id": self.staff.id})
        with self.assertRaisesRegex(UserError, "재무관 시험"):
            self.person(self.staff.login).action_close()

    def test_not_ones_own_account_and_two_remain(self):
        with self.assertRaises(UserError):
            self.person(self.administrator.login).action_close()
        others = self.env["res.users"]._get_approvers() - self.administrator - self.colleague
        others.active = False
        with self.assertRaises(UserError):
            self.person(self.colleague.login).action_close()

    def test_a_link_for_a_new_password(self):
        self.person(self.staff.login).action_send_link()
        mail = self.env["mail.mail"].search([("email_to", "=", self.staff.email)])
        self.assertIn("reset_password", mail.body_html)

    def test_a_view_shows_people_only(self):
        logins = self.env["gotgan.person"].with_user(self.auditor).search([]).mapped("login")
        self.assertIn(self.staff.login, logins)
        for name in ("admin", "__system__", "gotgan.support", "first.administrator"):
            self.assertNotIn(name, logins)

    def test_rights_are_shown(self):
        self.assertEqual(
            self.person(self.administrator.login).roles, self.env.ref(ADMINISTRATOR).name,
        )
