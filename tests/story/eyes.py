"""Eyes: what somebody at the screen sees, by the accessibility tree, and waits for."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from legible import cut_texts, read

Role = QAccessible.Role
PATIENCE_S = 30.0
"""How long an answer may take on a busy machine before it counts as missing."""
BOARD, LIST = "Tavle", "Planen som liste"
"""The names of the two faces of the plan in the accessibility tree."""
STILL_MS, STILL_LOOKS = 40, 4
"""What lies in one place in so many looks, so many milliseconds apart, stands still."""
_FROM = re.compile(r"Fra (\d+\. \w+)")
REST_MS = 250
"""How long the screen comes to rest before a picture."""


class NotThere(AssertionError):
    """Something that the person at the screen should have seen is not there."""


class Eyes:
    """Looks at the window in front; what is not there yet is waited for."""

    def __init__(self, pictures: Path) -> None:
        QAccessible.setActive(True)
        self._pictures = pictures

    def window(self) -> QWidget:
        """Return the window in front."""
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
        front = QApplication.activeModalWidget() or QApplication.activePopupWidget() or QApplication.activeWindow()
        return front if front in shown else max(shown, key=lambda each: each.width() * each.height())

    def everything(self, *, scrolled_away: bool = False) -> Iterator[QAccessibleInterface]:
        """Yield what the accessibility tree of the window shows, with what is *scrolled_away* when asked for."""
        root = QAccessible.queryAccessibleInterface(self.window())
        waiting = [root]
        while waiting:
            each = waiting.pop()
            if not each.isValid() or (each.state().invisible and not (scrolled_away and _is_shown(each))):
                continue
            yield each
            waiting += [child for place in range(each.childCount()) if _is_there(child := each.child(place))]

    def find(
        self, name: str, role: QAccessible.Role | None = None, *, scrolled_away: bool = False
    ) -> QAccessibleInterface | None:
        """Return what is called *name* (or begins so), of a role when one is asked for; the exact name goes first."""
        everything = self.everything(scrolled_away=scrolled_away)
        found = [each for each in everything if role in (None, each.role()) and name_of(each).startswith(name)]
        found.sort(key=lambda each: name_of(each) != name)
        return found[0] if found else None

    def see(self, name: str, role: QAccessible.Role | None = None) -> QAccessibleInterface:
        """Wait for *name* and return it. Raises NotThere."""
        return self.wait(lambda: self.find(name, role), f"«{name}» is not on the screen")

    def wait(self, look: Callable[[], "QAccessibleInterface | None"], why: str) -> QAccessibleInterface:
        """Wait until *look* finds something. Raises NotThere with *why*."""
        until = monotonic() + PATIENCE_S
        while monotonic() < until:
            found = look()
            if found is not None:
                return found
            rest(40)
        raise NotThere(why)

    def until(self, is_so: Callable[[], bool], why: str) -> None:
        """Wait until something is so. Raises NotThere with *why*."""
        end = monotonic() + PATIENCE_S
        while not is_so():
            if monotonic() > end:
                raise NotThere(why)
            rest(40)

    def cards(self) -> list[QAccessibleInterface]:
        """Return the cards of the board as a screen reader hears them."""
        board = self.find(BOARD, Role.List)
        if board is None:
            return []
        return [child for place in range(board.childCount()) if _is_there(child := board.child(place))]

    def card(self, title: str) -> QAccessibleInterface:
        """Wait for the card called *title* and return it. Raises NotThere."""
        return self.wait(
            lambda: next((each for each in self.cards() if name_of(each).startswith(title)), None),
            f"the card «{title}» is not on the board",
        )

    def said_of(self, title: str) -> str:
        """Return what a screen reader says of a card beside its title: kind, place, who, when."""
        return str(self.card(title).text(QAccessible.Text.Description))

    def day_of(self, title: str) -> str:
        """Return the day and month that a card is told to begin on, empty when it tells none."""
        told = _FROM.search(self.said_of(title))
        return told[1] if told else ""

    def place_of(self, line: str) -> QPoint:
        """Return a point of the screen where a line lies and nothing on it, as near its middle as there is one."""
        board, rect = self.see(BOARD, Role.List), self.see(line, Role.Graphic).rect()
        seen = rect.intersected(board.rect())
        places = (
            QPoint(x, y) for x in range(seen.left(), seen.right(), 4) for y in range(seen.top(), seen.bottom(), 4)
        )
        for place in sorted(places, key=lambda each: (each - rect.center()).manhattanLength()):
            hit = board.childAt(place.x(), place.y())
            if _is_there(hit) and name_of(hit) == line:
                return place
        raise NotThere(f"«{line}» is not in view")

    def has_row(self, name: str, title: str, kind: str = "") -> bool:
        """Tell whether a row of the list *name* begins with *title* and tells its kind, in view or not."""
        found = self.find(name, Role.List)
        rows = [found.child(place) for place in range(found.childCount())] if found is not None else []
        names = [name_of(each) for each in rows if _is_there(each)]
        return any(each.startswith(title) and kind in each for each in names)

    def names(self, role: QAccessible.Role, *, scrolled_away: bool = False) -> list[str]:
        """Return the names of everything of a role."""
        return [name_of(each) for each in self.everything(scrolled_away=scrolled_away) if each.role() == role]

    def reads(self) -> str:
        """Return all that the page says, a line each, in view or not: words, and what stands in fields."""
        said = [(name_of(each), str(each.text(QAccessible.Text.Value))) for each in self.everything(scrolled_away=True)]
        return "\n".join(filter(None, (part for each in said for part in each)))

    def painted(self) -> str:
        """Return the words of the board in the order in which they are painted."""
        board = self.see(BOARD, Role.List).object()
        texts = read(self.window()).texts
        return " ".join(each.words for each in texts if isinstance(board, QWidget) and board.isAncestorOf(each.widget))

    def still(self, name: str, role: QAccessible.Role | None = None) -> QAccessibleInterface:
        """Wait until what is called *name* lies where it lay a moment ago, and return it: nobody taps what moves."""
        lain: list[QRect] = []

        def is_still() -> bool:
            lain.append(self.see(name, role).rect())
            rest(STILL_MS)
            return len(lain) > STILL_LOOKS and len({each.getRect() for each in lain[-STILL_LOOKS:]}) == 1

        self.until(is_still, f"«{name}» does not come to rest")
        return self.see(name, role)

    def at_rest(self) -> None:
        """Wait until the page looks as it did a moment ago; a blinking cursor is no unrest for long."""
        before = self.window().grab().toImage()
        for _ in range(12):
            rest(STILL_MS * STILL_LOOKS)
            now = self.window().grab().toImage()
            if now == before:
                return
            before = now

    def keep(self, name: str) -> None:
        """Keep a picture of the window as it is now."""
        self.window().grab().save(str(self._pictures / f"{name}.png"))

    def picture(self, name: str) -> None:
        """Keep a picture of the window, on which no text is cut. Raises NotThere."""
        rest(REST_MS)
        self.at_rest()
        self.keep(name)
        cut = cut_texts(read(self.window()))
        if cut:
            raise NotThere(f"on the picture {name}: {'; '.join(cut)}")


def _is_shown(each: QAccessibleInterface) -> bool:
    """Tell whether a widget is on the page that is shown, in view or not."""
    widget = each.object()
    return isinstance(widget, QWidget) and widget.isVisible()


def _is_there(each: object) -> bool:
    """Tell whether the tree handed out a child; its type does not say that it may hand out none."""
    return each is not None


def rest(milliseconds: int) -> None:
    """Let the program work; unlike QTest.qWait it lets other threads have Python meanwhile."""
    until = monotonic() + milliseconds / 1000
    while True:
        QApplication.processEvents()
        if monotonic() >= until:
            return
        sleep(0.005)


def name_of(each: QAccessibleInterface) -> str:
    """Return the name that a screen reader says; before what is chosen in a field it says the field's label."""
    if each.role() == Role.ComboBox:
        labels = [other for other, relation in each.relations() if relation == QAccessible.RelationFlag.Label]
        each = next(iter(labels), each)
    return str(each.text(QAccessible.Text.Name))
