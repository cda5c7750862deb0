"""Words that no layout makes too low, whatever stands beside them and whenever it changes."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.widgets.page import scrolling
from ui.widgets.text import WholeLabel

WORDS = "Jobrådgiver · Job og Ydelse, Social og Beskæftigelse · Myndighed og afgørelser · Ved opfølgning"


def is_whole(label: WholeLabel) -> bool:
    return label.height() >= label.heightForWidth(label.width())


def test_words_stay_whole_beside_a_button_that_grows_and_when_they_change(qtbot: QtBot) -> None:
    label, button, body = WholeLabel("Læge", wrap=True), QPushButton("Ja"), QVBoxLayout()
    line = QHBoxLayout()
    line.addWidget(label, 1)
    line.addWidget(button)
    body.addLayout(line)
    body.addStretch(1)
    area = scrolling(body)
    qtbot.addWidget(area)
    area.resize(500, 200)
    area.show()

    label.setText(WORDS)
    qtbot.waitUntil(lambda: label.height() > label.fontMetrics().height() and is_whole(label))
    before = label.width()
    button.setText("Er du med til mødet i dag?")
    qtbot.waitUntil(lambda: label.width() < before and is_whole(label))
    label.setStyleSheet("font-size: 22px")
    qtbot.waitUntil(lambda: is_whole(label))

    assert label.minimumHeight() == label.heightForWidth(label.width())
