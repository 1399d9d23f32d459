"""Runs the measurements in ``tests/bench``: each has ``main(argv)``."""

import json
import os
import subprocess

from . import cluster, keys, odoo, paths, postgres, say, server, templates, venv
from .errors import Refusal


def scripts():
    return {
        f.stem.removeprefix("bench_"): f
        for f in sorted((paths.ROOT / "tests" / "bench").glob("bench_*.py"))
    }


def environment(template):
    """What a measurement (and a test) is told about this machine."""
    admin = postgres.dsn(admin=True)
    return {
        **odoo.env(),
        "PYTHONPATH": os.pathsep.join([str(paths.ROOT / "tests"), str(paths.ROOT / "scripts")]),
        "GOTGAN_ROOT": str(paths.ROOT),
        "GOTGAN_LOCAL": str(paths.home()),
        "GOTGAN_ODOO_CONF": str(odoo.command_file()),
        "GOTGAN_ADDONS_PATH": odoo.addons_path(),
        "GOTGAN_ODOO_BIN": str(venv.folder() / "bin" / "odoo"),
        "GOTGAN_PG_DSN": postgres.dsn().url(),
        "GOTGAN_PG_ADMIN_DSN": admin.url(),
        "GOTGAN_PG_BIN": "" if postgres.external() else str(postgres.binaries()),
        "GOTGAN_TEMPLATE": template,
        "GOTGAN_LOCAL_KEYS": str(keys.keys_file()),
    }


def run(name, rest, *, as_json, path):
    found = scripts()
    if name and name not in found:
        raise Refusal(
            f"There is no measurement {name!r}.",
            do="choose from: " + (", ".join(found) or "none yet"),
        )
    with paths.lock():
        venv.ensure(path=path, test=True)
        cluster.ensure()
        odoo.write_config(http_port=server.port())
        env = {**os.environ, **environment(templates.for_tests()), **_platform()}
    results, failed = {}, 0
    for key in [name] if name else found:
        say.line(f"• {key}")
        code = (
            f"import sys; sys.path.insert(0, {str(found[key].parent)!r}); "
            f"import bench_{key} as b; sys.exit(b.main(sys.argv[1:]))"
        )
        command = [str(venv.python()), "-c", code, *rest, *(["--json"] if as_json else [])]
        done = subprocess.run(
            command,
            env=env,
            cwd=paths.ROOT,
            text=True,
            check=False,
            stdout=subprocess.PIPE if as_json else None,
        )
        failed = failed or done.returncode
        if as_json:
            results[key] = _parse(done.stdout)
    if as_json:
        print(json.dumps(results if not name else results[name], ensure_ascii=False, indent=1))
    return failed


def _platform():
    """Templates that measurements of the whole product clone."""
    return {
        "GOTGAN_BASE": templates.base(),
        "GOTGAN_KIND_TEMPLATE": templates.for_kind(templates.KINDS[1]),
        "GOTGAN_REAL_HUB_TEMPLATE": templates.for_hub(),
        "GOTGAN_STAGED_TEMPLATE": templates.for_demo(),
    }


def _parse(output):
    try:
        return json.loads(output)
    except ValueError:
        return {"error": output.strip()[-2000:]}
