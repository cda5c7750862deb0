"""Afgør forskelle: the fields of which there are several versions, every rival side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import RECORD_TYPES
from app.domain.item import Item
from app.domain.record import Policy, Record
from app.ids import is_uuid
from app.queries.colleagues import colleagues
from app.queries.words import field_in_words, item_title, moment_in_words, value_in_words
from app.store.reader import Contest, Reader
from app.texts import mark, say

_YOU = mark("contest", "Dig")
_COLLEAGUE = mark("contest", "En kollega")
_THING = mark("contest", "Oplysning")
_LINES_OF_TEXT = frozenset({"title", "words", "sign", "responsibility"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a field: the value, how it reads, who wrote it and when, in words."""

    value: Any
    words: str
    author: str
    at: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestView:
    """One field to settle; the first version is the one that stands. `can_join`: «Begge» joins the texts."""

    record: Record
    field: str
    label: str
    title: str
    versions: tuple[Version, ...]
    can_join: bool
    can_double: bool


def contests(
    reader: Reader,
    *,
    today: date,
    device: str,
    citizen: str | None = None,
) -> list[ContestView]:
    """Return what waits for somebody to settle it, for one citizen or for all.

    *device* is the one asked from.
    """
    found = [(record, contest) for record in reader.contested(citizen=citizen) for contest in reader.rivals(record.id)]
    devices = {contest.device for _, contest in found}
    devices |= {rival.device for _, contest in found for rival in contest.rivals}
    people = {**colleagues(reader, devices=devices), device: say(_YOU)}
    return [_view(reader, record, contest, today=today, people=people, device=device) for record, contest in found]


def title_of(record: Record) -> str:
    """Return what a record is called on the screen: its title, else what kind it is."""
    kind = next((each for each in RECORD_TYPES if each.record is type(record)), None)
    named = kind.listing.title if kind is not None else None
    title = item_title(record) if isinstance(record, Item) else getattr(record, named, None) if named else None
    return str(title) if title else say(kind.label if kind is not None else _THING)


def _view(
    reader: Reader, record: Record, contest: Contest, *, today: date, people: Mapping[str, str], device: str
) -> ContestView:
    told = [(contest.value, contest.device, _written_at(reader, contest))]
    told += [(each.value, each.device, each.at) for each in contest.rivals]
    names = _names(reader, [value for value, _, _ in told])
    versions = tuple(
        Version(
            value=value,
            words=value_in_words(contest.field, value, names=names),
            author=people.get(author, say(_COLLEAGUE)),
            at=moment_in_words(at, today=today),
            is_own=author == device,
        )
        for value, author, at in told
    )
    return ContestView(
        record=record,
        field=contest.field,
        label=field_in_words(contest.field),
        title=title_of(record),
        versions=versions,
        can_join=_holds_text(record, contest.field),
        can_double=isinstance(record, Item),
    )


def _written_at(reader: Reader, contest: Contest) -> str:
    """Return when the value that stands was written, empty when its change is not here."""
    changes = reader.changes(identity=contest.record)
    return next((each.at for each in changes if each.version == contest.version), "")


def _names(reader: Reader, values: Iterable[Any]) -> dict[str, str]:
    """Return the titles of the records that *values* point to."""
    ids = [each for value in values for each in (value if isinstance(value, list) else [value]) if is_uuid(each)]
    return {each.id: title_of(each) for each in reader.some(ids)} if ids else {}


def _holds_text(record: Record, field: str) -> bool:
    kind = next((each for each in RECORD_TYPES if each.record is type(record)), None)
    return (kind is not None and kind.policy(field) is Policy.TEXT) or field in _LINES_OF_TEXT
