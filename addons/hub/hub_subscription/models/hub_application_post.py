from urllib.parse import urlsplit

from odoo import models
from odoo.tools import formataddr


class HubApplicationPost(models.AbstractModel):
    """The letters an applicant gets. What applicants typed never reaches a header of a mail."""

    _name = "hub.application.post"
    _description = "Letters to Applicants"

    def _send_code(self, application, code):
        self._send(
            application, self.env._("[Gotgan] Your confirmation code"), "mail_code", code=code
        )

    def _send_receipt(self, application, link):
        self._send(
            application, self.env._("[Gotgan] Your application was received"), "mail_receipt",
            link=self._get_site_url() + link,
        )

    def _send_opened(self, application):
        self._send(
            application, self.env._("[Gotgan] Your agency is open"), "mail_opened",
            at_once=False, url=application.tenant_id._get_url(),
        )

    def _send(self, application, subject, template, at_once=True, **values):
        """Queue a letter, and send it as soon as the transaction is through.

        :param template: the QWeb template of its text
        :param at_once: nobody waits for it when false; the queue's own job sends it
        """
        body = self.env["ir.qweb"]._render(
            f"hub_subscription.{template}", {"application": application, **values}
        )
        letter = self.env["mail.mail"].create({
            "subject": subject,
            "body_html": body,
            "email_from": self._get_sender(),
            "email_to": application.officer_email,
            "auto_delete": True,
        })
        if at_once:
            letter.send_after_commit()
        else:
            queue_sudo = self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()
            queue_sudo._trigger()

    def _get_sender(self):
        company = self.env.company
        host = urlsplit(self._get_site_url()).hostname
        return company.email_formatted or formataddr((company.name, f"no-reply@{host}"))

    def _get_site_url(self):
        """Return the site's address as configured: never the one a request claims to be for."""
        param_sudo, tenants = self.env["ir.config_parameter"].sudo(), self.env["hub.tenant"]
        given = param_sudo.get_param("hub_subscription.url")
        return given or tenants._get_address(tenants._get_domain_name())
