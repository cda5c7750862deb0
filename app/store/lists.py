"""Lists: how records are asked for, one statement for each shape of a question."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, or_, select

from app.domain import KINDS
from app.domain.record import RecordType
from app.store.statements import Statement, among
from app.store.tables import record, stream

Types = tuple[tuple[str, str | None], ...]
"""Record types by kind and type."""


def named(types: Sequence[RecordType[Any]]) -> Types:
    """Return *types* by their names."""
    return tuple((each.kind, each.type) for each in types)


@cache
def of_types(types: Types, asked: frozenset[str], *, deleted: bool) -> Statement:
    """Ask for the records of *types* in order, with what *asked* names of `citizen`, `parent`, `day_from`, …."""
    made = _records().where(_of_types(types), *_narrowing(asked))
    made = made.order_by(*(_FEW_IN_ORDER if asked & _FEW else _IN_ORDER))
    if not deleted:
        made = made.where(_STANDS)
    return Statement(made.limit(bindparam("limit")) if "limit" in asked else made)


@cache
def of_citizens(types: Types) -> Statement:
    """Ask for the records of *types* of any of `citizens`, in order."""
    return Statement(
        _records().where(among(record.c.citizen, "citizens"), _STANDS, _of_types(types)).order_by(*_IN_ORDER)
    )


@cache
def due(types: Types) -> Statement:
    """Ask for those dated until `until` and in no state of `over`, the latest first."""
    dated = _records().where(_of_types(types), _STANDS, record.c.day <= bindparam("until"))
    dated = dated.where(~among(func.coalesce(record.c.state, ""), "over"))
    return Statement(dated.order_by(record.c.day.desc(), record.c.id.desc()).limit(bindparam("limit")))


@cache
def count(types: Types, asked: frozenset[str]) -> Statement:
    """Ask how many records of *types* there are."""
    counted = select(func.count()).select_from(record).where(_of_types(types), _STANDS)
    return Statement(counted.where(*_narrowing(asked)))


@cache
def marked(asked: frozenset[str]) -> Statement:
    """Ask for those that bear any mark of `wanted`."""
    found = _records().where(record.c.marks != 0, record.c.marks.op("&")(bindparam("wanted")) != 0)
    return Statement(found.where(*_narrowing(asked)).limit(bindparam("limit")))


def given(**values: Any) -> dict[str, Any]:
    """Return those of *values* that are there: their names are the shape of a question."""
    return {name: value for name, value in values.items() if value is not None}


def _narrowing(asked: Collection[str]) -> list[ColumnElement[bool]]:
    return [each for name, each in _NARROWING.items() if name in asked]


def _records() -> Select[Any]:
    """Ask for what every record has, in the order of `OF_THE_RECORD`, then its kind, its type and its fields."""
    return select(
        record.c.id, record.c.stream, record.c.citizen, stream.c.version, record.c.marks, record.c.deleted,
        record.c.kind, record.c.type, record.c.shown,
    ).join(stream, stream.c.id == record.c.stream)  # fmt: skip


def _of_types(types: Types) -> ColumnElement[bool]:
    if not types:
        raise ValueError("name at least one record type")
    return or_(*(_of_kind(kind, {type_ for each, type_ in types if each == kind}) for kind in dict(types)))


def _of_kind(kind: str, wanted: set[str | None]) -> ColumnElement[bool]:
    """Rows that types of a kind read; the first one also reads those whose type this program does not know."""
    first, *others = [each.type for each in KINDS[kind].types]
    here = record.c.kind == kind
    if first not in wanted:
        return here & record.c.type.in_(wanted)
    left = [each for each in others if each not in wanted]
    return here & func.coalesce(record.c.type, "").not_in(left) if left else here


_STANDS = record.c.deleted == 0
_IN_ORDER = (record.c.sort, record.c.id)
_FEW = {"citizen", "parent"}
_FEW_IN_ORDER: tuple[ColumnElement[Any], ...] = (literal_column("+record.sort"), record.c.id)
"""The order of a parent's few children; the sign keeps SQLite from walking all records in their order instead."""
_NARROWING: Mapping[str, ColumnElement[bool]] = {
    "citizen": record.c.citizen == bindparam("citizen"),
    "parent": record.c.parent == bindparam("parent"),
    "day_from": record.c.day >= bindparam("day_from"),
    "day_to": record.c.day <= bindparam("day_to"),
    "after": (record.c.sort > bindparam("after"))
    | ((record.c.sort == bindparam("after")) & (record.c.id > bindparam("after_id"))),
}
ONE = Statement(_records().where(record.c.id == bindparam("identity")))
SOME = Statement(_records().where(among(record.c.id, "ids")))
EVERYTHING = Statement(
    _records().where(record.c.citizen == bindparam("citizen")).order_by(record.c.kind, record.c.sort, record.c.id)
)
