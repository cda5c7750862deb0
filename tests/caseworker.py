"""Caseworkers at work: a program that plays some, each with a profile, a store and an engine of its own.

Arguments: a folder, a seed, the seconds between two acts, whether a guess at a passphrase is `dear` or `cheap`, KiB of
pages that a connection keeps (0: the program's own), the password, then LOGIN=ADDRESS of each. What they intend, what
was told to them as saved and as received, and how long it took goes to standard output, a JSON line each. Lines on
standard input are obeyed: `begin`, `wake LOGIN` (the network is back), `rest` (write no more, send all), `end`.
"""

import json
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from os import getpid
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from app import page_cache
from app.clock import SystemClock, today
from app.domain.citizen import CITIZEN
from app.domain.item import Item, ItemType
from app.domain.meeting import Meeting
from app.domain.record import Mark
from app.errors import EnplanError
from app.ids import citizen_stream, main_board_of
from app.operations.contests import settle
from app.operations.items import add_item, edit_record, end_typing, type_text
from app.operations.look_ups import look_up
from app.operations.meetings import begin_meeting, close_meeting, plan_meeting
from app.queries.board import board_view
from app.queries.face import face
from app.store.opened import Opened, open_with_passphrase
from app.store.reader import Contest, Reader
from app.store.touched import Touched
from app.store.verify import verify
from profiles import make_guessing_cheap
from sync.client.access import Access
from sync.client.engine import Engine
from sync.client.once import sync_once
from sync.client.status import Status
from ui.__main__ import join
from ui.front import Joining

PASSPHRASE = "fire grønne både sejler"
FIELDS = ("title", "note", "place")
"""The fields that they write, and that are looked for afterwards."""
LONGEST_NOTE = 3_000
"""Characters up to which they write on in a note."""
PATIENCE_S = 120.0
DUMP = "shown.json"
"""Beside a profile: what its program shows at the end, in clear."""
CLOCK = SystemClock()

Tell = Callable[..., None]


class Teller:
    """Tells a line at a time, from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()

    def __call__(self, **told: Any) -> None:
        line = json.dumps({"at": time.monotonic(), **told}, ensure_ascii=False) + "\n"
        with self._guard:
            sys.stdout.write(line)
            sys.stdout.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A citizen's page as it was read: one card of it, and the versions that its fields have."""

    citizen: str
    item: Item | None
    contests: Sequence[Contest]

    def seen(self, field: str) -> list[str]:
        """Return every version of a field of the card that stands on the page."""
        versions = [getattr(self.item, field, None)]
        for each in self.contests:
            versions += [each.value, *(rival.value for rival in each.rivals)] if each.field == field else []
        return [str(each) for each in dict.fromkeys(versions) if each is not None]


@dataclass(slots=True)
class Waiting:
    """An own change of *records* that was told as saved at `since`; None while it is still typed."""

    records: frozenset[str]
    since: float | None
    is_well: bool


