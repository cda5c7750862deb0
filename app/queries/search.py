"""Search over everything on this device: people, and the texts of their plans."""

from dataclasses import dataclass

from app.domain import RECORD_TYPES
from app.domain.board import BOARD
from app.domain.citizen import CITIZEN
from app.domain.item import Item
from app.queries.caseload import CaseloadRow, caseload, name_of
from app.queries.contests import title_of
from app.store.reader import Reader
from app.texts import say

SHORTEST = 3
MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHit:
    """A record whose text holds the words: its title, its kind, whose it is; `item` is it, or what it belongs to."""

    id: str
    citizen: str
    name: str
    title: str
    kind: str
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, at most thirty of each."""

    people: tuple[CaseloadRow, ...] = ()
    texts: tuple[TextHit, ...] = ()


def search(reader: Reader, *, asked: str) -> Found:
    """Return people and plan texts that match *asked*; texts from three letters on."""
    if not asked:
        return Found()
    people = caseload(reader, asked=asked, limit=MOST).rows
    if len(asked) < SHORTEST:
        return Found(people=people)
    return Found(people=people, texts=tuple(_hits(reader, asked)))


def _hits(reader: Reader, asked: str) -> list[TextHit]:
    names: dict[str, str] = {}
    gone: dict[str, bool] = {}
    hits = []
    for record in reader.some(reader.texts(asked, limit=MOST)):
        if record.deleted or record.citizen is None:
            continue
        board = getattr(record, "board", None)
        if board is not None and _gone(reader, board, known=gone):
            continue
        if record.citizen not in names:
            names[record.citizen] = name_of(reader.get(CITIZEN, record.citizen))
        kind = next(each for each in RECORD_TYPES if each.record is type(record))
        hits.append(
            TextHit(
                id=record.id,
                citizen=record.citizen,
                name=names[record.citizen],
                title=title_of(record),
                kind=say(kind.label),
                item=record.id if isinstance(record, Item) else getattr(record, "item", None),
            )
        )
    return hits


def _gone(reader: Reader, board: str, *, known: dict[str, bool]) -> bool:
    """Tell whether a board is deleted; what is drawn there waits for it to come back, and nobody can look at it."""
    if board not in known:
        found = reader.get(BOARD, board)
        known[board] = found is not None and found.deleted
    return known[board]
