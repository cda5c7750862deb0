"""Measures the program as it starts and is used, in processes of its own; prints one JSON object.

    python tests/bench/start.py [--citizens 40 500] [--people 68000] [--runs 5]

Each process runs the real way in off screen, on a profile with its wraps and its encrypted file. `start` is from the
start of the process to the painted unlock window, `usable` from Enter on the right passphrase to «Mine borgere» painted
with rows and a key in its search. The reference is an empty window of the bare toolkit, and Argon2id alone.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

PASSPHRASE = "tolv cykler uden lygter"
TYPING_S = 3.0
"""How long a person takes to write a passphrase: the program loads the rest meanwhile."""
LOOKING_S = 1.0
"""How long a person looks at the list of citizens before opening one."""
ASKED = "kirsten holm"
OPENED = 8
Facts = dict[str, Any]


class Watch:
    """Runs the Qt loop until something is true, and keeps how long the Qt thread was held at most."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self.longest_ms = self.longest_cpu_ms = 0.0

    def until(self, is_true: Callable[[], object], *, least_s: float = 0.0) -> None:
        """Let events pass until *is_true* and, in any case, for *least_s* seconds; gives up after a minute."""
        begun = time.perf_counter()
        while time.perf_counter() - begun < least_s or not is_true():
            wall, cpu = time.perf_counter(), time.thread_time()
            self._application.processEvents()
            self.longest_ms = max(self.longest_ms, (time.perf_counter() - wall) * 1e3)
            self.longest_cpu_ms = max(self.longest_cpu_ms, (time.thread_time() - cpu) * 1e3)
            time.sleep(0.0005)
            if time.perf_counter() - begun > 60:
                raise TimeoutError

    def held(self, name: str) -> Facts:
        """Return the longest time the Qt thread was held since this was asked last."""
        told = {f"stall_{name}_ms": round(self.longest_ms, 1), f"stall_{name}_cpu_ms": round(self.longest_cpu_ms, 1)}
        self.longest_ms = self.longest_cpu_ms = 0.0
        return told


class Taken:
    """Milliseconds of wall and CPU time since it was made; the CPU time is that of all threads."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        self.wall_ms = self.cpu_ms = 0.0

    def stop(self) -> "Taken":
        """Take the times now."""
        self.wall_ms = (time.perf_counter() - self._wall) * 1e3
        self.cpu_ms = (time.process_time() - self._cpu) * 1e3
        return self

    def told(self, name: str) -> Facts:
        """Return both."""
        return {f"{name}_ms": round(self.wall_ms, 1), f"{name}_cpu_ms": round(self.cpu_ms, 1)}


def _medians(name: str, taken: list[Taken]) -> Facts:
    wall, cpu = median(each.wall_ms for each in taken), median(each.cpu_ms for each in taken)
    return {f"{name}_ms": round(wall, 1), f"{name}_cpu_ms": round(cpu, 1)}


def bare() -> Facts:
    """Show an empty window of the toolkit: what no program in it can do without."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    window = QWidget()
    window.show()
    application.processEvents()
    return _since_begun("bare")


def shown(_watch: Watch, _program: Any) -> Facts:
    """Wait for the painted unlock window."""
    return _since_begun("start")


def used(watch: Watch, program: Any) -> Facts:
    """Open the profile, «Mine borgere», some citizens; search."""
    watch.until(lambda: "ui.main_window" in sys.modules, least_s=TYPING_S)
    facts = _unlock(watch, program) | watch.held("unlocking") | _memory("memory")
    facts |= _search(watch, program) | watch.held("searching")
    return facts | _open(watch, program) | watch.held("opening") | _memory("memory_used")


def met(watch: Watch, program: Any) -> Facts:
    """Visit every screen and the faces of a citizen's page, begin a meeting there, and end it."""
    from PySide6.QtCore import QTimer

    from ui.screens import LEADING, SCREENS

    watch.until(lambda: "ui.main_window" in sys.modules, least_s=TYPING_S)
    _unlock(watch, program)
    for each in (*SCREENS, *LEADING):
        program.window.show_screen(each.id)
        watch.until(lambda: _is_quiet(program), least_s=0.2)
    program.window.open_citizen(_first_citizens(watch, program, 1)[0])
    watch.until(lambda: program.window.page is not None and _is_quiet(program))
    facts: Facts = {}
    for name, is_on in (("begin", True), ("end", False)):
        for face in ("consents", "areas", "list", "board"):
            program.window.page.show_face(face)
            watch.until(lambda: _is_quiet(program), least_s=0.2)
        watch.held(name)
        taken = Taken()
        page = program.window.page
        QTimer.singleShot(0, page.start_meeting if is_on else page.end_meeting)
        watch.until(partial(_has_turned, program, is_on))
        facts |= taken.stop().told(f"meeting_{name}") | watch.held(f"meeting_{name}")
    return facts


