"""Writes a registry without an uplink into the work folder: its settings, one user and four packages."""

import base64
import hashlib
import json
from pathlib import Path

CONFIG = """storage: ./storage
web:
  title: Field Registry
  gravatar: false
  login: true
  showDownloadTarball: true
  showRaw: true
  sort_packages: asc
auth:
  htpasswd:
    file: ./htpasswd
    max_users: -1
packages:
  "**":
    access: $all
    publish: $authenticated
    unpublish: $authenticated
log: {type: stdout, format: pretty, level: warn}
"""
WHEN = "2021-03-04T10:20:30.000Z"

PACKAGES = {
    "field-notes": (
        "Notes taken in the field, with a place and a time",
        ["notes", "gps"],
        ["1.0.0", "1.1.0", "2.0.0"],
    ),
    "soil-samples": ("Reads and writes soil sample sheets", ["soil", "csv"], ["0.3.0"]),
    "rain-gauge": ("Driver for tipping bucket rain gauges", ["weather", "serial"], ["1.4.2", "1.5.0"]),
    "@survey/map-kit": ("Small map helpers shared by the survey tools", ["map"], ["3.1.0"]),
}
README = "# {name}\n\nInstall it, then read the [guide](https://example.org/guide).\n\n```js\nrequire('{name}')\n```\n"


def version(name: str, number: str) -> dict:
    about, words, _ = PACKAGES[name]
    file = f"{name.rpartition('/')[2]}-{number}.tgz"
    return {
        "name": name,
        "version": number,
        "description": about,
        "keywords": words,
        "license": "MIT",
        "author": {"name": "Ada Field", "email": "ada@example.org"},
        "homepage": f"https://example.org/{file}",
        "repository": {"type": "git", "url": "https://example.org/repo.git"},
        "bugs": {"url": "https://example.org/bugs"},
        "dependencies": {"soil-samples": "^0.3.0", "left-pad": "^1.3.0"} if name == "field-notes" else {},
        "devDependencies": {"rain-gauge": "^1.4.0"} if name == "field-notes" else {},
        "_id": f"{name}@{number}",
        "_nodeVersion": "20.0.0",
        "_npmVersion": "10.0.0",
        "dist": {"shasum": "0" * 40, "tarball": f"http://127.0.0.1/{name}/-/{file}"},
        "readmeFilename": "README.md",
    }


def document(name: str) -> dict:
    numbers = PACKAGES[name][2]
    return {
        "name": name,
        "versions": {number: version(name, number) for number in numbers},
        "time": {"created": WHEN, "modified": WHEN, **dict.fromkeys(numbers, WHEN)},
        "users": {},
        "dist-tags": {"latest": numbers[-1]},
        "_uplinks": {},
        "_distfiles": {},
        "_attachments": {},
        "_rev": "1-0000000000000000",
        "_id": name,
        "readme": README.replace("{name}", name),
    }


storage = Path("storage")
for package in PACKAGES:
    (storage / package).mkdir(parents=True)
    (storage / package / "package.json").write_text(json.dumps(document(package), indent=1), encoding="utf-8")
listing = {"list": list(PACKAGES), "secret": "0123456789abcdef0123456789abcdef"}
(storage / ".verdaccio-db.json").write_text(json.dumps(listing), encoding="utf-8")
digest = base64.b64encode(hashlib.sha1(b"field-pass", usedforsecurity=False).digest()).decode()
Path("htpasswd").write_text(f"ada:{{SHA}}{digest}:autocreated 2021-03-04\n", encoding="utf-8")
Path("config.yaml").write_text(CONFIG, encoding="utf-8")
