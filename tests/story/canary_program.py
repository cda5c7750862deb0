"""A program with a canary in everything it can be given: it writes, looks up, searches, brings in, exports, and waits.

What it is asked to write lies in a folder of its own; on standard output it tells what cannot be seen from outside.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.clock import SystemClock, today
from app.domain import RECORD_TYPES
from app.domain.citizen import CITIZEN, Citizen
from app.domain.record import RecordType
from app.export import EXPORTERS
from app.operations.look_ups import look_up
from app.queries.snapshot import plan_snapshot
from app.store.opened import create_local
from story.person import Person, Role, rest
from ui import theme
from ui.program import Program

PASSPHRASE = "seks gule traktorer synger"
_OF_EVERY_RECORD = {"id", "stream", "citizen", "seen", "marks", "deleted"}
_CTRL = Qt.KeyboardModifier.ControlModifier


def _texts(kind: RecordType[Any], canary: str) -> dict[str, Any]:
    """Return the fields that take any text, or several, with the canary in them."""
    one = {name: f"{canary} {name}" for name, hint in kind.hints.items() if _fits("kanariefuglen æøå", hint)}
    several = {name: (f"{canary} {name}",) for name, hint in kind.hints.items() if _fits(("kanariefuglen",), hint)}
    held = set(kind.record.__struct_fields__) - _OF_EVERY_RECORD
    return {name: value for name, value in (one | several).items() if name in held}


def _fits(value: Any, hint: Any) -> bool:
    try:
        msgspec.convert(value, type=hint)
    except msgspec.ValidationError:
        return False
    return True


def fill(folder: Path, canary: str) -> int:
    """Make the profile: every text of every record, an act, its reason and a purpose; return how much is found."""
    clock = SystemClock()
    with create_local(folder, user="mette", passphrase=PASSPHRASE, clock=clock) as opened:
        store = opened.store
        with store.transact(f"Skriv {canary}", reason=f"{canary} grund") as transaction:
            citizen = transaction.put(CITIZEN, Citizen(given=f"{canary} fornavn", family=f"{canary} efternavn"))
            for kind in RECORD_TYPES:
                record = kind.record(**_texts(kind, canary))
                transaction.put(kind, record, citizen=None if kind is CITIZEN else citizen)
        look_up(store, citizen=citizen, purpose=f"{canary} formål")
        with store.reader() as reader:
            found = len(reader.texts(canary)) + len(reader.people(canary))
            snapshot = plan_snapshot(reader, citizen=citizen, today=today(clock))
        for exporter in EXPORTERS:
            exporter.write(snapshot, io.BytesIO())
    return found


class Session:
    """Somebody at the window of the profile, with the canary in every hand."""

    def __init__(self, folder: Path, asked: Path, canary: str) -> None:
        self._application = QApplication(["enplan"])
        theme.load_fonts()
        self._program = Program(self._application, folder=folder, clock=SystemClock())
        self._person = Person(asked)
        self._asked = asked
        self._canary = canary

    def play(self) -> None:
        """Search, open, copy, bring in, write, and leave it unsaved."""
        person = self._person
        self._program.start()
        person.see("Adgangssætning", Role.EditableText)
        person.write(PASSPHRASE)
        person.key(Qt.Key.Key_Return)
        person.press("Søg", Role.CheckBox)
        self._write(self._canary)
        person.see("I planerne")
        self._open()
        person.key(Qt.Key.Key_N)
        person.write(f"{self._canary} kort")
        person.key(Qt.Key.Key_Return)
        self._give_copy()
        self._bring_in()
        person.press("Søg", Role.CheckBox)
        self._write(f"{self._canary} halvt")
        person.key(Qt.Key.Key_A, _CTRL)
        person.key(Qt.Key.Key_C, _CTRL)

    def titles(self) -> list[str]:
        """Return the titles that other programs see."""
        return sorted({each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible()})

    def _open(self) -> None:
        self._person.press("Borgere", Role.CheckBox)
        self._write(f"{self._canary} fornavn")
        self._person.until(lambda: not self._person.has_row("Mine borgere", "Ukendt"), "the list was not narrowed")
        rest(300)
        self._person.key(Qt.Key.Key_Return)
        self._person.see("Tavle", Role.List)

    def _give_copy(self) -> None:
        copy = self._asked / f"{self._canary}.pdf"
        self._person.press("Giv borgeren en kopi")
        self._write(str(copy))
        self._person.key(Qt.Key.Key_Return)
        self._person.until(lambda: copy.exists() and copy.read_bytes()[-8:].strip().endswith(b"%%EOF"), "no copy")

    def _bring_in(self) -> None:
        """Bring in a file whose name, and the name of a document in it, hold the canary."""
        name = f"{self._canary} dokument"
        attachment = {"title": name, "contentType": "text/plain", "data": "aGVq"}
        patient = {"resourceType": "Patient", "id": "p", "name": [{"text": f"Anden {self._canary}"}]}
        document = {
            "resourceType": "DocumentReference",
            "id": "d",
            "status": "current",
            "description": name,
            "subject": {"reference": "Patient/p"},
            "content": [{"attachment": attachment}],
        }
        entries = [{"resource": each} for each in (patient, document)]
        file = self._asked / f"{self._canary}.json"
        file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
        self._person.press("Borgere", Role.CheckBox)
        self._person.press("Hent fra fil", Role.Button)
        self._person.press("Vælg filer", Role.Button)
        self._person.write_file_name(file)
        self._person.key(Qt.Key.Key_Return)
        self._person.until(lambda: QApplication.activeModalWidget() is None, "the dialog stays open")
        self._person.see(file.name)
        self._person.press("Tilbage til listen", Role.Button)

    def _write(self, text: str) -> None:
        self._person.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "there is no field to write in")
        self._person.write_over(text)


def main(folder: Path, asked: Path, canary: str) -> None:
    """Do all of it, tell what was seen, and wait to be killed."""
    connected: list[str] = []
    sys.addaudithook(lambda name, words: connected.append(str(words[0])) if name == "sqlite3.connect" else None)
    found = fill(folder, canary)
    session = Session(folder, asked, canary)
    session.play()
    told = {"found": found, "titles": session.titles(), "connected": connected}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    while True:
        rest(1_000)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
