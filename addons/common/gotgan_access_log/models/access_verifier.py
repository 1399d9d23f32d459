from itertools import islice

from odoo import api, models
from odoo.tools import SQL

from .. import roots
from ..chain import GENESIS, from_ranges, leaf_at, root_of
from ..content import HASHED, TIME_FORMAT, row_hash

BATCH = 5_000


class AccessVerifier(models.AbstractModel):
    """Reads the whole log again and names the first row that is not as it was written.

    It trusts neither triggers nor stored hashes: each row's hash is computed from its content, the
    seals say which rows there must be, and the file outside says what the seals were.
    """

    _name = "gotgan.access.verifier"
    _description = "Verifier of the Access Log"

    @api.model
    def _verify(self):
        """Return ``{"ok", "rows", "seals", "unsealed", "findings": [finding]}``.

        A finding is ``{"what": changed | missing | inserted | seal | root, "row", "seal",
        "message"}``; they come in the order of the rows, so the first names the first wrong one.
        """
        self.env.flush_all()
        hashes, findings = self._read_rows()
        seals = self._get_seals()
        known = set()
        previous = GENESIS
        for seal in seals:
            findings += self._check_seal(seal, previous, hashes, known)
            previous = seal["root"]
        if seals:
            findings += self._find_inserted(known, seals)
        findings += self._check_outside(seals)
        findings = self._get_one_per_row(findings)
        return {
            "ok": not findings, "rows": len(hashes), "seals": len(seals),
            "unsealed": len(set(hashes) - known), "findings": findings,
        }

    def _read_rows(self):
        """Return ``{id: hash of the content}`` and what is wrong with single rows."""
        hashes, findings, last = {}, [], 0
        while rows := self._get_batch(last):
            for number, stored, *texts in rows:
                hashes[number] = row_hash([str(number), *texts])
                if hashes[number] != stored:
                    findings.append(self._find("changed", number))
            last = rows[-1][0]
        return hashes, findings

    def _get_batch(self, last):
        texts = SQL(", ").join(
            SQL("coalesce(%s::text, '')", SQL.identifier(name)) for name in HASHED
        )
        return self.env.execute_query(SQL(
            """
            SELECT id, hash, to_char(time, %s), %s FROM gotgan_access_log
            WHERE id > %s ORDER BY id LIMIT %s
            """, TIME_FORMAT, texts, last, BATCH,
        ))

    def _get_seals(self):
        names = ("id", "ranges", "leaves", "previous", "root", "to_xid", "next_xid", "cluster",
                 "row_count", "time")
        rows = self.env.execute_query(SQL(
            "SELECT %s FROM gotgan_access_seal ORDER BY id",
            SQL(", ").join(map(SQL.identifier, names)),
        ))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _check_seal(self, seal, previous, hashes, known):
        """Compare the rows of a seal with what it sealed; ``known`` gathers their numbers."""
        ids = from_ranges(seal["ranges"])
        findings = []
        for place, number in enumerate(ids):
            if number not in hashes:
                findings.append(self._find("missing", number, seal["id"]))
            elif not hashes[number].startswith(leaf_at(seal["leaves"], place)):
                findings.append(self._find("changed", number, seal["id"]))
        known.update(ids)
        present = [hashes.get(number, "") for number in ids]
        root = root_of(previous, seal["ranges"], seal["leaves"], present)
        broken = seal["previous"] != previous or seal["row_count"] != len(ids)
        if broken or (root != seal["root"] and not findings):
            findings.append(self._find("seal", ids[0] if ids else 0, seal["id"]))
        return findings

    def _find_inserted(self, known, seals):
        """Name rows in no seal that are older than a seal: by their transaction or their time."""
        last = seals[-1]
        rows = self.env.execute_query(SQL(
            """
            SELECT id FROM gotgan_access_log
            WHERE (xid < %(reach)s OR xid IS NULL
                   OR (xid >= %(next)s AND time < %(time)s - interval '1 second'))
              AND (SELECT system_identifier::text FROM pg_control_system()) = %(cluster)s
            ORDER BY id
            """,
            reach=int(last["to_xid"]), next=int(last["next_xid"]), time=last["time"],
            cluster=last["cluster"],
        ))
        return [self._find("inserted", number) for (number,) in rows if number not in known]

    def _check_outside(self, seals):
        """Compare the seals with the roots kept outside the database."""
        sealed = {seal["id"]: seal["root"] for seal in seals}
        first = {seal["id"]: from_ranges(seal["ranges"])[0] for seal in seals}
        return [
            self._find("root", first.get(line.get("seal"), 0), line.get("seal"))
            for line in roots.read(self.env.cr.dbname)
            if line.get("root") != sealed.get(line.get("seal"), "")
        ]

    def _get_one_per_row(self, findings):
        """Return the findings in the order of the rows, what a row is first blamed for only."""
        first = {}
        for finding in findings:
            first.setdefault(finding["row"], finding)
        return sorted(first.values(), key=lambda one: one["row"])

    def _find(self, what, row, seal=None):
        return {"what": what, "row": row, "seal": seal, "message": self._say(what, row, seal)}

    def _say(self, what, row, seal):
        messages = {
            "changed": self.env._("Row %(row)s was changed after it was written.", row=row),
            "missing": self.env._("Row %(row)s is missing: it was sealed, and is gone.", row=row),
            "inserted": self.env._(
                "Row %(row)s was put in afterwards: it is older than the last seal, which does "
                "not hold it.", row=row,
            ),
            "seal": self.env._(
                "Seal %(seal)s (from row %(row)s) does not follow from the rows and the seal "
                "before it.", seal=seal, row=row,
            ),
            "root": self.env._(
                "Seal %(seal)s (from row %(row)s) is not the one whose root is kept outside the "
                "database.", seal=seal, row=row,
            ),
        }
        return messages[what]

    def _get_summary(self, result):
        """Return a verification as text for a person, its first findings included."""
        head = self.env._(
            "%(rows)s rows and %(seals)s seals were read; %(unsealed)s rows wait for their seal.",
            **{name: f"{result[name]:,}" for name in ("rows", "seals", "unsealed")},
        )
        if result["ok"]:
            return "\n".join([head, self.env._("Every row is as it was written.")])
        texts = [one["message"] for one in islice(result["findings"], 10)]
        more = len(result["findings"]) - len(texts)
        tail = [self.env._("And %(more)s more findings.", more=more)] if more > 0 else []
        return "\n".join([head, *texts, *tail])
