"""The plan as it stood on a day, in words: what there was, of what kind, and how far it had come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import ITEM_TYPES, KINDS
from app.domain.item import ITEM
from app.domain.record import DELETED
from app.queries.words import moment_in_words, value_in_words
from app.store.history import Standing
from app.texts import say

_RANKS = {each.type: rank for rank, each in enumerate(ITEM_TYPES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastItem:
    """One item as it stood; `about` is its kind and state in words."""

    title: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPlan:
    """The items, goals before what leads to them; `since` says in words from when the history is whole, if not ever."""

    items: tuple[PastItem, ...] = ()
    since: str = ""


def past_plan(standing: Standing, *, today: date) -> PastPlan:
    """Return the items of *standing* in words."""
    told = [fields for kind, fields in standing.records.values() if kind == ITEM and not fields.get(DELETED)]
    told.sort(key=lambda fields: (_RANKS.get(fields.get("type"), 0), str(fields.get("title") or "")))
    since = moment_in_words(standing.since, today=today) if standing.since else ""
    return PastPlan(items=tuple(_items(told)), since=since)


def _items(told: Iterable[Mapping[str, Any]]) -> Iterable[PastItem]:
    for fields in told:
        label = say(KINDS[ITEM].type_of(fields).label)
        state = value_in_words("state", fields["state"], names={}) if fields.get("state") else ""
        yield PastItem(
            title=str(fields.get("title") or label), about=" · ".join(part for part in (label, state) if part)
        )
