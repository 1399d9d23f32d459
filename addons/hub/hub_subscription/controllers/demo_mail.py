import os
from email import policy
from email.parser import BytesParser
from pathlib import Path

from odoo import http
from odoo.http import request

from .page import render_page

MOST_LETTERS, MOST_BYTES = 30, 200_000


class DemoMail(http.Controller):
    """Shows the letters of a demonstration, where no mail server carries them.

    The folder is named by the environment of the process, which no request can change.
    """

    @http.route("/demo-mail", type="http", auth="public", methods=["GET"])
    def show_letters(self):
        folder = get_folder()
        if not folder:
            raise request.not_found()
        return render_page("demo_mail", letters=read_letters(Path(folder)))


def get_folder():
    return os.environ.get("GOTGAN_MAIL_FOLDER")


def read_letters(folder):
    """Return the latest letters as dictionaries of subject, to, date and text."""
    paths = [(path.stat().st_mtime, path) for path in folder.glob("*.eml")]
    latest = sorted(paths, reverse=True)[:MOST_LETTERS]
    return [_read_letter(path.read_bytes()[:MOST_BYTES]) for _time, path in latest]


def _read_letter(content):
    letter = BytesParser(policy=policy.default).parsebytes(content)
    body = letter.get_body(preferencelist=("plain", "html"))
    return {
        **{name: str(letter[name] or "") for name in ("subject", "to", "date")},
        "text": body.get_content().strip() if body else "",
    }
