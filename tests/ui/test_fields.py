"""What lies inside a line to write in is as large as the user's text asks for, and works."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.texts import mark
from ui import theme
from ui.widgets.button import Button
from ui.widgets.field import Field, search_field
from windows import application, dressed


@pytest.fixture(params=[1.0, 2.0])
def scale(request: pytest.FixtureRequest) -> Iterator[float]:
    """The size of text."""
    dressed()
    theme.apply(application(), theme.Theme(scale=request.param))
    yield request.param
    theme.apply(application(), theme.Theme())


def parts(edit: QLineEdit) -> list[QWidget]:
    return [each for each in edit.findChildren(QWidget) if each.isVisible()]


def test_the_eye_is_as_large_as_other_icons_and_shows_the_secret(qtbot: QtBot, scale: float) -> None:
    field = Field(mark("test", "Kode"), secret=True)
    qtbot.addWidget(field)
    field.resize(400, 120)
    field.show()
    (eye,) = field.edit.findChildren(Button)

    assert eye.iconSize().width() >= round(20 * scale**0.5)
    assert field.edit.height() - eye.height() in range(4)
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal


def test_a_search_shows_its_sign_and_is_emptied_by_a_press(qtbot: QtBot, scale: float) -> None:
    asked: list[str] = []
    field = search_field(mark("test", "Søg"), mark("test", "Navn"), asked=asked.append)
    qtbot.addWidget(field)
    field.resize(400, 60)
    field.show()
    (glass,) = parts(field)
    QTest.keyClicks(field, "ka")
    empty = next(each for each in parts(field) if isinstance(each, Button))

    assert glass.width() >= round(20 * scale**0.5)
    QTest.mouseClick(empty, Qt.MouseButton.LeftButton)
    assert asked == ["k", "ka", ""]
    assert empty.isHidden()
