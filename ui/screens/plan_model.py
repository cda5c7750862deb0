"""The plan as rows of a Qt list: headings, items, and at the foot of each group a line to write a new one on."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain import KINDS
from app.domain.item import ITEM
from app.domain.record import Mark
from app.queries.awaits import AWAITS
from app.queries.plan_list import PlanGroup, PlanList, PlanRow
from app.queries.shared import shared_in_words
from app.queries.words import STATES, item_title
from app.texts import Text, mark, say
from ui.marks import mark_look
from ui.widgets.altered_rows import tell_altered

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole

_NEW: dict[str, Text] = {
    "wish": mark("plan list", "Nyt ønske"),
    "goal": mark("plan list", "Nyt mål"),
    "intervention": mark("plan list", "Ny indsats"),
    "agreement": mark("plan list", "Ny aftale"),
    "strength": mark("plan list", "Ny styrke"),
    "concern": mark("plan list", "Ny bekymring"),
    "actor": mark("plan list", "Ny aktør"),
    "meeting": mark("plan list", "Nyt møde"),
    "idea": mark("plan list", "Nyt kort"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group and how many items it has."""

    group: PlanGroup


@dataclass(frozen=True, slots=True)
class NewLine:
    """The line at the foot of a group: what is written on it becomes an item."""

    group: PlanGroup

    @property
    def words(self) -> str:
        """Return what the line says before anything is written on it."""
        return say(_NEW[self.group.adds])


Entry = Heading | PlanRow | NewLine


class PlanModel(QAbstractListModel):
    """The rows; `titled` tells that a title was written on a row, with whether Enter ended it."""

    titled = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self.is_read_only = False
        """Whether nothing is written on the rows, and there are none to write new items on."""

    def show_plan(self, plan: PlanList, *, is_whole: bool = True) -> None:
        """Show *plan*, one that *is_whole* with lines to write on; rows that stay keep their place: nothing jumps."""
        is_written = is_whole and not self.is_read_only
        entries = [entry for group in plan.groups for entry in _entries_of(group, is_written=is_written)]
        before = self._entries
        if [_key(each) for each in entries] == [_key(each) for each in before]:
            self._entries = entries
            tell_altered(self, [_row(each) for each in before], [_row(each) for each in entries])
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: Index) -> Entry:
        """Return what stands on a row."""
        return self._entries[index.row()]

    def row_of(self, identity: str) -> QModelIndex:
        """Return the row of an item, an invalid one when it is not here."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry, PlanRow) and entry.item.id == identity:
                return self.index(place, 0)
        return QModelIndex()

    def new_line(self, group: str) -> QModelIndex:
        """Return the line to write a new item on in *group*."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry, NewLine) and entry.group.id == group:
                return self.index(place, 0)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let items and new lines be written on; headings are only read."""
        if isinstance(self.entry(index), Heading):
            return Qt.ItemFlag.ItemIsEnabled
        if self.is_read_only:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the entry itself, or what a screen reader says."""
        entry = self.entry(index)
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.EditRole:
            return entry.item.title or "" if isinstance(entry, PlanRow) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry)
        return None


def _entries_of(group: PlanGroup, *, is_written: bool) -> list[Entry]:
    if is_written:
        return [Heading(group), *group.rows, NewLine(group)]
    return [Heading(group), *group.rows] if group.rows else []


def _key(entry: Entry) -> tuple[str, str, int]:
    if isinstance(entry, PlanRow):
        return ("item", entry.item.id, entry.depth)
    return (type(entry).__name__, entry.group.id, 0)


def _row(entry: Entry) -> PlanRow | None:
    """Return the item of a row; where the same items stand, all else stands as it did."""
    return entry if isinstance(entry, PlanRow) else None


def _title(entry: Entry) -> str:
    if isinstance(entry, PlanRow):
        return item_title(entry.item) or say(mark("plan list", "Uden titel"))
    return say(entry.group.label) if isinstance(entry, Heading) else entry.words


def _spoken(entry: Entry) -> str:
    if isinstance(entry, Heading):
        return say(mark("plan list", "{label}, {count} punkter"), label=_title(entry), count=len(entry.group.rows))
    if isinstance(entry, NewLine):
        return entry.words
    item = entry.item
    kind = say(KINDS[ITEM].type_of({"type": item.type}).label)
    words = [_title(entry), kind, entry.responsible, entry.day]
    words += [say(AWAITS)] if entry.awaits else []
    words += [say(STATES[item.state])] if item.state else []
    words += [say(mark("plan list", "ikke enig"))] if entry.disagreement else []
    words += [shared_in_words(entry.shared)] if entry.shared else []
    words += [each.words for each in entry.lines]
    if item.marks & (Mark.CONTESTED | Mark.REFUSED | Mark.PENDING):
        words.append(say(mark_look(item).text))
    return ", ".join(word for word in words if word)
