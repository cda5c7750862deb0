"""Importer: one file format that is read."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Protocol

from app.intake.fact import Fact, Refused
from app.texts import Text


class Importer(Protocol):
    """Reads files of one format: bytes in, facts out, nothing written."""

    id: str
    label: Text

    def sniff(self, name: str, head: bytes) -> bool:
        """Tell whether the file *name*, whose first bytes are *head*, looks like this format."""
        ...

    def read(self, stream: BinaryIO, *, source: str | None, today: date) -> Iterator[Fact | Refused]:
        """Yield what the file tells, one resource at a time.

        *source* names the system that all of the file is from; None where only the file may say. The same file
        gives the same facts each time. Raises Unreadable, perhaps after some facts: then none of them counts.
        """
        ...
