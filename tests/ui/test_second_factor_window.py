"""The second factor in the window: set up, confirmed, asked again, given up; by keyboard, against a real server."""

import io
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import EnplanError
from app.store.opened import Opened, open_with_passphrase
from asked_people import PATIENCE_MS, asking, joining, server
from profiles import PASSPHRASE
from second_factors import Telephone, half_a_minute
from servers import SERVER_PASSWORD, Serving
from sync import acts
from sync.client.proofs import Question
from sync.protocol import Enrolment
from sync.server import totp
from ui.__main__ import join, renew, start_exchange
from ui.commands.factor_prompt import CodeNeeded, FactorPrompt
from ui.factor_asking import FactorAsking, GivenUp
from ui.factor_window import FactorWindow
from ui.session import Contact, Session
from ui.widgets.square_code import MODULE, QUIET, SquareCode

__all__ = ["asking", "server"]

QUESTION = Question(ways=frozenset({"totp"}))
NEW = Enrolment(secret="GEZDGNBV", address="otpauth://totp/Enplan:anna?secret=GEZDGNBV", recovery=["AAAA-BBBB-CCCC"])


@pytest.fixture
def thread() -> Iterator[ThreadPoolExecutor]:
    """The thread that talks to the server."""
    with ThreadPoolExecutor(1) as made:
        yield made


class Desk:
    """Mette's first start on this machine, and her telephone."""

    def __init__(self, qtbot: QtBot, server: Serving, asking: FactorAsking, thread: ThreadPoolExecutor) -> None:
        self.qtbot, self.asking, self.server = qtbot, asking, server
        self._thread = thread
        self._telephone: Telephone | None = None

    def begin(self, folder: Path) -> "Future[Opened]":
        wanted = joining(self.server, folder)
        return self._thread.submit(join, wanted, self.server.office.clock, ask=self.asking)

    def window(self) -> FactorWindow:
        """Wait for the question."""
        self.qtbot.waitUntil(lambda: self.asking.window is not None, timeout=PATIENCE_MS)
        assert self.asking.window is not None
        return self.asking.window

    def write(self, words: str) -> None:
        """Type into what has the keyboard, and press Enter; wait until the question is answered."""
        window = self.window()
        QTest.keyClicks(window.field.edit, words)
        QTest.keyClick(window.field.edit, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.asking.window is not window, timeout=PATIENCE_MS)

    def told(self) -> list[str]:
        return [each.text() for each in self.window().findChildren(QLabel) if each.isVisible()]

    def telephone(self) -> Telephone:
        """Read the key that stands in the window into a telephone."""
        if self._telephone is None:
            secret = next(each for each in self.told() if len(each.replace(" ", "")) == 32).replace(" ", "")
            told = Enrolment(secret=secret, address="", recovery=[])
            self._telephone = Telephone(told, clock=self.server.office.clock)
        return self._telephone

    def forget_telephone(self) -> None:
        self._telephone = None

    def opened(self, folder: Path) -> Opened:
        """Set the telephone up and return the profile."""
        done = self.begin(folder)
        self.write(self.telephone().code())
        self.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)
        half_a_minute(self.server.office.clock)
        return done.result()


@pytest.fixture
def desk(qtbot: QtBot, server: Serving, asking: FactorAsking, thread: ThreadPoolExecutor) -> Desk:
    return Desk(qtbot, server, asking, thread)


def later(desk: Desk, folder: Path) -> Session:
    """Return a session whose second factor was shown half an hour ago, and that is in contact."""
    opened = desk.opened(folder)
    for _ in range(60):
        half_a_minute(desk.server.office.clock)
    made = Session(opened, start_exchange=partial(start_exchange, ask=desk.asking))
    desk.qtbot.waitUntil(lambda: made.exchanging.contact is Contact.IDLE, timeout=PATIENCE_MS)
    return made


@pytest.fixture
def session(desk: Desk, tmp_path: Path) -> Iterator[Session]:
    made = later(desk, tmp_path / "profile")
    yield made
    made.close()
    made.deleteLater()


def test_the_first_log_in_sets_a_telephone_up_and_confirms_it_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    done = desk.begin(tmp_path / "profile")
    first = desk.told()
    phone = desk.telephone()
    desk.write("000000")
    again = desk.told()
    desk.write(phone.code())
    desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    assert "Sæt to-trins-login op" in first
    assert sum(each.count("-") for each in first) >= 20
    assert "Koden passer ikke. Vent, til appen viser en ny, og skriv den." in again
    with done.result() as opened:
        assert opened.profile.facts.login == "mette"


