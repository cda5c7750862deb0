"""Gallery of what opens beside the main screens of the window, or over them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.domain.goal import GOAL, Goal
from app.store.reader import Reader
from gallery import COUNTS, EMERGENCIES, FADE_MS, Gallery, press
from ui.board.board_screen import BoardScreen
from ui.factor_window import FactorWindow
from ui.key_window import KeyWindow
from ui.keys_dialog import KeysDialog
from ui.paper.print_dialog import PaperPrintDialog
from ui.screens.family import FamilyScreen
from ui.screens.family_dialog import FamilyDialog
from ui.screens.oversight import OversightScreen
from ui.screens.plan_list import PlanListScreen
from ui.wrong_citizen import WrongCitizenDialog

KARENS_FAMILY = 3
"""She and her two children, who are among the first citizens."""
Part = TypeVar("Part", bound=QWidget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a server may ask beside the password."""

    ways: frozenset[str]
    has_key: bool
    enrolment: None = None
    new_key: None = None
    was_wrong: bool = True
    trouble: str = ""
    is_repeated: bool = False


class WholeGallery(Gallery):
    """The gallery with its side rooms."""

    def beside(self) -> Iterator[tuple[str, QWidget]]:
        """Yield the name and the window of what opens beside the main screens, or over them."""
        for show in (
            self._oversight, self._family, self._family_list, self._family_dialog, self._board_panel,
            self._find_on_board, self._paper, self._list_panel, self._plan_sheet, self._list_filter,
            self._nothing_found, self._wrong_citizen, self._prepare, self._room, self._picture_cards, self._round,
            self._give_copy, self._factor, self._key, self._keys,
        ):  # fmt: skip
            window = show()
            self.settle()
            yield show.__name__.strip("_"), window

    def _oversight(self) -> QWidget:
        window = self._shown("oversight")
        screen = window.findChild(OversightScreen)
        assert screen is not None
        counts, emergencies = screen._cards
        emergencies._on_told(EMERGENCIES)
        counts._show(COUNTS)
        for each in screen._cards:
            each.show()
        return window

    def _family(self) -> QWidget:
        self._opened("family", karen=True)
        self.settle()
        easel = self._part(FamilyScreen).easel
        self._qtbot.waitUntil(lambda: len(easel.view.lanes) == KARENS_FAMILY)
        return self._main()

    def _family_list(self) -> QWidget:
        self._part(FamilyScreen).show_as("list")
        return self._main()

    def _family_dialog(self) -> QWidget:
        return self._over(self._part(FamilyScreen).choose_family())

    def _board_panel(self) -> QWidget:
        self._main().findChildren(FamilyDialog)[-1].close()
        self._opened("board", karen=True)
        self.settle()
        board = self._part(BoardScreen)
        board.show_item(board.easel.view.cards[0].item.id)
        return self._main()

    def _find_on_board(self) -> QWidget:
        self._part(BoardScreen).do("find")
        return self._main()

    def _paper(self) -> QWidget:
        self._part(BoardScreen).do("leave")
        return self._over(PaperPrintDialog(self._session.bridge, self._main()))

    def _list_panel(self) -> QWidget:
        self._main().findChildren(PaperPrintDialog)[-1].close()
        self._opened("list")
        self.settle()
        plan = self._part(PlanListScreen)
        plan.choose(self._asked(_a_goal_of(self._planned())).id)
        return self._main()

    def _plan_sheet(self) -> QWidget:
        press(self._main(), "Om planen")
        return self._main()

    def _list_filter(self) -> QWidget:
        filter_ = self._part(PlanListScreen)._filter
        filter_.begin()
        QAccessible.setActive(True)  # as a screen reader does; only then Qt tells it that the rows are others
        filter_.field.setText("e")
        QAccessible.setActive(False)
        self._qtbot.wait(FADE_MS)
        return self._main()

    def _nothing_found(self) -> QWidget:
        self._part(PlanListScreen)._filter.field.setText("zebra")
        return self._main()

    def _wrong_citizen(self) -> QWidget:
        self._part(PlanListScreen)._filter.end()
        return self._over(
            WrongCitizenDialog(self._session.bridge, self._asked(_a_goal_of(self._planned())), self._main())
        )

    def _prepare(self) -> QWidget:
        self._main().findChildren(WrongCitizenDialog)[-1].close()
        return self._faced("prepare")

    def _room(self) -> QWidget:
        return self._faced("room")

    def _picture_cards(self) -> QWidget:
        self._faced("areas")
        self.settle()
        press(self._main(), "Læg billedkort")
        return self._main()

    def _round(self) -> QWidget:
        page = self._main().page
        assert page is not None
        page.start_meeting()
        self._qtbot.waitUntil(lambda: page.is_meeting)
        return self._faced("round")

    def _give_copy(self) -> QWidget:
        return self._faced("copy")

    def _factor(self) -> QWidget:
        self._main().show_screen("today")
        window = FactorWindow(Asked(ways=frozenset({"totp", "webauthn"}), has_key=True), self._main())
        self._over(window)
        window.begin()
        return window

    def _key(self) -> QWidget:
        self._main().findChildren(FactorWindow)[-1].close()
        window = KeyWindow(self._main())
        self._over(window)
        window.ask_pin(was_wrong=True)
        return window

    def _keys(self) -> QWidget:
        self._main().findChildren(KeyWindow)[-1].close()
        return self._over(KeysDialog(self._main()))

    def _faced(self, face: str) -> QWidget:
        page = self._main().page
        assert page is not None
        page.show_face(face)
        return self._main()

    def _over(self, dialog: QWidget) -> QWidget:
        dialog.show()
        return dialog

    def _part(self, kind: type[Part]) -> Part:
        return next(each for each in self._main().findChildren(kind) if each.isVisible())


def _a_goal_of(citizen: str) -> Callable[[Reader], Goal]:
    def ask(reader: Reader) -> Goal:
        return next(each for each in reader.all(GOAL) if each.citizen == citizen)

    return ask
