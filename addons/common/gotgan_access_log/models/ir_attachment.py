import base64
import binascii

from odoo import api, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.tools import human_size

from ..screening.check import check_file
from ..screening.problem import Limits
from ..screening.types import get_mime
from ..trace import current

SIZE = "gotgan.upload.max_bytes"
CONTENT = frozenset(["raw", "datas", "db_datas"])


class IrAttachment(models.Model):
    """Files that people bring in are judged here, whichever way they come.

    What the system itself keeps (bundles of scripts and styles, made by Odoo's own account) is no
    upload; neither is what a scheduled action makes.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_upload():
            vals_list = [self._get_checked(vals) for vals in vals_list]
        papers = super().create(vals_list)
        papers._note_papers()
        return papers

    def write(self, vals):
        if self._is_upload() and (CONTENT | {"name", "mimetype"}) & set(vals):
            vals = self._get_checked_change(vals)
        done = super().write(vals)
        if CONTENT & set(vals):
            self._note_papers()
        return done

    def unlink(self):
        self._note_papers()
        return super().unlink()

    def _is_upload(self):
        return current() is not None and self.env.uid != SUPERUSER_ID

    # ---- the check -------------------------------------------------------

    def _get_checked(self, vals):
        """Return values whose file may come in, with the media type of its content.

        :raises UserError: why the file is refused
        """
        data = self._get_given_bytes(vals)
        if not data:
            return vals
        name = "" if vals.get("res_field") else vals.get("name") or ""
        return {**vals, "mimetype": self._check_file(name, data)}

    def _get_checked_change(self, vals):
        """Return changed values; a new name is checked against the content that stays."""
        given = bool(CONTENT & set(vals))
        data = self._get_given_bytes(vals)
        checked = dict(vals)
        for paper in self:
            content = data if given else paper.raw
            name = "" if paper.res_field else vals.get("name") or paper.name or ""
            if content:
                checked["mimetype"] = self._check_file(name, content)
        return checked

    def _get_given_bytes(self, vals):
        """Return the content in values: raw, or base64 as the web client sends it."""
        for name in ("raw", "db_datas"):
            if vals.get(name):
                content = vals[name]
                return content.encode() if isinstance(content, str) else content
        try:
            return base64.b64decode(vals.get("datas") or b"", validate=False)
        except (binascii.Error, ValueError) as error:
            raise UserError(self.env._(
                "The file did not arrive whole. Choose it again and upload it once more."
            )) from error

    def _check_file(self, name, data):
        """Return the media type of a file that may come in.

        :raises UserError: why it is refused, and what to do
        """
        kind, problems = check_file(name, data, self._get_limits())
        if problems:
            raise UserError(self._say_refusal(name, data, problems[0]))
        return get_mime(kind, name)

    def _get_file_problem(self, name, data):
        """Return why a file is refused, or nothing."""
        if not data or not self._is_upload():
            return ""
        _kind, problems = check_file(name, data, self._get_limits())
        return self._say_refusal(name, data, problems[0]) if problems else ""

    @api.model
    def _get_limits(self):
        parameter_sudo = self.env["ir.config_parameter"].sudo()
        given = parameter_sudo.get_param(SIZE, "")
        return Limits(size=int(given)) if given.isdigit() else Limits()

    # ---- words -----------------------------------------------------------

    def _say_refusal(self, name, data, problem):
        return self.env._(
            "%(file)s (%(size)s) was not accepted: %(why)s",
            file=name or self.env._("The file"), size=human_size(len(data)),
            why=self._say_problem(problem),
        )

    def _say_problem(self, problem):
        texts = {**self._get_type_texts(), **self._get_content_texts()}
        return texts[problem.code] % problem.values

    def _get_type_texts(self):
        return {
            "too_large": self.env._("it is larger than %(limit)s MB. Split it or make it smaller."),
            "program": self.env._("it is a program. Programs are not kept here."),
            "ending": self.env._(
                "files that end in .%(ending)s are not accepted. Send a PDF, HWPX, XLSX, DOCX, CSV "
                "or picture."
            ),
            "unknown": self.env._(
                "its content is of no known type. Open it in its program and save it once more."
            ),
            "disagrees": self.env._(
                "its name ends in .%(ending)s, but its content is of the type %(kind)s. Save it "
                "again in the format of its name."
            ),
            "broken": self.env._("it is damaged. Open it in its program and save it once more."),
            "malware": self.env._(
                "it holds malware (%(finding)s). Do not open it; tell the security officer."
            ),
            "not_scanned": self.env._(
                "it could not be scanned for malware. Try later, or tell the security officer."
            ),
        }

    def _get_content_texts(self):
        return {
            "active": self.env._(
                "it holds scripts or a web page that would run in the browser. Send it as a PDF."
            ),
            "macro": self.env._("it holds macros. Save it without macros (.xlsx, .docx, .pptx)."),
            "remote": self.env._("it fetches parts from outside. Save it without such links."),
            "pdf_action": self.env._(
                "the PDF holds an action or a file of its own (%(action)s). Print it to PDF again."
            ),
            "twofold": self.env._(
                "it can also be read as %(other)s. Open it in its program and save it once more."
            ),
            "entity": self.env._("it holds XML entities (%(entry)s). Save it in its program."),
            "bomb": self.env._("it unpacks to %(size)s MB, far more than its size. Split it."),
            "too_many_entries": self.env._("it holds more than %(limit)s files. Split it."),
            "too_deep": self.env._(
                "it holds archives within archives, more than %(limit)s deep. Unpack it first."
            ),
            "encrypted": self.env._(
                "it is protected by a password and cannot be checked. Send it without one."
            ),
            "path": self.env._("a file in it would leave its folder (%(entry)s). Pack it again."),
            "program_inside": self.env._("it holds a program (%(entry)s). Take it out."),
            "pixels": self.env._("the picture has more than %(limit)s million pixels."),
        }

    # ---- log -------------------------------------------------------------

    def _note_papers(self):
        """Say of the records these files belong to that their files changed."""
        trace = current()
        if trace is None:
            return
        tracked = self.env["gotgan.access.subject"]._get_tracked()
        for paper_sudo in self.sudo().exists():
            if paper_sudo.res_model in tracked and paper_sudo.res_id and not paper_sudo.res_field:
                name = f"={self.env._('Attachments')}"
                trace.note_change(paper_sudo.res_model, "change", [paper_sudo.res_id], [name])
