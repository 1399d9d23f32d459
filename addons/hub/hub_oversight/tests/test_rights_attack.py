import json

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import OversightCase


@tagged("post_install", "-at_install")
class TestRightsAttack(OversightCase, HttpCase):
    """Nobody sees another city's agencies, by page, by number, by path or by file."""

    def setUp(self):
        super().setUp()
        self.mine, _totals = self.report(0)
        self.theirs = self.link(self.foreign, person=self.stranger)
        self.send(self.foreign, self.foreign.report())

    def test_every_page_of_another_city(self):
        for view in ("board", "compare", "exceptions", "late"):
            text = json.dumps(self.page(self.stranger, view=view), ensure_ascii=False, default=str)
            self.assertIn("나래문화재단", text, view)
            for agency in self.world.plain:
                self.assertNotIn(agency.name, text, view)

    def test_by_number(self):
        for user, link in ((self.stranger, self.mine), (self.person, self.theirs)):
            for path in ([], ["100"], ["100", "P1", "U1", "S1", "201-01"]):
                with self.assertRaises(UserError):
                    self.page(user, view="agency", link_id=link.id, path=path)

    def test_who_is_of_no_city(self):
        with self.assertRaises(UserError):
            self.page(self.homeless)

    def test_operators_see_no_figures(self):
        with self.assertRaises(AccessError):
            self.page(self.operator)

    def test_asking_for_another_citys_agency(self):
        oversight = self.env["hub.oversight"].with_user(self.person)
        for agency in (self.foreign.tenant.id, self.other_city.id, 0, 10**9):
            with self.assertRaises(UserError):
                oversight.action_ask(agency, "case")

    def test_accepting_another_citys_offer(self):
        self.theirs.with_user(self.stranger)._do_transition("end", "종료")
        self.env.flush_all()
        self.consent(self.foreign)
        offer = self.env["hub.link"]._find(self.foreign.tenant)
        with self.assertRaises(AccessError):
            self.env["hub.oversight"].with_user(self.person).action_accept(offer.id)

    def test_a_path_is_no_query(self):
        for path in (["%"], ["' OR 1=1"], ["100", "_"], [None], [["in"]]):
            page = self.page(view="agency", link_id=self.mine.id, path=path)
            self.assertFalse(page["rows"])

    def test_files_over_http(self):
        def download(login, options):
            self.authenticate(login, login)
            token = http.Request.csrf_token(self)
            return self.url_open("/oversight/xlsx", allow_redirects=False, data={
                "options": json.dumps(options), "csrf_token": token,
            })

        options = {"view": "agency", "link_id": self.mine.id}
        self.assertEqual(download("oversight_city", options).status_code, 200)
        self.assertNotEqual(download("oversight_other_city", options).status_code, 200)
        self.assertNotEqual(download("oversight_no_city", {}).status_code, 200)
        self.authenticate(None, None)
        self.assertIn(self.url_open("/oversight/xlsx", data={"options": "{}"},
                                    allow_redirects=False).status_code, (303, 400, 403))

    def test_after_the_end_nothing_is_left(self):
        self.mine.with_user(self.person)._do_transition("end", "종료")
        with self.assertRaises(UserError):
            self.page(view="agency", link_id=self.mine.id)
        self.assertEqual(self.row(self.page(), self.world.plain[0].name)["state"], "Not linked")
