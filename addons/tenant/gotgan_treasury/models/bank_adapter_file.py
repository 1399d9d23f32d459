from pathlib import Path

from odoo import models
from odoo.tools import config

from odoo.addons.gotgan_base.clock import today

from ..bank.answer import Verdict
from ..bank.courier import Silence
from ..bank.records import STATUS_CODES, BadFile, read_file, write_file


class BankAdapterFile(models.AbstractModel):
    """The bank takes files from a folder and puts its answers into another.

    The folder belongs to the database and lies in the server's data directory, so that no setting
    of a tenant can point it elsewhere. A file comes in under its name only when it is complete.
    """

    _name = "gotgan.bank.adapter.file"
    _description = "Files to a Bank"
    _inherit = ["gotgan.bank.adapter"]

    def _send(self, account, instructions):
        """Hand over one file; what came of it is read by the next inquiry."""
        self._put(account, "PO", instructions, self._say_order)
        return [Verdict(one.key, "pending") for one in instructions]

    def _inquire(self, account, instructions):
        """Read what has been answered, and ask anew about the rest."""
        answered = self._read_answers(set(instructions.mapped("key")))
        rest = instructions.filtered(
            lambda one: answered.get(one.key, Verdict(one.key, "absent")).status
            in ("absent", "pending")
        )
        if rest:
            self._put(account, "IQ", rest, self._say)
        return [answered.get(one.key) or Verdict(one.key, "pending") for one in instructions]

    def _read_statement(self, account, day):
        """Statements of this way are brought in by a person."""
        raise Silence("import")

    def _check_holder(self, account, bank_code, number):
        raise Silence("import")

    # ---- files -----------------------------------------------------------

    def _get_folder(self, name):
        folder = Path(config["data_dir"]) / "bank" / self.env.cr.dbname / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _put(self, account, service, instructions, say):
        """Write a file; its name says service, first key and how often that was spoken of."""
        first = instructions[0]
        name = f"{service}-{first.key}-{first.attempts}.dat"
        try:
            data = write_file(
                {
                    "service": service, "client": account.client, "account": account.number,
                    "day": int(today(self.env).strftime("%Y%m%d")),
                    "list": first.list_id.number,
                },
                [{**said, "valid_until": int(said["valid_until"])}
                 for said in map(say, instructions)],
            )
        except BadFile as error:
            raise Silence(str(error)) from error
        part = self._get_folder("part") / name
        part.write_bytes(data)
        part.rename(self._get_folder("in") / name)

    def _read_answers(self, keys):
        """Return {key: verdict} of the answers there are; of several the newest counts."""
        answered = {}
        for path in sorted(self._get_folder("out").glob("*.dat"), key=_age):
            try:
                read = read_file(path.read_bytes())
            except BadFile:
                path.rename(self._get_folder("bad") / path.name)
                continue
            for line in read.lines:
                status = STATUS_CODES.get(line["status"])
                if line["key"] in keys and status:
                    answered[line["key"]] = Verdict(
                        line["key"], status, line["reference"], line["reason"],
                    )
        return answered


def _age(path):
    return path.stat().st_mtime_ns
