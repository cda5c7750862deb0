"""Measures how long the Qt thread stands still while many changes of others come in to the board that is open.

    python tests/bench/stall.py [--changes 1000] [--sizes 1000 10000]

A server, the writer's program and the reader's program are processes of their own. The writer moves that many cards,
each by a change of its own, without network, and then exchanges. The reader's program has the board open; a timer
beats on its Qt thread, and from beat to beat three times are taken: what passed, what this thread had a processor for,
and what all threads of the program had. Other programs on the machine lengthen the first alone. A stall is the
longest the Qt thread worked from one beat to the next, and with it whatever else of this program held it up meanwhile.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock, today
from app.ids import main_board_of
from app.operations.board import Move, move_cards
from app.queries.board import board_view
from app.store.opened import Opened, open_with_passphrase
from full_board import a_full_board
from story.programs import PASSPHRASE, a_municipality, environment
from ui import theme
from ui.__main__ import start_exchange
from ui.board.board_screen import BoardScreen
from ui.bridge import Bridge

BEAT_MS = 1
PATIENCE_S = 900.0
REST_S = 3.0
BY = 7.0
"""How far each card is moved, in board units."""


class HeartBeat:
    """From beat to beat of a timer on the Qt thread: milliseconds that passed, that it worked, that all threads did."""

    def __init__(self) -> None:
        self.beats: list[tuple[float, float, float]] = []
        self._last = self._now()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def _now(self) -> tuple[float, float, float]:
        return time.perf_counter() * 1e3, time.thread_time() * 1e3, time.process_time() * 1e3

    def _on_beat(self) -> None:
        now = self._now()
        passed, worked, everything = (one - other for one, other in zip(now, self._last, strict=True))
        self.beats.append((passed, worked, everything))
        self._last = now

    def told(self) -> dict[str, float]:
        """Return the longest of each, and how much the Qt thread worked in all."""
        self._timer.stop()
        return {
            "beats": len(self.beats),
            "stall_cpu_ms": round(max(beat[1] for beat in self.beats), 1),
            "stall_program_cpu_ms": round(max(beat[2] for beat in self.beats), 1),
            "stall_ms": round(max(beat[0] for beat in self.beats), 1),
            "qt_cpu_ms": round(sum(beat[1] for beat in self.beats), 1),
            "program_cpu_ms": round(sum(beat[2] for beat in self.beats), 1),
        }


def write_on_demand(folder: Path, citizen: str, changes: int) -> None:
    """Be the writer: move cards, each by a change of its own, when a line is read; then exchange till the next line."""
    with open_with_passphrase(folder, PASSPHRASE, clock=SystemClock()) as opened:
        with opened.store.reader() as reader:
            view = board_view(reader, citizen=citizen, today=today(SystemClock()))
        board = main_board_of(citizen)
        for number in range(changes):
            card = view.cards[number % len(view.cards)]
            by = BY * (1 + number // len(view.cards))
            move = Move(item=card.item, placement=card.placement, x=card.spot.x + by, y=card.spot.y)
            move_cards(opened.store, [move], citizen=citizen, board=board)
        sys.stdout.write("written\n")
        sys.stdout.flush()
        sys.stdin.readline()
        running = start_exchange(opened, lambda _told: None)
        sys.stdin.readline()
        running.stop()


def measure(application: QApplication, size: int, changes: int) -> dict[str, object]:
    """Return how long the reader's Qt thread stood still."""
    with tempfile.TemporaryDirectory() as folder, a_municipality(Path(folder)) as office:
        with office.mette.open() as opened:
            citizen = a_full_board(opened.store, size)
        office.share(citizen)
        words = [sys.executable, __file__, "--writer", str(office.mette.folder), citizen, "--changes", str(changes)]
        writer = subprocess.Popen(words, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            assert writer.stdout is not None
            writer.stdout.readline()
            with office.jonas.open() as opened:
                return {"things": size, "changes": changes, **_watched(application, opened, citizen, writer, changes)}
        finally:
            writer.communicate(timeout=60)


def _watched(
    application: QApplication, opened: Opened, citizen: str, writer: "subprocess.Popen[str]", changes: int
) -> dict[str, float]:
    """Open the board, let the changes come, and return what the beats told."""
    bridge = Bridge(opened.store)
    running = start_exchange(opened, lambda _told: None)
    screen = BoardScreen(bridge)
    screen.open(citizen, today=today(SystemClock()))
    screen.resize(1600, 1000)
    screen.show()
    try:
        while screen.model.view is None or not screen.model.view.cards:
            _let_pass(application, 0.1)
        before = {card.id: card.spot for card in screen.model.view.cards}
        first = screen.model.view.cards[0].spot
        screen.canvas.set_zoom(1.0)
        screen.canvas.centerOn(QPointF(first.x, first.y))
        _let_pass(application, REST_S)
        gc.collect()  # as the program does at its first rest; after it, it collects at rest alone
        gc.freeze()
        gc.disable()
        beats = HeartBeat()
        assert writer.stdin is not None
        writer.stdin.write("exchange\n")
        writer.stdin.flush()
        moved, begun = list(before)[: min(changes, len(before))], time.monotonic()
        while any(screen.easel.scene.shown_cards[each].spot == before[each] for each in moved[:: len(moved) - 1]):
            assert time.monotonic() - begun < PATIENCE_S
            _let_pass(application, 0.25)
        _let_pass(application, REST_S)
        return beats.told()
    finally:
        gc.enable()
        running.stop()
        screen.close()
        bridge.close()


def _let_pass(application: QApplication, seconds: float) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        application.processEvents()
        time.sleep(0.001)


def main() -> None:
    """Measure each size and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--changes", type=int, default=1_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--writer", nargs=2, metavar=("FOLDER", "CITIZEN"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.writer:
        write_on_demand(Path(told.writer[0]), told.writer[1], told.changes)
        return
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.load_fonts()
    theme.apply(application, theme.Theme(calm=True))
    for size in told.sizes:
        sys.stdout.write(json.dumps(measure(application, size, told.changes)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
