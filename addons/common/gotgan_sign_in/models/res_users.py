import contextlib
import logging
import re
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessDenied, UserError
from odoo.http import request
from odoo.modules import module

from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.addons.gotgan_base import clock

from ..password_rules import find_faults

_logger = logging.getLogger(__name__)

_LONGEST_PASSWORD = 4096
_PASSKEYS = "auth_passkey_key_ids"


class ResUsers(models.Model):
    """People sign in by rules: who may, how often they may fail, with which passwords and factors.

    개인정보의 안전성 확보조치 기준 제5조, 제6조. What Odoo does is kept and narrowed.
    """

    _inherit = "res.users"

    second_factor = fields.Selection(
        [("passkey", "Passkey"), ("app", "Authenticator app"), ("mail", "Code by mail")],
        compute="_compute_second_factor", compute_sudo=True,
    )
    recovery_code_count = fields.Integer(
        string="Recovery Codes Left", compute="_compute_recovery_code_count", compute_sudo=True,
    )

    @api.depends("totp_secret", _PASSKEYS)
    def _compute_second_factor(self):
        for user in self:
            app = "app" if user.totp_enabled else "mail"
            user.second_factor = "passkey" if user[_PASSKEYS] else app

    def _compute_recovery_code_count(self):
        domain = [("user_id", "in", self.ids), ("used", "=", False)]
        groups = self.env["gotgan.recovery.code"]._read_group(domain, ["user_id"], ["__count"])
        counts = {user.id: count for user, count in groups}
        for user in self:
            user.recovery_code_count = counts.get(user.id, 0)

    def write(self, vals):
        keys = {user.id: len(user.sudo()[_PASSKEYS]) for user in self if _PASSKEYS in vals}
        done = super().write(vals)
        if vals.get("active") is False:
            self.env["gotgan.session"]._end_all_of(self, "archived")
        for user in self.filtered(lambda one: one.id in keys):
            more = len(user.sudo()[_PASSKEYS]) > keys[user.id]
            user._log_factor("factor_added" if more else "factor_removed", self.env._("Passkey"))
        return done

    def action_reset_second_factor(self):
        """Ask for the reason before somebody else's keys are taken away."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reset Second Factor"),
            "res_model": "gotgan.second.factor.reset",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_user_id": self.id},
        }

    # ---- who may sign in -------------------------------------------------

    def _may_sign_in(self):
        """Say whether this is a person's account: staff or a portal user, never a technical one."""
        self.ensure_one()
        user_sudo = self.sudo()
        staff = user_sudo.has_group("gotgan_base.group_staff")
        return staff or user_sudo.has_group("base.group_portal")

    def _is_welcome(self):
        """Say whether this account may sign in from where the request comes from."""
        if not self._may_sign_in():
            return False
        policy_model = self.env["gotgan.security.policy"]
        inside = not request or policy_model._is_allowed(request.httprequest.remote_addr)
        return inside or not self._is_internal()

    def _find_by_login(self, login):
        """Return the account of ``login``, or the only one with that mail address."""
        account = self.search(self._get_login_domain(login), limit=1)
        by_mail = account or self.search(self._get_email_domain(login), limit=2)
        return by_mail if len(by_mail) == 1 else self.browse()

    # ---- guessing --------------------------------------------------------

    def _login(self, credential, user_agent_env):
        if len(credential.get("password") or "") > _LONGEST_PASSWORD:
            raise AccessDenied()
        try:
            return super()._login(credential, user_agent_env)
        except AccessDenied as refused:
            if refused.args != AccessDenied().args:
                raise
            raise AccessDenied(self._say_wrong()) from None

    def _say_wrong(self):
        policy = self.env["gotgan.security.policy"]._get_values()
        return self.env._(
            "The ID or the password is not right. After %(count)s failures in a row signing in is "
            "locked for %(minutes)s minutes. If you have forgotten the password, set a new one.",
            count=policy["lock_failures"], minutes=policy["lock_minutes"],
        )

    @contextlib.contextmanager
    def _assert_can_auth(self, user=None):
        """Count failures at the account and at the address, in the database.

        Takes the place of Odoo's counter, which is per address and in the memory of one process.
        """
        if not request:
            yield
            return
        login, account = self._resolve(user)
        self._refuse_guessing(login, account)
        try:
            yield
        except Exception:
            self._count_failure(login, account, checked=isinstance(user, int))
            raise
        self.env["gotgan.account.lock"]._give_back(login)

    def _resolve(self, user):
        """Return login and account of what Odoo names by login or by id."""
        account_sudo = self.sudo()
        if isinstance(user, int):
            found = account_sudo.browse(user).exists()
            return found.login or "", found.sudo(False)
        found = account_sudo.search(self._get_login_domain(user or ""), limit=1)
        return user or "", found.sudo(False)

    def _refuse_guessing(self, login, account):
        address = request.httprequest.remote_addr
        source_model = self.env["gotgan.sign.in.source"]
        if source_model._refuses(address, login, account):
            source_model._count_failure(address)
            raise AccessDenied(self.env._(
                "Too many sign-ins have failed from your network. Wait a minute, then try again.",
            ))
        if not self.env["gotgan.account.lock"]._take(login, account):
            source_model._count_failure(address)
            policy = self.env["gotgan.security.policy"]._get_values()
            raise AccessDenied(self.env._(
                "Signing in failed %(count)s times, so it is locked for %(minutes)s minutes. Try "
                "again later. If it is urgent, ask the security officer to unlock it.",
                count=policy["lock_failures"], minutes=policy["lock_minutes"],
            ))

    def _count_failure(self, login, account, checked):
        """Count a failure; one that had nothing to compare takes as long as one that had."""
        if not checked and not self._has_password(account):
            self._crypt_context().hash(login)
        lock_model = self.env["gotgan.account.lock"]
        self.env["gotgan.sign.in.source"]._count_failure(request.httprequest.remote_addr)
        limit = self.env["gotgan.security.policy"]._get_values()["lock_failures"]
        if lock_model._get_failures(login) >= limit:
            lock_model._announce()

    def _has_password(self, account):
        self.env.cr.execute(
            "SELECT 1 FROM res_users WHERE id = %s AND password <> ''", (account.id or 0,),
        )
        return bool(self.env.cr.fetchone())

    def _check_credentials(self, credential, env):
        info = super()._check_credentials(credential, env)
        account = self or self.env.user
        if (env or {}).get("interactive", True) and not account._is_welcome():
            raise AccessDenied()
        return info

    @api.model
    @api.private
    def change_password(self, old_passwd, new_passwd):  # pylint: disable=missing-return
        """People change it on the page; guessing the old one counts like any other guess."""
        with self._assert_can_auth(user=self.env.uid):
            return super().change_password(old_passwd, new_passwd)

    # ---- second factor ---------------------------------------------------

    def _mfa_type(self):
        """Ask every internal user for a second factor, except inside a listed office."""
        if request and self.env["gotgan.security.policy"]._is_office(
            request.httprequest.remote_addr,
        ):
            return None
        return super()._mfa_type() or ("totp_mail" if self._is_internal() else None)

    def _rpc_api_keys_only(self):
        return self._is_internal() or super()._rpc_api_keys_only()

    def _totp_try_setting(self, secret, code):
        done = super()._totp_try_setting(secret, code)
        if done:
            self._log_factor("factor_added", self.env._("Authenticator app"))
        return done

    def _send_totp_mail_code(self):
        """Send the code at once, in words of our own; the limit per hour is Odoo's."""
        self.ensure_one()
        self._totp_rate_limit("send_email")
        own_sudo = self.sudo().with_context(lang=self.sudo().lang)
        if not own_sudo.email:
            raise UserError(own_sudo.env._(
                "There is no mail address for your account. Ask the administrator of your agency.",
            ))
        code, validity = own_sudo._get_totp_mail_code()
        mail_sudo = own_sudo._prepare_mail(
            own_sudo.env._("%(code)s is your code for signing in", code=code),
            "gotgan_sign_in.mail_code", code=code, validity=validity,
            address=request.httprequest.remote_addr if request else "",
        )
        try:
            mail_sudo.send(raise_exception=True)
        except MailDeliveryException as error:
            _logger.warning("Code for account %s not sent: %s", self.id, error)
            raise UserError(own_sudo.env._(
                "The code could not be sent by mail. Ask the administrator of your agency.",
            )) from None

    def _log_factor(self, kind, detail):
        self.env["gotgan.security.event"]._log(kind, self, detail)

    def _reset_second_factor(self, reason):
        """Take away every key of these people: they begin anew with a code by mail."""
        for user in self:
            user_sudo = user.sudo()
            user_sudo.write({
                "totp_secret": False,
                _PASSKEYS: [fields.Command.delete(key.id) for key in user_sudo[_PASSKEYS]],
            })
            self.env["gotgan.security.event"]._log("factor_reset", user, reason=reason)
        self.env["gotgan.recovery.code"]._revoke(self)
        self.env["gotgan.session"]._end_all_of(self, "factor")

    def _notify_security_new_connection(self, auth_info):
        """Write about a sign-in only where the person has not worked before.

        Who gets a code by mail learns of it by that mail.
        """
        user = self.browse(auth_info["uid"])
        address = request.httprequest.remote_addr if request else ""
        known = self.env["gotgan.session"]._knows(user, address)
        if not known and user._mfa_type() != "totp_mail":
            return super()._notify_security_new_connection(auth_info)
        return None

    # ---- passwords -------------------------------------------------------

    def _set_password(self):  # pylint: disable=missing-return
        for user in self.filtered("password"):
            user._check_password(user.password)
        super()._set_password()
        self.env["gotgan.password.history"]._note(self)
        self.env["gotgan.session"]._pass_new_password(self)
        for user in self:
            self.env["gotgan.security.event"]._log("password_changed", user)

    def _check_password(self, password):
        """Refuse a weak password, whichever way it came in.

        :raises UserError: names every rule that is broken, and what to do
        """
        if not _rules_apply():
            return
        policy = self.env["gotgan.security.policy"]._get_values()
        words = self._get_password_words()
        faults = find_faults(
            password, words, policy["password_length"], policy["password_classes"],
        )
        messages = [self._say_fault(rule, found, policy) for rule, found in faults]
        count = policy["password_history"]
        if not messages and self.env["gotgan.password.history"]._is_used(self, password, count):
            messages.append(self.env._("It is one of your last %(count)s passwords.", count=count))
        if messages:
            raise UserError(self.env._(
                "This password is too weak (개인정보의 안전성 확보조치 기준 제5조제5항):"
                "\n%(faults)s\nChoose another one, best of three or four words that have "
                "nothing to do with you.",
                faults="\n".join(f"· {one}" for one in messages),
            ))

    def _say_fault(self, rule, found, policy):
        said = {
            "length": self.env._("It has %(found)s characters; at least %(length)s are needed."),
            "classes": self.env._(
                "Use at least %(classes)s of capital letters, small letters, digits and signs.",
            ),
            "run": self.env._("“%(found)s” follows one another on the keyboard."),
            "repeat": self.env._("“%(found)s” repeats one character."),
            "word": self.env._("It contains “%(found)s”: your ID, name, agency or telephone."),
            "common": self.env._("It is among the passwords that are tried first."),
        }
        return said[rule] % {
            "found": found, "length": policy["password_length"],
            "classes": policy["password_classes"],
        }

    def _get_password_words(self):
        """Return what others know about a person: no password may contain it."""
        user_sudo = self.sudo()
        param_sudo = self.env["ir.config_parameter"].sudo()
        named = [
            user_sudo.login, user_sudo.name, (user_sudo.email or "").partition("@")[0],
            user_sudo.company_id.name, param_sudo.get_param("gotgan.tenant.name"),
            param_sudo.get_param("gotgan.agency.name"), "gotgan", "곳간",
        ]
        parts = [part for one in named for part in re.split(r"[\s._@()-]+", one or "")]
        digits = re.sub(r"\D", "", user_sudo.phone or "")
        tails = [digits[-8:], digits[-4:]] if len(digits) >= 8 else []
        return [one for one in dict.fromkeys([*filter(None, named), *parts, *tails]) if one]

    def _is_password_old(self):
        """Say whether the password has to be changed now."""
        days = self.env["gotgan.security.policy"]._get_values()["password_max_age"]
        since = self.env["gotgan.password.history"]._get_last_time(self)
        return bool(since) and clock.now(self.env) - since > timedelta(days=days)

    # ---- arriving, and being told ----------------------------------------

    def _arrive(self):
        """A sign-in came through all its steps: earlier failures are forgotten."""
        self.env["gotgan.account.lock"]._forget(self.login)
        self.env["gotgan.password.history"]._begin(self)
        request.session["identity-check-last"] = time.time()
        request.session.pop("gotgan_ended", None)

    def _send_password_link(self):
        """Send a link to set a new password, in the language of the person."""
        self.with_context(lang=self.lang)._action_reset_password(signup_type="reset")

    def _tell(self, subject, text):
        """Write a mail about the safety of the account; a job sends it, in its own time."""
        for user_sudo in self.sudo().filtered("email"):
            user_sudo._prepare_mail(subject, "gotgan_sign_in.mail_notice", text=text)
        cron_sudo = self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()
        cron_sudo._trigger()

    def _prepare_mail(self, subject, template, **values):
        """Make a mail to this person from a page of ours, not yet sent."""
        body = self.env["ir.qweb"]._render(template, {"user": self, **values}, lang=self.lang)
        return self.env["mail.mail"].create({
            "subject": subject, "body_html": body, "email_to": self.email_formatted,
            "email_from": self.company_id.email_formatted or self.email_formatted,
            "auto_delete": True,
        })

    def _note_recovery(self):
        """Record that a paper code was used, and tell the person."""
        self.env["gotgan.security.event"]._log("recovery_used", self)
        own = self.with_context(lang=self.lang)
        self._tell(
            own.env._("A recovery code was used"),
            own.env._(
                "Somebody signed in to your account with a recovery code. If that was not you, "
                "change your password at once and tell the security officer of your agency.",
            ),
        )

    def _tell_replaced(self):
        own_sudo = self.sudo().with_context(lang=self.sudo().lang)
        self._tell(
            own_sudo.env._("You signed in somewhere else"),
            own_sudo.env._(
                "You are signed in at more places than allowed, so the oldest one was ended. If "
                "the last sign-in was not yours, change your password at once and tell the "
                "security officer of your agency.",
            ),
        )

    def _mask_email(self):
        """Return the mail address so that its owner knows it and nobody else learns it."""
        name, _at, host = (self.sudo().email or "").partition("@")
        return f"{name[:2]}{'*' * max(len(name) - 2, 3)}@{host}"

    def _get_auth_page(self):
        """Return where to go after signing in: people without a key of their own are shown how."""
        return "/gotgan/sign-in/second-factor" if self.second_factor == "mail" else ""


def _rules_apply():
    """Say whether passwords are judged.

    Odoo's test helper makes users whose password is their login. While a test runs, and never
    otherwise, passwords are judged only where the test says that it is about them.
    """
    test = module.current_test
    return not test or getattr(test, "real_passwords", False)
