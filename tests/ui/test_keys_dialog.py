"""Taster: the screen of keys tells what the tables hold, finds by word, and follows the choice about single letters."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.texts import say
from ui import appearance, single_keys, theme
from ui.actions import ACTS, AREA_ACTS
from ui.appearance import Appearance
from ui.board.keys import BOARD_KEYS, act_of
from ui.keys_dialog import KeysDialog, key_lines, read_out
from ui.main_window import MainWindow
from ui.screens.plan_keys import LIST_KEYS, list_act
from ui.screens.refusals import RefusalsDialog
from ui.theme import Mode
from windows import application

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def letters_with_alt() -> Iterator[None]:
    """Single letters are keys only together with Alt."""
    single_keys.turn(are_alone=False)
    yield
    single_keys.turn(are_alone=True)


@pytest.fixture
def dialog(qtbot: QtBot, look: None) -> Iterator[KeysDialog]:
    """The screen of keys over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    made = KeysDialog(window)
    made.show()
    yield made
    window.close()


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str = "") -> str | None:
    return act_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))


def told(dialog: KeysDialog) -> list[str]:
    return [dialog.list.item(place).text() for place in range(dialog.list.count())]


def test_every_key_of_every_table_is_told_with_the_name_of_its_act(look: None) -> None:
    lines = {(each.words, key) for each in key_lines() for key in each.keys.split(", ")}

    assert {(say(each.label), read_out(each.key)) for each in BOARD_KEYS} <= lines
    assert {(say(each.label), read_out(key)) for each in (*ACTS, *AREA_ACTS) for key in each.keys} <= lines
    assert {(say(each.label), read_out(each.key)) for each in LIST_KEYS} <= lines


def test_the_keys_stand_under_themes_and_each_theme_once(dialog: KeysDialog) -> None:
    themes = list(dict.fromkeys(each.theme for each in key_lines()))

    assert [each for each in told(dialog) if each in themes] == themes


def test_words_find_the_keys_that_do_it(dialog: KeysDialog) -> None:
    QTest.keyClicks(dialog.field, "ret ind venstre")

    assert told(dialog) == ["Tavlen: ret ind", "Ret ind til venstre: Ctrl+Shift+Pil til venstre"]


def test_words_that_no_key_has_are_told_so(dialog: KeysDialog) -> None:
    QTest.keyClicks(dialog.field, "xyzzy")

    assert told(dialog) == ["Ingen taster har de ord."]


def test_f1_shows_the_keys_and_escape_leaves_them(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_f1_shows_the_keys_over_a_dialog_too_and_once(window: MainWindow) -> None:
    below = RefusalsDialog(window.desk, window)
    below.open()
    QTest.keyClick(below, Qt.Key.Key_F1)
    dialog = below.findChild(KeysDialog)
    assert dialog is not None
    QTest.keyClick(dialog.field, Qt.Key.Key_F1)

    assert dialog.findChild(KeysDialog) is None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), below.isVisible()) == (False, True)


def test_single_letters_can_be_keys_only_together_with_alt(letters_with_alt: None) -> None:
    assert pressed(Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n") is None
    assert pressed(Qt.Key.Key_N, ALT, "n") == "new"
    assert pressed(Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1") is None
    assert pressed(Qt.Key.Key_1, ALT, "1") == "fit"
    assert pressed(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier) == "delete"
    assert pressed(Qt.Key.Key_Right, ALT) == "day on"


def test_the_screen_of_keys_then_tells_them_with_alt(letters_with_alt: None, dialog: KeysDialog) -> None:
    QTest.keyClicks(dialog.field, "nyt kort")

    assert "Nyt kort: Alt+N" in told(dialog)


def test_the_choice_is_kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("look") / "profile"
    appearance.save(folder, Appearance(letters=False))

    assert appearance.load(folder).letters is False
    assert appearance.load(folder.parent / "other" / "profile").letters is True


def test_the_keys_of_the_list_are_those_of_its_table() -> None:
    assert [list_act(key) for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Delete)] == [
        "open", "open", "tick", "delete",
    ]  # fmt: skip
    assert list_act(Qt.Key.Key_A) is None


def test_a_computer_that_asks_for_nothing_gets_the_light_look_and_an_own_choice_comes_first(qapp: object) -> None:
    assert Appearance().theme(application()).mode in (Mode.LIGHT, Mode.DARK)
    assert Appearance(mode="contrast").theme(application()).mode is Mode.CONTRAST


def test_a_computer_that_asks_for_contrast_gets_it(qapp: object) -> None:
    class Asking:
        def contrastPreference(self) -> Qt.ContrastPreference:
            return Qt.ContrastPreference.HighContrast

    class Hints:
        def accessibility(self) -> Asking:
            return Asking()

    class Computer:
        def styleHints(self) -> Hints:
            return Hints()

    assert theme.system_mode(Computer()) is Mode.CONTRAST  # type: ignore[arg-type]
