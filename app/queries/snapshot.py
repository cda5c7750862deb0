"""PlanSnapshot: everything that an exporter may print of one citizen, as it stands in one snapshot of the store."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from app.domain import ITEM_TYPES
from app.domain.actor import ACTOR, Actor
from app.domain.attachment import ATTACHMENT
from app.domain.citizen import CITIZEN, IDENTIFIER, RELATIVE, Citizen, Identifier, Relative
from app.domain.connector import CONNECTOR, Connector
from app.domain.consent import CONSENT, Consent
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.item import Item, ItemType
from app.domain.life_area import LifeArea
from app.domain.media import PREVIEWED, Media
from app.domain.meeting import MEETING, PARTICIPATION, Meeting, Participation
from app.domain.plan import PLAN, Plan
from app.domain.rating import RATING, Rating
from app.domain.record import Record, RecordType
from app.domain.values import OVER, Speaker
from app.errors import UserError
from app.queries.attachments import Coming, Damaged, content_of
from app.queries.board import BoardView, board_view, in_stream
from app.queries.caseload import name_of
from app.queries.privacy import kept_back
from app.queries.ratings import laid, standing
from app.queries.words import is_untitled_face
from app.store.copies import Edition, edition
from app.store.records import Records
from app.texts import mark

R = TypeVar("R", bound=Record)
Card = TypeVar("Card", bound=Item)

CROWDED = 24
"""Cards that a printed board holds before it leaves out the agreements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRating:
    """How a life area goes: the latest marker of the citizen and of the worker; None where nothing was told.

    `cards` are the picture cards that the citizen has laid; the hardest may be the citizen's marker.
    """

    area: LifeArea
    citizen: Rating | None = None
    worker: Rating | None = None
    cards: tuple[Rating, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSnapshot:
    """One citizen's plan on one day, from the plan's stream alone: what single administrations note is not in it,
    nor what is for professionals only.

    `identifiers` is empty unless it was asked for. Items are in the order of the plan, ratings in that of life areas.
    """

    citizen: Citizen
    day: date
    edition: Edition
    plan: Plan | None = None
    items: tuple[Item, ...] = ()
    connectors: tuple[Connector, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    ratings: tuple[AreaRating, ...] = ()
    participations: tuple[Participation, ...] = ()
    consents: tuple[Consent, ...] = ()
    relatives: tuple[Relative, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    faces: Mapping[str, bytes] = field(default_factory=dict)
    """By the id of their item the pictures of cards written by hand that have no title, and by the id of their frame
    those laid under the main board, as far as they are here."""
    board: BoardView
    overview: BoardView
    """The main board as a print shows it: without what is over and people who are tied to nothing, and, where it is
    crowded, without the agreements, which a table tells better."""

    @property
    def name(self) -> str:
        """The citizen's name as it is said."""
        return name_of(self.citizen)

    @property
    def contact(self) -> Actor | None:
        """The citizen's steady contact, else the coordinator of the plan."""
        return next((actor for actor in self.of(ACTOR) if actor.is_contact), None) or self.coordinator

    @property
    def coordinator(self) -> Actor | None:
        """The actor who keeps the plan together."""
        named = self.plan.coordinator if self.plan else None
        return next((actor for actor in self.of(ACTOR) if actor.id == named), None)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings to come, the next one first."""
        coming = [
            each
            for each in self.of(MEETING)
            if each.starts_at and each.starts_at[:10] >= self.day.isoformat()
            if each.state not in OVER and each.closed_at is None
        ]
        return tuple(sorted(coming, key=lambda each: (each.starts_at or "", each.id)))

    def of(self, kind: RecordType[Card]) -> tuple[Card, ...]:
        """Return the items of one type."""
        return tuple(cast("Card", each) for each in self.items if each.type == kind.type)

    def title(self, identity: str | None) -> str | None:
        """Return the title of an item; None for one that is not in the plan."""
        return next((each.title for each in self.items if each.id == identity), None)

    def objections(self, item: Item) -> tuple[str, ...]:
        """Return the words in which the citizen disagrees with *item*."""
        return tuple(each.words for each in self.disagreements if each.item == item.id and each.words)

    def taking_part(self, meeting: Meeting) -> tuple[str, ...]:
        """Return the names of those who come to *meeting*."""
        names = (self.title(each.actor) for each in self.participations if each.meeting == meeting.id)
        return tuple(name for name in names if name)


def plan_snapshot(reader: Records, *, citizen: str, today: date, with_numbers: bool = False) -> PlanSnapshot:
    """Return what may be printed of *citizen*; numbers such as CPR only *with_numbers*.

    Raises UserError when the citizen is not on this device.
    """
    person = reader.get(CITIZEN, citizen)
    if person is None or person.deleted:
        raise UserError(mark("export", "Borgeren findes ikke på denne pc. Kontrollér id’et, eller hent data først."))
    printed = edition(reader, citizen=citizen)
    everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    hidden = kept_back(everything, shared=printed.plan)

    def told(kind: RecordType[R]) -> tuple[R, ...]:
        return tuple(each for each in reader.all(kind, citizen=citizen) if each.stream == printed.plan)

    connectors = tuple(each for each in told(CONNECTOR) if not {each.source, each.target} & hidden)
    items = tuple(item for item in everything if item.id not in hidden)
    aside = hidden | _told_in_text(items, connectors)
    board, overview = (
        in_stream(board_view(reader, citizen=citizen, today=today, hidden=left_out), printed.plan)
        for left_out in (hidden, aside)
    )
    return PlanSnapshot(
        citizen=person,
        day=today,
        edition=printed,
        plan=next(iter(told(PLAN)), None),
        items=items,
        faces=dict(faces_of(reader, items)) | dict(laid_under(reader, board, printed.plan)),
        connectors=connectors,
        disagreements=tuple(each for each in told(DISAGREEMENT) if each.ended_at is None and each.item not in hidden),
        ratings=tuple(_by_area(told(RATING))),
        participations=tuple(each for each in told(PARTICIPATION) if each.actor not in hidden),
        consents=tuple(each for each in told(CONSENT) if _is_in_force(each, today)),
        relatives=tuple(each for each in told(RELATIVE) if not _is_over(each.end, today)),
        identifiers=told(IDENTIFIER) if with_numbers else (),
        board=board,
        overview=overview,
    )


def faces_of(reader: Records, items: Iterable[Item]) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of cards without a title; one that is not here, or is damaged, is left out."""
    for item in filter(is_untitled_face, items):
        attachment = reader.get(ATTACHMENT, item.face or "")
        if attachment is None or attachment.media is not Media.JPEG:
            continue
        with suppress(Coming, Damaged):
            yield item.id, content_of(reader, attachment=attachment)


def laid_under(reader: Records, view: BoardView, stream: str) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures that lie under a board, by their frame, as far as they are here and of the shared plan."""
    for frame in view.frames:
        file = reader.get(ATTACHMENT, frame.picture) if frame.picture else None
        if file is None or file.deleted or file.stream != stream or file.media not in PREVIEWED:
            continue
        with suppress(Coming, Damaged):
            yield frame.id, content_of(reader, attachment=file)


def _told_in_text(items: Sequence[Item], connectors: Iterable[Connector]) -> frozenset[str]:
    """Return the items that the overview leaves to the text."""
    tied = {end for each in connectors for end in (each.source, each.target)}
    aside = {item.id for item in items if item.state in OVER}
    aside |= {item.id for item in items if item.type is ItemType.ACTOR and item.id not in tied}
    shown = [item for item in items if item.id not in aside]
    if len(shown) > CROWDED:
        aside |= {item.id for item in shown if item.type is ItemType.AGREEMENT}
    return frozenset(aside)


def _by_area(told: Sequence[Rating]) -> Iterator[AreaRating]:
    cards = laid(told)
    latest = standing(told, cards)
    for area in LifeArea:
        citizen, worker = latest.get((area, Speaker.CITIZEN)), latest.get((area, Speaker.WORKER))
        if citizen or worker:
            yield AreaRating(area=area, citizen=citizen, worker=worker, cards=cards.get(area, ()))


def _is_in_force(consent: Consent, today: date) -> bool:
    return consent.withdrawn_at is None and not _is_over(consent.until, today)


def _is_over(day: str | None, today: date) -> bool:
    """Tell whether *day*, of any precision, lies before *today*; also of days that no calendar has."""
    return day is not None and day < today.isoformat()[: len(day)]
