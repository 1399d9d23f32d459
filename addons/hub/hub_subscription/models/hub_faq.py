from odoo import fields, models

TOPICS = [
    ("product", "Product"),
    ("sign_up", "Sign-up"),
    ("price", "Price"),
    ("security", "Security"),
    ("work", "Daily Work"),
]


class HubFaq(models.Model):
    """A question agencies ask and its answer, as the public site shows it."""

    _name = "hub.faq"
    _description = "Frequent Question"
    _order = "topic, sequence, id"
    _rec_name = "question"

    sequence = fields.Integer(default=10)
    topic = fields.Selection(TOPICS, required=True, default="product")
    question = fields.Char(required=True)
    answer = fields.Html(required=True, sanitize_style=True, sanitize_form=True)
    active = fields.Boolean(
        default=True, help="What is archived is not on the public site.",
    )

    def _get_by_topic(self):
        """Return [(topic's label, its questions)] in the order the site shows them."""
        labels = dict(self._fields["topic"]._description_selection(self.env))
        questions = self.search([])
        found = [
            (label, questions.filtered(lambda one, topic=topic: one.topic == topic))
            for topic, label in labels.items()
        ]
        return [pair for pair in found if pair[1]]
