"""Liste: the plan as rows to write on, the full equal of the board; beside it the chosen item in full."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.domain.item import Item, ItemType
from app.domain.values import State
from app.operations.items import add_item, delete_records, edit_record
from app.operations.undoing import undo
from app.queries.plan_list import Grouping, PlanList, PlanRow, plan_list
from app.queries.plan_narrowed import narrowed
from app.queries.words import item_title
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


class PlanListScreen(QWidget):
    """The list and the panel of the chosen item."""

    def __init__(self, desk: Desk, *, citizen: str, meeting: str | None = None, is_read_only: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._grouping = Grouping.KIND
        self._meeting = meeting
        self._in_meeting = in_meeting = meeting is not None
        self._plan: PlanList | None = None
        self._waiting: PlanList | None = None
        self._counted = ""
        self._goes_on: str | None = None
        self._chosen: str | None = None
        self._model = PlanModel()
        self._model.is_read_only = self._is_read_only = is_read_only
        self._model.titled.connect(self._on_titled)
        self._view = QListView()
        self._delegate = PlanDelegate(self._view, ticked=self._tick, typed=self._type)
        self._prepare_view()
        self._panel = ItemPanel(desk, in_meeting=in_meeting, is_read_only=is_read_only)
        self._panel.lines.followed.connect(self._follow)
        self._panel.closed.connect(self._close_panel)
        self._panel.delete_wanted.connect(self._delete)
        self._panel.hide()
        self._sheet = PlanSheet(desk, citizen=citizen, is_read_only=is_read_only)
        self._sheet.closed.connect(self._close_sheet)
        self._sheet.hide()
        self._about = Button(mark("plan list", "Om planen"), icon_name="file-text", kind="quiet", act=self._show_sheet)
        self._filter = PlanFilter()
        self._filter.changed.connect(self._on_filter)
        self._filter.left.connect(self._view.setFocus)
        self._nothing = NothingFound(self._filter)
        self._find = icon_button("search", FIND, act=self._filter.begin)
        keys = QShortcut(QKeySequence(FIND_KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._filter.begin)
        self._by_kind = Button(mark("plan list", "Efter slags"), act=partial(self._group_by, Grouping.KIND))
        self._by_area = Button(mark("plan list", "Efter livsområde"), act=partial(self._group_by, Grouping.LIFE_AREA))
        self._lay_out()
        self._about.setVisible(meeting is None)
        self._group_by(Grouping.KIND)
        desk.bridge.changed.connect(self._on_changed)

    def choose(self, identity: str) -> None:
        """Choose an item, as the board does; it is shown as soon as the plan is read, whatever was asked for."""
        if not self._filter.isHidden() and not self._model.row_of(identity).isValid():
            self._filter.end()
        self._chosen = identity
        self._show_chosen()

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
        sheet = Card(margin=10, spacing=4)
        sheet.body.addWidget(self._view, 1)
        sheet.body.addWidget(self._nothing, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        head = row(self._by_kind, self._by_area, None, self._find, self._about)
        head.setContentsMargins(4, 0, 4, 0)
        left.addLayout(head)
        left.addWidget(self._filter)
        left.addWidget(sheet, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 16)
        box.setSpacing(12)
        box.addLayout(left, 1)
        box.addWidget(self._panel)
        box.addWidget(self._sheet)
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
        self._filter.offer(plan)
        self._show_rows(keeps=self._chosen)
        self._panel.show_actors(plan.actors)
        titles = ((row.item.id, item_title(row.item)) for row in plan.rows if row.item.type is not ItemType.ACTOR)
        self._panel.lines.show_others(tuple((identity, title) for identity, title in titles if title))
        self._sheet.show_plan(plan)
        self._show_chosen()
        if self._goes_on is not None:
            group, self._goes_on = self._goes_on, None
            self._write_on(group)

    def _show_rows(self, *, keeps: str | None) -> None:
        """Show of the plan what is asked for, and what is worked on (*keeps*): it must not go under the hands."""
        if self._plan is None:
            return
        wanted = self._filter.wanted
        shown = narrowed(self._plan, wanted, is_meeting=self._in_meeting, keeps=keeps)
        self._model.show_plan(shown, is_whole=wanted.is_everything)
        has_rows = wanted.is_everything or bool(shown.rows)
        self._view.setVisible(has_rows)
        self._nothing.setVisible(not has_rows)
        words = self._filter.tell(len(shown.rows), len(self._plan.rows))
        if words != self._counted and not self._filter.isHidden():
            self._desk.messages.announce(words)
        self._counted = words

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
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)

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
