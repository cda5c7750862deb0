"""A board leaves the program: as a file, or on paper; written down first, and named by nobody."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Protocol

from app.clock import today
from app.domain.look_up import LookUpAct
from app.operations.export import BoardFormat, OneBoardFormat, put_file
from app.operations.look_ups import look_up
from app.queries.board_out import BoardOut, Preview, board_out
from app.queries.drawings import DrawnBoard, scenes_of
from app.store.reader import Reader
from app.store.store import Store
from app.texts import in_danish


class PaperFormat(Protocol):
    """What lays a board on paper: its sheets as PNG."""

    def board_pages(self, board: BoardOut) -> list[bytes]:
        """Return the sheets of *board*."""
        ...


class PreviewFormat(Protocol):
    """What shows how a board would lie on paper."""

    def preview(self, board: BoardOut) -> Preview:
        """Return the first sheet of *board*, and what is to say of all."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which board is meant: *only* names the chosen things on it by id, *meeting* the meeting at which it is shown."""

    citizen: str
    board: str | None = None
    only: frozenset[str] | None = None
    meeting: str | None = None


def save_board(store: Store, form: OneBoardFormat | BoardFormat, *, asked: Asked, out: Path, purpose: str) -> int:
    """Write the board that is *asked* for to the file *out*; the look-up is written down before.

    Return how many cards are not in it, since they are not for others. Raises UserError without a purpose or when the
    board is gone, EnvironmentTrouble when *out* cannot be written.
    """
    drawn = _looked_up(store, asked, purpose=purpose, act=LookUpAct.EXPORT)
    content = BytesIO()
    with in_danish():
        if isinstance(form, BoardFormat):
            form.write_boards((_with_scenes(store, asked, drawn),), content)
        else:
            form.write_board(drawn, content)
    put_file(out, content.getvalue())
    return drawn.left_out


def print_board(store: Store, form: PaperFormat, *, asked: Asked, purpose: str) -> list[bytes]:
    """Return the sheets of the board that is *asked* for, as PNG for a printer; the look-up is written down before."""
    drawn = _looked_up(store, asked, purpose=purpose, act=LookUpAct.PRINT)
    with in_danish():
        return form.board_pages(drawn)


def board_preview(reader: Reader, form: PreviewFormat, *, asked: Asked, today: date) -> Preview:
    """Return what would be printed, for who has the board on screen anyway."""
    drawn = _drawn(reader, asked, today)
    with in_danish():
        return form.preview(drawn)


def _looked_up(store: Store, asked: Asked, *, purpose: str, act: LookUpAct) -> BoardOut:
    look_up(store, citizen=asked.citizen, purpose=purpose, act=act)
    store.end_typing()
    with store.reader() as reader:
        return _drawn(reader, asked, today(store.clock))


def _drawn(reader: Reader, asked: Asked, day: date) -> BoardOut:
    return board_out(
        reader, citizen=asked.citizen, today=day, board=asked.board, only=asked.only, meeting=asked.meeting
    )  # fmt: skip


def _with_scenes(store: Store, asked: Asked, drawn: BoardOut) -> DrawnBoard:
    """Return the board with the drawings that it was made from; of a part, and at a meeting, without them."""
    if asked.only is not None or asked.meeting is not None:
        return DrawnBoard(view=drawn.view)
    with store.reader() as reader:
        return DrawnBoard(view=drawn.view, scenes=scenes_of(reader, board=drawn.view.board.id))
