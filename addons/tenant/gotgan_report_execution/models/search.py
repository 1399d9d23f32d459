from odoo import api, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.hangul import INITIALS, plain, search_pattern

from ..rules.sources import LINE_PARTS, SOURCES

# So many of each kind are shown at once.
SHOWN = 8
WORDS = 6

KEY_FUNCTION = """
CREATE OR REPLACE FUNCTION gotgan_search_key(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    flat text := lower(regexp_replace(normalize($1, NFC), '\\s+', '', 'g'));
    found text := '';
    letter text;
    code int;
BEGIN
    FOREACH letter IN ARRAY regexp_split_to_array(flat, '') LOOP
        code := ascii(letter);
        found := found || CASE WHEN code BETWEEN 44032 AND 55203
            THEN substr('{initials}', (code - 44032) / 588 + 1, 1) ELSE letter END;
    END LOOP;
    RETURN flat || E'\\n' || found;
END $$
"""


class Search(models.AbstractModel):
    """통합 검색: projects, budget lines, estimates and reasons, by parts of Korean words.

    The key of a text (``gotgan_base.hangul``) is an index of the database on the text itself, so
    that nothing can be out of step with it, whoever writes the text and how. With ``pg_trgm``
    the index finds parts of words; without it the same keys are computed and compared in passing.
    Rights are those of each model: what a person may not read is not found.
    """

    _name = "gotgan.search"
    _description = "Search"

    def init(self):
        self.env.cr.execute(SQL(KEY_FUNCTION.replace("{initials}", INITIALS)))
        if self.pool.has_trigram:
            for key, source in SOURCES.items():
                self._index(key, source)
        return super().init()

    @api.model
    @api.readonly
    def action_search(self, text):
        """Return the groups of what has every word of ``text``.

        :return: ``[{key, label, rows: [{model, id, name, detail, amount}], more, loose}]``;
            ``more``: there are others, which :meth:`action_search_more` gives
        """
        words = self._read_words(text)
        if not words:
            return []
        return self._find_groups(words, loose=False) or self._find_groups(words, loose=True)

    @api.model
    @api.readonly
    def action_search_more(self, text, key, offset, loose=False):
        """Return the next results of one group: ``{rows, more}``.

        :param key: the group, as :meth:`action_search` names it
        :param offset: how many of it were read before
        :param loose: as the group says
        """
        words, offset = self._read_words(text), max(0, int(offset))
        if not words or key not in (*SOURCES, "line"):
            return {"rows": [], "more": False}
        if key == "line":
            found = self._find_lines(words, loose, offset)
        else:
            found = self._find(SOURCES[key], words, loose, offset)
        return found or {"rows": [], "more": False}

    # ---- finding ---------------------------------------------------------

    def _read_words(self, text):
        """Return what is looked for, word by word; nothing where it is too little."""
        words = [word for word in map(plain, (text or "").split()) if word][:WORDS]
        return words if len("".join(words)) >= 2 else []

    def _find_groups(self, words, loose):
        """Return the groups; ``loose`` lets initials leave a syllable out."""
        labels = self._get_labels()
        groups = [
            {"key": key, "label": labels[key], "loose": loose, **found}
            for key, source in SOURCES.items() if (found := self._find(source, words, loose))
        ]
        lines = self._find_lines(words, loose)
        if lines:
            groups.insert(1, {
                "key": "line", "label": labels["line"], "loose": loose, **lines,
            })
        return [group for group in groups if group["rows"]]

    def _find(self, source, words, loose, offset=0):
        """Return ``{rows, more}`` of one source, or nothing where it is not to be read."""
        records = self._get_records(source)
        if records is None:
            return None
        query = records._search(list(source.domain))
        columns = self._get_columns(source)
        key = SQL("gotgan_search_key(%s)", _texts(query.table, columns))
        for word in words:
            query.add_where(_has(key, word, loose))
        query.order = SQL(
            "LENGTH(%s), %s DESC", SQL.identifier(query.table, columns[0]),
            SQL.identifier(query.table, "id"),
        )
        query.limit, query.offset = SHOWN + 1, offset
        rows = self.env.execute_query(query.select(SQL.identifier(query.table, "id")))
        return self._describe(source, records.browse([row[0] for row in rows]))

    def _find_lines(self, words, loose, offset=0):
        """Return the budget lines whose project or object has every word."""
        lines = self.env["gotgan.budget.line"]
        if not lines.has_access("read"):
            return None
        query = lines._search([])
        for word in words:
            found = {name: self._select(name, word, loose) for name in LINE_PARTS}
            parts = [
                SQL("%s IN (%s)", SQL.identifier(query.table, name), select)
                for name, select in found.items()
            ]
            query.add_where(SQL("(%s)", SQL(" OR ").join(parts)))
        query.order = SQL("%s DESC", SQL.identifier(query.table, "id"))
        query.limit, query.offset = SHOWN + 1, offset
        rows = self.env.execute_query(query.select(SQL.identifier(query.table, "id")))
        found = lines.browse([row[0] for row in rows])
        return {
            "rows": [
                {
                    "model": line._name, "id": line.id, "name": line.display_name,
                    "detail": f"{line.fiscal_year_id.display_name} · {line.department_id.name}",
                    "amount": line.appropriated,
                }
                for line in found[:SHOWN]
            ],
            "more": len(found) > SHOWN,
        }

    def _select(self, name, word, loose):
        model = self.env[self.env["gotgan.budget.line"]._fields[name].comodel_name]
        query = model.with_context(active_test=False)._search([])
        column = SQL.identifier(query.table, LINE_PARTS[name])
        key = SQL("gotgan_search_key(COALESCE(%s, ''))", column)
        query.add_where(_has(key, word, loose))
        return query.select(SQL.identifier(query.table, "id"))

    def _describe(self, source, records):
        return {
            "rows": [self._describe_one(source, record) for record in records[:SHOWN]],
            "more": len(records) > SHOWN,
        }

    def _describe_one(self, source, record):
        opened = record[source.opens] if source.opens else record
        details = [_text_of(record[name]) for name in source.shown]
        return {
            "model": opened._name, "id": opened.id,
            "name": _text_of(record[source.title]) or record.display_name,
            "detail": " · ".join(filter(None, details)),
            "amount": record[source.amount] if source.amount else None,
        }

    # ---- sources ---------------------------------------------------------

    def _get_records(self, source):
        """Return the model of a source, or None where it does not exist or may not be read."""
        if source.model not in self.env:
            return None
        records = self.env[source.model]
        readable = records.has_access("read") and self._get_columns(source)
        if not readable:
            return None
        records.flush_model()
        return records.with_context(active_test=False)

    def _get_columns(self, source):
        fields = self.env[source.model]._fields
        return [name for name in source.fields if name in fields and fields[name].store]

    def _index(self, key, source):
        """Make the index of a source's key, once."""
        if source.model not in self.env or not self.env[source.model]._auto:
            return
        model, columns = self.env[source.model], self._get_columns(source)
        if not columns:
            return
        self.env.cr.execute(SQL(
            "CREATE INDEX IF NOT EXISTS %s ON %s USING gin (gotgan_search_key(%s) gin_trgm_ops)",
            SQL.identifier(f"{model._table}_search_key"), SQL.identifier(model._table),
            _texts(None, columns),
        ))

    def _get_labels(self):
        _ = self.env._
        return {
            "project": _("Detailed Project"), "line": _("Budget Line"),
            "estimate": _("Cost Estimate"), "request": _("Cost Estimate of a Request"),
            "request_reason": _("Reason of a Request"), "review": _("Reason of a Review"),
            "version": _("Reason in a Budget"), "change": _("Budget Change"),
            "subject": _("Cost Estimate of a Budget by Subjects"),
            "settled": _("Cost Estimate as Settled"), "revenue": _("Revenue of a Budget"),
            "allotment": _("Reason of an Allotment"),
            "allotment_request": _("Reason of an Allotment Request"),
            "withholding": _("Reason of a Withholding"),
            "suballotment": _("Reason of a Sub-allotment"),
            "authorized": _("Reason of an Authorised Carry-Over"),
            "carryover": _("Reason of a Carry-Over"), "whatif": _("What-If"),
            "whatif_cause": _("Cause of a What-If"),
        }


def _has(key, word, loose):
    """Return the condition that ``key`` has ``word``.

    The index reads ``LIKE`` and, of letters like these, no regular expressions: they are kept for
    what is still being typed, and for initials that leave something out.
    """
    if any(letter in INITIALS for letter in word) and (
        loose or not all(letter in INITIALS for letter in word)
    ):
        return SQL("%s ~ %s", key, search_pattern(word))
    for letter in ("\\", "%", "_"):
        word = word.replace(letter, "\\" + letter)
    return SQL("%s LIKE %s", key, f"%{word}%")


def _texts(alias, columns):
    """Return the SQL of the columns as one text; written the same way in index and search."""
    parts = [
        SQL("COALESCE(%s, '')", SQL.identifier(alias, name) if alias else SQL.identifier(name))
        for name in columns
    ]
    return SQL(" || ' ' || ").join(parts)


def _text_of(value):
    return value.display_name if isinstance(value, models.BaseModel) else value or ""
