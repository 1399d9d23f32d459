"""One record of any model: one that exists, or a plain one made from its required fields."""

import itertools

import psycopg2

from odoo import fields
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools import mute_logger

DEPTH = 6


class Sampler:
    """Finds or makes sample records; ``reasons`` says of which models it made none, and why."""

    def __init__(self, env):
        self.env = env
        self.reasons = {}
        self._counter = itertools.count(7001)

    def get(self, model, depth=0):
        """Return a record of a model, or an empty recordset."""
        found = model.with_context(active_test=False).search([], limit=1)
        if found or depth > DEPTH or model._name in self.reasons:
            return found
        return self._make(model, depth)

    @mute_logger("odoo.sql_db")
    def _make(self, model, depth):
        values = self._get_values(model, depth)
        try:
            with self.env.cr.savepoint():
                made = model.create(values)
                self.env.flush_all()
                return made
        except (UserError, psycopg2.Error, ValueError, TypeError) as error:
            self.reasons[model._name] = str(error).strip().split("\n")[0]
            return model.browse()

    def _get_values(self, model, depth):
        given = model.default_get(list(model._fields))
        return {
            name: self._get_value(field, depth)
            for name, field in model._fields.items()
            if self._must_give(model, name, field, given)
        }

    def _must_give(self, model, name, field, given):
        if not field.store or name in MAGIC_COLUMNS or (field.compute and field.readonly):
            return False
        if name in given or field.related:
            return False
        return field.required or name == model._rec_name

    def _get_value(self, field, depth):
        number = next(self._counter)
        makers = {
            "many2one": lambda: self.get(self.env[field.comodel_name], depth + 1).id,
            "selection": lambda: field.get_values(self.env)[0],
            "date": fields.Date.today,
            "datetime": fields.Datetime.now,
            "boolean": lambda: True,
            "float": lambda: 1.0,
            "json": dict,
        }
        if field.type in makers:
            return makers[field.type]()
        return number if field.type in {"integer", "many2one_reference"} else str(number)
