"""The program from start to end: unlock, work, lock, again; only PySide6 is imported before the first window."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.errors import EnplanError, UserError
from app.texts import mark
from ui import appearance as appearances
from ui import language, single_keys, theme
from ui.appearance import Appearance
from ui.errands import Errands
from ui.front import LOST, Front, Join, Joining, Renew, SendLocked
from ui.locked_outbox import LockedOutbox
from ui.unlock_window import UnlockWindow

if TYPE_CHECKING:  # these bring the store, which may not be loaded before the first window is shown
    from app.store.opened import Opened
    from ui.awake import Awake
    from ui.idle import Idle
    from ui.main_window import MainWindow
    from ui.session import Exchanging, Session, StartExchange


def usual_folder() -> Path:
    """Return the folder of the profile of whoever is logged in to the machine; it never roams."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(place) / "enplan" / "profile"


class Program(QObject):
    """Goes between the unlock window and the main window; `join`, `start_exchange` and the like bring the server in."""

    def __init__(
        self,
        application: QApplication,
        *,
        folder: Path,
        clock: Clock,
        join: Join | None = None,
        start_exchange: "StartExchange | None" = None,
        send_locked: SendLocked | None = None,
        renew: Renew | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._folder = folder
        self._clock = clock
        self._join = join
        self._start_exchange = start_exchange
        self._renew = renew
        self._opening = Errands("enplan-opening", self)
        self._outbox = LockedOutbox(folder, send=send_locked, opening=self._opening, parent=self)
        self._session: Session | None = None
        self._idle: Idle | None = None
        self._awake: Awake | None = None
        self.window: MainWindow | None = None
        self.appearance = appearances.load(folder)
        self._show_appearance()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_look)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_look)
        self.unlock_window: UnlockWindow | None = self._made_unlock_window()
        application.setQuitOnLastWindowClosed(False)

    def start(self) -> None:
        """Show the unlock window, then load the rest while the user types."""
        self._show_unlock_window()
        self._opening.do(_load_the_rest, then=self._make_names)

    def _make_names(self, _loaded: object) -> None:
        from ui.toolkit_names import ToolkitNames

        ToolkitNames(self).begin()

    def lock(self) -> None:
        """Save what is typed, close the files, forget the keys, and ask for the way in again."""
        if self.window is None:
            return
        self._close_session()
        self.unlock_window = self._made_unlock_window()
        self._show_unlock_window()

    def quit(self) -> None:
        """End; returns when nothing more will be written."""
        self._close_session()
        self._let_unlock_window_go()
        self._outbox.close()
        self._opening.close()
        self._application.quit()

    def come_forward(self) -> None:
        """Bring the window of the program to the front."""
        window = self.window or self.unlock_window
        if window is not None:
            window.show()
            window.raise_()
            window.activateWindow()

    def _made_unlock_window(self) -> UnlockWindow:
        window = UnlockWindow(is_first=not self._folder.is_dir())
        window.passphrase_given.connect(self._on_passphrase)
        window.pin_given.connect(self._on_pin)
        window.local_wanted.connect(self._on_local)
        window.join_wanted.connect(self._on_join)
        window.renewal_wanted.connect(self._on_renewal)
        window.closed.connect(self.quit)
        return window

    def _show_unlock_window(self) -> None:
        if self.unlock_window is not None:
            self.unlock_window.show()
        self._opening.do(partial(_look_at, self._folder, self._clock), then=self._greet, failed=self._on_refused)
        self._outbox.start()

    def _let_unlock_window_go(self) -> None:
        if self.unlock_window is not None:
            self.unlock_window.let_go()
            self.unlock_window = None

    def _greet(self, front: Front) -> None:
        if self.unlock_window is not None:
            self.unlock_window.greet(front)

    def _on_passphrase(self, passphrase: str) -> None:
        self._open(partial(_open_with_passphrase, self._folder, passphrase, self._clock))

    def _on_pin(self, code: str) -> None:
        self._open(partial(_open_with_pin, self._folder, code, self._clock))

    def _on_local(self, user: str, passphrase: str) -> None:
        self._open(partial(_create_local, self._folder, user, passphrase, self._clock))

    def _on_join(self, address: str, login: str, password: str, passphrase: str) -> None:
        if self._join is None:
            words = mark("start", "Dette program kan ikke forbinde til en server. Vælg «Kun på denne pc».")
            self._on_refused(UserError(words))
            return
        wanted = Joining(folder=self._folder, address=address, login=login, password=password, passphrase=passphrase)
        self._open(partial(self._join, wanted, self._clock))

    def _open(self, opening: Any) -> None:
        if self.unlock_window is not None:
            self.unlock_window.wait()
        self._opening.do(opening, then=self._on_opened, failed=self._on_refused)

    def _on_renewal(self, password: str) -> None:
        if self.unlock_window is not None and self._renew is not None:
            self.unlock_window.wait()
            renewal = partial(_renew_lease, self._renew, self._folder, password)
            self._opening.do(renewal, then=self._on_renewed, failed=self._on_refused)

    def _on_renewed(self, _answer: None) -> None:
        if self.unlock_window is not None:
            self.unlock_window.try_again()

    def _on_refused(self, error: EnplanError) -> None:
        from app.store.keys import LeaseEnded

        if self.unlock_window is None:
            return
        if isinstance(error, LeaseEnded) and self._renew is not None:
            words = mark(
                "unlock",
                "Offline-adgangen er udløbet. Skriv din adgangskode til serveren for at forny den; "
                "det usendte bliver stadig afleveret.",
            )
            self.unlock_window.ask_for_password(UserError(words))
        else:
            self.unlock_window.refuse(error)

    def _on_opened(self, opened: "Opened") -> None:
        from ui.idle import Idle
        from ui.session import Session

        self._outbox.stop()
        self._session = Session(opened, start_exchange=self._start_exchange, parent=self)
        if self._idle is None:
            self._idle = Idle(self._application, clock=self._clock)
            self._idle.lock_due.connect(self.lock)
        self._session.exchanging_changed.connect(self._on_exchanging)
        self._show_main_window(self._session)
        self._idle.start()
        self._let_unlock_window_go()

    def _on_exchanging(self, exchanging: "Exchanging") -> None:
        """Let go of everything when the server has ordered this device to be wiped: its keys are gone already."""
        if not exchanging.is_lost or self._session is None:
            return
        self._close_session()
        self.unlock_window = self._made_unlock_window()
        self.unlock_window.refuse(UserError(LOST))
        self._show_unlock_window()

    def _show_main_window(self, session: "Session") -> None:
        from ui.main_window import MainWindow

        window = MainWindow(session, appearance=self.appearance, folder=self._folder)
        window.lock_wanted.connect(self.lock)
        window.closed.connect(self.quit)
        window.appearance_chosen.connect(self._on_appearance)
        window.meeting_changed.connect(self._on_meeting)
        window.resize(1366, 768)
        self.window = window
        window.show()

    def _close_session(self) -> None:
        if self.window is not None:
            self.window.let_go()
            self.window = None
        if self._idle is not None:
            self._idle.stop()
        self._keep_awake(False)
        if self._session is not None:
            self._session.close()
            self._session.deleteLater()
            self._session = None

    def _on_appearance(self, appearance: Appearance) -> None:
        """Show another look; another language or text size needs the window built anew."""
        before, self.appearance = self.appearance, appearance
        appearances.save(self._folder, appearance)
        self._show_appearance()
        is_rebuilt = (before.language, before.scale) != (appearance.language, appearance.scale)
        if is_rebuilt and self.window is not None and self._session is not None:
            old, size = self.window, self.window.size()
            self._show_main_window(self._session)
            self.window.resize(size)
            self.window.show_screen("settings")
            old.let_go()

    def _on_system_look(self, _preference: object) -> None:
        """Follow the computer where the user has chosen nothing else, but not during a meeting."""
        if not theme.current().meeting:
            self._show_appearance()

    def _show_appearance(self) -> None:
        language.use(self.appearance.language)
        single_keys.turn(are_alone=self.appearance.letters)
        theme.apply(self._application, self.appearance.theme(self._application))

    def _on_meeting(self, is_on: bool) -> None:
        """Let nothing lock for as long as a meeting may last, and let no text be small."""
        from dataclasses import replace

        from ui.idle import LOCK_AFTER_MS, MEETING_LOCK_AFTER_MS

        if self._idle is not None:
            self._idle.lock_after_ms = MEETING_LOCK_AFTER_MS if is_on else LOCK_AFTER_MS
        self._keep_awake(is_on)
        theme.apply(self._application, replace(self.appearance.theme(self._application), meeting=is_on))

    def _keep_awake(self, is_wanted: bool) -> None:
        """Let the machine neither dim nor hide what people sit around."""
        from ui.awake import awake_here

        if is_wanted and self._awake is None:
            self._awake = awake_here()
            self._awake.begin()
        elif not is_wanted and self._awake is not None:
            self._awake.end()
            self._awake = None


def _look_at(folder: Path, clock: Clock) -> Front:
    from ui.session import look_at

    return look_at(folder, clock)


def _load_the_rest() -> None:
    """Import what the main window needs, while the user types."""
    import ui.main_window  # noqa: F401 - loading it is the point


def _open_with_passphrase(folder: Path, passphrase: str, clock: Clock) -> "Opened":
    from app.store.opened import open_with_passphrase

    return open_with_passphrase(folder, passphrase, clock=clock)


def _open_with_pin(folder: Path, code: str, clock: Clock) -> "Opened":
    from app.store.opened import open_with_pin

    return open_with_pin(folder, code, clock=clock)


def _renew_lease(renew: Renew, folder: Path, password: str) -> None:
    from app.store.profile import Profile

    with Profile.open(folder) as profile:
        renew(profile, password)


def _create_local(folder: Path, user: str, passphrase: str, clock: Clock) -> "Opened":
    from app.store.opened import create_local

    return create_local(folder, user=user, passphrase=passphrase, clock=clock)
