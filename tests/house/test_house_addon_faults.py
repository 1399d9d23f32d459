"""The rules about folders, markup and arrows, each with a fault."""

import pytest
from gotgan_conformance.rules import addon, layers, markup, surface
from gotgan_conformance.rules.nouns import check_nouns
from gotgan_conformance.rules.tree import Addon, find_addons, parse, read_markup
from lxml import etree

MANIFEST = {"license": "AGPL-3", "author": "Gotgan", "version": "19.0.1.0.0", "data": []}
FILES = {
    "readme/DESCRIPTION.md": "Describes what the addon is for.",
    "readme/CONTEXT.md": "Names the law that the addon serves.",
    "readme/ROADMAP.md": "Says which gaps are known and left.",
    "models/__init__.py": "from . import thing\n",
    "models/thing.py": "",
    "tests/__init__.py": "from . import test_thing\n",
    "tests/common.py": "",
    "tests/test_thing.py": "",
}
CONFIG = {
    "leaves": ["gotgan_test"],
    "layer": [
        {"name": "L0", "room": "common", "addons": ["gotgan_base", "gotgan_test"]},
        {"name": "L1", "room": "tenant", "addons": ["gotgan_year", "gotgan_code"]},
        {"name": "L3", "room": "tenant", "addons": ["gotgan_pay", "gotgan_plan"]},
        {"name": "L3b", "room": "tenant", "addons": ["gotgan_pay_plan"]},
        {"name": "L4", "room": "tenant", "addons": ["gotgan_report"]},
        {"name": "H", "room": "hub", "addons": ["hub_tenant"]},
    ],
    "arrows": {"gotgan_code": ["gotgan_year"]},
    "bridge": {"layer": "L3b", "lines": 10},
    "forbidden": {"gotgan_pay": ["account"]},
}


@pytest.fixture
def make(tmp_path):
    """Build an addon from a sound one, with some files changed or (None) left out."""

    def build(manifest=(), **changes):
        files = {**FILES, **{name.replace("__", "/"): text for name, text in changes.items()}}
        return make_addon(tmp_path, {**MANIFEST, **dict(manifest)}, files)

    return build


def make_addon(folder, manifest, files, name="gotgan_x"):
    for relative, text in files.items():
        if text is not None:
            path = folder / name / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return Addon(name, "tenant", folder / name, manifest)


def _addon(name, *depends, room="tenant", folder=None, **more):
    return Addon(name, room, folder, {"depends": list(depends), **more})


def _faults(violations):
    return [violation.what for violation in violations]


def test_a_sound_addon_passes(make):
    one = make()
    for rule in (
        addon.check_readme, addon.check_manifest, addon.check_imports, addon.check_test_vocabulary,
    ):  # fmt: skip
        assert rule(one) == []


def test_readme_fragments(tmp_path):
    bare = make_addon(tmp_path, MANIFEST, {**FILES, "readme/CONTEXT.md": ""})
    assert _faults(addon.check_readme(bare)) == ["readme/CONTEXT.md is missing or empty"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"license": "LGPL-3"}, "license must be 'AGPL-3'"),
        ({"version": "18.0.1.0.0"}, "version must start with 19.0."),
        ({"data": ["views/lost.xml"]}, "views/lost.xml does not exist"),
    ],
)
def test_manifest(make, change, fault):
    assert _faults(addon.check_manifest(make(change))) == [fault]


def test_a_view_that_is_not_loaded(tmp_path):
    one = make_addon(tmp_path, MANIFEST, {**FILES, "views/thing_views.xml": "<odoo/>"})
    assert _faults(addon.check_manifest(one)) == ["views/thing_views.xml is not loaded"]


@pytest.mark.parametrize("package", ["models", "tests"])
def test_a_module_nobody_imports(tmp_path, package):
    one = make_addon(tmp_path, MANIFEST, {**FILES, f"{package}/__init__.py": ""})
    assert [one.rule for one in addon.check_imports(one)] == ["not-imported"]


