"""Nyt siden sidst: what others wrote since this user last saw a plan, or all that was written since a meeting."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, partial
from typing import Any

from app.changes.change import Edit
from app.domain.board import PLACEMENT, Placement
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.item import ITEM, Item
from app.domain.meeting import MEETING
from app.domain.record import DELETED, TYPE
from app.domain.values import State
from app.queries.colleagues import colleagues
from app.queries.meetings import last_held
from app.queries.words import FIELDS, day_of_moment, field_in_words, item_title, value_in_words
from app.store.reader import Reader, StoredChange
from app.texts import Text, mark, say

Newest = Callable[[], list[StoredChange]]
"""Hands out the newest changes of a plan: read when it is first asked, and only once."""
LOOKED_THROUGH = 500
"""So many of the newest changes are looked through."""
NOT_STANDING = frozenset({"refused", "dismissed", "withdrawn", "set_aside"})
"""States of changes that count for nothing."""
_DAYS = frozenset({"due", "start", "end", "starts_at", "ends_at", "life_area"})
"""Fields that say where on a time axis an item lies."""
_PLACES = frozenset({"x", "y", "board"})


class NewsKind(StrEnum):
    """What has become of an item."""

    NEW = "new"
    DONE = "done"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"


NEWS_WORDS: Mapping[NewsKind, Text] = {
    NewsKind.NEW: mark("news", "Ny"),
    NewsKind.DONE: mark("news", "Færdig"),
    NewsKind.CHANGED: mark("news", "Ændret"),
    NewsKind.MOVED: mark("news", "Flyttet"),
    NewsKind.GONE: mark("news", "Fjernet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What has become of one item: its title, what it says now in the fields that were written, and by whom.

    `facts` are the changes it rests on.
    """

    id: str
    kind: NewsKind
    title: str
    lines: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new, the newest first; `since` is the day of the meeting it counts from, empty for the last visit."""

    pieces: tuple[Piece, ...] = ()
    since: str = ""

    @property
    def gone(self) -> tuple[Piece, ...]:
        """Return what was taken out of the plan."""
        return tuple(each for each in self.pieces if each.kind is NewsKind.GONE)

    @property
    def standing(self) -> dict[str, Piece]:
        """Return what is still there, by its id."""
        return {each.id: each for each in self.pieces if each.kind is not NewsKind.GONE}


def seen_mark(citizen: str) -> str:
    """Return the name of the setting that holds how far this user has seen the streams of a plan."""
    return f"seen:{citizen}"


def news_since_seen(reader: Reader, *, citizen: str) -> News:
    """Return what others wrote since this user last saw the plan here; nothing before the first time."""
    return _since_seen(reader, citizen, _newest(reader, citizen))


def both_news(reader: Reader, *, citizen: str) -> tuple[News, News]:
    """Return what is new since this user last saw the plan, and since the latest meeting was closed."""
    newest = _newest(reader, citizen)
    return _since_seen(reader, citizen, newest), _since_meeting(reader, citizen, newest)


def _newest(reader: Reader, citizen: str) -> Newest:
    return cache(partial(reader.changes, citizen=citizen, limit=LOOKED_THROUGH))


def _since_seen(reader: Reader, citizen: str, newest: Newest) -> News:
    kept = reader.setting(seen_mark(citizen))
    if kept is None:
        return News()
    seen: dict[str, int] = json.loads(kept)
    heads = (reader.head(each) for each in reader.streams(citizen=citizen).values())
    if sum(head.version for head in heads if head is not None) <= sum(seen.values()):
        return News()
    changes = [
        each for each in newest()
        if each.change is not None and each.state == "entered" and not each.own
        and (each.version or 0) > seen.get(each.change.stream, 0)
    ]  # fmt: skip
    return News(pieces=_pieces(reader, changes))


def _since_meeting(reader: Reader, citizen: str, newest: Newest) -> News:
    """Return what anybody wrote since the latest meeting was closed; nothing where none was held."""
    meetings = reader.all(MEETING, citizen=citizen)
    held = last_held(meetings)
    if held is None or held.closed_at is None:
        return News()
    closed = held.closed_at
    changes = [
        each for each in newest()
        if each.change is not None and each.at > closed and each.state not in NOT_STANDING
    ]  # fmt: skip
    return News(pieces=_pieces(reader, changes), since=day_of_moment(closed))


@dataclass(slots=True)
class _Touched:
    """What the changes did to one item; `fields` in the order they were written last."""

    fields: dict[str, None] = field(default_factory=dict)
    is_made: bool = False
    is_placed: bool = False
    is_disputed: bool = False
    by: dict[str, None] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)


def _pieces(reader: Reader, changes: list[StoredChange]) -> tuple[Piece, ...]:
    if not changes:
        return ()
    edits = [(change, edit) for change in changes for edit in (change.change.edits if change.change else ())]
    named = {edit.record for _, edit in edits if edit.kind in (ITEM, PLACEMENT.kind, DISAGREEMENT.kind)}
    records = {each.id: each for each in reader.some(sorted(named))}
    touched: dict[str, _Touched] = {}
    for change, edit in edits:
        record = records.get(edit.record)
        item = record.item if isinstance(record, Placement | Disagreement) else edit.record
        if item and record is not None:
            _take(touched.setdefault(item, _Touched()), change, edit)
    people = colleagues(reader, devices={device for each in touched.values() for device in each.by})
    items = {each.id: each for each in reader.some(list(touched)) if isinstance(each, Item)}
    names = _names(reader, items.values())
    told = (_piece(items[each], found, people, names) for each, found in touched.items() if each in items)
    return tuple(each for each in told if each is not None)


def _take(touched: _Touched, change: StoredChange, edit: Edit) -> None:
    if edit.kind == PLACEMENT.kind:
        if not edit.fields() & _PLACES:
            return
        touched.is_placed = True
    elif edit.kind == DISAGREEMENT.kind:
        touched.is_disputed = touched.is_disputed or edit.base == 0
    else:
        touched.is_made = touched.is_made or (edit.base == 0 and TYPE in edit.set)
        touched.fields |= dict.fromkeys(edit.set)
    touched.changes.append(change.id)
    if change.device and not change.own:
        touched.by[change.device] = None


def _piece(item: Item, touched: _Touched, people: Mapping[str, str], names: Mapping[str, str]) -> Piece | None:
    kind = _kind(item, touched)
    title = item_title(item)
    if kind is None or (kind is NewsKind.GONE and not title):
        return None
    by = ", ".join(dict.fromkeys(people[each] for each in touched.by if each in people))
    lines = [] if kind in (NewsKind.NEW, NewsKind.GONE) else list(_lines(item, touched, names))
    if by:
        lines.append(say(mark("news", "Skrevet af {name}."), name=by))
    return Piece(id=item.id, kind=kind, title=title, lines=tuple(lines), facts=tuple(touched.changes))


def _kind(item: Item, touched: _Touched) -> NewsKind | None:
    """Return what has become of *item*; None where nothing is left of it that anybody could have missed."""
    if item.deleted:
        return None if touched.is_made else NewsKind.GONE
    if touched.is_made:
        return NewsKind.NEW
    if "state" in touched.fields and item.state is State.DONE:
        return NewsKind.DONE
    told = touched.fields.keys() & FIELDS.keys()
    if touched.is_disputed or told - _DAYS:
        return NewsKind.CHANGED
    return NewsKind.MOVED if told or touched.is_placed else None


def _lines(item: Item, touched: _Touched, names: Mapping[str, str]) -> Iterator[str]:
    for name in touched.fields:
        if name in FIELDS and name != DELETED and hasattr(item, name):
            words = value_in_words(name, _plain(getattr(item, name)), names=names)
            yield say(mark("news", "{field}: {words}"), field=field_in_words(name), words=words)
    if touched.is_disputed:
        yield say(mark("news", "Borgeren er ikke enig."))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _names(reader: Reader, items: Iterable[Item]) -> dict[str, str]:
    named = {each for item in items for each in (item.responsible, item.part_of) if each}
    return {each.id: item_title(each) for each in reader.some(sorted(named)) if isinstance(each, Item)}
