"""The demo: a server with a made-up municipality as a child process, two profiles that have joined it, the window."""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from app.clock import SystemClock
from app.errors import EnvironmentTrouble
from app.texts import mark, say
from ui.front import Join, Joining, Renew, SendLocked

if TYPE_CHECKING:  # Qt and the store are loaded once the server is on its way
    from app.store.opened import Opened
    from ui.program import Program
    from ui.session import Exchanging, StartExchange

PASSPHRASE = "tolv cykler uden lygter"  # noqa: S105 - the profiles of the demo hold nothing but made-up people
USERS = ("mette", "jonas")
TESTS = Path(__file__).resolve().parent.parent / "tests"
FETCH_S = 180.0
"""How long the first exchange of a profile may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the window reaches a server: handed in by the one module that knows the sync client."""

    join: Join
    start_exchange: "StartExchange"
    send_locked: SendLocked
    renew: Renew


def main(words: Sequence[str], way: Way) -> int:
    """Run `enplan demo [--tour DIR] [--seed N]` and return the exit code."""
    asked = _arguments().parse_args(words)
    if asked.profile is not None:
        return _open(asked.profile, way, then=None)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="enplan-demo-")))
        _tell(mark("demo", "Laver en opdigtet kommune …"))
        password = _fill(folder / "server", seed=asked.seed, years=asked.years, size=asked.size)
        address = stack.enter_context(_serving(folder / "server"))
        for user in USERS[:1] if asked.tour is not None else USERS:
            _tell(mark("demo", "Henter planerne til {user} …"), user=user)
            _join(folder / user, way, address=address, user=user, password=password)
        if asked.tour is not None:
            return _play(folder / USERS[0], way, pictures=asked.tour, asked=asked)
        _tell(mark("demo", "Adgangssætningen til begge vinduer er «{passphrase}»."), passphrase=PASSPHRASE)
        stack.enter_context(_colleague(folder / USERS[1]))
        return _open(folder / USERS[0], way, then=None)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="enplan demo", description=say(mark("demo", "Viser programmet med opdigtede borgere."))
    )
    tour = say(mark("demo", "Spil rundvisningen, og læg billeder og PDF i mappen."))
    parser.add_argument("--tour", type=Path, metavar="DIR", help=tour)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=say(mark("demo", "Andre opdigtede borgere.")))
    years = say(mark("demo", "Så mange år har planerne stået på; ét går hurtigst."))
    parser.add_argument("--years", type=int, choices=range(1, 11), default=3, metavar="N", help=years)
    screen = say(mark("demo", "Vinduets størrelse i rundvisningen, fx 1600x1000."))
    parser.add_argument("--screen", metavar="BxH", help=screen)
    text = say(mark("demo", "Tekstens størrelse i rundvisningen i procent."))
    parser.add_argument("--text", type=int, default=100, metavar="%%", help=text)
    keys = say(mark("demo", "Spil rundvisningen med tasterne alene."))
    parser.add_argument("--keys", action="store_true", help=keys)
    parser.add_argument("--size", default="samsoe", help=argparse.SUPPRESS)
    parser.add_argument("--profile", type=Path, help=argparse.SUPPRESS)
    return parser


def _fill(data: Path, *, seed: int, years: int, size: str) -> str:
    """Make the server's data and return the password of its users."""
    how = ("--seed", str(seed), "--years", str(years), "--size", size)
    made = subprocess.run(  # noqa: S603 - this very Python and a module of ours
        [*_SERVER, "demo", "--data", str(data), *how, "--json"], check=False, stdout=subprocess.PIPE
    )
    if made.returncode:
        raise EnvironmentTrouble(mark("demo", "Den opdigtede kommune kunne ikke laves. Prøv igen."))
    password: str = json.loads(made.stdout)["password"]
    return password


