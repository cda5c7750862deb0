"""Gallery: every main screen of the window on the made-up municipality, off screen, one after another."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.demo import METTE, generate, municipality
from app.demo.act import Act
from app.domain.goal import GOAL
from app.domain.meeting import MEETING as MEETINGS
from app.store.reader import Reader
from app.store.store import Store
from app.texts import mark
from builders import KEY, NOON
from offices import Office, an_office
from sync.acts import CitizenRow, CountRow, EmergencyRow, Team, Worker
from sync.server import directory, settings
from sync.server.load import Told, load
from ui import theme
from ui.appearance import Appearance
from ui.front import Front
from ui.main_window import MainWindow
from ui.screens.citizens import CitizensScreen
from ui.screens.refusals import RefusalsDialog
from ui.screens.team import TeamScreen
from ui.session import Session
from ui.theme import Mode, Theme
from ui.unlock_window import UnlockWindow
from windows import a_session, application, settled

CITIZENS = 14
"""How many of the municipality's citizens are on the device; Karen of the meeting story is the first."""
FILES = sorted((Path(__file__).parent / "data" / "fhir" / "kl-core").glob("*.json"))[:4]
RESTS_MS = 250
"""How long parts of the program wait for rest at most."""
FADE_MS = 250
"""How long Qt lets the button that empties a field fade in."""
TEAM = Team(
    unit="Bostøtten",
    workers=[
        Worker(
            login="jonas", name="Jonas Friis", role="field_worker", unit="b",
            citizens=[
                CitizenRow(citizen="1", name="Karen Holm", sort="assigned"),
                CitizenRow(citizen="2", name="Beskyttet", sort="substitute", ends="2026-12-01T23:00:00.000Z"),
            ],
        ),
        Worker(login="mette", name="Mette Holm", role="plan_coordinator", unit="b", citizens=[]),
    ],
    unassigned=[CitizenRow(citizen="3", name="Per Aagaard-Christoffersen")],
)  # fmt: skip
EMERGENCIES = [
    EmergencyRow(
        citizen="0193a1b2-0000-7000-8000-000000000001", login="bo", name="Bo Aagaard-Christoffersen",
        since="2026-11-22T23:10:00.000Z", until="2026-11-23T07:10:00.000Z",
        purpose="Fundet hjælpeløs på gaden, og lægevagten spurgte efter kontaktpersonen",
    )
]  # fmt: skip
COUNTS = [
    CountRow(unit="b", name="Bostøtten", citizens=118, workers=12),
    CountRow(unit="u", name="Ungeenheden", citizens=None, workers=None),
]
"""What a server tells a team leader."""
Answer = TypeVar("Answer")
Hung = TypeVar("Hung", bound="Gallery")
MEETING = "Møde om Én plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the gallery is hung: mode, text scale and the window's size in pixels."""

    mode: Mode = Mode.LIGHT
    scale: float = 1.0
    size: tuple[int, int] = (1366, 768)

    def __str__(self) -> str:
        return f"{self.mode}-{round(self.scale * 100)}-{self.size[0]}"


def furnish(folder: Path) -> None:
    """Make, in *folder*, a server with some of the municipality and Mette's local copy, in step with it."""
    with an_office(folder, clock=FixedClock(NOON)) as office:
        told = [
            Told(change=change, by=act.author, device=act.device, received=act.at)
            for act in _acts()
            for change in act.changes
        ]
        load(office.core.database, told, clock=office.clock)
        _name_the_users(office)
        for citizen in sorted({change.change.open[0] for change in told if change.change.open is not None}):
            office.assign(METTE, citizen)
        mette = office.client(METTE)
        office.sync(mette)
        _write_what_is_refused(office, mette)


