"""Outgoing mail: a real server when one is named, else a folder a person can look into.

``GOTGAN_SMTP=host:port`` names a mail server. Without it a sink in the background takes every
mail by SMTP and keeps it as a file, so that sign-up codes and invitations can be read on a
machine that has no mail.
"""

import email
import email.policy
import os
import pathlib
import socket
import time

from . import paths, postgres, say, venv
from .background import Background

SINK = pathlib.Path(__file__).with_name("mail_sink.py")


def folder():
    return paths.home() / "mail"


def _given():
    return os.environ.get("GOTGAN_SMTP")


def _port():
    """The sink's port: chosen once, so that configurations stay true."""
    file = paths.run_dir() / "mail-port"
    if not file.exists():
        file.write_text(str(postgres.free_port()))
    return int(file.read_text())


def odoo_options():
    host, _colon, port = (_given() or f"127.0.0.1:{_port()}").partition(":")
    return {"smtp_server": host, "smtp_port": port or 25, "email_from": "gotgan@localhost"}


def address():
    options = odoo_options()
    return f"{options['smtp_server']}:{options['smtp_port']}"


def _process():
    return Background("mail", str(SINK))


def start():
    """The sink, where no mail server is named."""
    if _given() or _process().running():
        return
    folder().mkdir(exist_ok=True)
    _process().start([venv.python(), SINK, folder(), _port()], {})
    for _turn in range(50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", _port())) == 0:
                return
        time.sleep(0.1)
    say.warn(f"the mail sink did not start; see {paths.log('mail')}")


def stop():
    return _process().stop()


def show(lines):
    """Print the newest mails, the last one last."""
    files = sorted(folder().glob("*.eml"))[-lines:]
    for file in files:
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        print(f"To: {message['To']}\nSubject: {message['Subject']}\nDate: {message['Date']}\n")
        print((body.get_content() if body else "").strip(), "\n" + "-" * 72)
    if not files:
        print("No mail has been sent yet.")
