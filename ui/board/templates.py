"""Templates on the board: «Tavle efter skabelon …» makes a further board with frames to draw in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from app.operations.board_templates import BoardTemplate, add_board_from, board_templates
from app.texts import mark, say
from ui.board.parts import BoardPart
from ui.board.tool_column import Further

FROM = mark("board", "Tavle efter skabelon …")
MADE = mark("board", "Tavlen «{board}» er lavet. Læg kort i rammerne, og ret dem til, som de skal være.")


class Templates(BoardPart):
    """What boards may be made from."""

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [] if self.easel.is_read_only else [("templates", say(FROM), "square")]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the act by its name."""
        return {"templates": self.open_menu}

    def open_menu(self) -> QMenu:
        """Open the templates where the pointer is, and return the menu."""
        menu = QMenu(self.window)
        menu.setToolTipsVisible(True)
        for template in board_templates():
            action = menu.addAction(template.title)
            action.setToolTip(template.about)
            action.triggered.connect(partial(self._make, template))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())
        return menu

    def _make(self, template: BoardTemplate, _is_checked: bool = False) -> None:
        self.easel.finish()
        self.easel.select([])
        model = self.easel.model
        model.run(add_board_from, then=partial(self._on_made, template), template=template, citizen=model.citizen)

    def _on_made(self, template: BoardTemplate, board: str) -> None:
        self.easel.model.turn_to(board)
        self.told(say(MADE, board=template.title), True)
