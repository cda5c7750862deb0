"""The citizen's consents, and what there is to say yes to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from app.domain import ITEM_TYPES
from app.domain.citizen import CITIZEN
from app.domain.consent import CONSENT, Consent
from app.domain.drawing import points_of
from app.domain.item import Item, ItemType
from app.domain.meeting import PARTICIPATION, Attendance, Participation
from app.ids import made_at
from app.queries.caseload import first_name, is_oneself
from app.queries.privacy import hidden_in_meeting, stands
from app.queries.shared import WHOLE_PLAN, shared
from app.queries.words import day_in_words, moment_in_words, value_in_words
from app.store.reader import Reader
from app.texts import say


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """One consent in words; `is_valid` until it is withdrawn or its last day has passed.

    `signature` are the points of each stroke, from the upper left corner of the field that was signed in.
    """

    consent: Consent
    items: tuple[str, ...]
    actors: tuple[str, ...]
    given: str
    until: str
    is_valid: bool
    signature: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """The consents, newest first, and the items and actors one may be given for, as (id, title).

    The items written last stand first; `shared` names with whom each is shared now; `name` is what the citizen is
    called, `heard` who can have heard it: those who sit at the table first, then those who were asked to it. The
    citizen's own card is neither an actor here nor one who heard it.
    """

    name: str
    given: tuple[ConsentView, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    actors: tuple[tuple[str, str], ...] = ()
    heard: tuple[str, ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def consents(reader: Reader, *, citizen: str, today: date, meeting: str | None = None) -> Consents:
    """Return the consents of *citizen*; at a *meeting* without the names of what not everyone there may see.

    What is for professionals only is not shared by consent.
    """
    everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    hidden = frozenset[str]()
    if meeting is not None:
        hidden = hidden_in_meeting(reader, everything, citizen=citizen, meeting=meeting, today=today)
    titled = [each for each in everything if each.title and each.audience is None and each.id not in hidden]
    names = {each.id: each.title or "" for each in titled}
    found = sorted(reader.all(CONSENT, citizen=citizen), key=lambda each: each.given_at or "", reverse=True)
    views = [_view(each, names, today=today) for each in found]
    actors, oneself = [each for each in titled if each.type is ItemType.ACTOR], reader.get(CITIZEN, citizen)
    others = {each.id: each.title or "" for each in actors if not is_oneself(each, oneself)}
    newest = sorted(titled, key=lambda each: made_at(each.id) or 0, reverse=True)
    return Consents(
        name=first_name(reader, citizen=citizen),
        given=tuple(each for each in views if each.actors or meeting is None),
        items=tuple((each.id, each.title or "") for each in newest if each.type is not ItemType.ACTOR),
        actors=tuple(others.items()),
        heard=tuple(others[each.actor] for each in _there(reader, meeting) if each.actor in others),
        shared=shared(reader, titled, citizen=citizen, today=today, names=names, by_whole=True),
    )


def _there(reader: Reader, meeting: str | None) -> Iterator[Participation]:
    """Yield those who are there, then those who were asked and of whom nobody has said yet."""
    asked = reader.all(PARTICIPATION, parent=meeting) if meeting is not None else ()
    for attendance in (Attendance.PRESENT, Attendance.INVITED):
        yield from (each for each in asked if each.attendance is attendance and each.actor)


def _view(consent: Consent, names: dict[str, str], *, today: date) -> ConsentView:
    how = value_in_words("given", consent.given, names={}) if consent.given else ""
    when = moment_in_words(consent.given_at, today=today) if consent.given_at else ""
    return ConsentView(
        consent=consent,
        items=tuple(names[each] for each in consent.items if each in names) if consent.items else (say(WHOLE_PLAN),),
        actors=tuple(names[each] for each in consent.actors if each in names),
        given=" · ".join(part for part in (how, when, consent.witness or "") if part),
        until=day_in_words(consent.until) if consent.until else "",
        is_valid=stands(consent, today),
        signature=tuple(tuple(points_of(each)) for each in consent.signature if len(each) > 1),
    )
