"""Referat: what came of a meeting on paper, an order and never clock times, for everyone who sat at the table."""

from collections.abc import Iterator
from datetime import date

from app.domain.item import ItemType
from app.domain.meeting import Attendance
from app.export.document import Block, Document, Entry, Fact, Listing, Paragraph, Section
from app.export.printed import as_pages, as_pdf
from app.export.proof import proof_of
from app.queries.awaits import AWAITS
from app.queries.minutes import Minutes, Outcome
from app.store.copies import Edition
from app.texts import Text, mark, say

_PEOPLE: tuple[tuple[Attendance, Text], ...] = (
    (Attendance.PRESENT, mark("minutes", "Til stede")),
    (Attendance.ABSENT, mark("minutes", "Ikke til stede")),
    (Attendance.INVITED, mark("minutes", "Inviteret")),
)


class MinutesWriter:
    """Writes minutes as PDF, and as pages for a printer."""

    def write_minutes(self, told: Minutes, printed: Edition, *, day: date) -> bytes:
        """Return the minutes as PDF/A and PDF/UA. Raises EnvironmentTrouble when fonts or templates are broken."""
        return as_pdf(minutes_document(told, printed), day=day)

    def minutes_pages(self, told: Minutes, printed: Edition, *, day: date) -> list[bytes]:
        """Return the pages as PNG. Raises EnvironmentTrouble as `write_minutes` does."""
        return as_pages(minutes_document(told, printed), day=day)


def minutes_document(told: Minutes, printed: Edition) -> Document:
    """Return what the printed minutes say; *printed* is the state of the plan they were taken from."""
    return Document(
        title=say(mark("minutes", "Det talte vi om")),
        name=told.name,
        lead=told.day,
        boxes=(),
        sections=tuple(_sections(told)) or (_nothing(),),
        pictures_title="",
        pictures=(),
        proof=proof_of(printed),
        page=say(mark("print", "Side {page} af {pages}")),
        notes=say(mark("print", "Plads til dine egne ord")),
        objection=say(mark("print", "Det er jeg ikke enig i:")),
    )


def _sections(told: Minutes) -> Iterator[Section]:
    people = tuple(_people(told))
    if people:
        yield Section(title=say(mark("minutes", "Hvem var med")), blocks=people, kind=ItemType.ACTOR)
    agenda = (told.meeting.agenda or "").strip()
    if agenda:
        points = tuple(Entry(kind=ItemType.IDEA, title=line.strip()) for line in agenda.splitlines() if line.strip())
        yield Section(title=say(mark("minutes", "Dagsorden")), blocks=(Listing(entries=points),))
    if told.outcomes:
        entries = tuple(_entry(each) for each in told.outcomes)
        agreed = say(mark("closing", "Det blev I enige om"))
        yield Section(title=agreed, blocks=(Listing(entries=entries),), kind=ItemType.AGREEMENT)
    for chapter in told.chapters:
        lines = tuple(Entry(kind=ItemType.IDEA, title=line) for line in chapter.lines)
        yield Section(title=chapter.title, blocks=(Listing(entries=lines),))


def _people(told: Minutes) -> Iterator[Block]:
    for attendance, label in _PEOPLE:
        names = ", ".join(each.name for each in told.attendees if each.attendance is attendance)
        if names:
            words = mark("minutes", "{label}: {names}")
            yield Paragraph(say(words, label=say(label), names=names))


def _entry(outcome: Outcome) -> Entry:
    about = " · ".join(each for each in (outcome.about, say(AWAITS) if outcome.awaits else "") if each)
    return Entry(
        kind=outcome.type,
        title=outcome.title,
        facts=(Fact(outcome.kind_beside, about),) if outcome.kind_beside or about else (),
        objections=(outcome.disagreement,) if outcome.disagreement else (),
    )


def _nothing() -> Section:
    title = say(mark("closing", "Det blev I enige om"))
    return Section(title=title, blocks=(Paragraph(say(mark("closing", "Der er ikke skrevet noget ved mødet endnu."))),))