@contextmanager
def hung(qtbot: QtBot, folder: Path, look: Look, kind: "type[Hung]") -> Iterator["Hung"]:
    """Hold the gallery in one look, on the copy in *folder*; the usual look comes back at the end."""
    application_ = application()
    theme.load_fonts()
    theme.apply(application_, Theme(mode=look.mode, scale=look.scale, calm=True))
    store = Store.open(folder / f"{METTE}.db", key=KEY, clock=FixedClock(NOON))
    try:
        with a_session(folder, store=store) as session:
            yield kind(qtbot, session, folder, look)
    finally:
        theme.apply(application_, Theme())


class Gallery:
    """Shows one screen after another; each way of showing returns the window to look at."""

    def __init__(self, qtbot: QtBot, session: Session, folder: Path, look: Look) -> None:
        self._qtbot = qtbot
        self._session = session
        self._folder = folder
        self._look = look
        self._window: MainWindow | None = None

    def screens(self) -> Iterator[tuple[str, QWidget]]:
        """Yield the name and the window of every screen while it is shown."""
        for show in (
            self._unlock, self._first_start, self._today, self._citizens, self._new_citizen, self._search,
            self._settings, self._board, self._list, self._life_areas, self._consents, self._contests,
            self._meeting, self._closing, self._refusals, self._import, self._team,
        ):  # fmt: skip
            window = show()
            self.settle()
            yield show.__name__.strip("_"), window

    def settle(self) -> None:
        """Wait until the screen rests, and what waits for its rest has been asked and shown."""
        settled(self._qtbot, self._session)
        self._qtbot.waitUntil(_is_at_rest)
        settled(self._qtbot, self._session)
        application().processEvents()

    def _unlock(self) -> QWidget:
        window = self._unlock_window(is_first=False)
        end = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
        window.greet(Front(exists=True, login=METTE, server="https://enplan.samsoe.dk", lease_end=end, has_pin=True))
        return window

    def _first_start(self) -> QWidget:
        window = self._unlock_window(is_first=True)
        window.greet(Front(exists=False))
        press(window, "Min kommunes server")
        return window

    def _today(self) -> QWidget:
        return self._shown("today")

    def _citizens(self) -> QWidget:
        return self._shown("citizens")

    def _new_citizen(self) -> QWidget:
        press(self._shown("citizens"), "Ny borger")
        return self._main()

    def _search(self) -> QWidget:
        window = self._shown("search")
        self.settle()
        field = next(each for each in window.findChildren(QLineEdit) if each.isVisible())
        field.setText("kar")
        self._qtbot.wait(FADE_MS)
        return window

    def _settings(self) -> QWidget:
        return self._shown("settings")

    def _board(self) -> QWidget:
        return self._opened("board")

    def _list(self) -> QWidget:
        return self._opened("list")

    def _life_areas(self) -> QWidget:
        return self._opened("areas")

    def _consents(self) -> QWidget:
        return self._opened("consents")

    def _contests(self) -> QWidget:
        self._shown("today")
        self.settle()
        press(self._main(), "Afgør")
        return self._page_shown()

    def _meeting(self) -> QWidget:
        self._opened("board", karen=True)
        self.settle()
        page = self._main().page
        assert page is not None
        page.start_meeting()
        self._qtbot.waitUntil(lambda: page.is_meeting)
        return self._main()

    def _closing(self) -> QWidget:
        page = self._main().page
        assert page is not None
        page.show_face("closing")
        return self._main()

    def _refusals(self) -> QWidget:
        self._shown("today")
        self.settle()
        press(self._main(), "Se hvorfor")
        self.settle()
        dialog = self._main().findChild(RefusalsDialog)
        assert dialog is not None
        return dialog

    def _import(self) -> QWidget:
        for dialog in self._main().findChildren(RefusalsDialog):
            dialog.close()
        window = self._shown("citizens")
        press(window, "Hent fra fil")
        screen = window.findChild(CitizensScreen)
        assert screen is not None
        screen._import_panel.read(FILES)
        choose = next(each for each in window.findChildren(QPushButton) if each.text() == "Vælg filer")
        self._qtbot.waitUntil(choose.isEnabled)  # the files are read in slices, behind other work
        return window

    def _team(self) -> QWidget:
        window = self._shown("team")
        self.settle()
        screen = window.findChild(TeamScreen)
        assert screen is not None
        screen.show_team(TEAM)
        emergencies, counts = screen._oversight
        emergencies._on_told(EMERGENCIES)
        counts._show(COUNTS)
        for each in screen._oversight:
            each.show()
        return window

    def _unlock_window(self, *, is_first: bool) -> UnlockWindow:
        window = UnlockWindow(is_first=is_first)
        self._qtbot.addWidget(window)
        window.resize(*self._look.size)
        window.show()
        return window

    def _main(self) -> MainWindow:
        if self._window is None:
            appearance = Appearance(mode=self._look.mode, scale=self._look.scale, calm=True)
            self._window = MainWindow(self._session, appearance=appearance, folder=self._folder)
            self._window.meeting_changed.connect(self._turn_meeting)
            self._window.resize(*self._look.size)
            self._qtbot.addWidget(self._window)
            self._window.show()
        return self._window

    def _turn_meeting(self, is_on: bool) -> None:
        """Let no text be small in a meeting, as the program does."""
        theme.apply(application(), replace(theme.current(), meeting=is_on))

    def _shown(self, screen: str) -> MainWindow:
        window = self._main()
        window.show_screen(screen)
        return window

    def _opened(self, face: str, *, karen: bool = False) -> QWidget:
        """Open the face of a citizen: of Karen, or of one with a long plan."""
        self._main().open_citizen(self._karen() if karen else self._planned(), face)
        return self._page_shown()

    def _page_shown(self) -> QWidget:
        self._qtbot.waitUntil(lambda: self._main().page is not None)
        return self._main()

    def _karen(self) -> str:
        return self._asked(_whose_meeting)

    def _planned(self) -> str:
        return self._asked(_longest_plan)

    def _asked(self, question: Callable[[Reader], Answer]) -> Answer:
        told: list[Answer] = []
        self._session.bridge.ask(question, then=told.append)
        self._qtbot.waitUntil(lambda: bool(told))
        return told[0]


