"""A document judged by rules that exists only while these tests run."""

from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding


class FakePlan(models.Model):
    """A plan with a ceiling that may be overridden, a duty that may not, and a notice."""

    _name = "gotgan.fake.plan"
    _description = "Fake Plan"
    _inherit = ["gotgan.rule.check.mixin"]
    _module = None
    _transitions = {
        "send": Transition(("draft",), "sent", "anyone"),
        "recall": Transition(("sent",), "draft", "anyone", needs_reason=True),
    }
    _rule_checks = {"send": ("fake.subject", "fake.ceiling", "fake.late")}
    _finding_depends = ("amount", "subject", "is_late")

    state = fields.Selection(
        [("draft", "Draft"), ("sent", "Sent")],
        default="draft", required=True, readonly=True, copy=False,
    )
    subject = fields.Char()
    amount = Won()
    is_late = fields.Boolean()

    def _check_fake_subject(self, _edition):
        if not self.subject:
            yield Finding("It has no subject.", fix="Write one.", facts=("subject",))

    def _check_fake_ceiling(self, edition):
        if self.amount > edition._get_won():
            yield Finding(
                f"{self.amount} is more than {edition._get_won()}.",
                fix="Ask for less.", facts=("amount", self.amount),
            )
        elif self.amount == edition._get_won():
            yield Finding("It just fits.", severity="notice")

    def _check_fake_late(self, _edition):
        if self.is_late:
            yield Finding("It is late.")


FAKES = (FakePlan,)