def test_tests_as_the_administrator(tmp_path):
    text = "user = self.env.ref('base.user_" + "admin')"
    one = make_addon(tmp_path, MANIFEST, {**FILES, "tests/test_thing.py": text})
    assert _faults(addon.check_test_vocabulary(one)) == ["uses the administrator's account"]


def test_an_addon_without_tests(tmp_path):
    files = {name: text for name, text in FILES.items() if not name.startswith("tests")}
    one = make_addon(tmp_path, MANIFEST, files)
    assert _faults(addon.check_test_vocabulary(one)) == ["has no tests"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("class TestThing:\n    pass\n", ["has no tests/common.py"]),
        ("from odoo.addons.gotgan_b.tests.test_b import TestB\n", []),
    ],
)
def test_tests_without_a_vocabulary(tmp_path, text, faults):
    files = {name: text for name, text in FILES.items() if name != "tests/common.py"}
    one = make_addon(tmp_path, MANIFEST, {**files, "tests/test_thing.py": text})
    assert _faults(addon.check_test_vocabulary(one)) == faults


def test_access_lines(tmp_path):
    rows = f"{addon.ACCESS_HEADER}\na,a,model_gotgan_a,,1,0,0,0\na,a,model_gotgan_a,g.b,1,0,0,0\n"
    found = addon.check_access_file("x.csv", rows)
    assert _faults(found) == ["a names no group", "a occurs twice"]
    assert _faults(addon.check_access_file("x.csv", "id,name\n")) == [
        f"the header must be {addon.ACCESS_HEADER}"
    ]
    one = make_addon(tmp_path, MANIFEST, FILES)
    text = "from odoo import models\nclass B(models.Model):\n    _name = 'gotgan.b'\n"
    source = parse(text, "b.py", "product", "gotgan_x")
    assert _faults(addon.check_access_lines(one, [source])) == ["gotgan.b has no access line"]


@pytest.mark.parametrize(
    ("rule", "text", "name"),
    [
        (markup.check_markup, "<tree/>", "old-markup"),
        (markup.check_markup, "<field attrs='{}'/>", "old-markup"),
        (markup.check_markup, "<t t-esc='x'/>", "old-markup"),
        (
            markup.check_markup,
            "<record model='res.groups'><field name='category_id'/></record>",
            "old-markup",
        ),
        (markup.check_context_keys, "<field context=\"{'skip_check': 1}\"/>", "context-bypass"),
        (
            surface.check_cron_prefix,
            "<record model='ir.cron'><field name='code'>model.run()</field></record>",
            "method-prefix",
        ),
    ],
)
def test_markup(rule, text, name):
    tree = etree.fromstring(f"<odoo>{text}</odoo>")
    assert [one.rule for one in rule("a.xml", tree)] == [name]


def test_amounts_need_their_widget():
    tree = etree.fromstring("<list><field name='paid'/><field name='paid' widget='won'/></list>")
    assert len(markup.check_won_widget("a.xml", tree, {"paid"})) == 1


def test_lists_that_tell_nothing():
    text = """<odoo><record id="a" model="ir.actions.act_window">
        <field name="view_mode">list,form</field>%s</record></odoo>"""
    bare = etree.fromstring(text % "")
    told = etree.fromstring(text % "<field name='help' type='html'><p>Begin here</p></field>")
    dialog = etree.fromstring(text % "<field name='target'>new</field>")
    found = markup.check_empty_states("a.xml", bare)
    assert [one.rule for one in found] == ["empty-state"]
    assert markup.check_empty_states("a.xml", told) == []
    assert markup.check_empty_states("a.xml", dialog) == []


def test_lists_without_totals():
    tree = etree.fromstring(
        "<list><field name='paid'/><field name='paid' sum='Paid'/><field name='unit_price'/></list>"
    )
    assert len(markup.check_totals("a.xml", tree, {"paid", "unit_price"})) == 1


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (_addon("gotgan_base", "gotgan_year", room="common"), "common never depends on tenant"),
        (_addon("gotgan_year", "gotgan_pay"), "the arrow points up"),
        (_addon("gotgan_pay", "gotgan_plan"), "inside one layer"),
        (_addon("gotgan_year", "gotgan_code"), "inside one layer"),
        (_addon("gotgan_pay", "gotgan_test"), "nothing may depend on it"),
        (_addon("gotgan_pay", "gotgan_lost"), "in no layer"),
        (_addon("hub_tenant", "gotgan_pay", room="hub"), "hub never depends on tenant"),
        (_addon("gotgan_report", "hub_tenant"), "tenant never depends on hub"),
    ],
)
def test_wrong_arrows(one, fault):
    (found,) = layers.check_arrows([one], CONFIG)
    assert fault in found.what


