"""Sameness: whether what was read again says anything else, so that what shows it can be left alone."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec

from app.domain.record import Record


def says_same(one: object, other: object) -> bool:
    """Tell whether both say the same, whenever each was read: what another writes in a plan moves that too.

    A record carries the version of its stream at which it was read; nothing on a screen tells of it.
    """
    if one is other or type(one) is not type(other):
        return one is other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(says_same, one, other))
    if isinstance(one, Record) and isinstance(other, Record):
        return msgspec.structs.replace(one, seen=other.seen) == other
    if not is_dataclass(one):
        return one == other
    read = _parts(type(one))  # type: ignore[arg-type]  # each class can be hashed
    parts, other_parts = read(one), read(other)
    return parts == other_parts or says_same(parts, other_parts)


@cache
def _parts(kind: type[Any]) -> Callable[[object], Any]:
    """Return what reads all parts: of several fields a tuple, of an only one itself."""
    return attrgetter(*(each.name for each in fields(kind)))