def _unlock(watch: Watch, program: Any) -> Facts:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    field = next(each for each in program.unlock_window.findChildren(QLineEdit) if each.isVisible())
    field.setText(PASSPHRASE)
    watch.held("typing")
    taken = Taken()
    field.returnPressed.emit()
    watch.until(lambda: program.window is not None)
    window_shown = taken.stop().told("window")
    program.window.show_screen("citizens")
    search, people = _parts(program)
    painted = _painted(people)
    watch.until(lambda: painted.count and people.rows.rowCount())
    QTest.keyClicks(search, "k")
    assert search.text() == "k"
    return window_shown | taken.stop().told("usable")


def _search(watch: Watch, program: Any) -> Facts:
    from PySide6.QtTest import QTest

    search, people = _parts(program)
    painted = _painted(people)
    resets: list[int] = []
    people.rows.modelReset.connect(lambda: resets.append(painted.count))
    keys: list[Taken] = []
    search.clear()
    watch.until(lambda: _is_quiet(program) and _is_seen(people, painted.count, resets))
    for letter in ASKED:
        resets.clear()
        taken = Taken()
        QTest.keyClicks(search, letter)
        watch.until(lambda: _is_quiet(program) and _is_seen(people, painted.count, resets))
        keys.append(taken.stop())
    return _medians("key", keys)


def _open(watch: Watch, program: Any) -> Facts:
    boards, lists = [], []
    for citizen in _first_citizens(watch, program, OPENED):
        watch.until(lambda: _is_quiet(program), least_s=LOOKING_S)
        taken = Taken()
        program.window.open_citizen(citizen)
        _until_seen(watch, program)
        boards.append(taken.stop())
        watch.until(lambda: _is_quiet(program))
        taken = Taken()
        program.window.page.show_face("list")
        _until_listed(watch, program)
        lists.append(taken.stop())
        program.window.show_screen("citizens")
        watch.until(lambda: _is_quiet(program))
    return boards[0].told("open_first") | _medians("open_board", boards[1:]) | _medians("open_list", lists[1:])


def _is_seen(people: Any, painted: int, resets: list[int]) -> bool:
    """Tell whether what was found is painted; the same people again are left as they are."""
    return not resets or painted > resets[-1] or not people.isVisible()


def _until_seen(watch: Watch, program: Any) -> None:
    """Wait until the citizen's board is painted with what is on it."""
    from ui.board.board_screen import BoardScreen

    watch.until(lambda: program.window.page is not None)
    board = program.window.page.findChild(BoardScreen)
    painted = _painted(board.canvas)
    shown: list[int] = []
    board.model.shown.connect(lambda _view: shown.append(painted.count))
    watch.until(lambda: shown and painted.count > shown[0])


def _until_listed(watch: Watch, program: Any) -> None:
    """Wait until the rows of the plan are painted, and nothing more is asked."""
    from PySide6.QtWidgets import QListView

    view = next(each for each in program.window.page.findChildren(QListView, "Rows") if each.isVisible())
    painted, resets = _painted(view), []
    view.model().modelReset.connect(lambda: resets.append(painted.count))
    watch.until(lambda: _is_quiet(program) and resets and painted.count > resets[-1])


def _first_citizens(watch: Watch, program: Any, count: int) -> list[str]:
    """Return the first citizens of «Mine borgere»."""
    program.window.show_screen("citizens")
    search, people = _parts(program)
    search.clear()
    watch.until(lambda: people.rows.rowCount() > OPENED and _is_quiet(program))
    return [people.rows.data(people.rows.index(place, 0), 0x100).id for place in range(count)]


def _parts(program: Any) -> tuple[Any, Any]:
    """Return the search field and the list of «Mine borgere»."""
    from ui.screens.citizens import CitizensScreen

    screen = program.window.findChild(CitizensScreen)
    return screen._field, screen._list


def _has_turned(program: Any, is_on: bool) -> bool:
    return program.window.page.is_meeting is is_on and _is_quiet(program)


def _is_quiet(program: Any) -> bool:
    bridge = program.window.desk.bridge
    return not bridge._reads._waiting and not bridge._writes._waiting


