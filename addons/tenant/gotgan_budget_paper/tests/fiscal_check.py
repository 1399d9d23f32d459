"""Whether a Fiscal Data Package is what it says: descriptor, columns, types, keys, checksum."""

import csv
import hashlib
import io
import json
import re
import zipfile

NAME = re.compile(r"[-a-z0-9._/]+")
COLUMN = re.compile(
    r"value|value-(kind|currency):(code|label)|date:(fiscal-year|generic|fiscal:[a-z-]+)"
    r"|(functional|economic|administrative)-classification:generic:"
    r"((level[1-8]:)?(code|label|description))"
    r"|activity:generic:(program|subprogram|project|subproject|contract):(code|label)"
    r"|budget-line-id|budgetary-transfers|direction|phase:(id|label)"
    r"|expenditure-type:(code|label)|fin-source:generic:(level[1-3]:)?(code|label)"
    r"|geo:[a-z]+:.+"
)
TYPES = {
    "string": lambda text: True,
    "integer": lambda text: re.fullmatch(r"-?\d+", text),
    "number": lambda text: re.fullmatch(r"-?\d+(\.\d+)?", text),
}
NEEDED = ("value", "date:fiscal-year", "direction")


def find_faults(data):
    """Return what is wrong with the bytes of a package, as a list of texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        descriptor = json.loads(package.read("datapackage.json"))
        faults = _check_descriptor(descriptor)
        for resource in descriptor.get("resources", ()):
            faults += _check_resource(resource, package.read(resource["path"]))
    return faults


def _check_descriptor(one):
    faults = [f"no {key}" for key in ("name", "resources", "profile") if not one.get(key)]
    if not NAME.fullmatch(one.get("name", "")):
        faults.append(f"bad name {one.get('name')}")
    if not re.fullmatch(r"[A-Z]{2}", one.get("countryCode", "")):
        faults.append("bad countryCode")
    return faults


def _check_resource(resource, data):
    fields = resource["schema"]["fields"]
    columns = [field["columnType"] for field in fields]
    faults = [f"unknown columnType {one}" for one in columns if not COLUMN.fullmatch(one)]
    faults += [f"no column of {one}" for one in NEEDED if one not in columns]
    faults += [f"two columns of {one}" for one in set(columns) if columns.count(one) > 1]
    if resource["bytes"] != len(data):
        faults.append("bytes differ")
    if resource["hash"] != f"sha256:{hashlib.sha256(data).hexdigest()}":
        faults.append("hash differs")
    return faults + _check_rows(resource["schema"], data.decode())


def _check_rows(schema, text):
    faults, keys = [], set()
    reader = csv.DictReader(io.StringIO(text))
    names = [field["name"] for field in schema["fields"]]
    if reader.fieldnames != names:
        return [f"columns are {reader.fieldnames}"]
    for number, row in enumerate(reader, 2):
        for field in schema["fields"]:
            value = row[field["name"]]
            if value and not TYPES[field["type"]](value):
                faults.append(f"row {number}: {field['name']} is {value}")
        key = tuple(row[name] for name in schema["primaryKey"])
        if key in keys:
            faults.append(f"row {number}: {key} again")
        keys.add(key)
    return faults
