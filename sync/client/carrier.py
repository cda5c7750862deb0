"""Carrier: brings attached files up and down, a part at a time; it may be killed at any moment and goes on there."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.changes.attached import address_of, part_count
from app.store import attached
from app.store.attached import Damaged, Held
from app.store.store import Store
from sync.attached import MOST_ASKED, PartAsked, PartSent, Standing, StandingAsked
from sync.client.link import Link, NotAllowed, NotDone, NotReadable, TooMuch
from sync.client.pace import AT_LEAST_EVERY_S

logger = logging.getLogger(__name__)

FIRST_HOPE_S = 1.0
"""How soon it is asked again for a file that a record names and the server has not: it is on its way from elsewhere."""
NOT_ALLOWED = "forbidden"
CLOSED = "closed"
DAMAGED = "damaged"
TOO_LARGE = "too_large"


@dataclass(slots=True)
class _Task:
    """A file to send, from a part on, or to fetch."""

    file: Held
    is_up: bool
    number: int = 0
    sent: int = 0


class Carrier:
    """Works on one store through one link. All that is assigned is fetched, since it is needed where there is no net.

    Every file that the device holds is offered once after the start and once after a restored server was met: it may
    have lost them.
    """

    def __init__(self, store: Store, link: Link) -> None:
        self._store = store
        self._link = link
        self._tasks: list[_Task] | None = None
        self._missed: set[str] = set()
        self._hopes = 0
        self._has_asked_all = False

    @property
    def hope_s(self) -> float:
        """In how many seconds to look again for what was not there; seldom when it stays away."""
        return min(FIRST_HOPE_S * 2**self._hopes, AT_LEAST_EVERY_S) if self._missed else AT_LEAST_EVERY_S

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is left to bring until `renew`."""
        return self._tasks == []

    def renew(self) -> None:
        """Ask anew what is to be brought, with the next step."""
        self._tasks = None

    def step(self) -> bool:
        """Bring one part; tell whether there is more to do. Raises what the link raises, and EnvironmentTrouble."""
        if self._tasks is None:
            self._tasks = self._planned()
        if not self._tasks:
            return False
        task = self._tasks[0]
        is_open = self._send(task) if task.is_up else self._fetch(task)
        if not is_open:
            self._tasks.remove(task)
        return bool(self._tasks)

    def _planned(self) -> list[_Task]:
        """Ask the server how all stands; own files first, then what is missing here."""
        if not self._has_asked_all:
            self._look_after(attached.every(self._store))
            self._has_asked_all = True
        ups = [
            _Task(each, is_up=True, number=told.held)
            for each, told in self._standings(attached.unsent(self._store))
            if not self._is_there(each, told)
        ]
        downs: list[_Task] = []
        missed: set[str] = set()
        for each, told in self._standings(attached.wanted(self._store)):
            if _is_whole(told):
                downs.append(_Task(each, is_up=False))
            else:
                missed.add(each.address)
        self._hopes = self._hopes + 1 if missed == self._missed else 0
        self._missed = missed
        return [*ups, *downs]

    def _look_after(self, held: Iterable[Held]) -> None:
        """Note which files that the server had once it has no longer."""
        before = [each for each in held if each.is_whole and each.received]
        lost = [each for each, told in self._standings(before) if not _is_whole(told)]
        attached.note_received(self._store, lost, is_there=False)

    def _standings(self, several: Iterable[Held]) -> Iterator[tuple[Held, Standing]]:
        """Yield each file with how much of it the server holds, nothing where it does not say."""
        waiting = list(several)
        for at in range(0, len(waiting), MOST_ASKED):
            some = waiting[at : at + MOST_ASKED]
            asked: dict[str, list[str]] = {}
            for each in some:
                asked.setdefault(each.stream, []).append(each.address)
            try:
                told = self._link.standing(StandingAsked(asked)).streams
            except NotReadable:  # an older server, which takes no files
                return
            yield from ((each, told.get(each.stream, {}).get(each.address, Standing())) for each in some)

    def _is_there(self, each: Held, told: Standing) -> bool:
        if not _is_whole(told):
            return False
        attached.note_received(self._store, [each], is_there=True)
        return True

    def _send(self, task: _Task) -> bool:
        """Send the next part; tell whether there is another."""
        each = task.file
        content = attached.part(self._store, each, task.number)
        if content is None or each.size is None or task.sent > 2 * part_count(each.size):
            return False
        task.sent += 1
        sent = PartSent(
            stream=each.stream, address=each.address, number=task.number, size=each.size, content=content
        )  # fmt: skip
        try:
            told = self._link.take_part(sent)
        except (NotReadable, NotAllowed, NotDone, TooMuch) as refused:
            self._on_refused(each, refused)
            return False
        if self._is_there(each, told) or told.held == task.number or told.size != each.size:
            return False
        task.number = told.held
        return True

    def _on_refused(self, each: Held, refused: Exception) -> None:
        """Keep why a file is not taken, where asking again would be in vain."""
        if isinstance(refused, NotDone) and not self._is_true(each):
            if each.waits:
                attached.note_refused(self._store, each, why=DAMAGED)
            else:
                attached.let_go(self._store, each)
        elif isinstance(refused, TooMuch):
            attached.note_refused(self._store, each, why=TOO_LARGE)
        elif isinstance(refused, NotAllowed) or attached.is_closed(self._store, each):
            why = NOT_ALLOWED if isinstance(refused, NotAllowed) else CLOSED
            attached.note_refused(self._store, each, why=why)
        logger.warning("file not taken", extra={"stream": each.stream, "error": type(refused).__name__})

    def _is_true(self, each: Held) -> bool:
        with self._store.database.reading() as connection:
            return address_of(attached.parts(connection, each.stream, each.address)) == each.address

    def _fetch(self, task: _Task) -> bool:
        """Fetch the next part; tell whether there is another."""
        each = task.file
        try:
            told = self._link.part(PartAsked(stream=each.stream, address=each.address, number=each.held))
            after = attached.take(self._store, each, size=told.size, content=told.content)
        except NotReadable:
            return False
        except Damaged:
            logger.warning("damaged file", extra={"stream": each.stream})
            attached.let_go(self._store, each)
            return False
        if after.held <= each.held and not after.is_whole:
            attached.let_go(self._store, each)
            return False
        task.file = after
        return not after.is_whole


def _is_whole(told: Standing) -> bool:
    return told.size > 0 and told.held == part_count(told.size)