class Caseworker:
    """A person at an opened profile; what is written is told as intended before, and as saved after."""

    def __init__(self, opened: Opened, *, tell: Tell, chance: Random) -> None:
        self.who = opened.store.user
        self._opened, self._store = opened, opened.store
        self._tell, self._chance = tell, chance
        self._numbers = count(1)
        self._made: list[str] = []
        self._is_typing = False
        self._waiting: dict[str, Waiting] = {}
        self._troubled_at = 0.0
        self._is_troubled = False
        self._engine = Engine(self._store, lambda: access(opened))
        self._engine.listen(self._on_status)
        self._store.listen(self._on_touched)
        self._engine.start()

    def work(self, *, pause: float, stopping: threading.Event) -> None:
        """Act until told to stop, with about *pause* seconds between two acts."""
        while not stopping.wait(self._chance.uniform(0.5, 1.5) * pause):
            try:
                self._act(pause)
            except EnplanError as trouble:
                self._tell(told="trouble", who=self.who, what=type(trouble).__name__)
            except Exception:
                self._tell(told="failed", who=self.who, what=traceback.format_exc())

    def wake(self) -> None:
        """Know that the network is back."""
        self._engine.woken()

    def rest(self) -> None:
        """End what is typed, send everything, and stop."""
        end_typing(self._store)
        until = time.monotonic() + PATIENCE_S
        while self._engine.status().waiting and time.monotonic() < until:
            self._engine.woken()
            time.sleep(0.5)
        self._engine.stop()
        self._tell(told="rested", who=self.who, waiting=self._engine.status().waiting)

    def close(self) -> None:
        """Fetch what the others wrote, prove the file, keep what it shows, and close."""
        link = access(self._opened)
        try:
            sync_once(self._store, link, with_log=True)
        finally:
            link.close()
        findings = [f"{each.check}: {each.about} {each.detail}" for each in verify(self._store).findings]
        with self._store.reader() as reader:
            told = json.dumps(shown_by(reader), ensure_ascii=False)
        (self._opened.profile.folder.parent / f"{self.who}.{DUMP}").write_text(told, encoding="utf-8")
        self._opened.close()
        self._tell(told="closed", who=self.who, findings=findings)

    def _act(self, pause: float) -> None:
        page = self._open(self._citizen())
        deeds = (self._read, self._retitle, self._type, self._add, self._meet)
        deed = self._chance.choices(deeds, weights=(25, 35, 20, 12, 8))[0]
        time.sleep(self._chance.uniform(0, pause / 4))  # reading and thinking: somebody else may be faster
        if page.contests and self._chance.random() < 0.5:
            self._settle(page)
        else:
            deed(page)

    def _citizen(self) -> str:
        """Choose one of the own citizens, some of them much more often: colleagues meet there."""
        with self._store.reader() as reader:
            mine = sorted((each.id for each in reader.all(CITIZEN)), key=_by_lot)
        return mine[int(len(mine) * self._chance.random() ** 2)]

    def _open(self, citizen: str) -> Page:
        """Open a citizen's page as the window does: the look-up is written first."""
        begun = time.perf_counter()
        self._made.clear()
        look_up(self._store, citizen=citizen, purpose="Samtale")
        self._saved(visit=self._visit(), record="", field="", value="", citizen=citizen)
        asked = time.perf_counter()
        with self._store.reader() as reader:
            face(reader, citizen=citizen)
            view = board_view(reader, citizen=citizen, today=today(CLOCK))
            shown = time.perf_counter()
            page = self._page(reader, citizen, [each.item for each in view.cards])
        self._tell(told="opened", who=self.who, took=shown - begun, asked=shown - asked)
        return page

    def _page(self, reader: Reader, citizen: str, items: Sequence[Item]) -> Page:
        shared = citizen_stream(citizen, "plan")
        mine = sorted((each for each in items if each.stream == shared), key=lambda each: _by_lot(each.id))
        if not mine:
            return Page(citizen=citizen, item=None, contests=())
        contested = [each for each in mine if Mark.CONTESTED in each.marks]
        chosen = contested or mine
        item = chosen[int(len(chosen) * self._chance.random() ** 2)]
        return Page(citizen=citizen, item=item, contests=reader.rivals(item.id))

    def _read(self, _page: Page) -> None:
        """Do no more than read."""

    def _retitle(self, page: Page) -> None:
        if page.item is None:
            return self._add(page)
        item, visit = page.item, self._visit()
        value = f"{self._words()} {visit}"
        self._intends(page, visit=visit, field="title", value=value)
        edit_record(self._store, item, title=value)
        return self._saved(visit=visit, record=item.id, field="title", value=value, citizen=page.citizen)

    def _type(self, page: Page) -> None:
        """Type on in a note, saved a few times while the visit lasts."""
        item = page.item
        if item is None or len(item.note or "") > LONGEST_NOTE:
            return self._retitle(page)
        visit, text, self._is_typing = self._visit(), item.note or "", True
        for part in range(self._chance.randint(2, 4)):
            text = f"{text} {self._words()} {visit}-{part}".strip()
            self._intends(page, visit=visit, field="note", value=text)
            type_text(self._store, item, note=text)
            self._saved(visit=visit, record=item.id, field="note", value=text, citizen=page.citizen)
            time.sleep(self._chance.uniform(0.05, 0.4))
        self._is_typing = False
        now = time.monotonic()
        for each in self._waiting.copy().values():
            each.since = each.since or now
        return end_typing(self._store, item.id)

    def _add(self, page: Page) -> None:
        visit = self._visit()
        value = f"{self._words()} {visit}"
        at = (self._chance.uniform(0, 2_000), self._chance.uniform(0, 1_000))
        self._intends(None, visit=visit, field="title", value=value)
        made = add_item(
            self._store, citizen=page.citizen, type=self._chance.choice((ItemType.IDEA, ItemType.GOAL)),
            board=main_board_of(page.citizen), at=at, title=value,
        )  # fmt: skip
        self._saved(visit=visit, record=made, field="title", value=value, citizen=page.citizen)

    def _meet(self, page: Page) -> None:
        """Hold the meeting that was opened, or agree on the next one."""
        if isinstance(page.item, Meeting) and page.item.begun_at is None:
            self._hold(page.item, page.citizen)
        visit = self._visit()
        value = f"Lokale {visit}"
        self._intends(None, visit=visit, field="place", value=value)
        starts = f"2027-{self._chance.randint(1, 12):02}-{self._chance.randint(1, 28):02}T10:00"
        made = plan_meeting(self._store, citizen=page.citizen, starts_at=starts, place=value)
        self._saved(visit=visit, record=made, field="place", value=value, citizen=page.citizen)

    def _hold(self, meeting: Meeting, citizen: str) -> None:
        begin_meeting(self._store, citizen=citizen, meeting=meeting)
        close_meeting(self._store, meeting)
        self._saved(visit=self._visit(), record="", field="", value="", citizen=citizen)

    def _settle(self, page: Page) -> None:
        """Settle what has several versions: a title anew, of a note every word of each."""
        contest = next((each for each in page.contests if each.field in FIELDS), None)
        if page.item is None or contest is None:
            return
        visit = self._visit()
        seen = page.seen(contest.field) if contest.field == "note" else [self._words()]
        value = " ".join([*dict.fromkeys(" ".join(seen).split()), f"{visit}-0"])
        self._intends(page, visit=visit, field=contest.field, value=value)
        settle(self._store, page.item, values={contest.field: value})
        self._saved(visit=visit, record=page.item.id, field=contest.field, value=value, citizen=page.citizen)

    def _visit(self) -> str:
        """Return a word that nobody has written before."""
        return f"{self.who}x{getpid()}x{next(self._numbers)}"

    def _words(self) -> str:
        return " ".join(self._chance.sample(_WORDS, 2)).capitalize()

    def _intends(self, page: Page | None, *, visit: str, field: str, value: str) -> None:
        self._made.clear()
        saw = page.seen(field) if page is not None else []
        record = page.item.id if page is not None and page.item is not None else ""
        self._tell(told="intends", who=self.who, visit=visit, record=record, field=field, value=value, saw=saw)

    def _saved(self, **told: str) -> None:
        """Tell that the program has said that it is saved here."""
        self._tell(told="saved", who=self.who, **told, changes=list(dict.fromkeys(self._made)))
        self._made.clear()

    def _on_status(self, status: Status) -> None:
        self._is_troubled = status.reason is not None
        if self._is_troubled:
            self._troubled_at = time.monotonic()

    def _on_touched(self, touched: Touched) -> None:
        """On the thread that wrote: keep what was saved here; hear what was received."""
        if touched.remote:
            self._hear()
            return
        self._made += touched.changes
        since = None if self._is_typing else time.monotonic()
        for each in touched.changes:
            self._waiting[each] = Waiting(touched.records, since, is_well=not self._is_troubled)

    def _hear(self) -> None:
        """Tell which own changes bear no mark of waiting any more."""
        waiting = {change: each for change, each in self._waiting.copy().items() if each.since is not None}
        if not waiting:
            return
        with self._store.reader() as reader:
            found = reader.some(sorted({record for each in waiting.values() for record in each.records}))
        pending = {each.id for each in found if Mark.PENDING in each.marks}
        now = time.monotonic()
        for change, each in waiting.items():
            if each.since is not None and not each.records & pending:
                del self._waiting[change]
                is_well = each.is_well and self._troubled_at < each.since
                self._tell(told="received", who=self.who, change=change, took=now - each.since, well=is_well)


