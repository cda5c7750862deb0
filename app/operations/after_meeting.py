"""After a meeting: what only professionals may see, and what becomes of the ink that was drawn."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.board import BOARD, PLACEMENT, Axis, Board, Placement
from app.domain.danish import clean
from app.domain.days import show_day
from app.domain.drawing import INK, Ink
from app.domain.note import NOTE, Note
from app.errors import UserError
from app.operations.items import Point
from app.store.store import Store
from app.texts import in_danish, mark, say


def note_for_professionals(store: Store, *, citizen: str, text: str, day: date) -> str:
    """Keep a note that no meeting shows and no copy prints, and return its id."""
    written = clean(text)
    if written is None:
        raise UserError(mark("after meeting", "Skriv noten, før den gemmes."))
    with store.transact(mark("act", "Skriv notat"), citizen=citizen) as transaction:
        return transaction.put(NOTE, Note(text=written, day=day.isoformat()))


def keep_ink(store: Store, strokes: Sequence[Ink], *, citizen: str, cards: Mapping[str, Point], day: date) -> str:
    """Put the ink of the meeting of *day* on a board of its own, off the others, and return that board's id.

    *cards* are the items that strokes are tied to and where they lay: they are shown beneath the ink.
    """
    with in_danish():
        title = say(mark("after meeting", "Tegning fra mødet {day}"), day=show_day(day.isoformat()))
    with store.transact(mark("act", "Behold tegningen som billede"), citizen=citizen) as transaction:
        board = transaction.put(BOARD, Board(title=title, axis=Axis.FREE))
        for item, (x, y) in cards.items():
            transaction.put(PLACEMENT, Placement(board=board, item=item, x=round(x, 2), y=round(y, 2)))
        for each in strokes:
            transaction.put(INK, _on(each, board))
            transaction.delete(each)
        return board


def _on(stroke: Ink, board: str) -> Ink:
    """Return the same stroke on another board."""
    told = {name: getattr(stroke, name) for name in INK.hints}
    return Ink(**(told | {"board": board}))
