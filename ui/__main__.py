"""The way in: without words the window opens, with words a command runs. The one place that joins ui and sync."""

import builtins
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from app import core_dumps
from app.clock import Clock
from app.errors import EnvironmentTrouble, UserError
from app.texts import mark, say

if TYPE_CHECKING:  # each way in loads only what it needs
    from pathlib import Path

    from app.store.opened import Opened
    from app.store.profile import Profile
    from sync.client.access import Access
    from sync.client.engine import Engine
    from sync.client.office import Office
    from sync.client.status import Status
    from ui.command_line import Credentials, Exchanged
    from ui.front import Asking, Joining
    from ui.session import Exchanging

Answer = TypeVar("Answer")


class WrongPassword(UserError):
    """The server knows no such user, or the user has another password."""

    def __init__(self) -> None:
        super().__init__(mark("join", "Serveren kender ikke brugernavnet eller adgangskoden. Ret dem, og prøv igen."))


def main() -> int:
    """Open the window, or run the command that the words name; returns the exit code."""
    core_dumps.switch_off()
    if len(sys.argv) == 1:
        return _open_window()
    if sys.argv[1] == "demo":
        from ui import demo

        way = demo.Way(join=join, start_exchange=start_exchange, send_locked=send_locked, renew=renew)
        return demo.main(sys.argv[2:], way)
    from ui.command_line import Exchange, FactorPrompt, run

    ask = FactorPrompt()
    return run(
        exchange=Exchange(
            join=partial(join, ask=ask),
            sync=partial(_sync, ask=ask),
            deliver=_deliver,
            renew=partial(renew, ask=ask),
        )
    )


def _open_window() -> int:
    from PySide6.QtWidgets import QApplication

    # PySide puts an import of its own in the place of Python's, which reads the source of every module that is
    # imported after it, for a feature that this program does not use.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    from app.clock import SystemClock
    from ui import theme
    from ui.doorbell import Doorbell, ring
    from ui.factor_asking import FactorAsking
    from ui.program import Program, usual_folder

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Enplan")
    folder = usual_folder()
    if ring(folder):
        return 0
    theme.load_fonts()
    asking = FactorAsking(application)
    application.aboutToQuit.connect(asking.give_up)
    program = Program(
        application,
        folder=folder,
        clock=SystemClock(),
        join=partial(join, ask=asking),
        start_exchange=partial(start_exchange, ask=asking),
        send_locked=send_locked,
        renew=partial(renew, ask=asking),
    )
    bell = Doorbell(folder, application)
    bell.rung.connect(program.come_forward)
    bell.listen()
    program.start()
    return application.exec()


def join(wanted: "Joining", clock: Clock, *, ask: "Asking | None" = None) -> "Opened":
    """Make a profile on this device and register it with the server; a refusal leaves nothing behind.

    *ask* asks the user for a second factor, here and below.
    """
    from app.store import keys
    from app.store.opened import Opened, open_store
    from app.store.profile import Profile

    keys.check_passphrase(wanted.passphrase)
    address = wanted.address if "://" in wanted.address else f"https://{wanted.address}"
    profile = Profile.create(wanted.folder, server=address, login=wanted.login)
    try:
        unlocked = keys.create(profile, wanted.passphrase, clock=clock)
        opened = Opened(profile=profile, unlocked=unlocked, store=open_store(profile, unlocked, clock=clock))
        try:
            _register(opened, login=wanted.login, password=wanted.password, ask=ask)
            keys.adopt_lease(profile, unlocked, clock=clock)
        except BaseException:
            opened.store.close()
            raise
    except BaseException:
        _clear_away(profile)
        raise
    return opened


def start_exchange(
    opened: "Opened", tell: "Callable[[Exchanging], None]", *, ask: "Asking | None" = None
) -> "_Running":
    """Keep the opened profile in step with its server until stopped."""
    from sync.client.engine import Engine

    engine = Engine(opened.store, lambda: _access(opened))
    running = _Running(engine, opened, tell, ask=ask)
    engine.start()
    return running


