"""A plan on its way from one municipality to another: both servers, furnished once and copied."""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from sqlalchemy import func, select

from app.changes.change import Change, Edit
from app.domain.attachment import Attachment
from app.ids import citizen_stream
from app.operations.look_ups import look_up
from builders import a_citizen, a_goal
from exchanges import edit
from files import a_file, a_large_pdf
from offices import POSTGRESQL, ROWS, Office, an_office
from raw_devices import RawDevice
from redactions import SECRET, last_change, redact
from sync.server import arriving, departing
from sync.server.departing import Wanted, Written
from sync.server.planfile import Address, Sealed
from sync.server.tables import metadata

NUMBER = "0101701234"
NAMES = {"here": "Favrskov Kommune", "there": "Norddjurs Kommune"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A municipality with two citizens, one of whom has a letter and something that was redacted; and an empty one."""

    here: Office
    there: Office
    citizen: str
    other: str
    goal: str
    letter: Attachment
    folder: Path

    @property
    def plan(self) -> str:
        return citizen_stream(self.citizen, "plan")

    def export(
        self, name: str = "planfil", *, everybody: bool = False, of: Office | None = None
    ) -> tuple[Path, Written]:
        """Write a file of the first municipality for the second, or of the one told for the first."""
        sender, receiver = (of, self.here) if of is self.there else (self.here, self.there)
        target = self.folder / name
        citizens = None if everybody else (self.citizen,)
        wanted = Wanted(citizens=citizens, to=address(receiver), by="mette")
        return target, departing.write(sender.core.database, target, wanted, clock=sender.clock)

    def take(self, file: Path, *, office: Office | None = None, sender: Address | None = None) -> arriving.Taken:
        """Let the second municipality, or another, take a file of the first."""
        taking = office or self.there
        return arriving.take(
            taking.core.database, Sealed(file, taking.core.identity.sealing), sender=sender or address(self.here),
            by="mette", clock=taking.clock,
        )  # fmt: skip


@functools.cache
def furnished(engine: str) -> SimpleNamespace:
    """A folder to copy, with both offices in step, and what is in them."""
    folder = Path(tempfile.mkdtemp(prefix="enplan-moves-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with an_office(folder / "here", engine=engine) as here, an_office(folder / "there", engine=engine) as there:
        for office, name in zip((here, there), NAMES.values(), strict=True):
            office.add_user("mette")
            departing.name_itself(office.core.database, name)
        mette = here.client("mette")
        citizen, other = a_citizen(mette), a_citizen(mette, given="Bo")
        one = a_goal(mette, citizen, "Fritidsjob")
        letter = a_file(mette, citizen, content=a_large_pdf())
        a_goal(mette, other)
        here.sync(mette)
        edit(mette, one, title=SECRET)
        here.sync(mette)
        redact(mette, one, last_change(mette, one))
        look_up(mette, citizen=citizen, purpose="opfølgning")
        here.sync(mette)
        protect(here, citizen)
        for office in (here, there) if engine == POSTGRESQL else ():
            office.backup(ROWS)
    return SimpleNamespace(folder=folder, citizen=citizen, other=other, goal=one, letter=letter)


def protect(office: Office, citizen: str) -> None:
    """Keep the citizen's number in a compartment of its own."""
    device = RawDevice(office, "mette")
    number = Edit(record=device.new_id(), kind="identifier", set={"system": "cpr", "value": NUMBER})
    device.push(
        Change(
            id=device.new_id(), stream=citizen_stream(citizen, "protected"), at="2026-11-24T12:00:00.000Z", name="Ret",
            edits=[number], open=(citizen, "protected"),
        )
    )  # fmt: skip


@contextmanager
def a_move(folder: Path, *, engine: str) -> Iterator[Move]:
    """Hold two municipalities of which the second is empty."""
    made = furnished(engine)
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    here, there = (Office(folder / each, engine=engine, is_furnished=True) for each in NAMES)
    try:
        yield Move(
            here=here, there=there, citizen=made.citizen, other=made.other, goal=made.goal, letter=made.letter,
            folder=folder,
        )  # fmt: skip
    finally:
        for office in (here, there):
            office.close()


def address(office: Office) -> Address:
    return departing.name_itself(office.core.database, "")


def rows(office: Office) -> dict[str, int]:
    """Count the rows of every table, and the keys of streams."""
    with office.core.database.reading() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(each)).scalar_one()
            for name, each in metadata.tables.items()
        }
