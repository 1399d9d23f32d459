from odoo import api, models
from odoo.exceptions import UserError


class AccountKeeper(models.AbstractModel):
    """The life of an account: invited, given a new link, closed and opened again."""

    _name = "gotgan.account.keeper"
    _description = "Keeping of Accounts"

    @api.model
    def _invite(self, users):
        """Queue a mail to each with a link to set the first password."""
        self._queue_links(users, "gotgan_administration.mail_invitation", self.env._(
            "%(agency)s: set your password", agency=self.env.company.name,
        ))

    @api.model
    def _send_link(self, users):
        """Queue a mail with a link to set a new password, to the address of the account only.

        :raises UserError: an account is closed
        """
        self._check_kept(users)
        closed = users.filtered(lambda user: not user.active)
        if closed:
            raise UserError(self.env._(
                "%(people)s: the account is closed. Open it again first.",
                people=", ".join(closed.mapped("name")),
            ))
        self._queue_links(users, "gotgan_administration.mail_password_link", self.env._(
            "%(agency)s: set a new password", agency=self.env.company.name,
        ))

    @api.model
    def _close(self, users):
        """Close accounts with their personnel files.

        :raises UserError: one's own account, a running term of office, or too few approvers left
        """
        self._check_kept(users)
        if self.env.user in users:
            raise UserError(self.env._(
                "You cannot close your own account. Ask another administrator.",
            ))
        running = self.env["gotgan.office.term"]._get_running().filtered(
            lambda term: term.user_id in users
        )
        if running:
            raise UserError(self.env._(
                "%(person)s still holds %(office)s. Hand the office over first, so that its work "
                "is not left alone.",
                person=running[0].user_id.name, office=running[0].office_id.name,
            ))
        users_sudo = users.sudo()
        users_sudo.employee_ids.active = False
        users_sudo.active = False
        users._check_approvers_remain()

    @api.model
    def _reopen(self, users):
        self._check_kept(users)
        users_sudo = users.sudo().with_context(active_test=False)
        users_sudo.active = True
        users_sudo.employee_ids.active = True

    # ---- helpers ---------------------------------------------------------

    @api.model
    def _check_kept(self, users):
        keeper = self.env["gotgan.people.keeper"]
        keeper._check_keeper()
        keeper._check_person(users)

    @api.model
    def _queue_links(self, users, template, subject):
        partners_sudo = users.sudo().partner_id
        partners_sudo.signup_prepare(signup_type="reset")
        urls = partners_sudo._get_signup_url_for_action()
        for user in users:
            partner_sudo = user.sudo().partner_id
            self._queue_mail(user, template, partner_sudo.email, subject, url=urls[partner_sudo.id])

    @api.model
    def _queue_mail(self, user, template, address, subject, **values):
        """Write one mail into the queue: it is sent after this transaction, or not at all."""
        body = self.env["ir.qweb"]._render(template, {
            "person": user.name, "login": user.login, "agency": self.env.company.name, **values,
        }, lang=user.sudo().lang or "ko_KR")
        company_sudo = self.env.company.sudo()
        mails_sudo = self.env["mail.mail"].sudo()
        mails_sudo.create({
            "subject": subject, "body_html": body, "email_to": address, "auto_delete": True,
            "email_from": company_sudo.email_formatted
                          or company_sudo.catchall_formatted or address,
        })
        queue_sudo = self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()
        queue_sudo._trigger()