def test_right_arrows():
    addons = [
        _addon("gotgan_code", "gotgan_year", "gotgan_base", "mail"),
        _addon("gotgan_report", "gotgan_pay", "gotgan_plan"),
        _addon("gotgan_pay_plan", "gotgan_pay", "gotgan_plan"),
    ]
    assert layers.check_arrows(addons, CONFIG) == []


def test_places():
    addons = [_addon("gotgan_lost"), _addon("gotgan_pay", room="common")]
    assert _faults(layers.check_placed(addons, CONFIG)) == [
        "is in no layer",
        "lies in addons/common, its layer in tenant",
    ]
    twice = {
        "layer": [*CONFIG["layer"], {"name": "L9", "room": "tenant", "addons": ["gotgan_pay"]}]
    }
    assert _faults(layers.check_placed([], twice)) == ["is in two layers"]


def test_forbidden_through_another():
    addons = [_addon("gotgan_pay", "gotgan_year"), _addon("gotgan_year", "account")]
    assert _faults(layers.check_foreign(addons, CONFIG)) == [
        "reaches account, which config/layers.toml forbids"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "from odoo.addons.gotgan_plan.models import x",
        "from odoo.addons import gotgan_plan",
        "import odoo.addons.gotgan_plan",
    ],
)
def test_imports_without_an_arrow(text):
    source = parse(text, "a.py", "product", "gotgan_pay")
    (found,) = layers.check_import_arrows([source], [_addon("gotgan_pay", "gotgan_year")], CONFIG)
    assert "not among its dependencies" in found.what


def test_what_the_server_loads_for_itself_may_be_imported():
    source = parse("from odoo.addons.gotgan_test.rules import x", "a.py", "product", "gotgan_pay")
    config = {**CONFIG, "leaves": [], "server_wide": ["gotgan_test"]}
    assert layers.check_import_arrows([source], [_addon("gotgan_pay")], config) == []


def test_bridges(tmp_path):
    make_addon(tmp_path, {}, {"models/a.py": "x = 1\n" * 11}, "gotgan_pay_plan")
    bridge = _addon("gotgan_pay_plan", folder=tmp_path / "gotgan_pay_plan")
    assert _faults(layers.check_bridges([bridge], CONFIG)) == [
        "a bridge is auto_install",
        "has 11 lines; a bridge has at most 10",
    ]


def test_reading_addons_only_read():
    source = parse("SQL('DELETE FROM x')", "a.py", "product", "gotgan_report")
    assert len(layers.check_reading([source], CONFIG)) == 1


@pytest.mark.parametrize(
    "text",
    ["payee_id = 1", "def _get_fund(self):\n    return 1", "x = env['gotgan.voucher']", "a.payees"],
)
def test_business_nouns_in_base(text):
    nouns = {"payee", "fund", "voucher"}
    found = check_nouns(parse(text, "a.py", "product", "gotgan_base"), nouns)
    assert [one.rule for one in found] == ["business-noun"]
    assert check_nouns(parse("refund = 1"), nouns) == []


def test_gathering_from_files(tmp_path):
    folder = tmp_path / "addons" / "tenant"
    files = {"__manifest__.py": "{'depends': []}", "views/a.xml": "<odoo/>"}
    make_addon(folder, {}, files)
    (one,) = find_addons(tmp_path)
    assert (one.name, one.room) == ("gotgan_x", "tenant")
    ((where, _tree),) = read_markup(tmp_path, [folder / "gotgan_x" / "views" / "a.xml"])
    assert where == "addons/tenant/gotgan_x/views/a.xml"
