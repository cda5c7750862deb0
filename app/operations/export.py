"""Export: a citizen's plan leaves the program; written down first, and the file bears an id and never a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from app.clock import today
from app.domain.citizen import CITIZEN
from app.domain.look_up import LookUpAct
from app.domain.meeting import MEETING, Meeting
from app.errors import EnplanError, EnvironmentTrouble, UserError
from app.operations.look_ups import look_up
from app.queries.board_out import BoardOut, board_out
from app.queries.drawings import DrawnBoard, drawn_boards
from app.queries.minutes import Minutes, minutes
from app.queries.snapshot import PlanSnapshot, plan_snapshot
from app.store import durable
from app.store.copies import Edition, edition
from app.store.reader import Reader
from app.store.store import Store
from app.texts import in_danish, mark

Write = Callable[[BinaryIO], None]
Progress = Callable[[int, int], None]
"""Told how many of how many citizens are done."""


_NO_BOARDS = mark("export", "Formatet skriver hele planen, ikke én tavle. Udelad tavlens navn.")


class Format(Protocol):
    """What an exporter is here: how its files end, and how a snapshot is written."""

    @property
    def suffix(self) -> str:
        """The end of the file's name, with its dot."""
        ...

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write *snapshot* to *out*."""
        ...


class MinutesFormat(Protocol):
    """What writes minutes: as a file, and as pages in PNG for a printer."""

    def write_minutes(self, told: Minutes, printed: Edition, *, day: date) -> bytes:
        """Return the file."""
        ...

    def minutes_pages(self, told: Minutes, printed: Edition, *, day: date) -> list[bytes]:
        """Return the pages."""
        ...


class PagesFormat(Protocol):
    """A format that can be printed: the pages of a snapshot as PNG."""

    def pages(self, snapshot: PlanSnapshot) -> list[bytes]:
        """Return the pages of *snapshot*."""
        ...


@runtime_checkable
class BoardFormat(Protocol):
    """A format that takes the boards of a plan, each with the drawings it was made from, instead of a snapshot."""

    def write_boards(self, boards: Sequence[DrawnBoard], out: BinaryIO) -> None:
        """Write *boards* to *out*."""
        ...


@runtime_checkable
class OneBoardFormat(Protocol):
    """A format that can take one board of a plan instead of a snapshot."""

    def write_board(self, board: BoardOut, out: BinaryIO) -> None:
        """Write *board* to *out*."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What became of one citizen: the file, or why there is none."""

    citizen: str
    path: Path | None = None
    error: EnplanError | None = None


def export_citizen(
    store: Store,
    form: Format,
    *,
    citizen: str,
    out: Path,
    purpose: str,
    act: LookUpAct = LookUpAct.EXPORT,
    board: str | None = None,
    only: tuple[str, ...] = (),
) -> Path:
    """Write the plan of *citizen* to the file *out*, or into the folder *out* under the citizen's id; return the file.

    A format of boards writes those that hold something, or the one called *board* by title or id; of that, or of
    the main board, only what is called as *only* says. The look-up is written down before anything is read. The file
    is there whole or not at all, for its owner only.
    Raises UserError without a purpose, when citizen or board are not here or *out* cannot be written.
    """
    with store.reader() as reader:
        if reader.get(CITIZEN, citizen) is None:
            raise UserError(
                mark("export", "Borgeren findes ikke på denne pc. Kontrollér id’et, eller hent data først.")
            )
    look_up(store, citizen=citizen, purpose=purpose, act=act)
    store.end_typing()
    content = _content(store, form, citizen, board, only)
    path = out / f"{citizen}{form.suffix}" if out.is_dir() else out
    put_file(path, content)
    return path


def print_citizen(store: Store, form: PagesFormat, *, citizen: str, purpose: str) -> list[bytes]:
    """Return the pages of the plan of *citizen* for a printer, as PNG; the look-up is written down before."""
    look_up(store, citizen=citizen, purpose=purpose, act=LookUpAct.PRINT)
    store.end_typing()
    with store.reader() as reader:
        snapshot = plan_snapshot(reader, citizen=citizen, today=today(store.clock))
    with in_danish():
        return form.pages(snapshot)


def export_minutes(store: Store, form: MinutesFormat, *, meeting: str, out: Path, purpose: str) -> Path:
    """Write the minutes of *meeting* to the file *out* and return it; the look-up is written down before.

    Raises UserError when the meeting is not here, EnvironmentTrouble when *out* cannot be written.
    """
    told, printed = _minutes(store, meeting, purpose)
    with in_danish():
        content = form.write_minutes(told, printed, day=today(store.clock))
    put_file(out, content)
    return out