def press(window: QWidget, name: str) -> None:
    """Press the first button in view of that name."""
    button = next(
        each
        for each in window.findChildren(QPushButton)
        if each.isVisible() and name in (each.text(), each.accessibleName())
    )
    button.click()


def _is_at_rest() -> bool:
    """Tell whether no window still waits for a moment of rest, after which it asks or shows something."""
    timers = [each for window in application().topLevelWidgets() for each in window.findChildren(QTimer)]
    return not any(each.isSingleShot() and each.isActive() and each.interval() <= RESTS_MS for each in timers)


def _whose_meeting(reader: Reader) -> str:
    return next(each.citizen for each in reader.all(MEETINGS) if each.title == MEETING and each.citizen)


def _longest_plan(reader: Reader) -> str:
    goals = Counter(each.citizen for each in reader.all(GOAL) if each.citizen)
    return max(goals, key=lambda citizen: (goals[citizen], citizen))


def _acts() -> Iterator[Act]:
    """Yield the history of the first citizens, who all are Mette's."""
    told: set[str] = set()
    for act in generate(today=NOON.date()):
        told |= {change.open[0] for change in act.changes if change.open is not None}
        if len(told) > CITIZENS:
            return
        yield act


def _name_the_users(office: Office) -> None:
    with office.core.database.writing() as connection:
        identity = settings.identity(connection)
        for each in municipality().users:
            directory.write_user(
                connection, identity, login=each.login, name=each.name, role=each.role, now=office.clock.now()
            )
    office.add_user(METTE)


def _write_what_is_refused(office: Office, store: Store) -> None:
    """Write a value that the server does not accept, and let it say so."""
    with store.reader() as reader:
        goal = next(iter(reader.all(GOAL)))
    with store.transact(mark("act", "Ret i planen")) as transaction:
        transaction.set_raw(goal, {"title": "Flytte i egen lejlighed til foråret", "level_now": 77})
    office.sync(store)
