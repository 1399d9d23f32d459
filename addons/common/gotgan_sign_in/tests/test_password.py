import base64

from odoo.tests import tagged

from odoo.addons.base.models.res_users import MIN_ROUNDS

from .common import GOOD, OTHER, SignInCase

BAD = (
    "Aa1!Bb2@", "short1!", "onlysmallletters", "ONLYCAPITALS", "123987456", "smallandLARGE",
    "qwer1234!", "Qwer1234!!", "1q2w3e4r!", "1Q2w3e4r5t!", "P@ssw0rd!", "Password123!",
    "!Qaz2wsx#", "Asdf7890!x", "Abcd-9988-x", "Xy-1234-Zq", "Zz-4321-Qp", "Mint-aaa-77X",
    "Mint-777-Xa", "Hangaram한가람7!", "한가람-Tree-77", "Sig.clerk!77x", "X7!sig.clerk",
    "Gotgan-2026!", "곳간-Tree-77!", "가온시설공단-X7", "Mint-12348765-X", "Mint-8765-Xa",
    "tkfkdgo12!", "Welcome1!", "Admin123!", "Monkey2024!",
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestPassword(SignInCase):
    """A2: weak passwords are refused whichever way they come in. A1: how strong ones are kept."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk.company_id.name = "가온시설공단"
        cls.clerk.phone = "010-1234-8765"

    def refuse(self, tried):
        with self.cr.savepoint(), self.assertRefused("too weak"):
            tried()

    def test_thirty_bad_ones_by_writing(self):
        self.assertGreaterEqual(len(BAD), 30)
        for password in BAD:
            with self.subTest(password=password):
                self.refuse(lambda password=password: self.clerk.write({"password": password}))

    def test_bad_ones_by_every_other_way(self):
        users = self.env["res.users"]
        wizard = self.env["change.password.wizard"].create({
            "user_ids": [(0, 0, {
                "user_id": self.clerk.id, "user_login": "sig.clerk", "new_passwd": "qwer1234!",
            })],
        })
        self.refuse(lambda: self.hire("sig.new", "신입", "gotgan_base.group_staff",
                                      password="qwer1234!"))
        self.refuse(wizard.change_password_button)
        self.refuse(lambda: users.with_user(self.clerk).change_password(GOOD, "qwer1234!"))
        self.clerk.partner_id.signup_prepare("reset")
        token = self.clerk.partner_id._generate_signup_token()
        self.refuse(lambda: users.signup({"password": "qwer1234!"}, token))

    def test_bad_ones_by_import(self):
        found = self.env["res.users"].load(
            ["login", "name", "password"], [["sig.load", "들여오기", "qwer1234!"]],
        )
        self.assertFalse(found["ids"])
        self.assertIn("too weak", found["messages"][0]["message"])

    def test_a_good_one_is_taken(self):
        self.clerk.password = OTHER
        self.assertTrue(self.get_events("password_changed", self.clerk))

    def test_last_five_do_not_come_back(self):
        passwords = [GOOD, OTHER, "Copper+Lantern5", "Orchid/Bridge8", "Falcon_Maple6"]
        for password in passwords[1:]:
            self.clerk.password = password
        for password in passwords:
            with self.subTest(password=password), self.assertRefused("last 5"), self.cr.savepoint():
                self.clerk.password = password
        self.clerk.password = "Walnut~Harbor2"
        self.clerk.password = GOOD

    def test_message_names_every_rule(self):
        with self.assertRefused("(?s)3 characters.*Use at least 3.*“abc|characters"):
            self.clerk.password = "aaa"

    def test_policy_can_ask_for_more(self):
        self.policy.password_length = 20
        with self.assertRefused("at least 20"):
            self.clerk.password = OTHER


@tagged("post_install", "-at_install")
class TestPasswordHash(SignInCase):
    """A1, with Odoo's real hashing: its tests otherwise count one round."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._crypt_context_patcher.stop()
        cls.env.registry.clear_all_caches()

    def read_hash(self):
        self.cr.execute("SELECT password FROM res_users WHERE id = %s", (self.clerk.id,))
        return self.cr.fetchone()[0]

    def test_many_rounds(self):
        self.clerk.password = OTHER
        _nothing, scheme, rounds, salt, _digest = self.read_hash().split("$")
        self.assertEqual(scheme, "pbkdf2-sha512")
        self.assertGreaterEqual(int(rounds), 600_000)
        self.assertGreaterEqual(MIN_ROUNDS, 600_000)
        self.assertGreaterEqual(len(base64.b64decode(salt.replace(".", "+") + "==")), 16)

    def test_weaker_hash_is_renewed_at_sign_in(self):
        weak = self.clerk._crypt_context()
        weak.update(pbkdf2_sha512__rounds=1000)
        self.clerk._set_encrypted_password(self.clerk.id, weak.hash(OTHER))
        self.env.registry.clear_all_caches()
        credential = {"login": "sig.clerk", "password": OTHER, "type": "password"}
        self.clerk.with_user(self.clerk)._check_credentials(credential, {"interactive": True})
        self.assertGreaterEqual(int(self.read_hash().split("$")[2]), 600_000)
