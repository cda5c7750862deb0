"""A record type, an export format and a card that the program lacks, and programs that use them."""

RECORD_TYPE = '''
"""Husdyr: an animal that the citizen cares for."""

from app.domain.record import Listing, Record, RecordType
from app.domain.values import Title
from app.texts import mark


class Pet(Record, frozen=True, kw_only=True):
    """An animal."""

    name: Title | None = None


PET = RecordType(
    record=Pet,
    kind="pet",
    label=mark("record", "Husdyr"),
    listing=Listing(title="name", searched=("name",)),
)
'''

EXPORTER = '''
"""Linjer: the titles of a plan as plain lines."""

from typing import BinaryIO

from app.queries.snapshot import PlanSnapshot
from app.texts import mark


class LinesExporter:
    """Plain lines."""

    id = "lines"
    label = mark("export", "Linjer")
    suffix = ".txt"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write one line for each item."""
        out.write("\\n".join(item.title or "" for item in snapshot.items).encode())
'''

WITH_A_PET = """
import json, sys
from pathlib import Path
from app.clock import SystemClock
from app.domain import RECORD_TYPES
from app.operations.citizens import add_citizen
from app.operations.items import edit_record
from app.operations.undoing import redo, undo
from app.store.store import Store
from app.store.verify import verify

PET = next(each for each in RECORD_TYPES if each.kind == "pet")
path = Path(sys.argv[1])
with Store.open(path, key=bytes(32), clock=SystemClock()) as store:
    with store.reader() as reader:
        citizen = reader.people("karen")[0]
    with store.transact("Nyt husdyr", citizen=citizen) as transaction:
        pet = transaction.put(PET, PET.record(name="Ærø"))
    with store.reader() as reader:
        held = reader.get(PET, pet)
    edit_record(store, held, name="Åge")
    with store.reader() as reader:
        told = {
            "written": [reader.get(PET, pet).name, reader.shown(pet)],
            "listed": [each.name for each in reader.all(PET, citizen=citizen)],
            "searched": reader.texts("aage") == [pet],
            "history": [each.change.name for each in reader.changes(identity=pet)],
        }
    undo(store, citizen=citizen)
    undo(store, citizen=citizen)
    with store.reader() as reader:
        told["undone"] = [each.name for each in reader.all(PET, citizen=citizen)]
    redo(store, citizen=citizen)
    with store.reader() as reader:
        told["redone"] = [each.name for each in reader.all(PET, citizen=citizen)]
    told["findings"] = [str(each) for each in verify(store).findings]
print(json.dumps(told))
"""

WITH_LINES = """
import io, json, sys
from datetime import date
from pathlib import Path
from app.clock import SystemClock
from app.domain.item import ItemType
from app.export import EXPORTERS
from app.operations.items import add_item
from app.queries.snapshot import plan_snapshot
from app.store.store import Store

lines = next(each for each in EXPORTERS if each.id == "lines")
with Store.open(Path(sys.argv[1]), key=bytes(32), clock=SystemClock()) as store:
    with store.reader() as reader:
        citizen = reader.people("karen")[0]
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Et roligt job")
    with store.reader() as reader:
        out = io.BytesIO()
        lines.write(plan_snapshot(reader, citizen=citizen, today=date(2026, 11, 24)), out)
print(json.dumps({"file": f"plan{lines.suffix}", "content": out.getvalue().decode()}))
"""

BEFORE = """
import sys
from pathlib import Path
from app.clock import SystemClock
from app.operations.citizens import add_citizen
from app.store.store import Store

with Store.create(Path(sys.argv[1]), key=bytes(32), clock=SystemClock(), user="mette") as store:
    add_citizen(store, given="Karen", family="Holm")
print("{}")
"""

CARD = '''
"""Dyr: an animal that matters to the citizen."""

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.domain.values import Title
from app.texts import mark

_TYPE = ItemType.further("animal")


class Animal(Item, frozen=True, kw_only=True):
    """An animal."""

    type: ItemType = _TYPE
    species: Title | None = None


ANIMAL = RecordType(
    record=Animal,
    kind=ITEM,
    type=_TYPE,
    label=mark("record", "Dyr"),
    listing=item_listing(searched=("species",)),
    policies=ITEM_POLICIES,
)
'''

