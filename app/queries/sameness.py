"""Sameness: whether what was read again says anything else, so that what shows it can be left alone."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any


def says_same(one: object, other: object) -> bool:
    """Tell whether both say the same, whenever each was read: what another writes in a plan moves that too.

    A record carries the version of its stream at which it was read; nothing on a screen tells of it.
    """
    if one is other or type(one) is not type(other):
        return one is other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(says_same, one, other))
    if not is_dataclass(one):
        return one == other
    read = _fields(type(one))  # type: ignore[arg-type]  # each class can be hashed
    said, other_said = read(one), read(other)
    return said == other_said or says_same(said, other_said)


@cache
def _fields(kind: type[Any]) -> Callable[[object], Any]:
    """Return what reads all that is told: of several fields a tuple, of an only one itself."""
    return attrgetter(*(each.name for each in fields(kind) if each.name != "seen"))
