"""Every rule is handed a fault once, to see that it fails, and something sound, to see that it
does not."""

from pathlib import Path

import pytest
from gotgan_conformance.rules import catalogue, invariants, money, shape, sizes, sudo, surface
from gotgan_conformance.rules.tree import parse

MODEL = "from odoo import api, fields, models\nclass A(models.Model):\n    _name = 'gotgan.a'\n"


def _body(text):
    """Return a model whose class body ends with the given lines."""
    return MODEL + "".join(f"    {line}\n" for line in text.splitlines())


LONG = "def long():\n" + "    x = 1\n" * 60
FAULTS = [
    (sizes.check_function_lengths, LONG, "function-length"),
    (shape.check_one_model, MODEL + MODEL, "one-model"),
    (shape.check_one_model, MODEL.replace("gotgan.a", "gotgan.b"), "model-file-name"),
    (
        shape.check_member_order,
        _body("def _get(self):\n    x = 1\nname = fields.Char()"),
        "member-order",
    ),
    (
        shape.check_member_order,
        _body(
            "a = fields.Char(compute='_compute_a')\nb = fields.Char(compute='_compute_b')\n"
            "def _compute_b(self):\n    x = 1\ndef _compute_a(self):\n    x = 1"
        ),
        "compute-order",
    ),
    (surface.check_public_surface, _body("def pay(self):\n    return True"), "public-surface"),
    (surface.check_method_prefixes, _body("a = fields.Char(compute='_get_a')"), "method-prefix"),
    (
        surface.check_method_prefixes,
        _body("@api.constrains('a')\ndef _validate(self):\n    return True"),
        "method-prefix",
    ),
    (
        surface.check_ondelete_guard,
        _body("def unlink(self):\n    raise ValueError"),
        "unlink-raises",
    ),
    (surface.check_declared_constraints, _body("_sql_constraints = []"), "sql-constraints"),
    (invariants.check_context_bypass, "x = self.with_context(skip_check=True)", "context-bypass"),
    (
        invariants.check_context_bypass,
        "x = self.with_context({'force_state': 1})",
        "context-bypass",
    ),
    (invariants.check_context_bypass, "x = self.env.context.get('no_lock')", "context-bypass"),
    (invariants.check_context_bypass, "x = self.env.context['skip_it']", "context-bypass"),
    (invariants.check_context_bypass, "x = 'bypass_rule' in self.env.context", "context-bypass"),
    (invariants.check_context_bypass, "x = dict(self.env.context, skip_it=1)", "context-bypass"),
    (invariants.check_commit, "self.env.cr.commit()", "cr-commit"),
    (invariants.check_pasted_sql, "cr.execute(f'SELECT {x}')", "pasted-sql"),
    (invariants.check_pasted_sql, "cr.execute('SELECT %s' % x)", "pasted-sql"),
    (invariants.check_pasted_sql, "cr.execute('SELECT {}'.format(x))", "pasted-sql"),
    (invariants.check_pasted_sql, "env.execute_query(SQL('SELECT ' + x))", "pasted-sql"),
    (invariants.check_print, "print('x')", "no-print"),
    (invariants.check_swallowed, "try:\n    x()\nexcept Exception:\n    pass", "swallowed"),
    (invariants.check_swallowed, "try:\n    x()\nexcept:\n    y()", "swallowed"),
    (invariants.check_swallowed, "try:\n    x()\nexcept UserError:\n    pass", "swallowed"),
    (invariants.check_swallowed, "with suppress(Exception):\n    x()", "swallowed"),
    (
        invariants.check_loop_returns,
        _body("@api.constrains('a')\ndef _check_a(self):\n    for x in self:\n        return x"),
        "loop-return",
    ),
    (invariants.check_translated_calls, "self.env._('%s won', 1)", "translated-call"),
    (invariants.check_translated_calls, "self.env._(f'{x} won')", "translated-call"),
    (invariants.check_translated_calls, "self.env._('x' % y)", "translated-call"),
    (invariants.check_translated_calls, "self.env._('%(a)s won', b=1)", "translated-call"),
    (invariants.check_deprecated, "self.read_group([], [], [])", "deprecated"),
    (invariants.check_old_imports, "from odoo import _", "deprecated"),
    (invariants.check_groups_on_models, _body("a = fields.Char(groups='manager')"), "field-groups"),
    (sudo.check_sudo, _body("def _f(self):\n    events = self.sudo()"), "sudo-name"),
    (sudo.check_sudo, _body("def _f(self):\n    x = self.sudo().search([])"), "sudo-name"),
    (sudo.check_sudo, _body("def _f(self):\n    return self.sudo()"), "sudo-name"),
    (sudo.check_sudo, _body("def _f(self):\n    return self.sudo() if x else y"), "sudo-name"),
    (
        sudo.check_sudo,
        _body("def _f(self):\n    for x in self.sudo():\n        x.y()"),
        "sudo-name",
    ),
    (money.check_money, _body("paid_amount = fields.Float()"), "won"),
    (money.check_money, _body("committed = fields.Integer()"), "won"),
    (money.check_money, _body("anything = fields.Monetary()"), "won"),
]