WITH_A_CARD = """
import json, os, sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.clock import SystemClock
from app.domain.item import ItemType
from app.operations.items import edit_record, turn_into
from app.operations.undoing import redo, undo
from app.queries.plan_list import plan_list
from app.store.store import Store
from app.store.verify import verify
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.board.kind_chips import KindChip
from ui.bridge import Bridge

def wait(holds):
    for _ in range(2_000):
        if holds():
            return
        app.processEvents()
        time.sleep(0.005)
    raise TimeoutError

def cards():
    with store.reader() as reader:
        listed = plan_list(reader, citizen=citizen, today=TODAY)
        return {group.id: [row.item.title for row in group.rows] for group in listed.groups if group.rows}

def press(x, y):
    viewport = screen.canvas.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=screen.canvas.to_view(QPointF(x, y)).toPoint())

def fail(*raised):
    sys.__excepthook__(*raised)
    os._exit(1)

sys.excepthook = fail
TODAY = date(2026, 11, 24)
app = QApplication([])
theme.load_fonts()
theme.apply(app, theme.Theme(calm=True))
store = Store.open(Path(sys.argv[1]), key=bytes(32), clock=SystemClock())
with store.reader() as reader:
    citizen = reader.people("karen")[0]
bridge = Bridge(store)
screen = BoardScreen(bridge)
screen.open(citizen, today=TODAY)
screen.resize(1366, 768)
screen.show()
wait(lambda: screen.model.view is not None)
menu = screen.tools.open_more()
told = {"tools": [each.text() for each in menu.actions() if each.text() == "Dyr"]}
next(each for each in menu.actions() if each.text() == "Dyr").trigger()
menu.close()
press(*screen.canvas.seen().center().toTuple())
QTest.keyClicks(screen.easel.writing.editor, "Den gamle hund")
QTest.keyClick(screen.easel.writing.editor, Qt.Key.Key_Return)
wait(lambda: cards() == {"animal": ["Den gamle hund"]} and screen.model.view.cards)
(card,) = screen.model.view.cards
wait(lambda: screen.easel.card(card.id) is not None and not screen.easel.is_writing)
told["made"] = [type(card.item).__name__, card.item.type.value]
spoken = QAccessible.queryAccessibleInterface(screen.canvas).child(0)
told["described"] = "Dyr" in spoken.text(QAccessible.Text.Description)

def picture():
    app.processEvents()
    frame = screen.canvas.board.cards[card.id].frame()
    corners = [screen.canvas.to_view(each).toPoint() for each in (frame.topLeft(), frame.bottomRight())]
    return screen.canvas.viewport().grab().toImage().copy(*corners[0].toTuple(), *(corners[1] - corners[0]).toTuple())

def shows(name):
    return type(screen.model.view.cards[0].item).__name__ == name

as_animal, look = picture(), theme.current().kind("animal")
told["coloured"] = [
    look == theme.current().kind("idea"),
    any(as_animal.pixelColor(x, y).rgb() == look.tint.rgb() for x in range(30, 60) for y in range(20)),
]
turn_into(store, card.item, type=ItemType.IDEA)
wait(lambda: shows("Idea"))
as_idea = picture()
undo(store, citizen=citizen)
wait(lambda: shows("Animal"))
told["painted"] = [as_idea == as_animal, picture() == as_animal]
screen.easel.go_to(screen.easel.card(card.id))
screen.do("field day")
wait(lambda: screen.panel.isVisible())
told["chips"] = [each.text() for each in screen.panel.findChildren(KindChip) if each.text() == "Dyr"]
with store.reader() as reader:
    held = reader.record(card.id)
edit_record(store, held, species="Labrador")
with store.reader() as reader:
    told["searched"] = [reader.texts(word) == [card.id] for word in ("hund", "labrador")]
    told["group"] = [str(g.label) for g in plan_list(reader, citizen=citizen, today=TODAY).groups if g.id == "animal"]
undo(store, citizen=citizen)
undo(store, citizen=citizen)
told["undone"] = cards()
redo(store, citizen=citizen)
told["redone"] = cards()
told["findings"] = [str(each) for each in verify(store).findings]
screen.close()
bridge.close()
store.close()
print(json.dumps(told))
"""

WRITTEN_BY_ONE = """
import json, sys
from pathlib import Path
from app.clock import SystemClock
from app.domain import RECORD_TYPES
from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.opened import open_with_passphrase

PET, ANIMAL = (next(each for each in RECORD_TYPES if each.record.__name__ == name) for name in ("Pet", "Animal"))
with open_with_passphrase(Path(sys.argv[1]), sys.argv[2], clock=SystemClock()) as opened:
    citizen = add_citizen(opened.store, given="Karen", family="Holm")
    goal = add_item(opened.store, citizen=citizen, type=ItemType.GOAL, title="Et roligt job")
    with opened.store.transact("Nye dyr", citizen=citizen) as transaction:
        pet = transaction.put(PET, PET.record(name="Ærø"))
        animal = transaction.put(ANIMAL, ANIMAL.record(title="Den gamle hund", species="Labrador"))
print(json.dumps({"citizen": citizen, "goal": goal, "pet": pet, "animal": animal}))
"""

READ_BY_ONE = """
import json, sys
from pathlib import Path
from app.clock import SystemClock
from app.store.opened import open_with_passphrase
from app.store.verify import verify

with open_with_passphrase(Path(sys.argv[1]), sys.argv[2], clock=SystemClock()) as opened:
    with opened.store.reader() as reader:
        told = {each: [type(reader.record(each)).__name__, reader.shown(each)] for each in sys.argv[3:]}
        told["contested"] = [each.id for each in reader.contested()]
    told["findings"] = [str(each) for each in verify(opened.store).findings]
print(json.dumps(told))
"""
