"""Where the plans of each municipality of an installation lie."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from sync.server.database import Database

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")


class NotPlaces(ValueError):
    """The file of municipalities cannot be used; the text says what to put right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One municipality: its folder, and the addresses of its databases where it has any.

    Without *url* its plans lie in the folder, too. The *name* stands in its address; one that is served alone has none.
    """

    name: str = ""
    folder: Path
    url: str = field(default="", repr=False)
    keys: str = field(default="", repr=False)

    def open(self, *, connections: int) -> Database:
        """Open its database. Raises NotReached and NotDurable."""
        if self.url:
            return Database.at(self.url, folder=self.folder, keys=self.keys, connections=connections)
        return Database.embedded(self.folder)


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    data: str = ""
    database: str = ""
    keys: str = ""


def read(file: Path, *, folder: Path) -> tuple[Place, ...]:
    """Return the municipalities that the TOML *file* names, by default each in a folder of its name below *folder*.

    Raises NotPlaces.
    """
    try:
        told = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), dict[str, _Told])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise NotPlaces("the file of municipalities cannot be read: it has a [name] for each, with data, "
                        "database and keys below it where they differ from what is usual") from wrong  # fmt: skip
    if not told:
        raise NotPlaces("the file names no municipality")
    for name in told:
        if _NAME.fullmatch(name) is None:
            raise NotPlaces(f"{name}: a municipality's name stands in addresses, so it has a-z, 0-9 and - alone")
    return tuple(
        Place(name=name, folder=folder / (each.data or name), url=each.database, keys=each.keys)
        for name, each in told.items()
    )
