"""Everything of a tenant in open form, with checksums (exit: control A16)."""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from datetime import datetime, timezone
from pathlib import Path

import psycopg2.extensions

from . import cluster
from .fault import strike
from .kinds import Step
from .refusal import Refusal

MANIFEST = "manifest.json"
BLOCK = 1 << 20


def folder_of(work):
    """One folder for each job, so that a job done again finds its own; all those of a tenant below
    the name of its database, which never changes, so that they can be destroyed with it."""
    return work.settings.exports / work.database / f"export-{work.facts['job']:06d}"


def sha256(path):
    total = hashlib.sha256()
    with Path(path).open("rb") as file:
        while block := file.read(BLOCK):
            total.update(block)
    return total.hexdigest()


def verify(folder):
    """Return the names of files that are missing or are not what the manifest says.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a").write_text("x")
    >>> write_manifest(folder, {})["files"][0]["name"]
    'a'
    >>> verify(folder)
    []
    >>> _ = (folder / "a").write_text("y")
    >>> verify(folder)
    ['a']
    """
    folder = Path(folder)
    listed = json.loads((folder / MANIFEST).read_text())["files"]
    return [
        one["name"] for one in listed
        if not (folder / one["name"]).is_file() or sha256(folder / one["name"]) != one["sha256"]
    ]


def write_manifest(folder, about):
    """List what lies in ``folder`` with sizes and checksums; return the list."""
    files = [
        {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256(path)}
        for path in sorted(Path(folder).iterdir()) if path.name != MANIFEST
    ]
    manifest = {**about, "files": files}
    (Path(folder) / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _probe(work):
    folder = folder_of(work)
    return _result(folder) if (folder / MANIFEST).is_file() else None


def _result(folder):
    return {"folder": str(folder), "sha256": sha256(folder / MANIFEST)}


def _do(work):
    target = folder_of(work)
    partial = target.with_name(f".making-{target.name}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700, parents=True)
    _dump(work, partial / "database.dump")
    strike("export", "inside")
    _pack_files(work, partial / "files.tar")
    write_manifest(partial, _describe(work))
    partial.rename(target)
    return _result(target)


def _undo(work):
    shutil.rmtree(folder_of(work), ignore_errors=True)


def _dump(work, path):
    """``pg_dump`` in its custom format, as the tenant's own role."""
    parts = psycopg2.extensions.parse_dsn(work.tenant_dsn())
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    env = {**os.environ, **{name: parts[key] for key, name in names.items() if parts.get(key)}}
    command = [
        work.settings.program("pg_dump"), "--format=custom", "--no-owner", f"--file={path}",
        work.database,
    ]
    with _opened(work):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(
            "The database could not be exported.", done.stderr.strip()[-600:],
            do="see that pg_dump is of the server's version, then try the job again.",
        )


def _opened(work):
    return _Opened(work)


class _Opened:
    """An archived tenant's database is opened for the time of its export, and closed again."""

    def __init__(self, work):
        self.work, self.closed = work, False

    def __enter__(self):
        with self.work.server() as cur:
            self.closed = not cluster.allows(cur, self.work.database)
            if self.closed:
                cluster.open_to_owner(cur, self.work.database)

    def __exit__(self, *_error):
        if self.closed:
            with self.work.server() as cur:
                cluster.close(cur, self.work.database)


def _pack_files(work, path):
    folder = work.settings.filestore / work.database
    with tarfile.open(path, "w") as tar:
        if folder.is_dir():
            tar.add(folder, arcname="filestore")


def _describe(work):
    return {
        "format": 1,
        "agency": work.facts["agency"]["agency_name"],
        "name": work.facts["name"],
        "uuid": work.facts["uuid"],
        "kind": work.facts["kind"],
        "release": work.facts["template"],
        "exported": datetime.now(timezone.utc).isoformat(timespec="seconds"),
    }


EXPORT = Step("export", _probe, _do, _undo)
