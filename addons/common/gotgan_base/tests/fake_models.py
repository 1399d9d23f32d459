"""Documents that exist only while the tests of the base run."""

from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

STATES = [("draft", "Draft"), ("sent", "Sent"), ("void", "Void")]


class FakeLetter(models.Model):
    """A document that uses everything the base offers."""

    _name = "gotgan.fake.letter"
    _description = "Fake Letter"
    _inherit = ["gotgan.paper.mixin", "gotgan.transition.mixin", "gotgan.number.mixin"]
    _module = None
    _number_series = "fake_letter"
    _transitions = {
        "send": Transition(("draft",), "sent", "author"),
        "recall": Transition(("sent",), "draft", "author|group:gotgan_base.group_manager", True),
        "cancel": Transition(("draft", "sent"), "void", "group:gotgan_base.group_manager"),
    }
    _free_fields = ("note",)

    state = fields.Selection(STATES, default="draft", required=True, readonly=True, copy=False)
    subject = fields.Char()
    note = fields.Char()
    amount = Won()
    returned_because = fields.Char()
    copy_to_id = fields.Many2one("gotgan.fake.letter")
    line_ids = fields.One2many("gotgan.fake.line", "letter_id", copy=True)

    def write(self, vals):
        """Write another document on the way, as a careless extension would."""
        others = self.copy_to_id if "state" in vals else self.browse()
        if others:
            others.write({"state": vals["state"]})
        return super().write(vals)

    def _on_send(self):
        self._take_numbers()

    def _on_recall(self, reason):
        self._write_locked({"returned_because": reason})


class FakeLine(models.Model):
    """A line of the fake document."""

    _name = "gotgan.fake.line"
    _description = "Fake Line"
    _inherit = ["gotgan.paper.mixin", "gotgan.transition.line.mixin"]
    _module = None
    _parent_field = "letter_id"

    letter_id = fields.Many2one("gotgan.fake.letter", required=True, ondelete="cascade")
    text = fields.Char()

    def _get_paper_document(self):
        return self.letter_id


class FakeLetterExtended(models.Model):
    """What another addon adds to the letter; it names other parents than the letter does."""

    _name = "gotgan.fake.letter"
    _inherit = ["gotgan.fake.letter"]
    _module = None

    extra = fields.Char()


class FakeEntry(models.Model):
    """A row that is written once."""

    _name = "gotgan.fake.entry"
    _description = "Fake Entry"
    _inherit = ["gotgan.append.only.mixin"]
    _module = None

    amount = Won()
    kind = fields.Char()


FAKES = (FakeLetter, FakeLetterExtended, FakeLine, FakeEntry)