def _by_lot(identity: str) -> int:
    """Return a number by which all caseworkers put the same things in the same order."""
    return crc32(identity.encode())


_WORDS = ("aftale", "besøg", "bolig", "bus", "dagbog", "frokost", "gåtur", "hjælp", "indkøb", "job", "kaffe", "læge")


def access(opened: Opened) -> Access:
    """Return a link of the opened profile."""
    address = opened.profile.facts.server or ""
    return Access(opened.store, server=address, profile=opened.profile, unlocked=opened.unlocked)


def shown_by(reader: Reader) -> dict[str, Any]:
    """Return what a program shows: its records' fields, their other versions, and what became of its own changes."""
    citizens = [each.id for each in reader.all(CITIZEN)]
    records = [each.id for citizen in citizens for each in reader.everything(citizen=citizen)]
    shown = reader.show(records)
    contested = [each.id for each in reader.contested(limit=len(records))]
    return {
        "shown": {each: {name: fields.get(name) for name in FIELDS} for each, fields in shown.items()},
        "rivals": {
            each: {one.field: sorted(str(rival.value) for rival in one.rivals) for one in reader.rivals(each)}
            for each in contested
        },
        "own": {each.id: each.state for each in reader.changes(limit=1 << 40) if each.own},
    }


def opened_profile(folder: Path, *, login: str, address: str, password: str) -> Opened:
    """Open the profile in *folder*; where there is none, join the server and fetch what is the user's."""
    if folder.exists():
        return open_with_passphrase(folder, PASSPHRASE, clock=CLOCK)
    wanted = Joining(folder=folder, address=address, login=login, password=password, passphrase=PASSPHRASE)
    opened = join(wanted, CLOCK)
    link = access(opened)
    try:
        sync_once(opened.store, link)
    finally:
        link.close()
    return opened


