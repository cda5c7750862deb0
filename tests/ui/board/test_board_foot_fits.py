"""The line under the board: what there is no room for gives way, and nothing is cut."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from legible import cut_texts, read
from ui.board.foot import BoardFoot


def test_signs_stand_alone_where_there_is_no_room_for_their_words_and_have_them_again_where_there_is(
    qtbot: QtBot, look: None
) -> None:
    window, foot = QWidget(), BoardFoot()
    qtbot.addWidget(window)
    foot.setParent(window)
    window.resize(1_100, 48)
    foot.resize(1_100, 48)
    window.show()
    parts = (foot.fit, foot.axis, foot.table)
    before = [each.text() for each in parts]

    foot.resize(680, 48)
    foot.show_told("5 mere i «Gør klar til møde»")
    qtbot.wait(50)
    narrow, cut = [each.text() for each in parts], cut_texts(read(window))
    named = [each.accessibleName() for each in parts]
    foot.resize(1_100, 48)

    assert before == named == ["Vis alt", "Tidsakse", "Vis som liste"]
    assert (narrow, cut) == (["", "", ""], [])
    assert [each.text() for each in parts] == before
