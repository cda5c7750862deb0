"""Write THIRD_PARTY.md: what others made, which licence it has, and where it is used.

Run it with the environment's own Python: it reads the metadata of the packages installed there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD_PARTY.md"
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)", re.MULTILINE)

# Read in the package's own licence file: its metadata says nothing, or it is not installed on every platform.
BY_HAND = {
    "backports-tarfile": "MIT",
    "fido2": "BSD-2-Clause; parts of it: Apache-2.0; list of public suffixes: MPL-2.0",
    "importlib-metadata": "Apache-2.0",
    "jaraco-classes": "MIT",
    "jeepney": "MIT",
    "lazy-importer": "Apache-2.0",
    "lxml": "BSD-3-Clause; libxml2 and libxslt: MIT; libiconv: LGPL-2.1-or-later",
    "pywin32-ctypes": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "signxml": "Apache-2.0",
    "sqlcipher3": "Zlib; SQLCipher: BSD-3-Clause; SQLite: public domain; OpenSSL: Apache-2.0",
    "uvloop": "MIT OR Apache-2.0",
    "zipp": "MIT",
}

INTRODUCTION = """\
# Third-party notices

Enplan is licensed under the European Union Public Licence 1.2 (`LICENSE`). It stands on the work of others,
used unmodified and listed here with their licences. A built client keeps each package's own licence file, and
the libraries under the LGPL (Qt and its binding, psycopg) stay separate files that can be replaced.

This file is written by `packaging/notices.py`.
"""

ICONS = (
    ("Lucide icons, by Lucide Icons and Contributors", "ISC", "resources/icons/LICENSE"),
    ("those of them that come from Feather, by Cole Bemis", "MIT", "resources/icons/LICENSE"),
)


class Package(NamedTuple):
    """A pinned package: who uses it is told by the requirement files that name it."""

    name: str
    version: str
    licence: str
    used_by: str


def pinned(part: str) -> dict[str, str]:
    """Return name and version of every package pinned for `part`: client, server or dev."""
    text = (ROOT / "requirements" / f"{part}.txt").read_text(encoding="utf-8")
    return {found["name"]: found["version"] for found in PINNED.finditer(text)}


def licence(name: str) -> str:
    """Return the licence of a package. Raises LookupError when neither it nor the list by hand tells."""
    if name in BY_HAND:
        return BY_HAND[name]
    try:
        told = _told(distribution(name))
    except PackageNotFoundError:
        told = ""
    if not told:
        message = f"{name}: the licence is not known; read its licence file and add it to BY_HAND."
        raise LookupError(message)
    return told


def _told(package: Distribution) -> str:
    """Return the licence that the package's metadata tells, in one line."""
    told = package.metadata.json
    return str(told.get("license_expression") or told.get("license") or "")


def packages() -> list[Package]:
    """Return every package that runs with the client or the server, by name."""
    client, server = pinned("client"), pinned("server")
    used_by = dict.fromkeys(client, "client") | dict.fromkeys(server, "server")
    used_by |= dict.fromkeys(client.keys() & server.keys(), "both")
    versions = client | server
    return [Package(name, versions[name], licence(name), used_by[name]) for name in sorted(versions)]


def fonts() -> list[tuple[str, str, str]]:
    """Return (family and owner, licence, where its text is) of every font, as its own licence file tells."""
    found = []
    for text in sorted((ROOT / "resources" / "fonts").glob("*/OFL.txt")):
        owner = text.read_text(encoding="utf-8").partition("\n")[0].strip()
        found.append((f"{_family(text.parent)}. {owner}", "OFL-1.1", text.relative_to(ROOT).as_posix()))
    return found


def _family(folder: Path) -> str:
    """Return the family's name: folders are named after it."""
    return folder.name.replace("-", " ").title()


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def notices() -> str:
    """Return the whole file."""
    running = table(("package", "version", "licence", "used by"), packages())
    kept = table(("what", "licence", "its text"), [*fonts(), *ICONS])
    return f"{INTRODUCTION}\n## Packages that run with Enplan\n\n{running}\n## Files kept in this repository\n\n{kept}"


def main() -> int:
    """Write the file."""
    NOTICES.write_text(notices(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