def _painted(widget: Any) -> Any:
    """Count how often *widget* is painted; the class needs Qt, which a child loads late."""
    from PySide6.QtCore import QEvent, QObject

    class Painted(QObject):
        def __init__(self) -> None:
            super().__init__(widget)
            self.count = 0
            widget.viewport().installEventFilter(self)

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.count += event.type() is QEvent.Type.Paint
            return False

    return Painted()


def _memory(name: str) -> Facts:
    import psutil

    return {f"{name}_mb": round(psutil.Process().memory_info().rss / 1e6, 1)}


def _since_begun(name: str) -> Facts:
    """Return wall time since the parent started this process, and its CPU time."""
    wall = time.monotonic() - float(os.environ["ENPLAN_BENCH_BEGUN"])
    return {f"{name}_ms": round(wall * 1e3, 1), f"{name}_cpu_ms": round(time.process_time() * 1e3, 1)}


def child(act: Callable[[Watch, Any], Facts]) -> int:
    """Run the program's own way in, and *act* inside its event loop: before it, Qt tells no widget of a new font."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui.__main__ import main

    sys.argv = ["enplan"]
    whole = QApplication.exec

    def do() -> None:
        from ui.program import Program

        application = QApplication.instance()
        assert application is not None
        program: Any = application.findChild(Program)
        watch = Watch(application)
        watch.until(lambda: program.unlock_window.isVisible())
        _tell(act(watch, program))
        program.quit()

    def run() -> int:
        QTimer.singleShot(0, do)
        return whole()

    QApplication.exec = staticmethod(run)  # type: ignore[method-assign]
    return main()


def _tell(facts: Facts) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def make(folder: Path, *, citizens: int, people: int) -> Path:
    """Make a profile under *folder*, as the program finds it there, and return the folder."""
    from app.clock import SystemClock
    from app.store.opened import create_local
    from bench.store import fill

    profile = folder / "enplan" / "profile"
    profile.parent.mkdir(parents=True)
    with create_local(profile, user="mette", passphrase=PASSPHRASE, clock=SystemClock()) as opened:
        fill(opened.store, citizens=citizens, people=people)
    return folder


def runs(act: str, folder: Path, *, times: int) -> Facts:
    """Run *act* in so many processes and one more before, and return the medians."""
    found = list(_runs(act, folder, times=times + 1))[1:]
    return {name: round(median(each[name] for each in found), 1) for name in found[0]}


def _runs(act: str, folder: Path, *, times: int) -> Iterator[Facts]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept |= {"XDG_DATA_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "code")}
    for _ in range(times):
        begun = {"ENPLAN_BENCH_BEGUN": str(time.monotonic())}
        words = [sys.executable, __file__, "--child", act]
        done = subprocess.run(words, env=kept | begun, stdout=subprocess.PIPE, text=True, check=True)
        yield json.loads(done.stdout)


def argon2_ms() -> float:
    """Return what Argon2id alone takes at the program's cost."""
    from app.store.wraps import DEFAULT_COST, stretched

    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        stretched(PASSPHRASE, salt=bytes(16), cost=DEFAULT_COST)
        taken.append((time.perf_counter() - begun) * 1e3)
    return round(median(taken), 1)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--citizens", type=int, nargs="*", default=[40, 500])
    words.add_argument("--people", type=int, default=68_000)
    words.add_argument("--runs", type=int, default=5)
    words.add_argument("--child", choices=["bare", "shown", "used", "met"])
    asked = words.parse_args()
    if asked.child == "bare":
        _tell(bare())
        return
    if asked.child:
        sys.exit(child({"shown": shown, "used": used, "met": met}[asked.child]))
    with tempfile.TemporaryDirectory() as folder:
        facts: Facts = {"argon2_ms": argon2_ms()}
        for count in asked.citizens:
            profile = make(Path(folder) / str(count), citizens=count, people=0)
            if "start_ms" not in facts:
                facts |= runs("bare", profile, times=asked.runs) | runs("shown", profile, times=asked.runs)
            facts[f"{count}_citizens"] = runs("used", profile, times=max(1, asked.runs // 2))
            facts[f"{count}_citizens"] |= runs("met", profile, times=1)
        if asked.people:
            crowd = make(Path(folder) / "people", citizens=40, people=asked.people)
            facts[f"{asked.people}_people"] = runs("used", crowd, times=1)
    facts["start_to_bare"] = round(facts["start_cpu_ms"] / facts["bare_cpu_ms"], 2)
    _tell(facts)


if __name__ == "__main__":
    main()
