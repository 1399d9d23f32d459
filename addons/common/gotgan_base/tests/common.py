"""The vocabulary of the base's tests: fake documents, and one user per role."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.orm.model_classes import add_to_registry
from odoo.tests import TransactionCase, new_test_user

from .fake_models import FAKES


class FakeModelCase(TransactionCase):
    """Adds ``fake_models`` to the registry for one class of tests, with access for staff."""

    fake_models = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = list(dict.fromkeys(definition._name for definition in cls.fake_models))
        for definition in cls.fake_models:
            add_to_registry(cls.registry, definition)
        cls.addClassCleanup(cls._drop_fake_models)
        cls.registry._setup_models__(cls.env.cr, [])
        with patch.object(cls.env.cr, "commit"):
            cls.registry.init_models(cls.env.cr, names, {"module": "gotgan_base"})
        cls._grant(names)

    @classmethod
    def _drop_fake_models(cls):
        for definition in cls.fake_models:
            for parent in (*definition._inherit, "base"):
                cls.registry[parent]._inherit_children.discard(definition._name)
        for name in {definition._name for definition in cls.fake_models}:
            del cls.registry[name]
        cls.registry.registry_invalidated = True

    @classmethod
    def _grant(cls, names):
        cls.env["ir.model.access"].create([
            {
                "name": name,
                "model_id": cls.env["ir.model"]._get_id(name),
                "group_id": cls.env.ref("gotgan_base.group_staff").id,
                "perm_read": True, "perm_write": True, "perm_create": True, "perm_unlink": True,
            }
            for name in names
        ])

    @contextmanager
    def assertRefused(self, pattern, error=UserError):
        """Expect a refusal in these words, and go on as if nothing had been tried."""
        with self.assertRaisesRegex(error, pattern), self.cr.savepoint():
            yield


class BaseCase(FakeModelCase):
    """The fake documents of the base, and one user per role."""

    fake_models = FAKES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.writer = new_test_user(cls.env, "base.writer", groups="gotgan_base.group_staff")
        cls.reader = new_test_user(cls.env, "base.reader", groups="gotgan_base.group_staff")
        cls.manager = new_test_user(cls.env, "base.manager", groups="gotgan_base.group_manager")
        cls.auditor = new_test_user(cls.env, "base.auditor", groups="gotgan_base.group_auditor")

    def write_letter(self, user=None, **values):
        """Return a draft letter that ``user`` (the writer by default) wrote."""
        return self.env["gotgan.fake.letter"].with_user(user or self.writer).create(values)

    def events_of(self, record):
        return self.env["gotgan.event"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)], order="id",
        )