SOUND = """
from odoo import api, fields, models
from odoo.addons.gotgan_base.fields import Won


class Sound(models.Model):
    _name = "gotgan.sound"
    _order = "id"

    _policy = ("draft",)

    name = fields.Char(compute="_compute_name")
    amount = Won()
    paid_rate = fields.Float()

    _positive = models.Constraint("CHECK (amount >= 0)", "Not negative.")

    @api.depends("amount")
    def _compute_name(self):
        for record in self:
            record.name = str(record.amount)

    @api.constrains("amount")
    def _check_amount(self):
        for record in self:
            if record.amount < 0:
                raise ValueError(self.env._("%(name)s is negative.", name=record.name))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_paid(self):
        raise ValueError

    def action_pay(self):
        return self._pay()

    def _pay(self):
        events_sudo = self.env["gotgan.event"].sudo()
        events_sudo.create({})
        limit = self.env["ir.config_parameter"].sudo().get_param("x")
        self.env.cr.execute("SELECT %s" " FROM x", [limit])
        try:
            return self.with_context(lang="ko_KR")
        except KeyError:
            return None

    @api.private
    def helper(self):
        return True

    def _cron_pay(self):
        return self.action_pay()
"""


@pytest.mark.parametrize(
    ("rule", "text", "name"),
    FAULTS,
    ids=[f"{rule.__name__}-{n}" for n, (rule, *_) in enumerate(FAULTS)],
)
def test_fault_is_found(rule, text, name):
    source = parse(text, "addons/tenant/gotgan_x/models/a.py", "product", "gotgan_x")
    found = rule(source)
    assert {violation.rule for violation in found} == {name}
    assert all(violation.where.startswith(source.where) for violation in found)


@pytest.mark.parametrize("rule", catalogue.PYTHON_RULES, ids=lambda rule: rule.__name__)
def test_sound_code_passes(rule):
    where = "addons/tenant/gotgan_x/models/sound.py"
    assert rule(parse(SOUND, where, "product", "gotgan_x")) == []


def test_every_python_rule_has_a_fault():
    assert {rule for rule, _text, _name in FAULTS} == set(catalogue.PYTHON_RULES)


def test_long_files_and_functions():
    short = parse("def short():\n    return 1\n")
    long = parse("def middling():\n" + "    x = 1\n" * 45)
    assert sizes.check_file_length("a.py", ".py", "x\n" * 401)
    assert sizes.check_file_length("a.xml", ".xml", "x\n" * 201)
    assert not sizes.check_file_length("a.csv", ".csv", "x\n" * 9000)
    assert not sizes.check_function_distribution([short])
    found = sizes.check_function_distribution([long, short, long])
    assert {violation.rule for violation in found} == {"function-median", "function-share"}


def test_docstrings_do_not_count():
    text = 'def told():\n    """' + "why\n" * 70 + '"""\n    return 1\n'
    assert sizes.check_function_lengths(parse(text)) == []


def test_machines_and_later_are_found():
    from gotgan_conformance.rules.text import check_text

    lines = ["# " + "TO" + "DO later", "see /" + "work/here", "index pypi" + ".org", "fine"]
    found = check_text("a.py", "\n".join(lines))
    assert [(one.rule, one.where) for one in found] == [
        ("left-for-later", "a.py:1"),
        ("machine-name", "a.py:2"),
        ("machine-name", "a.py:3"),
    ]


def test_place_of_a_source():
    from gotgan_conformance.rules.tree import _place

    assert _place(Path("addons/tenant/gotgan_x/tests/test_a.py"))[1:] == ("test", "gotgan_x")
    assert _place(Path("addons/tenant/gotgan_x/cli/run.py"))[1:] == ("cli", "gotgan_x")
    assert _place(Path("scripts/gotgan"))[1:] == ("script", "")
