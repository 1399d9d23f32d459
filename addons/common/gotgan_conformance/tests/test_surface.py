from unittest.mock import patch

from ..rules import surface
from .common import ConformanceCase, is_callable_over_rpc, our_classes, our_methods


class TestSurface(ConformanceCase):
    def test_public_surface(self):
        methods = [
            (name, method, module, not is_callable_over_rpc(self.env[name], method))
            for name in self.touched_models
            for method, module in our_methods(type(self.env[name])).items()
        ]
        self.assertTrue(methods)
        self.assert_house(surface.judge_public_surface(methods))

    def test_a_public_helper_is_found(self):
        definition = next(our_classes(type(self.env["gotgan.event"])))
        with (
            patch.object(definition, "seeded", lambda self: True, create=True),
            self.assertRaisesRegex(AssertionError, "seeded can be called over RPC"),
        ):
            self.test_public_surface()
