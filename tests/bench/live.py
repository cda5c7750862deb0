"""Measures how soon a colleague sees a card that was moved; prints one JSON object.

    python tests/bench/live.py [--moves 100]

A server, the mover's program and the colleague's program are processes of their own on one machine. The time runs from
the moment the mover lets go of the card to the end of the frame in which the colleague's board shows it elsewhere. The
reference is one request and its answer between the same processes: what no program could be faster than.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import SystemClock, today
from app.domain.item import ItemType
from app.ids import main_board_of
from app.operations.board import Move, move_cards
from app.operations.items import add_item
from app.queries.board import board_view
from app.store.opened import Opened, open_with_passphrase
from story.programs import PASSPHRASE, Municipality, a_municipality, environment
from sync.client.access import Access
from ui import theme
from ui.__main__ import start_exchange
from ui.board.board_screen import BoardScreen
from ui.bridge import Bridge

REST_S = 0.4
"""Between two moves: a hand that moves one card after another."""
PATIENCE_S = 30.0
START_S = 3.0
"""Until both programs have said hello."""


class Frames(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, painted: QWidget) -> None:
        super().__init__(painted)
        self.count = 0
        painted.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count a frame; the widget gets it too."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Colleague:
    """The colleague's program with the board on the screen; `seen` is when it painted what was waited for."""

    def __init__(self, opened: Opened, citizen: str) -> None:
        instance = QApplication.instance() or QApplication([])
        assert isinstance(instance, QApplication)
        self._application = instance
        theme.load_fonts()
        theme.apply(instance, theme.Theme(calm=True))
        self._bridge = Bridge(opened.store)
        self._running = start_exchange(opened, lambda _told: None)
        self._screen = BoardScreen(self._bridge)
        self._screen.open(citizen, today=today(SystemClock()))
        self._screen.resize(1366, 768)
        self._screen.show()
        self._frames = Frames(self._screen.canvas.viewport())

    def seen(self, card: str, due: str) -> float:
        """Wait until a frame shows *card* at the day *due*; return when, on the clock that all processes share."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE_S:
            before = self._frames.count
            self._application.processEvents()
            shown = self._screen.easel.card(card) if self._screen.model.view else None
            if shown is not None and getattr(shown.item, "due", None) == due and self._frames.count > before:
                return time.monotonic()
            time.sleep(0.0005)
        raise TimeoutError(f"no frame shows {due}")

    def rest(self, seconds: float) -> None:
        """Let events pass."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            self._application.processEvents()
            time.sleep(0.005)

    def close(self) -> None:
        """End the program."""
        self._running.stop()
        self._screen.close()
        self._bridge.close()


def move_on_demand(folder: Path, citizen: str, card: str) -> None:
    """Be the mover: for each day that is read, move the card to it and print when it was let go."""
    with open_with_passphrase(folder, PASSPHRASE, clock=SystemClock()) as opened:
        running = start_exchange(opened, lambda _told: None)
        for line in sys.stdin:
            with opened.store.reader() as reader:
                view = board_view(reader, citizen=citizen, today=today(SystemClock()))
            item = next(each.item for each in view.cards if each.item.id == card)
            told = f"{time.monotonic()}\n"
            move_cards(
                opened.store, [Move(item=item, day=line.strip())], citizen=citizen, board=main_board_of(citizen)
            )  # fmt: skip
            sys.stdout.write(told)
            sys.stdout.flush()
        running.stop()


def measure(moves: int) -> dict[str, object]:
    """Return the milliseconds from release to frame, and those of one request and its answer."""
    with tempfile.TemporaryDirectory() as folder, a_municipality(Path(folder)) as office:
        citizen = office.shared_citizen()
        with office.mette.open() as opened:
            card = add_item(opened.store, citizen=citizen, type=ItemType.GOAL, title="Et mål, der flyttes")
        office.share(citizen)
        with a_mover(office, citizen, card) as mover, office.jonas.open() as opened:
            colleague = Colleague(opened, citizen)
            try:
                colleague.rest(START_S)
                taken = list(_moves(mover, colleague, card, moves))
                asked = list(_requests(opened, moves))
            finally:
                colleague.close()
    taken_ms, asked_ms = sorted(each * 1e3 for each in taken), sorted(each * 1e3 for each in asked)
    return {
        "moves": moves,
        "release_to_frame_ms": round(median(taken_ms), 1),
        "release_to_frame_p95_ms": round(quantiles(taken_ms, n=20)[-1], 1),
        "longest_ms": round(taken_ms[-1], 1),
        "one_request_ms": round(median(asked_ms), 1),
        "requests": round(median(taken_ms) / median(asked_ms), 1),
    }


@contextmanager
def a_mover(office: Municipality, citizen: str, card: str) -> "Iterator[subprocess.Popen[str]]":
    """Hold the mover's program."""
    words = [sys.executable, str(Path(__file__)), "--mover", str(office.mette.folder), citizen, card]
    mover = subprocess.Popen(words, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield mover
    finally:
        mover.communicate(timeout=60)


def _moves(mover: "subprocess.Popen[str]", colleague: Colleague, card: str, moves: int) -> Iterator[float]:
    """Yield the seconds from release to frame of each move."""
    assert mover.stdin is not None
    assert mover.stdout is not None
    for number in range(1, moves + 1):
        due = (today(SystemClock()) + timedelta(days=number)).isoformat()
        mover.stdin.write(due + "\n")
        mover.stdin.flush()
        let_go = float(mover.stdout.readline())
        yield colleague.seen(card, due) - let_go
        colleague.rest(REST_S)


def _requests(opened: Opened, count: int) -> Iterator[float]:
    """Yield the seconds that a question about news takes whose answer waits for nothing."""
    access = Access(
        opened.store, server=opened.profile.facts.server or "", profile=opened.profile, unlocked=opened.unlocked
    )
    try:
        for _ in range(count):
            begun = time.monotonic()
            access.index(known="", wait=0)
            yield time.monotonic() - begun
    finally:
        access.close()


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--moves", type=int, default=100)
    parser.add_argument("--mover", nargs=3, metavar=("FOLDER", "CITIZEN", "CARD"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.mover:
        move_on_demand(Path(told.mover[0]), *told.mover[1:])
    else:
        sys.stdout.write(json.dumps(measure(told.moves)) + "\n")


if __name__ == "__main__":
    main()
