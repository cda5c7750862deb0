"""Kills a program again and again in one profile, at moments that a seed chooses, and looks at what is left."""

import math
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.clock import SystemClock
from app.domain.board import Axis, Board
from app.ids import main_board_of
from app.operations.board import show_axis
from app.operations.citizens import add_citizen
from app.operations.intake import import_files
from app.operations.items import add_item, edit_record
from app.store import keys
from app.store.keys import Unlocked
from app.store.opened import Opened, open_store
from app.store.profile import Profile
from app.store.store import Store
from builders import a_store
from story import kill_looks
from story.kill_program import DRAGGED, SHARED, TYPED, Orders, play
from sync.client.access import Access
from sync.client.once import sync_once
from sync.server import staffing
from sync.server.database import Database
from ui.__main__ import join
from ui.front import Joining

KINDS = ("typing", "dragging", "syncing", "importing", "passphrase")
LASTS_S = {"typing": 1.2, "dragging": 0.5, "syncing": 1.0, "importing": 0.8, "passphrase": 1.2}
"""About how long an act of a kind takes, from its beginning until it is told as saved."""
SOONEST_S, AFTER_COMMIT_S = 0.002, (0.00005, 0.02)
PATIENCE_S = 60.0
FILES_A_RUN = 4
PASSPHRASE = "fire grønne både sejler"
PASSWORD = "otte blå heste galoperer"
FILE = Path(__file__).parents[1] / "data" / "fhir" / "medcom" / "Bundle-c0426e3e-978f-46e8-a366-a30f27854b0a.json"
MODULES = ["PySide6.QtTest", "ui.main_window", "ui.idle", "ui.__main__", "app.operations.intake", "sync.client.engine"]


@dataclass
class Run:
    """What one program told before it was killed."""

    kind: str
    begun: dict[int, str] = field(default_factory=dict)
    """What each act was about, by its number."""
    done: set[int] = field(default_factory=set)
    saved: set[str] = field(default_factory=set)
    commits: int = 0

    @property
    def is_cut(self) -> bool:
        """Whether the kill fell between the beginning of an act and its being told as saved."""
        return bool(self.begun.keys() - self.done)

    @property
    def outcome(self) -> dict[str, bool]:
        """What was begun, and whether it was told as saved."""
        return {what: number in self.done for number, what in self.begun.items()}

    def hear(self, told: tuple[Any, ...]) -> None:
        """Take in what the program tells."""
        what, *rest = told
        if what == "begin":
            self.begun[rest[0]] = rest[1]
        elif what == "done":
            self.done.add(rest[0])
        elif what == "saved":
            self.saved |= set(rest[0])
        elif what == "commit":
            self.commits += 1
        else:
            raise AssertionError(f"the program failed: {rest}")


@dataclass(frozen=True)
class Aim:
    """When to kill: so long after the beginning of an act of a run, or after a commit in it (0 for none)."""

    act: int
    commit: int
    after_s: float

    @classmethod
    def drawn(cls, kind: str, chance: random.Random) -> "Aim":
        """Draw an aim; commits are aimed at by themselves, because their moments are short."""
        commit = chance.choice((0, 0, 0, 1, 2, 3))
        soonest, latest = AFTER_COMMIT_S if commit else (SOONEST_S, LASTS_S[kind])
        after = math.exp(chance.uniform(math.log(soonest), math.log(latest)))
        return cls(act=chance.choice((0, 0, 1)), commit=commit, after_s=after)


