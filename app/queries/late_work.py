"""Late work: what came after its author's right had ended and waits for somebody who works with the citizen now."""

from dataclasses import dataclass
from datetime import date

import msgspec

from app.changes.change import decode
from app.domain.citizen import CITIZEN
from app.domain.late_work import LATE_WORK, LateWork
from app.queries.caseload import name_of
from app.queries.colleagues import name_of_user
from app.queries.refusals import title_of_edits, written_in
from app.queries.words import moment_in_words
from app.store.reader import Reader
from app.texts import Text, say


@dataclass(frozen=True, slots=True, kw_only=True)
class LateView:
    """One piece of late work: whose plan, who wrote it when, and (field, words) of it; none when it is too long."""

    work: LateWork
    name: str
    author: str
    title: str
    act: str
    at: str
    written: tuple[tuple[str, str], ...]


def late_work(reader: Reader, *, today: date, limit: int = 1_000) -> list[LateView]:
    """Return what nobody has settled and this user may settle, the oldest first."""
    unwritable = reader.unwritable()
    waiting = [
        each for each in reader.all(LATE_WORK, limit=limit)
        if each.verdict is None and each.change and each.citizen not in unwritable
    ]  # fmt: skip
    return [_view(reader, each, today=today) for each in waiting]


def _view(reader: Reader, work: LateWork, *, today: date) -> LateView:
    edits = []
    if work.body is not None:
        try:
            edits = decode(work.body.encode()).edits
        except msgspec.DecodeError:
            edits = []
    return LateView(
        work=work,
        name=name_of(reader.get(CITIZEN, work.citizen)) if work.citizen else "",
        author=name_of_user(reader, login=work.author or "") or work.author or "",
        title=title_of_edits(reader, edits),
        act=say(Text("act", work.act)) if work.act else "",
        at=moment_in_words(work.at, today=today) if work.at else "",
        written=tuple(line for edit in edits for line in written_in(reader, edit)),
    )
