"""``scripts/gotgan test``: prepares databases and tools, then hands over to pytest."""

import os
import shutil
import subprocess
import sys

from . import addons, bench, cluster, database, odoo, paths, say, server, templates, venv

BROWSER_PACKAGES = ("chromium", "chromium-driver", "fonts-nanum")


def _selected_paths(rest):
    return [
        arg for arg in rest if not arg.startswith("-") and os.path.exists(arg.partition("::")[0])
    ]


def _only_addons(selected):
    """The addons the given paths lie in, or None when anything else was asked for.

    Testing one addon prepares a database with that addon and what it needs, so
    a fault in another addon does not stand in the way.
    """
    names = set()
    for path in selected:
        absolute = os.path.abspath(path.partition("::")[0])
        name = next(
            (
                n
                for n, (folder, _m) in addons.ours().items()
                if (absolute + "/").startswith(f"{folder}/")
            ),
            None,
        )
        if name is None:
            return None
        names.add(name)
    return sorted(names) or None


PLAIN = ("tests/house", "tests/cli/test_words.py", "tests/cli/test_refusals.py", "scripts")
"""Tests that read files or start processes; nothing has to be prepared for them."""


def _needs_no_database(selected):
    plain = [str(paths.ROOT / name) for name in PLAIN]
    files = [os.path.abspath(path.partition("::")[0]) for path in selected]
    return bool(files) and all(any(file.startswith(name) for name in plain) for file in files)


def install_browser():
    """Chromium and Korean fonts, where we may install them; else the tests that need them skip."""
    if shutil.which("chromium") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with say.step("Installing Chromium and Korean fonts for the browser tests"):
        for command in (
            ["apt-get", "-qq", "update"],
            ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *BROWSER_PACKAGES],
        ):
            done = subprocess.run(
                command,
                env=env,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            if done.returncode:
                say.warn("the browser cannot be installed here; its tests will be skipped.")
                return


def _drop_leftovers():
    """Clones of test runs whose process is gone."""
    for name in database.names("gotgan__run_"):
        pid = name.split("_")[3]
        if not (pid.isdigit() and os.path.exists(f"/proc/{pid}")):
            database.drop(name)


def _prepare(rest, path):
    selected = _selected_paths(rest)
    with paths.lock():
        venv.ensure(path=path, test=True)
        if _needs_no_database(selected):
            return {}
        cluster.ensure()
        odoo.write_config(http_port=server.port())
        _drop_leftovers()
        return _templates(_only_addons(selected))


def _templates(only):
    """The environment of the tests, with a template for each of the two houses they live in."""
    hub_only = [name for name in only or [] if addons.room(name) == "hub"]
    tenant_only = [name for name in only or [] if addons.room(name) != "hub"]
    env = bench.environment(templates.for_tests(tenant_only) if not only or tenant_only else "")
    if not only or hub_only:
        env["GOTGAN_HUB_TEMPLATE"] = templates.for_hub_tests(hub_only)
    if only is None:
        env["GOTGAN_DEMO_TEMPLATE"] = templates.demo_for_tests()
        env["GOTGAN_KIND_TEMPLATE"] = templates.for_kind(templates.KINDS[1])
        env["GOTGAN_REAL_HUB_TEMPLATE"] = templates.for_hub()
    return env


def _workers(rest):
    """One more than cores, up to three, since each waits for servers and browsers now and then.

    One process when a person debugs or names few tests.
    """
    if any(
        arg == "-n" or arg.startswith(("-n", "--numprocesses", "--pdb")) or "::" in arg
        for arg in rest
    ):
        return []
    return ["-n", str(min(3, 1 + (os.cpu_count() or 1))), "--dist", "loadscope"]


def run(rest, *, quick, path):
    install_browser()
    env = _prepare(rest, path)
    rest = rest if _selected_paths(rest) else [*rest, "addons", "tests", "scripts"]
    command = [
        str(venv.python()),
        "-m",
        "pytest",
        "-p",
        "harness",
        *_workers(rest),
        *(["--quick"] if quick else []),
        *rest,
    ]
    env = {
        "PYTHONPATH": os.pathsep.join([str(paths.ROOT / "tests"), str(paths.ROOT / "scripts")]),
        **env,
    }
    sys.stdout.flush()
    return subprocess.call(
        command, cwd=paths.ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **env}
    )
