"""An operator brings new editions of the law to tenants, without a release."""

import json
import os
import subprocess

import pytest
from gotgan_cli import odoo, rules, tenants

HEAD = "code,tenant_kind,tier,date_from,date_to,value,severity,article,source,verified,note"
RULE, DAY = "calendar.council_submission", "2099-01-01"
LINE = f"{RULE},municipality,basic,{DAY},,60,,지방자치법 제142조제1항,관보,yes,"


@pytest.fixture
def add(tenant, tmp_path):
    """Run ``odoo rules add`` with these lines; return the process."""

    def run(*lines):
        file = tmp_path / "rules.csv"
        file.write_text("\n".join([HEAD, *lines]) + "\n")
        return subprocess.run(
            [
                os.environ["GOTGAN_ODOO_BIN"],
                f"--addons-path={os.environ['GOTGAN_ADDONS_PATH']}", "rules", "add", "--json",
                str(file), "-c", os.environ["GOTGAN_ODOO_CONF"], "-d", tenant,
            ],
            text=True, capture_output=True, check=False,
        )

    return run


def read_days(env):
    return env["gotgan.rule.edition"].search([
        ("rule_id.code", "=", RULE), ("date_from", "=", DAY),
    ]).mapped("value")


def test_the_law_of_that_day_is_another(tenant, odoo_env, add):
    done = add(LINE)
    assert done.returncode == 0, done.stderr[-3000:]
    assert [one["outcome"] for one in json.loads(done.stdout)["editions"]] == ["in_force"]
    with odoo_env(tenant) as env:
        assert read_days(env) == [60]


def test_a_bad_line_brings_nothing(tenant, odoo_env, add):
    done = add(LINE.replace(",60,", ",61,"), LINE.replace(RULE, "calendar.moon"))
    assert done.returncode == 1
    assert "calendar.moon" in json.loads(done.stdout)["error"]
    with odoo_env(tenant) as env:
        assert 61 not in read_days(env)


def test_who_refuses_is_named_and_the_others_have_it(monkeypatch, capsys):
    rows = [
        {"name": name, "agency": name, "database": f"db_{name}", "state": state}
        for name, state in (("seo", "active"), ("dong", "active"), ("old", "archived"))
    ]
    asked = []

    def answer(*words, needs):
        asked.append(words[3])
        return 1 if words[3] == "db_seo" else 0

    monkeypatch.setattr(tenants, "register", lambda: rows)
    monkeypatch.setattr(odoo, "passthrough", answer)
    assert rules.add("/rules.csv", [], as_json=False) == 1
    assert asked == ["db_seo", "db_dong"]
    assert "nothing was brought to: seo." in capsys.readouterr().err
