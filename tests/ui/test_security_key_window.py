"""Security keys in the window and at the terminal: set up, shown, put away, asked for a PIN; against a real server."""

import io
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.store.opened import Opened
from asked_people import PATIENCE_MS, asking, joining, server
from legible import cut_texts, faint_parts, overlaps, read
from servers import SERVER_PASSWORD, Serving
from software_key import Port, SoftwareKey, port
from sync.client import plugged, proofs
from sync.client.proofs import Question
from sync.keys import KeyChallenge
from sync.protocol import Enrolment
from ui import theme
from ui.__main__ import join, renew
from ui.commands.factor_prompt import FactorPrompt
from ui.factor_asking import FactorAsking, GivenUp
from ui.factor_window import FactorWindow
from ui.front import FactorAnswer
from ui.key_window import KeyWindow
from windows import application

__all__ = ["asking", "port", "server"]


class Desk:
    """Mette at a machine, with a port for keys."""

    def __init__(self, qtbot: QtBot, server: Serving, asking: FactorAsking, port: Port) -> None:
        self.qtbot, self.server, self.asking, self.port = qtbot, server, asking, port
        self._thread = ThreadPoolExecutor(1)

    def begin(self, folder: Path) -> "Future[Opened]":
        wanted = joining(self.server, folder)
        return self._thread.submit(join, wanted, self.server.office.clock, ask=self.asking)

    def renew(self, opened: Opened) -> "Future[None]":
        return self._thread.submit(renew, opened.profile, SERVER_PASSWORD, ask=self.asking)

    def question(self, *, after: FactorWindow | None = None) -> FactorWindow:
        """Wait for the question that comes *after* another one."""
        self.qtbot.waitUntil(lambda: self.asking.window not in (None, after), timeout=PATIENCE_MS)
        assert self.asking.window is not None
        return self.asking.window

    def wait_for_key(self, words: str) -> None:
        """Wait until the window for the key says *words*."""

        def is_said() -> bool:
            return self.asking.key_window is not None and words in told(self.asking.key_window)

        self.qtbot.waitUntil(is_said, timeout=PATIENCE_MS)

    def set_up(self, folder: Path, key: SoftwareKey) -> Opened:
        """Log in for the first time with a new *key*, and return the profile."""
        done = self.begin(folder)
        first = self.question()
        QTest.keyClick(first.instead, Qt.Key.Key_Space)
        self.port.plug(key)
        naming = self.question(after=first)
        QTest.keyClicks(naming.field.edit, "Blå")
        QTest.keyClick(naming.field.edit, Qt.Key.Key_Return)
        self.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)
        return done.result()

    def close(self) -> None:
        self.asking.give_up()
        self._thread.shutdown()


@pytest.fixture
def desk(qtbot: QtBot, server: Serving, asking: FactorAsking, port: Port) -> Iterator[Desk]:
    made = Desk(qtbot, server, asking, port)
    yield made
    made.close()


def told(window: QDialog) -> list[str]:
    return [each.text() for each in window.findChildren(QLabel) if each.isVisible()]


def test_a_first_log_in_sets_a_key_up_in_the_place_of_a_telephone_after_its_recovery_codes(
    desk: Desk, tmp_path: Path
) -> None:
    done = desk.begin(tmp_path / "profile")
    first = desk.question()
    QTest.keyClick(first.instead, Qt.Key.Key_Space)
    naming = desk.question(after=first)
    words = told(naming)
    QTest.keyClick(naming.field.edit, Qt.Key.Key_Return)
    desk.wait_for_key("Sæt nøglen i, og rør ved den.")
    desk.port.plug(SoftwareKey())
    desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    assert "Sæt en sikkerhedsnøgle op" in words
    assert sum(each.count("-") for each in words) >= 20
    done.result().close()


def test_who_has_a_key_is_asked_for_it_and_touches_it(desk: Desk, tmp_path: Path) -> None:
    key = SoftwareKey()
    with desk.set_up(tmp_path / "profile", key) as opened:
        key.touched.clear()
        done = desk.renew(opened)
        question = desk.question()
        words = told(question)
        QTest.keyClick(question.use_key, Qt.Key.Key_Space)
        desk.wait_for_key("Rør ved nøglen nu. På mange nøgler blinker det sted, du skal røre ved.")
        key.touched.set()
        desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    assert "Brug din sikkerhedsnøgle." in words
    assert "Har du ikke nøglen, så skriv en af dine gendannelseskoder." in words
    assert done.exception() is None


def test_esc_puts_the_key_away_and_asks_anew(desk: Desk, tmp_path: Path) -> None:
    key = SoftwareKey()
    with desk.set_up(tmp_path / "profile", key) as opened:
        desk.port.take_out()
        done = desk.renew(opened)
        question = desk.question()
        QTest.keyClick(question.use_key, Qt.Key.Key_Space)
        desk.wait_for_key("Sæt nøglen i, og rør ved den.")
        assert desk.asking.key_window is not None
        QTest.keyClick(desk.asking.key_window, Qt.Key.Key_Escape)
        again = desk.question(after=question)
        is_quiet = again.trouble.isHidden()
        desk.port.plug(key)
        QTest.keyClick(again.use_key, Qt.Key.Key_Space)
        desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    assert is_quiet
    assert done.exception() is None


def test_a_program_that_is_locked_while_it_waits_for_a_key_asks_no_more(desk: Desk, tmp_path: Path) -> None:
    with desk.set_up(tmp_path / "profile", SoftwareKey()) as opened:
        desk.port.take_out()
        done = desk.renew(opened)
        QTest.keyClick(desk.question().use_key, Qt.Key.Key_Space)
        desk.wait_for_key("Sæt nøglen i, og rør ved den.")
        desk.asking.give_up()
        desk.qtbot.waitUntil(lambda: done.done() and desk.asking.key_window is None, timeout=PATIENCE_MS)

    assert isinstance(done.exception(), GivenUp)
    assert desk.asking.window is None