class Campaign:
    """All kills in one profile; `problems` says what was found that must never be."""

    def __init__(self, folder: Path, *, address: str, data: Path, seed: int) -> None:
        self.problems: list[str] = []
        self.runs: list[Run] = []
        self._folder = folder
        self._address = address
        self._chance = random.Random(seed)
        self._context: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
        self._context.set_forkserver_preload(MODULES)
        self._passphrase = PASSPHRASE
        self._acts = 0
        self._saved: set[str] = set()
        self._outcomes: dict[str, dict[str, bool]] = {kind: {} for kind in (*KINDS, "filling in")}
        self._size, self._shape = self._reference()
        self._colleague = self._joined("jonas")
        self._stand(data)

    def told(self) -> str:
        """Return how many kills fell into each kind of act, and how many of them before it was told as saved."""
        return ", ".join(f"{kind} {count} ({self.cut(kind)} in an act)" for kind, count in self._counted().items())

    def cut(self, kind: str) -> int:
        """Return how many kills fell between the beginning of an act of a *kind* and its being told as saved."""
        return sum(each.is_cut for each in self.runs if each.kind == kind)

    def close(self) -> None:
        """Close the colleague's profile."""
        self._colleague.close()

    def _counted(self) -> Counter[str]:
        return Counter(each.kind for each in self.runs)

    # --- before ---------------------------------------------------------------------------------------------

    def _reference(self) -> tuple[int, Counter[tuple[Any, ...]]]:
        """Return how many records a file becomes, and what they show, where nobody is killed."""
        with a_store(self._folder, name="reference.db") as store:
            import_files(store, [kill_looks.variant(FILE, self._folder, number=-1)])
            return max(kill_looks.intakes(store).values()), kill_looks.shape(store)

    def _joined(self, name: str, *, login: str = "") -> Opened:
        wanted = Joining(
            folder=self._folder / name,
            address=self._address,
            login=login or name,
            password=PASSWORD,
            passphrase=PASSPHRASE,
        )
        return join(wanted, SystemClock())

    def _stand(self, data: Path) -> None:
        """Make the citizens whom the acts are about; one of them is the colleague's too."""
        with self._joined("mette") as opened:
            self._unlocked = Unlocked(data_key=opened.unlocked.data_key)
            store = opened.store
            self._citizens = {each: add_citizen(store, given="Karen", family=each) for each in (TYPED, DRAGGED, SHARED)}
            dragged = self._citizens[DRAGGED]
            for number, at in enumerate(kill_looks.CORNERS):
                add_item(store, citizen=dragged, title=f"Flyttes {number}", board=main_board_of(dragged), at=at)
            board = Board(id=main_board_of(dragged), citizen=dragged)
            show_axis(store, board, citizen=dragged, axis=Axis.FREE)
            self._exchange(opened)
        server = Database.embedded(data)
        staffing.assign(server, logins=["jonas"], citizens=[self._citizens[SHARED]], clock=SystemClock())
        server.close()
        self._exchange(self._colleague)

    def _exchange(self, opened: Opened) -> None:
        access = Access(opened.store, server=self._address, profile=opened.profile)
        try:
            sync_once(opened.store, access, with_log=True)
        finally:
            access.close()

    @contextmanager
    def _opened(self) -> Iterator[Opened]:
        profile = Profile.open(self._folder / "mette")
        with Opened(
            profile=profile, unlocked=self._unlocked, store=open_store(profile, self._unlocked, clock=SystemClock())
        ) as opened:
            yield opened

    # --- killing --------------------------------------------------------------------------------------------

    def kill(self, kind: str) -> None:
        """Let a program play acts of a *kind*, kill it at a moment of the seed's, and look at what it left."""
        aim = Aim.drawn(kind, self._chance)
        orders = Orders(
            folder=self._folder / "mette",
            passphrase=self._passphrase,
            kind=kind,
            first=self._acts,
            is_online=kind == "syncing",
            is_form=kind == "typing" and self._chance.random() < 0.4,
            files=tuple(self._variants()) if kind == "importing" else (),
        )
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=play, args=(theirs, orders), daemon=True)
        process.start()
        theirs.close()
        run = Run(kind)
        self.runs.append(run)
        try:
            self._follow(ours, run, aim)
        finally:
            process.kill()
            process.join()
            _drain(ours, run)
            ours.close()
        self._acts += FILES_A_RUN + len(run.begun)
        self._look(run, is_form=orders.is_form)

    def _variants(self) -> list[Path]:
        return [
            kill_looks.variant(FILE, self._folder, number=number)
            for number in range(self._acts, self._acts + FILES_A_RUN)
        ]

    def _follow(self, pipe: Connection, run: Run, aim: Aim) -> None:
        """Hear the program until the moment that is aimed at."""
        until = time.monotonic() + PATIENCE_S
        awaited = math.inf
        while pipe.poll(max(0.0, until - time.monotonic())):
            begun = len(run.begun)
            run.hear(pipe.recv())
            until = max(until, time.monotonic() + PATIENCE_S) if len(run.begun) <= aim.act else until
            if begun < len(run.begun):
                self._write_as_colleague(run)
            if len(run.begun) > max(begun, aim.act) and aim.act == begun:
                awaited = run.commits + aim.commit if aim.commit else math.inf
                until = time.monotonic() + (2 * LASTS_S[run.kind] if aim.commit else aim.after_s)
            elif run.commits >= awaited:
                awaited = math.inf
                until = time.monotonic() + aim.after_s
            if time.monotonic() >= until:
                break
        assert run.begun, f"the program never came to an act: {run}"

    def _write_as_colleague(self, run: Run) -> None:
        """Send something while the program exchanges: a new card, and another note on one that is there."""
        if run.kind != "syncing":
            return
        store, shared = self._colleague.store, self._citizens[SHARED]
        title = f"Jonas {self._chance.random()}"
        identity = add_item(store, citizen=shared, title=title, board=main_board_of(shared), at=(900.0, 0.0))
        with store.reader() as reader:
            held = reader.record(identity)
        assert held is not None
        edit_record(store, held, note="Skrevet af Jonas")
        self._outcomes["syncing"][title] = False
        self._exchange(self._colleague)

    # --- looking --------------------------------------------------------------------------------------------

    def _look(self, run: Run, *, is_form: bool) -> None:
        self._saved |= run.saved
        found = self._passphrases(run) if run.kind == "passphrase" else []
        kept = "filling in" if is_form else run.kind
        self._outcomes[kept] |= run.outcome
        with self._opened() as opened:
            found += kill_looks.problems(opened.store, saved=self._saved)
            found += self._acts_in_part(opened.store, kept)
        self.problems += [f"kill {len(self.runs)}, {kept}: {each}" for each in found]

    def _acts_in_part(self, store: Store, kind: str) -> list[str]:
        outcome = self._outcomes[kind]
        if kind == "typing":
            return kill_looks.words(store, citizens=[self._citizens[TYPED]], titles=outcome)
        if kind == "syncing":
            return kill_looks.words(store, citizens=[self._citizens[SHARED]], titles=outcome)
        if kind == "filling in":
            return kill_looks.forms(store, names=outcome)
        if kind == "dragging":
            return kill_looks.places(store, citizen=self._citizens[DRAGGED])
        if kind == "importing":
            return kill_looks.files(store, done=outcome, size=self._size)
        return []

    def _passphrases(self, run: Run) -> list[str]:
        """Return what is wrong with the passphrase: one opens, the last that was told as changed or one after it."""
        tried = [self._passphrase, *run.begun.values()]
        opens = [each for each in tried if self._opens(each)]
        if len(opens) != 1:
            return [f"{len(opens)} passphrases open"]
        told = [self._passphrase, *(run.begun[number] for number in sorted(run.done))]
        self._passphrase = opens[0]
        return [] if tried.index(opens[0]) >= tried.index(told[-1]) else ["an earlier passphrase opens again"]

    def _opens(self, passphrase: str) -> bool:
        with Profile.open(self._folder / "mette") as profile:
            try:
                keys.unlock(profile, passphrase, clock=SystemClock())
            except keys.WrongPassphrase:
                return False
        return True

    # --- at the end -----------------------------------------------------------------------------------------

    def end(self) -> None:
        """Bring in again what was brought in, exchange to the end, and compare with a device that begins anew."""
        with self._opened() as opened:
            self.problems += self._brought_in_again(opened.store)
            self._exchange(opened)
            self._exchange(self._colleague)
            self._exchange(opened)
            self.problems += kill_looks.problems(opened.store, saved=self._saved)
            with opened.store.reader() as reader:
                outbox = reader.outbox()
            self.problems += [] if (outbox.pending, outbox.refused) == (0, 0) else [f"not sent at the end: {outbox}"]
            held, shared = kill_looks.shown(opened.store), self._citizens[SHARED]
            if held != self._shown_anew():
                self.problems.append("a device that begins anew shows something else")
            if kill_looks.shown(self._colleague.store, citizens=[shared]) != kill_looks.shown(
                opened.store, citizens=[shared]
            ):
                self.problems.append("the colleague sees something else")

    def _brought_in_again(self, store: Store) -> list[str]:
        """Return what is wrong after a second intake makes the rest: not the same as where nobody is killed."""
        files = [Path(each) for each in self._outcomes["importing"]]
        import_files(store, files)
        before = len(kill_looks.intakes(store))
        again = import_files(store, files)
        expected = Counter({what: count * len(files) for what, count in self._shape.items()})
        found = kill_looks.shape(store)
        wrong = [] if found == expected else [f"a second intake: {found - expected} more, {expected - found} missing"]
        anew = again.totals["mapped"] + again.totals["kept"] + again.totals["refused"]
        return wrong + ([f"a third intake wrote {anew}"] if anew or len(kill_looks.intakes(store)) != before else [])

    def _shown_anew(self) -> dict[str, Any]:
        with self._joined("mette-anew", login="mette") as opened:
            self._exchange(opened)
            self.problems += kill_looks.problems(opened.store, saved=set())
            return kill_looks.shown(opened.store)


def _drain(pipe: Connection, run: Run) -> None:
    """Hear what was told before the kill."""
    try:
        while True:
            run.hear(pipe.recv())
    except (EOFError, OSError):
        return
