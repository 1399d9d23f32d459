"""What acceptance tests need besides the fixtures of all tests."""

import os
import subprocess

import pytest


@pytest.fixture(scope="session")
def run_odoo():
    """``run_odoo("budget", "import", …)`` runs one of our Odoo commands as the server would."""
    binary = os.environ.get("GOTGAN_ODOO_BIN")
    if not binary:
        pytest.skip("needs Odoo: run it with scripts/gotgan test")

    def run(command, *args):
        return subprocess.run(
            [binary, f"--addons-path={os.environ['GOTGAN_ADDONS_PATH']}", command,
             "-c", os.environ["GOTGAN_ODOO_CONF"], *map(str, args)],
            capture_output=True, check=False, text=True, timeout=300,
        )

    return run
