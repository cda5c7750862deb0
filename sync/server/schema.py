"""Whether a change has the shape its kinds ask for: what is not known passes, wrong types of known fields do not."""

from enum import StrEnum
from functools import cache, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Annotated, Any, TypedDict, get_args, get_origin

import msgspec

from app.changes.change import Change, Edit, Refusal
from app.domain import KINDS
from app.domain.record import Policy
from app.ids import is_uuid

SERVER_KINDS = frozenset({"user", "device", "assignment"})
"""Kinds that only the server writes."""
LONGEST_NAME = 300
MOST_NAMED = 200
"""Characters of a field's or kind's name, and edits of a change's needs, at most."""
_Word = Annotated[str, msgspec.Meta(max_length=MOST_NAMED)]


def misfit(change: Change, *, is_server: bool = False) -> Refusal | None:
    """Return why *change* is refused before anybody looks at the stream, or None."""
    is_servers = change.moved_to is not None or change.source is not None
    is_whole = bool(change.edits) != bool(change.redacts) and not is_servers
    if not is_uuid(change.id) or not is_whole or len(change.name) > LONGEST_NAME:
        return Refusal("schema", "change")
    if len(change.redacts) > MOST_NAMED or not all(map(is_uuid, change.redacts)):
        return Refusal("schema", "redacts")
    seen: set[str] = set()
    for edit in change.edits:
        if edit.kind in SERVER_KINDS and not is_server:
            return Refusal("read_only", edit.kind)
        if edit.record in seen or not is_uuid(edit.record) or len(edit.kind) > MOST_NAMED:
            return Refusal("schema", "record")
        seen.add(edit.record)
        wrong = _wrong_field(edit)
        if wrong is not None:
            return Refusal("schema", wrong)
    return None


def _wrong_field(edit: Edit) -> str | None:
    if edit.base < 0 or (edit.bases and min(edit.bases.values()) < 0):
        return "base"
    kind = KINDS.get(edit.kind)
    if kind is None:
        return None
    if not _is_shaped(edit.set, _shape(kind.name)):
        return next(name for name, value in edit.set.items() if not _is_shaped({name: value}, _shape(kind.name)))
    for name, members in (*edit.add.items(), *edit.drop.items()):
        if kind.policy(name) is not Policy.SET or not _is_shaped({name: members}, _shape(kind.name)):
            return name
    return None


def _is_shaped(values: dict[str, Any], shape: Any) -> bool:
    try:
        msgspec.convert(values, type=shape)
    except msgspec.ValidationError:
        return False
    return True


@cache
def _shape(kind: str) -> Any:
    """Return the known fields of a kind as one type, each of which may be emptied."""
    fields = {name: _opened(hint) | None for name, hint in KINDS[kind].hints.items()}
    return TypedDict("Shape", fields, total=False)  # type: ignore[operator]


def _opened(hint: Any) -> Any:
    """Return *hint* with any word in place of an enumeration: a newer program knows further ones."""
    if isinstance(hint, UnionType):
        return reduce(or_, map(_opened, get_args(hint)))
    if get_origin(hint) is tuple:
        return GenericAlias(tuple, tuple(each if each is ... else _opened(each) for each in get_args(hint)))
    return _Word if isinstance(hint, type) and issubclass(hint, StrEnum) else hint
