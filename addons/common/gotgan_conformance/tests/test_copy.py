from unittest.mock import patch

import psycopg2

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..rules import copies
from .common import ConformanceCase
from .samples import Sampler


class TestCopy(ConformanceCase):
    def test_copy_every_model(self):
        sampler = Sampler(self.env)
        sampler.choose_defaults(self.get_stored())
        outcomes = [self._try_copy(model, sampler) for model in self.get_stored() if model._auto]
        self.assert_house(copies.judge_copies(outcomes))

    @mute_logger("odoo.sql_db")
    def _try_copy(self, model, sampler):
        record = sampler.get(model)
        if not record:
            return model._name, "unsampled", sampler.reasons.get(model._name, "unknown")
        try:
            with self.env.cr.savepoint():
                duplicate = record.copy()
                self.env.flush_all()
                return model._name, "copied", self._judge(duplicate)
        except UserError as refusal:
            return model._name, "refused", str(refusal)
        except psycopg2.IntegrityError as error:
            message = self._get_message(error)
            return model._name, "refused" if message else "failed", message or repr(error)
        except (psycopg2.Error, ValueError, TypeError, KeyError, AttributeError) as error:
            return model._name, "failed", repr(error)

    def _get_message(self, error):
        """Return what a declared constraint says to a person; a bare NOT NULL says nothing."""
        for model in self.get_stored():
            constraint = model._table_objects.get(error.diag.constraint_name)
            if constraint is not None:
                return constraint.get_error_message(model, error.diag)
        return ""

    def _judge(self, duplicate):
        if not getattr(duplicate, "_transitions", None):
            return ""
        first_state = duplicate.default_get(["state"]).get("state")
        number = "number" in duplicate._fields and duplicate["number"]
        return copies.judge_copied_document(first_state, duplicate["state"], number)

    def test_a_copy_that_breaks_is_found(self):
        model = type(self.get_stored()[0])
        with (
            patch.object(model, "copy", side_effect=ValueError("seeded")),
            self.assertRaisesRegex(AssertionError, "seeded"),
        ):
            self.test_copy_every_model()
