"""Exporter: what every format is to the rest of the program."""

from typing import BinaryIO, Protocol

from app.queries.snapshot import PlanSnapshot
from app.texts import Text


class Exporter(Protocol):
    """One format. `id` names it on the command line, `label` in menus, `suffix` ends its files."""

    @property
    def id(self) -> str:
        """The name of the format."""
        ...

    @property
    def label(self) -> Text:
        """What the format is called in menus."""
        ...

    @property
    def suffix(self) -> str:
        """The end of the file's name, with its dot."""
        ...

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write *snapshot* to *out* whole, or raise before a byte is written."""
        ...
