"""Walk: a window as somebody meets it who has only keys and ears: names, roles, order, reach, and the ring of focus."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from legible import Sheet, focus_not_seen, named, shown

LEAST_TARGET = 24
"""The least width and height of what is hit, in pixels (WCAG 2.2, 2.5.8)."""
MOST_STOPS = 400
Role = QAccessible.Role
ROLES: tuple[tuple[type[QWidget], frozenset[Role]], ...] = (
    (QCheckBox, frozenset({Role.CheckBox})),
    (QRadioButton, frozenset({Role.RadioButton})),
    (QAbstractButton, frozenset({Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton})),
    (QLineEdit, frozenset({Role.EditableText})),
    (QPlainTextEdit, frozenset({Role.EditableText})),
    (QTextEdit, frozenset({Role.EditableText})),
    (QComboBox, frozenset({Role.ComboBox})),
    (QAbstractSpinBox, frozenset({Role.SpinBox})),
    (QAbstractSlider, frozenset({Role.Slider})),
    (QAbstractItemView, frozenset({Role.List, Role.Table, Role.Tree})),
    (QGraphicsView, frozenset({Role.List})),
)
"""What Qt must call each sort of part; the first line that fits counts."""
_SILENT = frozenset({Role.NoRole, Role.Client, Role.Pane, Role.Whitespace, Role.Window})
"""Roles that tell nobody what can be done."""
_INITIALS = re.compile("[A-ZÆØÅ]{1,2}")
"""They stand beside the name, and are left out for the ear."""
_INNER = (QComboBox, QLineEdit, QAbstractSpinBox)


@dataclass(slots=True)
class Walker:
    """Walks one window after another; a ring that was seen on one sort of part is not looked for again."""

    settle: Callable[[], object]
    rings: set[tuple[object, ...]] = field(default_factory=set)

    def faults(self, sheet: Sheet) -> list[str]:
        """Return what somebody without a mouse or eyes could not name, hear, hit or reach in a window."""
        window = sheet.window
        parts = interactive(window)
        return [
            *nameless(parts),
            *wrongly_called(parts),
            *small_targets(parts),
            *unsaid(sheet),
            *self._walked(window),
        ]

    def _walked(self, window: QWidget) -> list[str]:
        stops, faults = walked(window)
        return [
            *faults,
            *unreached(interactive(window), stops),
            *backwards(stops, window),
            *focus_not_seen(window, self._new_sorts(stops), settle=self.settle),
        ]

    def _new_sorts(self, stops: list[QWidget]) -> list[QWidget]:
        new = []
        for each in stops:
            is_checked = isinstance(each, QAbstractButton) and each.isChecked()
            above = each.parentWidget()
            sort = (type(each), each.property("kind"), is_checked, above.objectName() if above is not None else "")
            is_seen = each.isVisible() and not each.visibleRegion().isEmpty()
            if sort not in self.rings and is_seen and not isinstance(each, QGraphicsView):
                self.rings.add(sort)
                new.append(each)
        return new


def interactive(window: QWidget) -> list[QWidget]:
    """Return what in view can be pressed, chosen or written in."""
    kinds = tuple(kind for kind, _roles in ROLES)
    return [
        each
        for each in shown(window)
        if each.isEnabled()
        and (isinstance(each, kinds) or each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        and not isinstance(each, QScrollBar | QScrollArea)
        and not isinstance(each.parent(), _INNER)
        and each.focusProxy() is None
    ]


def nameless(parts: list[QWidget]) -> list[str]:
    """Return the parts without a name, or whose name does not hold the words that are seen (WCAG 4.1.2, 2.5.3)."""
    found = []
    for each in parts:
        name = said(each)
        text = each.text().replace("&", "") if isinstance(each, QAbstractButton) else ""
        if not name.strip():
            found.append(f"{path(each)} has no name")
        elif text.strip().casefold() not in name.casefold():
            found.append(f"{named(each)} shows «{text}», which is not in its name")
    return found


def wrongly_called(parts: list[QWidget]) -> list[str]:
    """Return the parts whose role does not tell what can be done with them (WCAG 4.1.2)."""
    found = []
    for each in parts:
        role = QAccessible.queryAccessibleInterface(each).role()
        allowed = next((roles for kind, roles in ROLES if isinstance(each, kind)), None)
        if role in _SILENT or (allowed is not None and role not in allowed):
            found.append(f"{named(each)} is called {role.name}")
    return found


def small_targets(parts: list[QWidget]) -> list[str]:
    """Return the parts that are too small to hit (WCAG 2.5.8)."""
    return [
        f"{named(each)} is {each.width()} × {each.height()}"
        for each in parts
        if min(each.width(), each.height()) < LEAST_TARGET
    ]


def unsaid(sheet: Sheet) -> list[str]:
    """Return the words that are painted and that no screen reader is handed (WCAG 1.1.1, 1.3.1)."""
    heard: dict[QWidget, str] = {}
    found = []
    for each in sheet.texts:
        if _INITIALS.fullmatch(each.words.strip()):
            continue
        if each.widget not in heard:
            heard[each.widget] = _plain(_heard_around(each.widget, sheet.window))
        if not all(_plain(part) in heard[each.widget] for part in each.words.split(" · ")):
            found.append(f"«{each.words}» of {named(each.widget)} is not said")
    return found


def walked(window: QWidget) -> tuple[list[QWidget], list[str]]:
    """Return where Tab leads in *window*, in order, and the parts that it does not lead out of (WCAG 2.1.2)."""
    window.activateWindow()
    QApplication.processEvents()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    start = QApplication.focusWidget()
    if start is None or start is window:
        return [], []
    stops = [start]
    while len(stops) < MOST_STOPS:
        before = stops[-1]
        after = _pressed(before)
        if after is before:
            return stops, [f"Tab does not lead out of {named(before)}"] if len(stops) > 1 else []
        if after in stops:
            return stops, []
        if after is not None and not window.isAncestorOf(after):
            return stops, [f"Tab leads out of the window to {named(after)}"]
        if after is None:
            return stops, ["Tab leads nowhere"]
        stops.append(after)
    return stops, [f"Tab does not come back in {MOST_STOPS} steps"]


def unreached(parts: list[QWidget], stops: list[QWidget]) -> list[str]:
    """Return the parts that Tab does not lead to; one of a group that arrows go through stands for all (WCAG 2.1.1)."""
    reached = set(stops)
    reached |= led_to([each for each in parts if each not in reached], stops)
    return [
        f"{named(each)} of {path(each)} is not reached by Tab"
        for each in parts
        if each not in reached and not (_group_of(each) & reached)
    ]


def backwards(stops: list[QWidget], window: QWidget) -> list[str]:
    """Return the steps that lead to the left in a line, or upwards in a column (WCAG 2.4.3)."""
    pairs = ((one, other) for one, other in itertools.pairwise(stops))
    return [
        f"Tab leads back from {named(one)} to {named(other)}"
        for one, other in pairs
        if _is_back(*_side_by_side(one, other, window))
    ]


def said(widget: QWidget) -> str:
    """Return the name that a screen reader is handed for a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def path(widget: QWidget) -> str:
    """Return a widget and what it lies in, by their types."""
    above = widget.parentWidget()
    return f"{type(above).__name__}/{type(widget).__name__}" if above is not None else type(widget).__name__