@contextmanager
def _serving(data: Path) -> Iterator[str]:
    """Serve on a free port of this machine for as long as the block lasts; yields the address."""
    words = [*_SERVER, "serve", "--data", str(data), "--port", "0", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - as above
        try:
            line = server.stdout.readline() if server.stdout else b""
            if not line:
                raise EnvironmentTrouble(mark("demo", "Serveren til rundvisningen startede ikke. Prøv igen."))
            yield json.loads(line)["address"]
        finally:
            server.terminate()


@contextmanager
def _colleague(folder: Path) -> Iterator[None]:
    """Open the colleague's window in a process of its own for as long as the block lasts."""
    with subprocess.Popen([sys.executable, "-m", "ui", "demo", "--profile", str(folder)]) as window:  # noqa: S603
        try:
            yield
        finally:
            window.terminate()


def _join(folder: Path, way: Way, *, address: str, user: str, password: str) -> None:
    """Make a profile that has joined the server and holds its user's citizens."""
    wanted = Joining(folder=folder, address=address, login=user, password=password, passphrase=PASSPHRASE)
    opened = way.join(wanted, SystemClock())
    try:
        _fetch(opened, way)
        _greet_by_name(opened, login=user)
    finally:
        opened.store.close()
        opened.profile.close()


def _greet_by_name(opened: "Opened", *, login: str) -> None:
    """Keep the user's first name for the unlock window, as the main window does when it is first shown."""
    from app.queries.colleagues import name_of_user

    with opened.store.reader() as reader:
        name = name_of_user(reader, login=login)
    if name is not None:
        opened.profile.update(given_name=name.split()[0])


def _fetch(opened: "Opened", way: Way) -> None:
    """Wait until the first exchange has brought everything."""
    from ui.session import Contact

    is_done = threading.Event()
    began = threading.Event()

    def hear(told: "Exchanging") -> None:
        if told.contact is Contact.FETCHING:
            began.set()
        elif began.is_set() and told.contact is Contact.IDLE:
            is_done.set()

    exchange = way.start_exchange(opened, hear)
    try:
        if not is_done.wait(FETCH_S):
            raise EnvironmentTrouble(mark("demo", "Planerne kom ikke fra serveren. Prøv igen."))
    finally:
        exchange.stop()


def _play(folder: Path, way: Way, *, pictures: Path, asked: argparse.Namespace) -> int:
    """Play the guided tour through the window and return its exit code."""
    from ui import appearance

    tour = _tour()
    pictures.mkdir(parents=True, exist_ok=True)
    appearance.save(folder, replace(appearance.load(folder), scale=asked.text / 100))
    size = tuple(int(each) for each in asked.screen.split("x")) if asked.screen else None
    person = importlib.import_module("story.key_person").KeyPerson if asked.keys else None

    def play(_program: "Program") -> int:
        played = {"pictures": pictures, "passphrase": PASSPHRASE, "size": size}
        return int(tour.play(**played, person=person(pictures) if person is not None else None))

    return _open(folder, way, then=play)


def _open(folder: Path, way: Way, *, then: "Callable[[Program], int] | None") -> int:
    """Open the program on a profile; *then* drives it, a person does when it is None."""
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.program import Program

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Enplan")
    theme.load_fonts()
    program = Program(
        application,
        folder=folder,
        clock=SystemClock(),
        join=way.join,
        start_exchange=way.start_exchange,
        send_locked=way.send_locked,
        renew=way.renew,
    )
    program.start()
    if then is None:
        return application.exec()
    try:
        return then(program)
    finally:
        program.quit()


def _tour() -> ModuleType:
    """Load the guided tour from the tests, which an installed program does not bring."""
    if not (TESTS / "story" / "tour.py").exists():
        raise EnvironmentTrouble(mark("demo", "Rundvisningen ligger kun i kildekoden. Hent den, og prøv derfra."))
    sys.path.insert(0, str(TESTS))
    return importlib.import_module("story.tour")


def _tell(words: str, **fields: object) -> None:
    sys.stdout.write(f"{say(words, **fields)}\n")
    sys.stdout.flush()


_SERVER = (sys.executable, "-m", "sync.server")
