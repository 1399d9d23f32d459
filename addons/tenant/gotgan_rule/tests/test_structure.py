from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestStructure(TransactionCase):
    """Whatever is installed: a document that names a rule has the rule, the check and the step."""

    def test_declared_checks(self):
        codes = set(self.env["gotgan.rule"].search([]).mapped("code"))
        faults = []
        for name, model in self.env.registry.items():
            checks = {} if model._abstract else getattr(model, "_rule_checks", {})
            for step, named in checks.items():
                faults += [(name, step)] * (step not in model._transitions)
                for code in named:
                    method = f"_check_{code.replace('.', '_')}"
                    faults += [(name, code)] * (code not in codes or not hasattr(model, method))
        self.assertFalse(faults)