def _heard_around(widget: QWidget, window: QWidget) -> str:
    """Return all that is said of a widget, of what lies in it, and of what it lies in."""
    words = list(_heard(QAccessible.queryAccessibleInterface(widget), depth=2))
    above = widget.parentWidget()
    while above is not None and above is not window:
        interface = QAccessible.queryAccessibleInterface(above)
        words += _own(interface)
        if isinstance(above, QAbstractItemView | QGraphicsView):
            words += _heard(interface, depth=2)
        above = above.parentWidget()
    return "\n".join(words)


def _heard(interface: QAccessibleInterface | None, *, depth: int) -> Iterator[str]:
    if interface is None:
        return
    yield from _own(interface)
    if depth:
        for place in range(interface.childCount()):
            yield from _heard(interface.child(place), depth=depth - 1)


def _own(interface: QAccessibleInterface) -> list[str]:
    texts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
    return [interface.text(each) for each in texts]


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()


def _pressed(before: QWidget) -> QWidget | None:
    """Press Tab; where it goes from one thing of a list to the next, it leads out after the last."""
    QTest.keyClick(before, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    if after is before:
        QTest.keyClick(before, Qt.Key.Key_End)
        QTest.keyClick(before, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
    return after


def led_to(left: list[QWidget], stops: list[QWidget]) -> set[QWidget]:
    """Return those *left* out by Tab that arrows lead to from a stop of their sort, one after another."""
    sorts = {type(each) for each in left if each.focusPolicy() is Qt.FocusPolicy.ClickFocus}
    found: set[QWidget] = set()
    here = [each for each in stops if type(each) in sorts]
    while here:
        start = here.pop()
        for arrow in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            start.setFocus()
            QTest.keyClick(start, arrow)
            led = QApplication.focusWidget()
            if led is not None and led in left and led not in found:
                found.add(led)
                here.append(led)
    return found


def _group_of(widget: QWidget) -> set[QWidget]:
    if not isinstance(widget, QAbstractButton):
        return set()
    group: QButtonGroup | None = widget.group()
    if group is not None and group.exclusive():
        return set(group.buttons())
    above = widget.parentWidget()
    if above is None or not widget.autoExclusive():
        return set()
    return {each for each in above.findChildren(QAbstractButton) if each.autoExclusive()}


def _side_by_side(one: QWidget, other: QWidget, window: QWidget) -> tuple[QRect, QRect]:
    """Return the places of the two largest parts that hold one of two widgets each and not both."""
    above = _line_up(one, window)
    below = _line_up(other, window)
    common = next((place for place, pair in enumerate(zip(above, below, strict=False)) if pair[0] is not pair[1]), None)
    if common is None:
        return QRect(), QRect()
    return _place(above[common], window), _place(below[common], window)


def _line_up(widget: QWidget, window: QWidget) -> list[QWidget]:
    line, above = [widget], widget.parentWidget()
    while line[-1] is not window and above is not None:
        line.append(above)
        above = above.parentWidget()
    return line[::-1]


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _is_back(one: QRect, other: QRect) -> bool:
    if one.isNull() or other.isNull() or one.contains(other) or other.contains(one):
        return False
    shared = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    if shared > min(one.height(), other.height()) / 2:
        return other.right() <= one.left()
    return other.bottom() <= one.top() and other.left() < one.right()
