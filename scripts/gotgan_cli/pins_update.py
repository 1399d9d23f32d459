"""Writes new "requirements" blocks into ``config/pins.ini``, for Python 3.10 to 3.13 at once.

For maintainers: needs the network. The tool that resolves (uv) is put into an
environment of its own and used for nothing else.
"""

import pathlib
import re
import sys
import tempfile

from . import paths, pins, say
from .run import run

GROUPS = ("build", "runtime", "test")


def _resolver():
    folder = paths.cache() / "resolver"
    if not (folder / "bin" / "uv").exists():
        run("Making an environment", [sys.executable, "-m", "venv", folder])
        run("Installing uv", [folder / "bin" / "python", "-m", "pip", "install", "-q", "uv"])
    return folder / "bin" / "uv"


def _compile(uv, names, folder):
    wanted = folder / "wanted.in"
    wanted.write_text("\n".join(names))
    target = folder / "resolved.txt"
    target.unlink(missing_ok=True)
    run(
        "Resolving",
        [
            uv,
            "pip",
            "compile",
            "--universal",
            "--python-version",
            "3.10",
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            "--no-emit-index-url",
            "--quiet",
            wanted,
            "-o",
            target,
        ],
    )
    blocks = re.split(r"\n(?=\S)", target.read_text().strip())
    return {block.split(" \\")[0].strip(): block for block in blocks}


def _project(requirement):
    return requirement.split("==")[0]


def _indent(blocks):
    return "\n".join("    " + line.strip() for block in blocks for line in block.splitlines())


def run_groups(uv, folder):
    """All groups resolved together, then parted; so one package has one version."""
    everything = _compile(uv, [name for group in GROUPS for name in pins.names(group)], folder)
    taken, parted = set(), {}
    for group in GROUPS:
        mine = {_project(key) for key in _compile(uv, pins.names(group), folder)} - taken
        taken |= mine
        parted[group] = [
            block for key, block in sorted(everything.items()) if _project(key) in mine
        ]
    return parted


def write(parted, file=pins.FILE):
    text = file.read_text(encoding="utf-8")
    for group, blocks in parted.items():
        head, mark, rest = text.partition(f"[python {group}]\n")
        names, mark2, rest = rest.partition("requirements =\n")
        tail = re.sub(r"\A(?:    .*\n?)+", "", rest)
        text = head + mark + names + mark2 + _indent(blocks) + "\n" + tail
    file.write_text(text, encoding="utf-8")


def run_update():
    with say.step("Resolving the newest versions"), tempfile.TemporaryDirectory() as scratch:
        write(run_groups(_resolver(), pathlib.Path(scratch)))
