"""A release reaches a database that is there already."""

import os
import subprocess
import sys

from gotgan_cli import odoo

ADDON, MENU, OLD = "gotgan_report_execution", "gotgan_report_execution.menu_search", "옛날 이름"


def read_menu(env):
    return env.ref(MENU).with_context(lang="ko_KR").name


def test_a_corrected_word_reaches_a_tenant(tenant, odoo_env):
    with odoo_env(tenant) as env:
        right = read_menu(env)
        env.ref(MENU).with_context(lang="ko_KR").name = OLD
        kept = env["ir.model.data"].search([("module", "=", ADDON), ("name", "=", "menu_search")])
        assert not kept.noupdate
    done = subprocess.run(
        [sys.executable, "-"], text=True, capture_output=True, check=False,
        input=odoo._inside("upgrade", {
            "config": os.environ["GOTGAN_ODOO_CONF"], "database": tenant,
            "install": [], "upgrade": [ADDON],
        }),
    )
    assert "GOTGAN-DONE" in done.stdout, done.stderr[-3000:]
    with odoo_env(tenant) as env:
        assert read_menu(env) == right != OLD
