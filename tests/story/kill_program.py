"""A program to kill: the real windows, played by events, that tell by a pipe what they say is saved."""

import random
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import event

from app.clock import SystemClock
from story.person import Person, Role, rest
from ui import theme
from ui.program import Program

TYPED, FORM, DRAGGED, SHARED = "Tastesen", "Blanketsen", "Flyttesen", "Fællesen"
"""Family names of the citizens that each kind of act is about."""
WRITES_ON = 520
"""Longer than typing rests before it is saved, in milliseconds."""
SENT_ON = 400
"""Longer than what was written waits for more before it is sent, in milliseconds."""
_ALL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What to play: the kind of act on the profile in *folder*, from the act *first* on."""

    folder: Path
    passphrase: str
    kind: str
    first: int
    is_online: bool = False
    is_form: bool = False
    files: tuple[Path, ...] = ()


class Told:
    """The pipe, from any thread.

    What is told: ("begin", act, of what), ("commit",), ("saved", ids), ("done", act), ("failed", why).
    """

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._guard = threading.Lock()

    def __call__(self, *words: Any) -> None:
        with self._guard:
            self._pipe.send(words)


def play(pipe: Connection, orders: Orders) -> None:
    """Play acts until killed."""
    tell = Told(pipe)
    try:
        _Play(orders, tell).run()
    except BaseException:
        tell("failed", traceback.format_exc())
        raise


class _Play:
    """One program, and the person before it."""

    def __init__(self, orders: Orders, tell: Told) -> None:
        from ui.__main__ import start_exchange

        self._orders = orders
        self._tell = tell
        self._application = QApplication(["enplan"])
        theme.load_fonts()
        self._program = Program(
            self._application,
            folder=orders.folder,
            clock=SystemClock(),
            start_exchange=start_exchange if orders.is_online else None,
        )
        self._person = Person(orders.folder)
        self._is_entered = False
        self._vouched = 0
        self._chance = random.Random(orders.first)

    def run(self) -> None:
        """Open the profile and play one kind of act for ever."""
        self._unlock()
        kinds: dict[str, Callable[[], Iterator[None]]] = {
            "typing": self._filling_in if self._orders.is_form else self._typing,
            "dragging": self._dragging,
            "syncing": self._syncing,
            "importing": self._importing,
            "passphrase": self._changing,
        }
        for _ in kinds[self._orders.kind]():
            rest(20)

    def _unlock(self) -> None:
        self._program.start()
        self._person.see("Adgangssætning", Role.EditableText)
        self._person.write(self._orders.passphrase)
        self._person.key(Qt.Key.Key_Return)
        self._person.until(lambda: self._program.window is not None, "the profile was not opened")
        window = self._program.window
        session = self._program._session
        assert window is not None
        assert session is not None
        self._bridge = session.bridge
        window.vouched.connect(self._on_vouched)
        event.listen(session._store.database._writer, "commit", lambda _connection: self._tell("commit"))
        keys = str(session.profile.keys_path)
        sys.addaudithook(lambda name, words: self._tell("commit") if _replaces(name, words, keys) else None)

    def _on_vouched(self, changes: tuple[str, ...]) -> None:
        self._tell("saved", changes)
        self._vouched += 1

    # --- acts: each tells its beginning, does it, and tells when the window has said that it is saved -------

    def _typing(self) -> Iterator[None]:
        """Write new cards, with a rest in the middle of each, so that it is saved twice."""
        self._open(TYPED)
        for number in count(self._orders.first):
            title = f"Skrevet {number} " + "ord " * self._chance.randrange(1, 6) + f"slut {number}"
            self._tell("begin", number, title)
            middle = self._chance.randrange(1, len(title))
            self._person.key(Qt.Key.Key_N)
            self._person.write(title[:middle])
            rest(self._chance.choice((0, 100, WRITES_ON)))
            self._saved_after(partial(self._end_card, title[middle:]), number)
            yield

    def _end_card(self, text: str) -> None:
        self._person.write(text)
        self._person.key(Qt.Key.Key_Return)
        self._person.key(Qt.Key.Key_Escape)

    def _filling_in(self) -> Iterator[None]:
        """Fill in new citizens whose address is protected: one act in two streams."""
        person = self._person
        for number in count(self._orders.first):
            person.press("Borgere", Role.CheckBox)
            person.press("Ny borger", Role.Button)
            self._tell("begin", number, f"Nummer{number}")
            for name, text in (("Fornavn", f"Nummer{number}"), ("Efternavn", FORM), ("Telefon", f"{number:08}")):
                person.press(name, Role.EditableText)
                person.write(text)
            person.press("Adresse", Role.EditableText)
            person.write(f"Vejen {number}")
            person.press("Navne- og adressebeskyttelse", Role.CheckBox)
            self._saved_after(lambda: person.press("Opret", Role.Button), number)
            yield
            person.see("Tavle", Role.List)

    def _dragging(self) -> Iterator[None]:
        """Drag all cards of a board together, to and fro."""
        self._open(DRAGGED)
        person = self._person
        person.card("Flyttes")
        person.key(Qt.Key.Key_1)
        for number in count(self._orders.first):
            self._tell("begin", number, "")
            person.key(Qt.Key.Key_A, _ALL)
            start = person.card("Flyttes").rect().center()
            is_left = start.x() < person.see("Tavle", Role.List).rect().center().x()
            step = QPoint(self._chance.randrange(90, 150) * (1 if is_left else -1), 0)
            self._saved_after(partial(person.drag, start, start + step), number)
            yield

    def _syncing(self) -> Iterator[None]:
        """Write cards on a board that a colleague writes on, and see that the server has them."""
        self._open(SHARED)
        for number in count(self._orders.first):
            title = f"Sendt {number}"
            self._tell("begin", number, title)
            self._person.key(Qt.Key.Key_N)
            self._person.write(title)
            self._saved_after(self._see_it_sent, number)
            yield

    def _see_it_sent(self) -> None:
        before = self._vouched
        self._person.key(Qt.Key.Key_Return)
        self._person.key(Qt.Key.Key_Escape)
        self._person.until(lambda: self._vouched > before, "it was never told as saved")
        rest(SENT_ON)
        self._person.until(lambda: self._corner() == "Alt er modtaget", "the server did not take it")

    def _corner(self) -> str:
        names = self._person.names(Role.Button)
        return next((each for each in names if each.startswith(("Gem", "Alt er", "Henter", "Kan ikke"))), "")

    def _importing(self) -> Iterator[None]:
        """Bring in file after file."""
        person = self._person
        person.press("Borgere", Role.CheckBox)
        person.press("Hent fra fil", Role.Button)
        for number, file in enumerate(self._orders.files, self._orders.first):
            person.press("Vælg filer", Role.Button)
            person.write_file_name(file)
            self._tell("begin", number, str(file))
            self._saved_after(lambda: person.key(Qt.Key.Key_Return), number)
            yield
            person.see(file.name)
        while True:
            rest(100)
            yield

    def _changing(self) -> Iterator[None]:
        """Change the passphrase, again and again."""
        person = self._person
        person.press("Indstillinger", Role.CheckBox)
        for number in count(self._orders.first):
            new = f"adgang nummer {number} til planen"
            self._tell("begin", number, new)
            for name in ("Ny adgangssætning", "Den nye igen"):
                person.press(name, Role.EditableText)
                person.write(new)
            person.press("Skift adgangssætning", Role.Button)
            person.until(lambda: self._is_empty("Den nye igen"), "the passphrase was not changed")
            self._tell("done", number)
            yield

    def _is_empty(self, name: str) -> bool:
        field = self._person.see(name, Role.EditableText).object()
        return isinstance(field, QLineEdit) and not field.text()

    def _open(self, family: str) -> None:
        person = self._person
        person.press("Borgere", Role.CheckBox)
        person.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "there is no search field")
        person.write(family)
        person.see("1 fundet på denne pc")
        person.key(Qt.Key.Key_Return)
        person.see("Tavle", Role.List)

    def _saved_after(self, act: Callable[[], object], number: int) -> None:
        """Do the last of an act, and tell it is done when the window has said since that all is saved."""
        before = self._vouched
        act()
        self._person.until(lambda: self._vouched > before and not self._bridge.is_saving, "it was never told as saved")
        self._tell("done", number)


def _replaces(name: str, words: tuple[Any, ...], path: str) -> bool:
    return name == "os.rename" and str(words[1]) == path
