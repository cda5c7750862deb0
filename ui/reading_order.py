"""Where Tab goes: through a window as it is laid out, as it is read, whatever was made or shown first."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


def go_on(window: QWidget, *, is_forward: bool) -> bool:
    """Give the focus to the next stop of *window*, or the one before, and bring it into view; False without any.

    A page that has the focus itself, as one that was just turned to, is entered at its first stop.
    """
    found = list(stops(window))
    if not found:
        return False
    wanted = found[_next(found, QApplication.focusWidget(), is_forward=is_forward) % len(found)]
    bring_to(wanted, Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason)
    return True


def bring_to(stop: QWidget, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
    """Give the focus to *stop*, and bring it into view."""
    stop.setFocus(reason)
    bring_into_view(stop)


def _next(found: Sequence[QWidget], current: QWidget | None, *, is_forward: bool) -> int:
    """Return the place of the stop after *current*, or before it; places before the first count from the end."""
    if current in found:
        return found.index(current) + (1 if is_forward else -1)
    entry = next((place for place, each in enumerate(found) if current and current.isAncestorOf(each)), 0)
    return entry if is_forward else entry - 1


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


def bring_into_view(widget: QWidget) -> None:
    """Scroll what lies round *widget* until it is seen."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
