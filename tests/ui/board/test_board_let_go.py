"""A board that is closed takes its scene with it at once; nothing of it is left to the garbage collector."""

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.board import Board
from app.queries.board import BoardView
from board_desk import TODAY
from ui.board.optics import optics
from ui.board.scene import BoardScene
from ui.board.view import Canvas


def test_the_scene_goes_with_the_view_and_not_when_python_sees_fit(qtbot: QtBot, look: None) -> None:
    scene = BoardScene(BoardView(board=Board(), citizen="", today=TODAY), optics(1.0, ratio=1.0, meeting=False))
    canvas = Canvas(scene)
    canvas.deleteLater()
    QApplication.sendPostedEvents(canvas, QEvent.Type.DeferredDelete)

    assert not shiboken6.isValid(canvas)
    assert not shiboken6.isValid(scene)
