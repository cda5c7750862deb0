"""Plans for tests as nobody would write them: any value that a field can hold, and records that name each other."""

import uuid
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st
from msgspec import Meta

from app.domain import RECORD_TYPES
from app.domain.record import Record, RecordType
from app.domain.values import Id
from app.ids import citizen_stream

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
OTHERS = tuple(str(uuid.UUID(int=(0x0193 << 112) | (7 << 76) | (2 << 62) | number)) for number in range(8))
COMPARTMENTS = ("plan", "protected", "area:family")
_CODES = st.characters(codec="utf-8", exclude_characters="\0")


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return what a field of this type can hold."""
    if hint == Id:
        return st.sampled_from((CITIZEN, *OTHERS))
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*(values(each) for each in get_args(hint)))
    if hint is type(None):
        return st.none()
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    return _scalar(hint)


def _scalar(hint: Any) -> st.SearchStrategy[Any]:
    kind, *metas = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    meta: Meta = metas[0] if metas else Meta()
    if kind is str:
        return _text(meta)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    others = {
        bool: st.booleans(),
        int: st.integers(int(meta.ge or 0), int(meta.le or 1_000)),
        float: st.floats(meta.ge or 0.0, meta.le or 1e6, allow_nan=False),
    }
    return others.get(kind, st.just(()))


def _text(meta: Meta) -> st.SearchStrategy[str]:
    if meta.pattern is not None:
        return st.from_regex(meta.pattern.replace("$", r"\Z"), fullmatch=True)
    return st.text(_CODES, min_size=meta.min_length or 0, max_size=12)


def records(kind: RecordType[Any]) -> st.SearchStrategy[Record]:
    """Return records of one type, in any of a few compartments."""
    told = {name: values(hint) for name, hint in kind.hints.items() if name != "type"}
    streams = st.sampled_from([citizen_stream(CITIZEN, each) for each in COMPARTMENTS])
    return st.builds(kind.record, id=st.none(), stream=streams, citizen=st.just(CITIZEN), **told)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Record, ...]:
    """Draw the records of one plan: each has an id of its own."""
    drawn = draw(st.lists(st.sampled_from(RECORD_TYPES).flatmap(records), min_size=1, max_size=len(OTHERS)))
    return tuple(msgspec.structs.replace(each, id=identity) for each, identity in zip(drawn, OTHERS, strict=False))
