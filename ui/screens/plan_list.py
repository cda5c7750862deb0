"""Liste: the plan as rows to write on, the full equal of the board; beside it the chosen item in full."""

from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.domain.item import Item
from app.domain.values import State
from app.operations.items import add_item, delete_records, edit_record
from app.operations.undoing import undo
from app.queries.plan_list import Grouping, PlanList, PlanRow, plan_list
from app.queries.plan_narrowed import Wanted, narrowed
from app.texts import mark, say
from ui.screens.item_panel import ItemPanel
from ui.screens.plan_delegate import PlanDelegate
from ui.screens.plan_filter import FIND, NothingFound, PlanFilter
from ui.screens.plan_keys import FIND_KEY, list_act
from ui.screens.plan_model import Entry, Heading, NewLine, PlanModel
from ui.screens.plan_sheet import PlanSheet
from ui.screens.screen import Desk
from ui.widgets.button import Button, icon_button
from ui.widgets.card import Card, row

Part = TypeVar("Part", PlanFilter, ItemPanel, PlanSheet)


class PlanListScreen(QWidget):
    """The list and the panel of the chosen item."""

    def __init__(self, desk: Desk, *, citizen: str, meeting: str | None = None, is_read_only: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._grouping = Grouping.KIND
        self._meeting = meeting
        self._in_meeting = meeting is not None
        self._plan: PlanList | None = None
        self._waiting: PlanList | None = None
        self._parts: list[PlanFilter | ItemPanel | PlanSheet] = []
        self._goes_on: str | None = None
        self._chosen: str | None = None
        self._model = PlanModel()
        self._model.is_read_only = self._is_read_only = is_read_only
        self._model.titled.connect(self._on_titled)
        self._view = QListView()
        self._delegate = PlanDelegate(self._view, ticked=self._tick, typed=self._type)
        self._prepare_view()
        self._about = Button(mark("plan list", "Om planen"), icon_name="file-text", kind="quiet", act=self._show_sheet)
        self._find = icon_button("search", FIND, act=self._begin_to_find)
        keys = QShortcut(QKeySequence(FIND_KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._begin_to_find)
        self._by_kind = Button(mark("plan list", "Efter slags"), act=partial(self._group_by, Grouping.KIND))
        self._by_area = Button(mark("plan list", "Efter livsområde"), act=partial(self._group_by, Grouping.LIFE_AREA))
        self._lay_out()
        self._about.setVisible(meeting is None)
        self._group_by(Grouping.KIND)
        desk.bridge.changed.connect(self._on_changed)

    @cached_property
    def _panel(self) -> ItemPanel:
        """What shows the chosen item in full; made when one is chosen first."""
        panel = ItemPanel(self._desk, in_meeting=self._in_meeting, is_read_only=self._is_read_only)
        panel.lines.followed.connect(self._follow)
        panel.closed.connect(self._close_panel)
        panel.delete_wanted.connect(self._delete)
        return self._joined(panel, self._line, 1)

    @cached_property
    def _sheet(self) -> PlanSheet:
        """What tells of the plan itself; made when it is first asked for."""
        sheet = PlanSheet(self._desk, citizen=self._citizen, is_read_only=self._is_read_only)
        sheet.closed.connect(self._close_sheet)
        return self._joined(sheet, self._line, -1)

    @cached_property
    def _filter(self) -> PlanFilter:
        """The line that narrows the list; made when it is first asked for."""
        line = PlanFilter()
        line.changed.connect(self._on_filter)
        line.left.connect(self._view.setFocus)
        if self._plan is not None:
            line.tell(len(self._plan.rows), len(self._plan.rows))
        return self._joined(line, self._left, 1)

    @cached_property
    def _nothing(self) -> NothingFound:
        """What stands where the list would; made when nothing is first found."""
        nothing = NothingFound(self._filter)
        self._rows.body.addWidget(nothing, 1)
        return nothing

    def _joined(self, part: Part, box: QBoxLayout, place: int) -> Part:
        """Lay out a part that was just made, hidden; it shows the plan from now on."""
        part.hide()
        box.insertWidget(place, part)
        self._parts.append(part)
        if self._plan is not None:
            part.show_plan(self._plan)
        return part

    def choose(self, identity: str) -> None:
        """Choose an item, as the board does; it is shown as soon as the plan is read, whatever was asked for."""
        is_narrowed = "_filter" in vars(self) and not self._filter.isHidden()
        if is_narrowed and not self._model.row_of(identity).isValid():
            self._filter.end()
        self._chosen = identity
        self._show_chosen()
        self._view.scrollTo(self._model.row_of(identity))

    def _follow(self, identity: str) -> None:
        """Go along a line to the item at its other end."""
        self.choose(identity)
        self._view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete by Delete, turn «gjort» by Space, show the panel by Enter, write by F2."""
        if watched is self._view.viewport() and event.type() is QEvent.Type.Resize:
            self._view.scheduleDelayedItemsLayout()
        if watched is self._view and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            entry = self._current()
            if entry is not None and self._did_key(event.key(), entry):
                return True
        return super().eventFilter(watched, event)

    def _did_key(self, key: int, entry: Entry) -> bool:
        act = list_act(key)
        if act == "open":
            self._open(entry)
            return True
        acts = {"delete": self._delete, "tick": self._tick}
        if self._is_read_only or act not in acts or not isinstance(entry, PlanRow):
            return False
        acts[act](entry.item)
        return True

    def _open(self, entry: Entry) -> None:
        if isinstance(entry, NewLine):
            self._view.edit(self._view.currentIndex())
        elif isinstance(entry, PlanRow):
            self._panel.setFocus()

    def _prepare_view(self) -> None:
        view = self._view
        view.setObjectName("Rows")
        view.setAccessibleName(say(mark("plan list", "Planen som liste")))
        view.setModel(self._model)
        self._delegate.in_meeting = self._in_meeting
        self._delegate.has_server = self._desk.session.profile.facts.server is not None
        view.setItemDelegate(self._delegate)
        view.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMouseTracking(True)
        view.clicked.connect(self._on_clicked)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def _lay_out(self) -> None:
        self._rows = Card(margin=10, spacing=4)
        self._rows.body.addWidget(self._view, 1)
        self._left = left = QVBoxLayout()
        left.setSpacing(8)
        head = row(self._by_kind, self._by_area, None, self._find, self._about)
        head.setContentsMargins(4, 0, 4, 0)
        left.addLayout(head)
        left.addWidget(self._rows, 1)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(20, 12, 20, 16)
        line.setSpacing(12)
        line.addLayout(left, 1)
        self.setFocusProxy(self._view)

    def _group_by(self, grouping: Grouping) -> None:
        self._grouping = grouping
        self._by_kind.set_kind("on" if grouping is Grouping.KIND else "quiet")
        self._by_area.set_kind("on" if grouping is Grouping.LIFE_AREA else "quiet")
        self._reload()

    def _on_changed(self, touched: object) -> None:
        if self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(
            plan_list,
            then=self._show,
            citizen=self._citizen,
            today=self._desk.today(),
            grouping=self._grouping,
            meeting=self._meeting,
        )

    def _show(self, plan: PlanList) -> None:
        """Show the plan, but never under the cursor: while a row is written on, it waits."""
        if self._view.state() is QAbstractItemView.State.EditingState:
            self._waiting = plan
            return
        self._waiting = None
        self._plan = plan
        for part in self._parts:
            part.show_plan(plan)
        self._show_rows(keeps=self._chosen)
        self._show_chosen()
        if self._goes_on is not None:
            group, self._goes_on = self._goes_on, None
            self._write_on(group)

    def _show_rows(self, *, keeps: str | None) -> None:
        """Show of the plan what is asked for, and what is worked on (*keeps*): it must not go under the hands."""
        if self._plan is None:
            return
        wanted = self._filter.wanted if "_filter" in vars(self) else Wanted()
        shown = narrowed(self._plan, wanted, is_meeting=self._in_meeting, keeps=keeps)
        self._model.show_plan(shown, is_whole=wanted.is_everything)
        has_rows = wanted.is_everything or bool(shown.rows)
        if has_rows == self._view.isHidden():
            self._view.setVisible(has_rows)
            self._nothing.setVisible(not has_rows)
        if "_filter" in vars(self) and (words := self._filter.tell(len(shown.rows), len(self._plan.rows))):
            self._desk.messages.announce(words)

    def _begin_to_find(self) -> None:
        self._filter.begin()

    def _on_filter(self) -> None:
        """Show what is asked for; what was chosen stays so while it is in sight."""
        self._show_rows(keeps=None)
        if self._chosen is not None and not self._model.row_of(self._chosen).isValid():
            self._chosen = None
            self._panel.hide()
        self._show_chosen()

    def _show_sheet(self) -> None:
        self._close_panel()
        self._sheet.show()
        self._sheet.setFocus()

    def _close_sheet(self) -> None:
        self._sheet.hide()
        self._view.setFocus()

    def _show_panel(self, entry: PlanRow) -> None:
        if "_sheet" in vars(self):
            self._sheet.hide()
        self._panel.show_row(entry)
        self._panel.show()

    def _show_chosen(self) -> None:
        if self._chosen is None:
            return
        index = self._model.row_of(self._chosen)
        if not index.isValid():
            if self._model.rowCount():
                self._close_panel()
            return
        entry = self._model.entry(index)
        if isinstance(entry, PlanRow):
            self._show_panel(entry)
            if index != self._view.currentIndex():
                self._view.setCurrentIndex(index)

    def _current(self) -> Entry | None:
        index = self._view.currentIndex()
        return self._model.entry(index) if index.isValid() else None

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        entry = self._model.entry(index) if index.isValid() else None
        if isinstance(entry, PlanRow):
            self._chosen = entry.item.id
            self._show_panel(entry)

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if isinstance(entry, NewLine):
            self._view.edit(index)
        elif isinstance(entry, PlanRow):
            self._on_current(index, QModelIndex())
        elif isinstance(entry, Heading):
            self._close_panel()

    def _close_panel(self) -> None:
        self._chosen = None
        if "_panel" in vars(self):
            self._panel.hide()
        self._view.clearSelection()
        self._view.setFocus()

    def _type(self, item: Item, text: str) -> None:
        if text.strip():
            self._desk.bridge.typed(item, title=text.strip())

    def _on_titled(self, entry: Entry, text: str, by_enter: bool) -> None:
        if isinstance(entry, NewLine):
            self._add(entry, text.strip(), goes_on=by_enter)
        elif isinstance(entry, PlanRow):
            self._desk.bridge.end_typing()
        if self._waiting is not None:
            self._reload()

    def _add(self, line: NewLine, title: str, *, goes_on: bool) -> None:
        """Write a new item; an empty line vanishes, Enter goes on with another of the same kind."""
        if not title:
            return
        self._goes_on = line.group.id if goes_on else None
        self._desk.bridge.run(
            add_item,
            citizen=self._citizen,
            type=line.group.adds,
            title=title,
            life_area=line.group.life_area,
        )

    def _write_on(self, group: str) -> None:
        index = self._model.new_line(group)
        self._view.setCurrentIndex(index)
        self._view.scrollTo(index)
        self._view.edit(index)

    def _tick(self, item: Item) -> None:
        state = State.ACTIVE if item.state is State.DONE else State.DONE
        self._desk.bridge.run(edit_record, record=item, state=state)

    def _delete(self, item: Item) -> None:
        self._desk.bridge.run(delete_records, then=self._on_deleted, records=[item])

    def _on_deleted(self, _answer: object) -> None:
        self._close_panel()
        self._desk.messages.tell(say(mark("plan list", "Punktet er slettet.")), undo=self._undo)

    def _undo(self) -> None:
        self._desk.bridge.run(undo, citizen=self._citizen)
