"""Afgør forskelle: what there are several versions of, every rival side by side; what one act wrote is one question."""

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
_LINE = mark("contest", "{field}: {value}")
_LINES_OF_TEXT = frozenset({"title", "words", "sign", "responsibility"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version: what it says in each field, how it reads, who wrote it and when, in words."""

    values: Mapping[str, Any]
    words: str
    author: str
    at: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestView:
    """What is settled at once; the first version is the one that stands. `can_join`: «Begge» joins the texts.

    `fields` are several where the same act came too late in each, against the same colleague.
    """

    record: Record
    fields: tuple[str, ...]
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
    found = [(record, together) for record in reader.contested(citizen=citizen) for together in _by_act(reader, record)]
    told = [contest for _, together in found for contest in together]
    devices = {contest.device for contest in told} | {rival.device for contest in told for rival in contest.rivals}
    people = {**colleagues(reader, devices=devices), device: say(_YOU)}
    return [_view(reader, record, together, today=today, people=people, device=device) for record, together in found]


def title_of(record: Record) -> str:
    """Return what a record is called on the screen: its title, else what kind it is."""
    kind = next((each for each in RECORD_TYPES if each.record is type(record)), None)
    named = kind.listing.title if kind is not None else None
    title = item_title(record) if isinstance(record, Item) else getattr(record, named, None) if named else None
    return str(title) if title else say(kind.label if kind is not None else _THING)


def _by_act(reader: Reader, record: Record) -> list[list[Contest]]:
    """Return the fields of *record* to settle, together where the same acts met the same colleague's values."""
    acts: dict[tuple[str, ...], list[Contest]] = {}
    for contest in reader.rivals(record.id):
        late = sorted(f"{each.version} {each.device}" for each in contest.rivals)
        acts.setdefault((contest.device, *late), []).append(contest)
    return list(acts.values())


def _view(
    reader: Reader, record: Record, together: list[Contest], *, today: date, people: Mapping[str, str], device: str
) -> ContestView:
    fields = tuple(contest.field for contest in together)
    names = _names(reader, [value for contest in together for value in _values(contest)])
    first = together[0]
    told = [(first.device, max(_written_at(reader, contest) for contest in together))]
    told += [(each.device, each.at) for each in first.rivals]
    said = [dict(zip(fields, each, strict=True)) for each in zip(*map(_values, together), strict=True)]
    versions = tuple(
        Version(
            values=values,
            words=_in_words(values, names=names),
            author=people.get(author, say(_COLLEAGUE)),
            at=moment_in_words(at, today=today),
            is_own=author == device,
        )
        for (author, at), values in zip(told, said, strict=True)
    )
    return ContestView(
        record=record,
        fields=fields,
        label=", ".join(field_in_words(name) for name in fields),
        title=title_of(record),
        versions=versions,
        can_join=len(fields) == 1 and _holds_text(record, fields[0]),
        can_double=isinstance(record, Item),
    )


def _values(contest: Contest) -> list[Any]:
    """Return the value that stands and those of its rivals, in the order of their acts."""
    return [contest.value, *(each.value for each in contest.rivals)]


def _in_words(values: Mapping[str, Any], *, names: Mapping[str, str]) -> str:
    """Return what a version says: a value alone, several each on a line with its field."""
    lines = {name: value_in_words(name, value, names=names) for name, value in values.items()}
    if len(lines) == 1:
        return next(iter(lines.values()))
    return "\n".join(say(_LINE, field=field_in_words(name), value=words) for name, words in lines.items())


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
