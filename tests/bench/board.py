"""Measures the board, offscreen and under Xvfb where there is one, and prints one JSON line a platform and size.

    python tests/bench/board.py [--sizes 40 200 1000 2000 10000 50000] [--platforms offscreen xcb] [--peers DIR]

`*_cpu_ms` is the processor time of the Qt thread, which other programs on the machine do not lengthen as they lengthen
`*_ms`. `plain_*` is a bare QGraphicsView with as many rounded rectangles and titles in the same process, used the same
way: what no board of this toolkit could be much faster than. With --peers a bare QGraphicsView of another hand is run
beside, and Excalidraw in Chromium where it is built there.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import gc
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView, QWidget

from app.clock import FixedClock
from app.operations.board import Move, move_cards
from app.queries.board import board_view
from app.store.store import Store
from full_board import APART, a_full_board
from timed import Times, resident_mb
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.board.finding import Finding
from ui.bridge import Bridge
from ui.screens.page_ahead import styled

VIEW = (1600, 1000)
TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
SIZES = (40, 200, 1_000, 2_000, 10_000, 50_000)
PEER_SIZES = (40, 200, 2_000, 10_000)
PEER_S = 900.0
WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""The Qt thread is not charged for waiting, nor is who reads for its asking."""


def measure(application: QApplication, size: int) -> dict[str, object]:
    """Open a board of *size* things from its file and use it."""
    times = Times()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "board.db", key=bytes(32), clock=FixedClock(NOON), user="bench")
        citizen = a_full_board(store, size)
        gc.collect()
        gc.freeze()
        with times.taking("query"), store.reader() as reader:
            view = board_view(reader, citizen=citizen, today=TODAY)
        cards = len(view.cards)
        del view
        bridge = Bridge(store)
        before = resident_mb()
        screen = BoardScreen(bridge)
        screen.resize(*VIEW)
        list(styled(screen))
        with times.taking("opened"):
            screen.open(citizen, today=TODAY)
            screen.show()
            while screen.model.view is None or len(screen.model.view.cards) < cards:
                application.processEvents(WAITING)
            _frame(application)
        with times.taking("complete"):
            while len(screen.canvas.board.cards) < cards:
                application.processEvents(WAITING)
        memory = resident_mb() - before
        _use(application, screen, times)
        _search(application, screen, times)
        _undo(application, screen, times, store, citizen)
        facts: dict[str, object] = {
            "things": size,
            "cards": cards,
            "memory_mb": round(resident_mb() - before, 1),
            "memory_a_card_kb": round(memory * 1e3 / cards, 1),
            **times.told(),
        }
        bridge.close()
        _gone(screen)
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
    with times.taking("sharpened"):
        canvas.sharpen()
        _frame(application)
    canvas.set_zoom(1.0)
    canvas.sharpen()
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


def _search(application: QApplication, screen: BoardScreen, times: Times) -> None:
    """Type a word of many cards, key by key, and go through what is found."""
    screen.canvas.set_zoom(1.0)
    screen.canvas.sharpen()
    _frame(application)
    finding = screen.part(Finding)
    screen.do("find")
    for word in ("helbred", "mentor", "bolig", "søvn"):
        for end in range(1, len(word) + 1):
            with times.taking("search"):
                finding.line.field.setText(word[:end])
                _frame(application)
        with times.taking("search_next"):
            finding.go(1)
            _frame(application)
    finding.close_()