def test_where_no_key_is_found_the_question_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.set_up(tmp_path / "profile", SoftwareKey()) as opened:
        desk.port.take_out()
        monkeypatch.setattr(plugged, "PATIENCE_S", 0.0)
        done = desk.renew(opened)
        question = desk.question()
        QTest.keyClick(question.use_key, Qt.Key.Key_Space)
        again = desk.question(after=question)
        words = again.trouble.text()
        again.close()
        desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    assert words == "Der blev ikke fundet nogen sikkerhedsnøgle. Sæt den i, og prøv igen."


def test_a_key_with_a_pin_asks_for_it_in_the_window_until_it_is_right(desk: Desk, tmp_path: Path) -> None:
    done = desk.begin(tmp_path / "profile")
    first = desk.question()
    QTest.keyClick(first.instead, Qt.Key.Key_Space)
    desk.port.plug(SoftwareKey(pin="4711"))
    QTest.keyClick(desk.question(after=first).field.edit, Qt.Key.Key_Return)
    desk.wait_for_key("Nøglen er beskyttet med en PIN-kode. Skriv den her.")
    _write_pin(desk, "0000")
    desk.wait_for_key("PIN-koden er forkert. Prøv igen. Efter nogle forsøg låser nøglen.")
    _write_pin(desk, "4711")
    desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    done.result().close()


def _write_pin(desk: Desk, pin: str) -> None:
    window = desk.asking.key_window
    assert window is not None
    QTest.keyClicks(window.field.edit, pin)
    QTest.keyClick(window.field.edit, Qt.Key.Key_Return)


CODES = ["AAAA-BBBB-CCCC"] * 10
NEW_KEY = KeyChallenge(challenge=b"", host="plan.example", recovery=CODES)
NEW_TELEPHONE = Enrolment(
    secret="GEZDGNBV" * 4, address=f"otpauth://totp/Enplan:anna?secret={'GEZDGNBV' * 4}", recovery=CODES
)
STATES: dict[str, Callable[[], QDialog]] = {
    "either": lambda: FactorWindow(Question(ways=frozenset({"key", "totp"}), is_repeated=True)),
    "trouble": lambda: FactorWindow(Question(ways=frozenset({"key"}), trouble=str(proofs.COPIED))),
    "telephone": lambda: FactorWindow(Question(ways=frozenset(), enrolment=NEW_TELEPHONE)),
    "name": lambda: FactorWindow(Question(ways=frozenset(), new_key=NEW_KEY)),
    "key": KeyWindow,
}


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_windows_can_be_read(state: str, scale: float, qtbot: QtBot, look: None) -> None:
    theme.apply(application(), theme.Theme(scale=scale, calm=True))
    window = STATES[state]()
    qtbot.addWidget(window)
    window.show()
    window.begin()  # type: ignore[attr-defined]
    QApplication.processEvents()
    sheet = read(window)

    assert sheet.texts
    assert [*cut_texts(sheet), *faint_parts(sheet, window.grab().toImage()), *overlaps(window)] == []


def test_what_is_larger_than_the_screen_scrolls_and_the_answer_can_be_given(qtbot: QtBot, look: None) -> None:
    theme.apply(application(), theme.Theme(scale=2.0, calm=True))
    window = FactorWindow(Question(ways=frozenset(), enrolment=NEW_TELEPHONE))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    QApplication.processEvents()

    assert window.height() <= window.screen().availableGeometry().height()
    assert all(not each.visibleRegion().isEmpty() for each in (window.field.edit, window.confirm))
    assert window.rect().contains(window.confirm.geometry())


def test_one_new_thing_is_ticked_at_a_time(qtbot: QtBot, look: None) -> None:
    window = FactorWindow(Question(ways=frozenset({"key", "totp"})))
    qtbot.addWidget(window)
    given: list[FactorAnswer] = []
    window.given.connect(given.append)
    window.show()
    QTest.keyClick(window.new_telephone, Qt.Key.Key_Space)
    QTest.keyClick(window.new_key, Qt.Key.Key_Space)
    QTest.keyClick(window.use_key, Qt.Key.Key_Space)

    assert given == [FactorAnswer(by_key=True, wants_key=True)]


def test_who_has_only_a_key_uses_it_by_enter_and_still_writes_a_recovery_code(qtbot: QtBot, look: None) -> None:
    given: list[FactorAnswer] = []
    for words in ("", "AAAA-BBBB-CCCC"):
        window = FactorWindow(Question(ways=frozenset({"key"})))
        qtbot.addWidget(window)
        window.given.connect(given.append)
        window.show()
        window.begin()
        QTest.keyClicks(window.field.edit, words)
        QTest.keyClick(window.field.edit, Qt.Key.Key_Return)

    assert given == [FactorAnswer(by_key=True), FactorAnswer(code="AAAA-BBBB-CCCC")]


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_a_key_is_set_up_and_shown(
    server: Serving, port: Port, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ENPLAN_CODE", raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal("\nBlå\n\n"))
    port.plug(SoftwareKey())
    wanted = joining(server, tmp_path)

    with join(wanted, server.office.clock, ask=FactorPrompt()) as opened:
        renew(opened.profile, SERVER_PASSWORD, ask=FactorPrompt())

    words = capsys.readouterr().err
    assert words.count("Sæt nøglen i, og rør ved den.") == 2
    assert all(each in words for each in ("Gendannelseskoder", "Giv nøglen et navn", "Rør ved nøglen nu."))
