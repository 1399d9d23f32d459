from odoo import models
from odoo.api import SUPERUSER_ID

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_base.clock import seoul_day
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_document import paper as papers
from odoo.addons.gotgan_document.render import render_pdf

from ..archive import archive_pdf
from ..chain import canonical

IN_BOXES = ("draft", "review", "decide", "post")
INFORMED = ("circulate", "refer")
SHOWN_ACTS = (
    "draft", "sign", "object", "send_back", "step_back", "post_sign", "post_object",
)
RETURNS = ("send_back", "step_back")


class PaperPass:
    """Lets the line add one signed paper to each of some documents that are fixed, once.

    It travels in the context, but is compared by type, so that no call from outside can carry one.
    """

    KEY = "gotgan_approval_paper_pass"

    def __init__(self, approvals):
        self._ids = set(approvals.ids)

    def take(self, approval):
        """Return whether this is one of the documents; its pass is then used up."""
        fits = approval.id in self._ids
        self._ids.discard(approval.id)
        return fits


class ApprovalPaperMixin(models.AbstractModel):
    """The signed paper: the document with its boxes, its data inside, its digest printed."""

    _name = "gotgan.approval.paper.mixin"
    _description = "Signed Paper of an Approval Document"

    def action_open_paper(self):
        """Show the signed paper."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/web/content/{self.paper_id.id}"}

    def _are_papers_fixed(self):
        one = self.env.context.get(PaperPass.KEY)
        if isinstance(one, PaperPass) and one.take(self):
            return False
        return super()._are_papers_fixed()

    def _make_paper(self, number, day):
        self.ensure_one()
        return self._make_papers({self.id: number}, day)

    def _make_papers(self, numbers, day):
        """Return the signed papers as files of these documents, in their order.

        :param numbers: {approval id: number}
        """
        # Made by the system itself: they carry a file inside, which no upload may.
        attachment_sudo = self.env["ir.attachment"].with_user(SUPERUSER_ID).sudo()
        at_work = attachment_sudo.with_context(**{PaperPass.KEY: PaperPass(self)})
        return at_work.create([one._prepare_paper(numbers[one.id], day) for one in self])

    def _prepare_paper(self, number, day):
        """Return the values of the signed paper.

        It is an archival PDF (공공기록물법 시행령 제36조: PDF/A) that carries what was signed as
        JSON, so that a machine can compare it with the digest in the acts.
        """
        author_sudo = self.author_id.sudo()
        described = self.with_context(lang=author_sudo.lang)._describe_paper(number, day)
        content = canonical({**self.data, "digest": self.data_hash, "number": number}).encode()
        whole = archive_pdf(render_pdf(described), "document.json", content, self.name)
        return {
            "name": f"{number} {self.name}.pdf", "res_model": self._name, "res_id": self.id,
            "raw": whole, "mimetype": "application/pdf",
        }

    def _describe_paper(self, number, day):
        """Return the paper as plain data: boxes, what was decided, who signed, the digest."""
        labels = dict(self._fields["security"]._description_selection(self.env))
        terms = dict(self._fields["retention"]._description_selection(self.env))
        head = [
            (self.env._("Department"), self.department_id.name),
            (self.env._("Author"), self._get_author_text()),
            (self.env._("Disclosure"), labels[self.security]),
            (self.env._("Retention"), terms[self.retention]),
        ]
        if self.amount:
            head.append((self.env._("Amount"), f"{won_text(self.amount)}원"))
        if self.carried_by_id:
            head += [
                (self.env._("Why It Cannot Wait"), self.urgent_reason),
                (self.env._("Permitted By"), self.post_clause),
            ]
        informed = self.step_ids.filtered(lambda one: one.role in INFORMED).sorted("sequence")
        if informed:
            names = ", ".join(one._get_place_text() for one in informed)
            head.append((self.env._("Circulation and Reference"), names))
        rows = tuple((label, text) for label, text in self.data["rows"])
        blocks = [papers.Fields(tuple(head), columns=2)]
        if rows:
            blocks.append(papers.Fields(rows))
        return papers.Paper(
            self.name, (*blocks, self._describe_line(), papers.Text(self._word_digest())),
            number=number, date=day, issuer=agency_name(self.env),
            approvals=self._describe_boxes(),
        )

    def _describe_boxes(self):
        """Return the boxes of the head: who drafted, reviewed and decided."""
        shown = self.step_ids.filtered(lambda one: one.role in IN_BOXES and one.state != "skipped")
        return tuple(
            papers.Box(*box)
            for one in shown.sorted("sequence") for box in one._get_boxes()
        )

    def _describe_line(self):
        acts = self.act_ids.sorted("sequence").filtered(
            lambda one: one.act in SHOWN_ACTS
        )
        capacities = dict(self.act_ids._fields["capacity"]._description_selection(self.env))
        kinds = dict(self.act_ids._fields["act"]._description_selection(self.env))
        rows = tuple(
            (
                "" if one.act in RETURNS else capacities.get(one.capacity, ""), kinds[one.act],
                one.department or "", one.post or "", one.name,
                str(seoul_day(one.time)), one.comment or "",
            )
            for one in acts
        )
        labels = (
            self.env._("Capacity"), self.env._("Act"), self.env._("Department"), self.env._("Post"),
            self.env._("Name"), self.env._("Day"), self.env._("Opinion"),
        )
        return papers.Table(
            tuple(papers.Column(label, width) for label, width in
                  zip(labels, (7, 9, 12, 12, 9, 13, 18), strict=True)),
            rows, heading=self.env._("Line of Approval"),
        )

    def _word_digest(self):
        last = self.act_ids.sorted("sequence")[-1:]
        return self.env._(
            "Digest of the document (SHA-256): %(digest)s\nDigest of the signatures: %(chain)s\n"
            "The data that were signed are attached to this file as document.json.",
            digest=self.data_hash, chain=last.hash,
        )

    def _get_author_text(self):
        first = self.act_ids.sorted("sequence")[:1]
        return " ".join(filter(None, (first.post, first.name)))
