"""One record of any model: one that exists, or a plain one made from its required fields.

An addon whose fields take only some words (a host name) gives them in ``tests/samples.py``:
``SAMPLES = {model: {field: value}}``; a value may be a function of the environment.
"""

import importlib
import importlib.util
import itertools
from contextlib import closing

import psycopg2

from odoo import fields
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools import mute_logger

DEPTH = 6
NUMBERS = {"integer", "float", "many2one_reference"}


def _get_words(model):
    name = f"odoo.addons.{model._original_module}.tests.samples"
    ours = model._original_module.startswith(("gotgan_", "hub_"))
    if not ours or importlib.util.find_spec(name) is None:
        return {}
    return getattr(importlib.import_module(name), "SAMPLES", {}).get(model._name, {})


class Sampler:
    """Finds or makes sample records; ``reasons`` says of which models it made none, and why.

    One record stands for each model, so that what belongs together meets: the year of a sample
    document is also the year of its sample lines.
    """

    def __init__(self, env):
        self.env = env
        self.reasons = {}
        self._chosen = {}
        self._counter = itertools.count(7001)

    def choose_defaults(self, models):
        """Let what any document takes by default (this year) stand for its kind before all else."""
        for model in models:
            self._choose(model, model.default_get(list(model._fields)))

    def get(self, model, depth=0):
        """Return a record of a model, or an empty recordset."""
        if model._name in self.reasons or depth > DEPTH:
            return model.browse()
        if model._name not in self._chosen:
            found = model.with_context(active_test=False).search([], limit=1)
            self._chosen[model._name] = found or self._make(model, depth)
        return self._chosen[model._name]

    def _make(self, model, depth):
        """Make a record with what it refers to; where that does not do, with less or with more."""
        with closing(self._get_attempts(model, depth)) as attempts:
            made = (self._create(model, values) for values in attempts)
            return next(filter(None, made), model.browse())

    def _get_attempts(self, model, depth):
        """Yield values to try, each after the one before has failed."""
        words = {
            name: word(self.env) if callable(word) else word
            for name, word in _get_words(model).items()
        }
        required = {**self._get_values(model, depth), **words}
        yield {**self._get_references(model, depth), **required}
        yield required
        links = self._get_links(model, depth)
        yield {**required, **links}
        for name in links:
            linked = self._chosen[model._fields[name].comodel_name]
            if getattr(linked, "_transitions", None):
                yield from self._advance(linked, {**required, **links})

    def _advance(self, linked, values):
        """Yield the values again for each state of a linked document, and put it back after."""
        first = linked["state"]
        try:
            for state in linked._fields["state"].get_values(self.env):
                linked._write_locked({"state": state})
                yield values
        finally:
            linked._write_locked({"state": first})

    @mute_logger("odoo.sql_db")
    def _create(self, model, values):
        try:
            with self.env.cr.savepoint():
                made = model.create(values)
                self.env.flush_all()
        except (UserError, psycopg2.Error, ValueError, TypeError) as error:
            self.reasons[model._name] = str(error).strip().split("\n")[0]
            return model.browse()
        self.reasons.pop(model._name, None)
        return made

    def _get_references(self, model, depth):
        """Return values of the optional many2one fields that a person would fill in."""
        return {
            name: self.get(self.env[field.comodel_name], depth + 1).id
            for name, field in model._fields.items()
            if field.type == "many2one" and field.store and name not in MAGIC_COLUMNS
            if not field.compute and not field.readonly and field.comodel_name != model._name
            if depth < 1
        }

    def _get_links(self, model, depth):
        return {
            name: [fields.Command.link(record.id)]
            for name, field in model._fields.items()
            if field.type == "many2many" and field.store and not field.compute
            if (record := self.get(self.env[field.comodel_name], depth + 1))
        }

    def _get_values(self, model, depth):
        given = model.default_get(list(model._fields))
        self._choose(model, given)
        return {
            name: self._get_value(field, depth)
            for name, field in model._fields.items()
            if self._must_give(model, name, field, given)
        }

    def _choose(self, model, given):
        """Let what a model takes by default stand for its kind everywhere."""
        for name, value in given.items():
            field = model._fields[name]
            if field.type == "many2one" and value:
                self._chosen.setdefault(
                    field.comodel_name, self.env[field.comodel_name].browse(value)
                )

    def _must_give(self, model, name, field, given):
        if not field.store or name in MAGIC_COLUMNS or field.related:
            return False
        if given.get(name) or (name in given and field.type in NUMBERS):
            return False
        if field.compute and field.readonly:
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
        if type(field).__name__ == "Won":
            return 1
        return number if field.type in NUMBERS else str(number)
