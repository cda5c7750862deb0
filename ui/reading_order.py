"""Where Tab goes: through a window as it is laid out, as it is read, whatever was made or shown first."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


def go_on(window: QWidget, *, is_forward: bool) -> bool:
    """Give the focus to the next stop of *window*, or the one before, and bring it into view; False without any."""
    found = list(stops(window))
    if not found:
        return False
    current = QApplication.focusWidget()
    place = found.index(current) if current in found else -1 if is_forward else len(found)
    wanted = found[(place + (1 if is_forward else -1)) % len(found)]
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    wanted.setFocus(reason)
    _show(wanted)
    return True


def stops(part: QWidget) -> Iterator[QWidget]:
    """Yield what in *part* takes the focus by Tab, in reading order."""
    for child in _children(part):
        if child.isWindow() or not child.isVisible():
            continue
        takes = child.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if takes and child.isEnabled() and child.focusProxy() is None:
            yield child
        yield from stops(child)


def _children(part: QWidget) -> list[QWidget]:
    """Return the children as they are laid out, then those that lie free, from above."""
    layout = part.layout()
    placed = list(laid_out(layout)) if layout is not None else []
    known = set(placed)
    free = [each for each in part.children() if isinstance(each, QWidget) and each not in known]
    return placed + sorted(free, key=lambda each: (each.y(), each.x()))


def laid_out(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of *layout* and of those in it, as they are laid out."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from laid_out(inner)


def _show(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