class _Running:
    """The engine as the window sees it."""

    def __init__(
        self, engine: "Engine", opened: "Opened", tell: "Callable[[Exchanging], None]", *, ask: "Asking | None"
    ) -> None:
        self._engine = engine
        self._ask = ask
        self._opened = opened
        self._tell = tell
        engine.listen(self._on_status)

    def try_now(self) -> None:
        """Send and fetch at once."""
        self._engine.woken()

    def log_in(self, password: str) -> None:
        """Renew the way in with the password, and go on. Raises UserError and EnvironmentTrouble."""
        login = self._opened.profile.facts.login or self._opened.store.user
        _register(self._opened, login=login, password=password, ask=self._ask)
        self._engine.woken()

    def give_up(self) -> None:
        """Answer for the user, who cannot any more, whatever is being asked."""
        if self._ask is not None:
            self._ask.give_up()

    @property
    def office(self) -> "Office":
        """The server as a person asks it: each question opens a connection of its own."""
        from sync.client.office import Office

        return Office(self._asked)

    def stop(self) -> None:
        """End it."""
        self._engine.stop()

    def _asked(self, ask: "Callable[[Access], Answer]") -> Answer:
        access = _access(self._opened, ask=self._ask)
        try:
            return _reached(lambda: ask(access))
        finally:
            access.close()

    def _on_status(self, status: "Status") -> None:
        from sync.client.status import Phase
        from ui.session import Contact, Exchanging

        contacts = {Phase.FETCHING: Contact.FETCHING, Phase.CANNOT_SEND: Contact.CANNOT}
        last = self._opened.profile.facts.last_contact
        contact = Contact.CANNOT if status.is_login_needed else contacts.get(status.phase, Contact.IDLE)
        exchanging = Exchanging(
            contact=contact,
            reason=status.reason,
            last_contact=last,
            is_login_needed=status.is_login_needed,
            is_lost=status.is_lost,
        )
        self._tell(exchanging)


def _sync(opened: "Opened", credentials: "Credentials | None", *, ask: "Asking | None" = None) -> "Exchanged":
    from app.store import backlog
    from sync.client.link import DeviceLost, LoginNeeded
    from sync.client.once import sync_once
    from ui.command_line import Exchanged, PasswordNeeded
    from ui.front import LOST

    if credentials is not None:
        if credentials.server is not None and opened.profile.facts.server is None:
            opened.profile.update(server=credentials.server, login=credentials.user or opened.store.user)
        _register(opened, login=credentials.user or opened.store.user, password=credentials.password, ask=ask)
    access = _access(opened)
    try:
        done = _reached(lambda: sync_once(opened.store, access))
        while backlog.check_signatures(opened.store):
            continue
    except LoginNeeded as needed:
        raise PasswordNeeded from needed
    except DeviceLost as lost:
        raise UserError(LOST) from lost
    finally:
        access.close()
    return Exchanged(
        sent=done.sent,
        received=done.received,
        refused=done.refused,
        contested=done.contested,
        later=done.later,
    )


def _deliver(profile: "Profile") -> int:
    from sync.client.sealed import deliver

    return _reached(lambda: deliver(profile))


def renew(profile: "Profile", password: str, *, ask: "Asking | None" = None) -> None:
    """Take a new lease for a profile past its lease; a wrong password is told in words."""
    from sync.client.link import LoginNeeded
    from sync.client.renewal import renew_lease

    try:
        _reached(lambda: renew_lease(profile, password=password, ask=ask))
    except LoginNeeded as refused:
        raise WrongPassword from refused


def send_locked(folder: "Path") -> set[str]:
    """Send the sealed outbox of the profile in *folder*, which nobody need open; returns what the server entered."""
    from sync.client import sealed

    return _reached(lambda: sealed.send_locked(folder))


def _register(opened: "Opened", *, login: str, password: str, ask: "Asking | None") -> None:
    """Join the server."""
    from sync.client.link import LoginNeeded

    access = _access(opened, ask=ask)
    try:
        _reached(lambda: access.join(login=login, password=password))
    except LoginNeeded as refused:
        raise WrongPassword from refused
    finally:
        access.close()


def _access(opened: "Opened", *, ask: "Asking | None" = None) -> "Access":
    from sync.client.access import Access
    from sync.client.transport import PlainAddress

    try:
        return Access(
            opened.store,
            server=opened.profile.facts.server or "",
            profile=opened.profile,
            unlocked=opened.unlocked,
            ask=ask,
        )
    except PlainAddress as refused:
        raise UserError(
            mark("join", "Serverens adresse skal begynde med https://. Ret den, og prøv igen.")
        ) from refused


def _reached(ask: Callable[[], Answer]) -> Answer:
    """Ask the server; that it cannot be reached is told in words."""
    from sync.client.link import Unreachable

    try:
        return ask()
    except Unreachable as failed:
        raise EnvironmentTrouble(
            mark("join", "Serveren svarer ikke: {reason}. Prøv igen, når der er forbindelse."),
            reason=say(failed.reason),
        ) from failed


def _clear_away(profile: "Profile") -> None:
    """Take away what joining began to make, so that it can be tried again in the same folder."""
    from app.store.database import remove_file

    profile.keys_path.unlink(missing_ok=True)
    remove_file(profile.database)
    profile.update(has_store=False)
    profile.close()


if __name__ == "__main__":
    sys.exit(main())