def main(words: Sequence[str]) -> None:
    """Play until told to end."""
    folder, seed, pause, guesses, cache_kib, password, *people = words
    if guesses == "cheap":
        make_guessing_cheap()
    if int(cache_kib):
        page_cache.MOST_KIB = page_cache.LEAST_KIB = page_cache.PLAN_KIB = int(cache_kib)
    tell, stopping = Teller(), threading.Event()
    team: dict[str, Caseworker] = {}
    for login, _, address in (each.partition("=") for each in people):
        opened = opened_profile(Path(folder) / login, login=login, address=address, password=password)
        team[login] = Caseworker(opened, tell=tell, chance=Random(f"{seed} {login}"))
    at_work = [
        threading.Thread(target=each.work, kwargs={"pause": float(pause), "stopping": stopping}, name=login)
        for login, each in team.items()
    ]
    tell(told="ready")
    _wake_until("begin", team)
    for each in at_work:
        each.start()
    _wake_until("rest", team)
    stopping.set()
    for each in at_work:
        each.join()
    for worker in team.values():
        worker.rest()
    _wake_until("end", team)
    for worker in team.values():
        worker.close()


def _wake_until(verb: str, team: Mapping[str, Caseworker]) -> None:
    """Wake whom lines say, until one says *verb* or nobody says anything any more."""
    for line in iter(sys.stdin.readline, ""):
        said, _, login = line.strip().partition(" ")
        if said == verb:
            return
        team[login].wake()


if __name__ == "__main__":
    main(sys.argv[1:])
