"""Qt's Python binding survives a working day: an upgrade of it is decided here."""

import subprocess
import sys

import pytest

# Calls that each lose a reference to None kill the interpreter after some 5,000, so each kind has its own.
CALLS = {
    "a point is moved": "QPointF().setX(1.0)",
    "a path is drawn on": "path.lineTo(1.0, 1.0)",
    "a thing on the board is moved": "item.setPos(1.0, 1.0)",
    "a pen is taken up": "painter.setPen(pen)",
}
SCRIPT = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsRectItem
application = QGuiApplication([])
path, item, pen = QPainterPath(), QGraphicsRectItem(), QPen()
image = QImage(8, 8, QImage.Format.Format_ARGB32)
painter = QPainter(image)
for _ in range(20_000):
    {call}
painter.end()
print("alive")
"""


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_the_interpreter_lives_on_after_twenty_thousand_calls(call: str) -> None:
    script = SCRIPT.format(call=call)

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert ran.stdout == "alive\n", ran.stderr