def _undo(application: QApplication, screen: BoardScreen, times: Times, store: Store, citizen: str) -> None:
    """Move a card and take it back: until the board shows it."""
    model = screen.model
    for step in range(10):
        assert model.view is not None
        card = model.view.cards[step * (len(model.view.cards) - 1) // 9]
        move = Move(item=card.item, placement=card.placement, x=card.spot.x + 40, y=card.spot.y + 20)
        move_cards(store, [move], citizen=citizen, board=model.board_id)
        _until_at(application, screen, card.id, card.spot.x + 40)
        with times.taking("undo"):
            screen.undo()
            _until_at(application, screen, card.id, card.spot.x)


def _until_at(application: QApplication, screen: BoardScreen, card: str, x: float) -> None:
    while (shown := screen.easel.card(card)) is None or shown.spot.x != x:
        application.processEvents(WAITING)
    _frame(application)


def plain(application: QApplication, size: int) -> dict[str, float]:
    """Use a bare QGraphicsView with as many rounded rectangles and titles as the board has cards."""
    times = Times()
    scene = QGraphicsScene()
    font, edge, fill = QFont("Inter", 11), QPen(QColor("#7a8791"), 1), QBrush(QColor("#fff4d6"))
    columns = max(1, round(math.sqrt(size * 6 // 10 * APART[1] / APART[0] * 1.6)))
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, 190, 118), 8, 8)
    for place in range(size * 6 // 10):
        item = scene.addPath(shape, edge, fill)
        item.setPos(place % columns * APART[0], place // columns * APART[1])
        for line in range(2):
            scene.addSimpleText("helbred netværk praktik", font).setPos(item.x() + 10, item.y() + 20 + 24 * line)
    view = QGraphicsView(scene)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(*VIEW)
    view.show()
    view.centerOn(scene.itemsBoundingRect().center())
    _frame(application)
    bars = view.horizontalScrollBar(), view.verticalScrollBar()
    for step in range(60):
        with times.taking("pan"):
            bars[0].setValue(bars[0].value() + 24)
            bars[1].setValue(bars[1].value() + (12 if step % 2 else -12))
            _frame(application)
    for factor in (1.1,) * 10 + (1 / 1.1,) * 20:
        with times.taking("zoom"):
            view.scale(factor, factor)
            _frame(application)
    _gone(view)
    return {f"plain_{name}": value for name, value in times.told().items() if name.endswith("_cpu_ms")}


def _gone(widget: QWidget) -> None:
    """Let a window be gone at once: one that still stands is painted and styled beside the next."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _frame(application: QApplication) -> None:
    application.processEvents()
    application.sync()


def here(sizes: Sequence[int]) -> None:
    """Measure each size on the platform of this process and print it."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.load_fonts()
    theme.apply(application, theme.Theme())
    gc.disable()
    for size in sizes:
        facts = measure(application, size) | plain(application, size)
        print(json.dumps({"canvas": "enplan", "platform": application.platformName(), **facts}), flush=True)  # noqa: T201


@contextmanager
def a_screen() -> Iterator[str]:
    """Hold an X server without a screen; yield its name."""
    there, here_ = os.pipe()
    words = ["Xvfb", "-displayfd", str(here_), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[here_], stderr=subprocess.DEVNULL)
    os.close(here_)
    try:
        with os.fdopen(there) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def on(platform: str, sizes: Sequence[int]) -> None:
    """Measure in a process of its own on *platform*."""
    words = [sys.executable, __file__, "--here", "--sizes", *map(str, sizes)]
    if platform == "offscreen":
        subprocess.run(words, env={**os.environ, "QT_QPA_PLATFORM": platform}, check=True)
        return
    with a_screen() as display:
        subprocess.run(words, env={**os.environ, "QT_QPA_PLATFORM": platform, "DISPLAY": display}, check=True)


def beside(peers: Path, sizes: Sequence[int]) -> None:
    """Let the peers do the same work."""
    folder = peers / "canvas"
    for size in sizes:
        words = [sys.executable, "qgv.py", str(size), "overview=1"]
        subprocess.run(words, cwd=folder, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True)
    if not (folder / "excalidraw" / "dist").exists() or shutil.which("node") is None:
        return
    for size in sizes:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as board:
            subprocess.run([sys.executable, "dump.py", str(size)], cwd=folder, stdout=board, check=True)
            # without the whole of it the figures of ours still count
            words = ["node", "bench.mjs", board.name]
            subprocess.run(words, cwd=folder / "excalidraw", timeout=PEER_S, check=False)


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--platforms", nargs="+", default=("offscreen", "xcb"), choices=("offscreen", "xcb"))
    options.add_argument("--peers", type=Path)
    options.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.here:
        here(chosen.sizes)
        return
    for platform in chosen.platforms:
        if platform == "offscreen" or shutil.which("Xvfb") is not None:
            on(platform, chosen.sizes)
    if chosen.peers is not None:
        beside(chosen.peers.resolve(), [size for size in chosen.sizes if size in PEER_SIZES])


if __name__ == "__main__":
    main()