def print_minutes(store: Store, form: MinutesFormat, *, meeting: str, purpose: str) -> list[bytes]:
    """Return the pages of the minutes of *meeting* for a printer, as PNG; the look-up is written down before."""
    told, printed = _minutes(store, meeting, purpose)
    with in_danish():
        return form.minutes_pages(told, printed, day=today(store.clock))


def export_meeting(store: Store, *, meeting: Meeting, content: bytes, out: Path, purpose: str) -> None:
    """Write *content*, which tells when *meeting* is, to the file *out*; the look-up is written down before."""
    if meeting.citizen is not None:
        look_up(store, citizen=meeting.citizen, purpose=purpose, act=LookUpAct.EXPORT)
    put_file(out, content)


def _minutes(store: Store, meeting: str, purpose: str) -> tuple[Minutes, Edition]:
    with store.reader() as reader:
        held = reader.get(MEETING, meeting)
    if held is None or held.citizen is None:
        raise UserError(mark("export", "Mødet findes ikke på denne pc. Hent data først."))
    look_up(store, citizen=held.citizen, purpose=purpose, act=LookUpAct.PRINT)
    store.end_typing()
    with in_danish(), store.reader() as reader:
        told = minutes(reader, meeting=meeting, today=today(store.clock))
        printed = edition(reader, citizen=held.citizen)
    if told is None:
        raise UserError(mark("export", "Mødet findes ikke på denne pc. Hent data først."))
    return told, printed


def export_all(
    store: Store,
    form: Format,
    *,
    folder: Path,
    purpose: str,
    citizens: Sequence[str] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Exported]:
    """Write one file for each of *citizens*, or of all on this device, into *folder*; a failing one leaves the others.

    Stops between two citizens once *cancelled* says so.
    """
    _make(folder)
    with store.reader() as reader:
        chosen = [each.id for each in reader.all(CITIZEN)] if citizens is None else list(citizens)
    done: list[Exported] = []
    for each in chosen:
        if cancelled is not None and cancelled():
            break
        done.append(_exported(store, form, each, folder=folder, purpose=purpose))
        if progress is not None:
            progress(len(done), len(chosen))
    return done


def _content(store: Store, form: Format, citizen: str, board: str | None, only: tuple[str, ...]) -> bytes:
    content = BytesIO()
    with store.reader() as reader:
        write = _writer(reader, form, citizen=citizen, today=today(store.clock), board=board, only=only)
    with in_danish():
        write(content)
    return content.getvalue()


def _writer(
    reader: Reader, form: Format, *, citizen: str, today: date, board: str | None, only: tuple[str, ...]
) -> Write:
    """Return what writes the boards, the one *board*, *only* a part of it or the whole plan, as *form* takes it."""
    if only:
        return _part_writer(form, board_out(reader, citizen=citizen, today=today, board=board, called=only))
    if isinstance(form, BoardFormat):
        return partial(form.write_boards, drawn_boards(reader, citizen=citizen, today=today, board=board))
    if board is None:
        return partial(form.write, plan_snapshot(reader, citizen=citizen, today=today))
    if isinstance(form, OneBoardFormat):
        return partial(form.write_board, board_out(reader, citizen=citizen, today=today, board=board))
    raise UserError(_NO_BOARDS)


def _part_writer(form: Format, part: BoardOut) -> Write:
    if isinstance(form, BoardFormat):
        return partial(form.write_boards, (DrawnBoard(view=part.view),))
    if isinstance(form, OneBoardFormat):
        return partial(form.write_board, part)
    raise UserError(_NO_BOARDS)


def _exported(store: Store, form: Format, citizen: str, *, folder: Path, purpose: str) -> Exported:
    try:
        return Exported(citizen=citizen, path=export_citizen(store, form, citizen=citizen, out=folder, purpose=purpose))
    except UserError as error:
        return Exported(citizen=citizen, error=error)


def put_file(path: Path, content: bytes) -> None:
    """Write *content* to *path*, whole or not at all, for its owner only; EnvironmentTrouble where that cannot be."""
    try:
        durable.replace(path, content)
    except OSError as failed:
        raise _not_written(path) from failed


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failed:
        raise _not_written(folder) from failed


def _not_written(path: Path) -> EnvironmentTrouble:
    text = mark("export", "Der kan ikke skrives til {path}. Vælg en anden mappe, eller gør plads på disken.")
    return EnvironmentTrouble(text, path=path)
