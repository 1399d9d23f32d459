"""Debian packages without touching the machine's own apt: a private configuration.

Works as an ordinary user, installs nothing, and trusts exactly what this
machine's apt already trusts (same archive address, same keyring); only the
suite differs. apt checks the signed index; we check our own hash on top.
"""

import hashlib
import pathlib
import re
import shutil

from . import paths, say
from .errors import Refusal, explain
from .run import run

ETC = pathlib.Path("/etc/apt")


def available():
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))


def parse_one_line(text):
    """Entries of a classic ``sources.list``.

    >>> [entry] = parse_one_line("deb [signed-by=/k.gpg] http://a/debian trixie main")
    >>> entry["uri"], entry["suites"], entry["components"], entry["signed_by"]
    ('http://a/debian', ['trixie'], ['main'], '/k.gpg')
    """
    entries = []
    for line in text.splitlines():
        found = re.match(
            r"deb\s+(?:\[(?P<options>[^]]*)\]\s+)?(?P<uri>\S+)\s+(?P<suite>\S+)\s+(?P<rest>.+)",
            line.strip(),
        )
        if found:
            signed = re.search(r"signed-by=(\S+)", found["options"] or "")
            entries.append(
                {
                    "uri": found["uri"].rstrip("/"),
                    "suites": [found["suite"]],
                    "components": found["rest"].split("#")[0].split(),
                    "signed_by": signed[1] if signed else "",
                }
            )
    return entries


def parse_deb822(text):
    """Entries of a ``.sources`` file (a key may be written into the file itself).

    >>> parse_deb822("Types: deb\\nURIs: http://a/debian/\\nSuites: sid\\nComponents: main\\n")
    [{'uri': 'http://a/debian', 'suites': ['sid'], 'components': ['main'], 'signed_by': ''}]
    """
    entries = []
    for stanza in re.split(
        r"\n\s*\n", "\n".join(line for line in text.splitlines() if line[:1] != "#")
    ):
        fields = {
            k.lower(): v for k, v in re.findall(r"^([\w-]+):((?:.*)(?:\n[ \t].*)*)", stanza, re.M)
        }
        if (
            "deb" not in fields.get("types", "").split()
            or fields.get("enabled", "yes").strip() == "no"
        ):
            continue
        for uri in fields.get("uris", "").split():
            entries.append(
                {
                    "uri": uri.rstrip("/"),
                    "suites": fields.get("suites", "").split(),
                    "components": fields.get("components", "").split(),
                    "signed_by": fields.get("signed-by", "").strip(),
                }
            )
    return entries


def machine_entries(etc=ETC):
    entries = []
    for file in [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*"))]:
        if file.is_file() and file.suffix in (".list", ".sources"):
            parse = parse_deb822 if file.suffix == ".sources" else parse_one_line
            entries += parse(file.read_text(errors="replace"))
    return entries


def debian_archive(entries, codename):
    """The entry of Debian itself: the one that serves ``main`` of this release's own suite."""
    for entry in entries:
        if "main" in entry["components"] and {codename, "sid", "unstable"} & set(entry["suites"]):
            return entry
    raise Refusal(
        "This machine's apt has no entry for Debian's main archive.",
        do="give Odoo 19 by path: scripts/gotgan --odoo PATH …",
    )


def os_release():
    try:
        text = pathlib.Path("/etc/os-release").read_text()
    except OSError:
        return {}
    return {k: v.strip("\"'") for k, v in re.findall(r"^(\w+)=(.*)$", text, re.M)}


class Suite:
    """One suite of Debian's archive, seen through a private apt."""

    def __init__(self, suite):
        self.suite = suite
        self.folder = paths.cache() / "apt" / suite
        self.downloads = paths.cache() / "deb"

    def _options(self):
        options = {
            "Dir::Etc::sourcelist": "/dev/null",
            "Dir::Etc::sourceparts": self.folder / "parts",
            "Dir::State::lists": self.folder / "lists",
            "Dir::Cache": self.folder / "cache",
            "Dir::Log": self.folder,
            "APT::Sandbox::User": "root",
            "APT::Update::Error-Mode": "any",
            "APT::Update::Post-Invoke": "",
            "Acquire::Languages": "none",
            "Acquire::Retries": "2",
            "Acquire::http::Timeout": "20",
            "Acquire::https::Timeout": "20",
            "Debug::NoLocking": "true",
        }
        return [part for key, value in options.items() for part in ("-o", f"{key}={value}")]

    def update(self):
        release = os_release()
        if release.get("ID") != "debian" or not available():
            raise Refusal(
                "Odoo 19 was not found, and only Debian packages it.",
                do="download Odoo 19 and give its folder: --odoo PATH, or GOTGAN_ODOO.",
            )
        entry = debian_archive(machine_entries(), release.get("VERSION_CODENAME", "sid"))
        for name in ("parts", "lists/partial", "cache/archives/partial"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        signed = f"Signed-By: {entry['signed_by']}\n" if entry["signed_by"] else ""
        (self.folder / "parts" / "gotgan.sources").write_text(
            f"Types: deb\nURIs: {entry['uri']}\nSuites: {self.suite}\nComponents: main\n{signed}"
        )
        run(
            "Reading Debian's package index",
            ["apt-get", *self._options(), "-qq", "update"],
            log=paths.log("install"),
        )

    def versions(self, name):
        """Versions the signed index offers, newest first."""
        output = run(
            "Reading Debian's package index", ["apt-cache", *self._options(), "madison", name]
        )
        return [line.split("|")[1].strip() for line in output.splitlines() if line.count("|") == 2]

    def fetch(self, name, version):
        """Download one package; apt checks it against the signed index."""
        self.downloads.mkdir(parents=True, exist_ok=True)
        output = run(
            f"Downloading {name}",
            ["apt-get", *self._options(), "-q", "download", f"{name}={version}"],
            cwd=self.downloads,
            log=paths.log("install"),
        )
        found = sorted(self.downloads.glob(f"{name}_{version.replace(':', '%3a')}_*.deb"))
        if not found:
            raise explain(f"Downloading {name}", output)
        return found[-1]


def sha256(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def same_upstream(version, pin):
    return version.rpartition("-")[0] == pin.version.rpartition("-")[0]


def get(pin, suite, *, any_version):
    """The pinned package from the cache or the archive: ``(file, version, exact)``.

    Debian's sid keeps only the newest. When the pinned version is gone, a
    later revision of the same upstream version is taken (for fonts and
    scripts, ``any_version``: whatever is there), because apt has checked it
    against Debian's signature; it is said aloud and kept in ``status``.
    """
    cached = suite.downloads / f"{pin.name}_{pin.version.replace(':', '%3a')}_all.deb"
    if cached.exists() and sha256(cached) == pin.sha256:
        return cached, pin.version, True
    offered = suite.versions(pin.name)
    if pin.version in offered:
        file = suite.fetch(pin.name, pin.version)
        if sha256(file) != pin.sha256:
            file.unlink()
            raise explain(
                f"Checking {pin.name}",
                f"Hash Sum mismatch: {file.name} is not the pinned {pin.sha256}",
            )
        return file, pin.version, True
    for version in offered:
        if any_version or same_upstream(version, pin):
            say.warn(
                f"{pin.name} {pin.version} has left Debian's archive; "
                f"using {version}, which apt verified."
            )
            return suite.fetch(pin.name, version), version, False
    raise Refusal(
        f"Debian's archive has no {pin.name} {pin.version}"
        + (f" (it has {', '.join(offered)})." if offered else "."),
        do="test the new version and pin it in config/pins.ini, "
        "or give Odoo 19 by path (--odoo PATH).",
    )