def test_a_new_telephone_is_set_up_with_a_recovery_code(desk: Desk, tmp_path: Path) -> None:
    done = desk.begin(tmp_path / "profile")
    code = next(each for each in desk.told() if each.count("-") >= 20).split()[0]
    desk.write(desk.telephone().code())
    desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)
    done.result().close()
    half_a_minute(desk.server.office.clock)
    old = desk.telephone()

    again = desk.begin(tmp_path / "other")
    QTest.keyClick(desk.window().new_telephone, Qt.Key.Key_Space)
    desk.write(code)
    desk.forget_telephone()
    desk.write(desk.telephone().code())
    desk.qtbot.waitUntil(again.done, timeout=PATIENCE_MS)

    again.result().close()
    assert desk.telephone().code() != old.code()


def test_esc_gives_up_and_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    done = desk.begin(tmp_path / "profile")
    QTest.keyClick(desk.window(), Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    assert isinstance(done.exception(), GivenUp)
    assert not (tmp_path / "profile" / "keys.json").exists()


def test_an_act_that_asks_for_a_fresh_proof_is_repeated_after_it(desk: Desk, session: Session) -> None:
    done: list[acts.LossReport] = []
    failed: list[EnplanError] = []

    session.ask_office(
        lambda office: office.report_lost(device=session.device, reason="væk"), then=done.append, failed=failed.append
    )
    told = desk.told()
    desk.write(desk.telephone().code())
    desk.qtbot.waitUntil(lambda: bool(done or failed), timeout=PATIENCE_MS)

    assert "Det, du vil gøre, kræver en ny kode. Skriv den, som appen på din telefon viser nu." in told
    assert [each.device.device for each in done] == [session.device]
    assert failed == []


def test_a_profile_that_is_locked_while_it_asks_goes_on_without_an_answer(desk: Desk, tmp_path: Path) -> None:
    session = later(desk, tmp_path / "profile")
    session.ask_office(lambda office: office.report_lost(device=session.device, reason="væk"), then=print, failed=print)
    desk.window()

    session.close()
    desk.qtbot.waitUntil(lambda: desk.asking.window is None, timeout=PATIENCE_MS)
    session.deleteLater()

    assert desk.asking.window is None


def test_a_new_lease_asks_for_it_too(desk: Desk, thread: ThreadPoolExecutor, tmp_path: Path) -> None:
    with desk.opened(tmp_path / "profile") as opened:
        done = thread.submit(renew, opened.profile, SERVER_PASSWORD, ask=desk.asking)
        told = desk.told()
        desk.write(desk.telephone().code())
        desk.qtbot.waitUntil(done.done, timeout=PATIENCE_MS)

    assert "Har du ikke telefonen, så skriv en af dine gendannelseskoder." in told
    assert done.exception() is None


def test_L9_unlocking_without_the_server_asks_for_nothing(desk: Desk, server: Serving, tmp_path: Path) -> None:
    desk.opened(tmp_path / "profile").close()
    server.stop()

    with open_with_passphrase(tmp_path / "profile", PASSPHRASE, clock=server.office.clock) as opened:
        assert opened.profile.facts.login == "mette"

    server.start()
    assert desk.asking.window is None


def test_an_empty_code_is_not_sent(qtbot: QtBot, look: None) -> None:
    window = FactorWindow(QUESTION)
    qtbot.addWidget(window)
    sent: list[object] = []
    window.given.connect(sent.append)
    window.show()

    QTest.keyClick(window.field.edit, Qt.Key.Key_Return)

    assert (sent, window.trouble.text()) == ([], "Skriv koden først.")


def test_the_square_code_is_painted_module_by_module(qtbot: QtBot, look: None) -> None:
    address = totp.address(b"12345678901234567890", login="anna")
    square = SquareCode(address)
    qtbot.addWidget(square)
    square.resize(square.sizeHint())

    image = square.grab().toImage()

    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    middle = [MODULE * (QUIET + place) + MODULE // 2 for place in range(len(rows))]
    assert [[image.pixelColor(x, y).lightness() < 128 for x in middle] for y in middle] == [
        [bool(each) for each in row] for row in rows
    ]


def test_at_a_terminal_a_code_of_the_environment_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENPLAN_CODE", "123456")
    prompt = FactorPrompt()

    given = prompt(QUESTION)

    assert given.code == "123456"
    with pytest.raises(CodeNeeded):
        prompt(QUESTION)


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_key_and_the_codes_are_told_and_the_code_is_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ENPLAN_CODE", raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal("123456\n654321\n"))
    prompt = FactorPrompt()

    codes = [
        prompt(Question(ways=frozenset(), enrolment=NEW)).code,
        prompt(Question(ways=frozenset(), was_wrong=True)).code,
    ]

    told = capsys.readouterr().err
    assert codes == ["123456", "654321"]
    assert all(words in told for words in (NEW.secret, NEW.recovery[0], "Koden passer ikke."))
