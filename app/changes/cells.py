"""Cells: the confirmed values of a record's fields, who set them when, and the rivals that were kept."""

from typing import Any

import msgspec


class Rival(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A kept late value: `version` and `device` of its entry, `at` the author's clock, `base` what had been seen."""

    value: Any
    version: int
    device: str
    at: str
    base: int = 0


class Cell(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """The confirmed value of one field; `merged` says that the text was joined and awaits a reader."""

    value: Any
    version: int
    device: str
    rivals: tuple[Rival, ...] = ()
    merged: bool = False


Cells = dict[str, Cell]

_encoder = msgspec.json.Encoder()
_cells = msgspec.json.Decoder(Cells)


def encode_cells(cells: Cells) -> bytes:
    """Return *cells* as stored and sent."""
    return _encoder.encode(cells)


def decode_cells(stored: bytes) -> Cells:
    """Read what `encode_cells` wrote."""
    return _cells.decode(stored)


def value(cells: Cells, name: str) -> Any:
    """Return the confirmed value of a field, None when nobody has set it."""
    cell = cells.get(name)
    return None if cell is None else cell.value


def is_deleted(cells: Cells) -> bool:
    """Tell whether the confirmed record is deleted."""
    return value(cells, "deleted") is True
