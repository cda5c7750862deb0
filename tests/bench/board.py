"""Measures the board off screen and prints one JSON line a size; beside a bare QGraphicsView when --peers names one.

python tests/bench/board.py [--sizes 200 1000 10000] [--peers DIR]
"""

import argparse
import gc
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from app.clock import FixedClock
from app.domain.agreement import AGREEMENT
from app.domain.board import PLACEMENT, Axis, Placement
from app.domain.connector import CONNECTOR, Connector, Meaning
from app.domain.drawing import INK, Ink
from app.domain.goal import GOAL
from app.domain.intervention import INTERVENTION
from app.domain.life_area import LifeArea
from app.ids import main_board_of
from app.operations.board import encode_stroke, show_axis
from app.operations.citizens import add_citizen
from app.queries.board import board_view, main_board
from app.store.store import Store
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.bridge import Bridge

VIEW = (1600, 1000)
TODAY = date(2026, 11, 24)
WORDS = ("job", "bolig", "økonomi", "helbred", "netværk", "børn", "mentor", "praktik", "læge", "skole", "angst", "søvn")


class Times:
    """Milliseconds of each thing measured."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    @contextmanager
    def taking(self, name: str) -> Iterator[None]:
        """Take the time of one run."""
        begun = time.perf_counter()
        yield
        self.taken.setdefault(name, []).append((time.perf_counter() - begun) * 1e3)

    def told(self) -> dict[str, float]:
        """Return medians, and p95 and the worst where there were many runs."""
        facts: dict[str, float] = {}
        for name, times in self.taken.items():
            facts[f"{name}_ms"] = round(median(times), 2)
            if len(times) > 4:
                facts[f"{name}_p95_ms"] = round(sorted(times)[int(len(times) * 0.95)], 2)
                facts[f"{name}_worst_ms"] = round(max(times), 2)
        return facts


def a_board(folder: Path, size: int) -> tuple[Store, str]:
    """Write a citizen with a free board of *size* things: 60 % cards, 20 % strokes of 60 points, 20 % lines."""
    chance = random.Random(1)
    store = Store.create(
        folder / "board.db", key=bytes(32), clock=FixedClock(datetime(2026, 11, 24, 9, tzinfo=UTC)), user="bench"
    )
    citizen = add_citizen(store, given="Prøve", family="Borger")
    with store.reader() as reader:
        board = main_board(reader, citizen=citizen)
    show_axis(store, board, citizen=citizen, axis=Axis.FREE)
    cards, ids = size * 6 // 10, []
    columns = max(1, round(math.sqrt(cards * 170 / 250 * 1.6)))
    kinds = (GOAL, INTERVENTION, AGREEMENT)
    for begun in range(0, cards, 500):
        with store.transact("Prøve", citizen=citizen) as act:
            for place in range(begun, min(cards, begun + 500)):
                kind = chance.choice(kinds)
                item = kind.record(
                    title=" ".join(chance.sample(WORDS, 5)), life_area=chance.choice(list(LifeArea)), start="2026-12-01"
                )
                ids.append(act.put(kind, item))
                x, y = place % columns * 250.0 + chance.randint(-12, 12), place // columns * 170.0
                act.put(PLACEMENT, Placement(board=main_board_of(citizen), item=ids[-1], x=x, y=y))
    _draw(store, citizen, ids, columns, count=size * 2 // 10, chance=chance)
    return store, citizen


def _draw(store: Store, citizen: str, ids: list[str], columns: int, *, count: int, chance: random.Random) -> None:
    for begun in range(0, count, 250):
        with store.transact("Prøve", citizen=citizen) as act:
            for _ in range(begun, min(count, begun + 250)):
                place = chance.randrange(len(ids))
                stroke, pressures = encode_stroke(*_line(place % columns * 250.0, place // columns * 170.0, chance))
                act.put(INK, Ink(board=main_board_of(citizen), stroke=stroke, pressures=pressures, width=2.5))
                target = min(len(ids) - 1, place + chance.choice((1, 2, columns)))
                if target != place:
                    act.put(CONNECTOR, Connector(source=ids[place], target=ids[target], meaning=Meaning.LEADS_TO))


def _line(x: float, y: float, chance: random.Random) -> tuple[list[tuple[float, float]], list[int]]:
    angle, points, pressures = chance.random() * 6.28, [], []
    for place in range(60):
        angle += chance.uniform(-0.35, 0.35)
        x, y = x + 5 * math.cos(angle), y + 5 * math.sin(angle)
        points.append((x, y))
        pressures.append(round(255 * (0.3 + 0.7 * abs(math.sin(place / 19)))))
    return points, pressures


def resident_mb() -> float:
    """Return the memory of this process."""
    return round(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def measure(application: QApplication, size: int) -> dict[str, object]:
    """Open a board of *size* things from its file and use it."""
    times = Times()
    with tempfile.TemporaryDirectory() as folder:
        store, citizen = a_board(Path(folder), size)
        gc.collect()
        gc.freeze()
        with times.taking("query"), store.reader() as reader:
            view = board_view(reader, citizen=citizen, today=TODAY)
        bridge = Bridge(store)
        before = resident_mb()
        with times.taking("opened"):
            screen = BoardScreen(bridge, citizen=citizen, today=TODAY)
            screen.resize(*VIEW)
            screen.show()
            while screen.model.view is None or len(screen.model.view.cards) < len(view.cards):
                application.processEvents()
            _frame(application)
        with times.taking("complete"):
            while len(screen.canvas.board.cards) < len(view.cards):
                application.processEvents()
        _use(application, screen, times)
        facts: dict[str, object] = {
            "things": size,
            "cards": len(view.cards),
            "memory_mb": round(resident_mb() - before, 1),
            **times.told(),
        }
        bridge.close()
        screen.deleteLater()
        application.processEvents()
        store.close()
    return facts


def _use(application: QApplication, screen: BoardScreen, times: Times) -> None:
    canvas, scene = screen.canvas, screen.canvas.board
    middle = scene.view.cards[len(scene.view.cards) // 2]
    canvas.set_zoom(1.0)
    canvas.centerOn(QPointF(middle.spot.x, middle.spot.y))
    _frame(application)
    for step in range(60):
        with times.taking("pan"):
            canvas.pan(QPointF(24, 12 if step % 2 else -12))
            _frame(application)
    for factor in (1.1,) * 10 + (1 / 1.1,) * 20:
        with times.taking("zoom"):
            canvas.zoom_by(factor)
            _frame(application)
    canvas.set_zoom(1.0)
    dragged = max(list(scene.cards.values())[:400], key=lambda card: len(card.links))
    canvas.centerOn(dragged.frame().center())
    _frame(application)
    for step in range(60):
        with times.taking("drag"):
            scene.move_card(dragged, dragged.x() + 6, dragged.y() + (3 if step % 2 else -3))
            _frame(application)
    canvas.ink.begin(scene.stage.optics.ink, 2.5)
    for step in range(300):
        with times.taking("pen"):
            canvas.ink.add(QPointF(200 + step, 300 + 40 * math.sin(step / 9)), 0.5)
            _frame(application)
    canvas.ink.end()
    with times.taking("first_whole"):
        screen.easel.fit()
        _frame(application)
    for _ in range(8):
        with times.taking("whole"):
            canvas.viewport().update()
            _frame(application)
    for _ in range(8):
        with times.taking("whole_drag"):
            scene.move_card(dragged, dragged.x() + 60, dragged.y() + 30)
            canvas.viewport().update()
            _frame(application)


def _frame(application: QApplication) -> None:
    application.processEvents()
    application.sync()


def main() -> None:
    """Measure each size and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[200, 1_000, 10_000])
    options.add_argument("--peers", type=Path)
    chosen = options.parse_args()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.load_fonts()
    theme.apply(application, theme.Theme())
    gc.disable()
    for size in chosen.sizes:
        measured = {"canvas": "enplan", **measure(application, size)}
        sys.stdout.write(json.dumps(measured) + "\n")
        sys.stdout.flush()
        if chosen.peers is not None:
            script = chosen.peers / "canvas" / "qgv.py"
            subprocess.run([sys.executable, str(script), str(size), "overview=1"], cwd=script.parent, check=True)


if __name__ == "__main__":
    main()
