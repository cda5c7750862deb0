"""Boards: from one board of a plan to another, a new one, another name, and cards that lie on several."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from app.domain.board import Board
from app.ids import main_board_of
from app.texts import Text, mark, say
from ui.board.model import board_name
from ui.board.parts import BoardPart
from ui.board.tool_column import Further

NEW = mark("board", "Ny tavle")
TO = mark("board", "Til «{board}»")
PUT = mark("board", "Læg på «{board}»")
RENAME = mark("board", "Omdøb tavlen …")
DELETE = mark("board", "Slet tavlen")
WHAT_NAME = mark("board", "Hvad skal tavlen hedde?")


class Boards(BoardPart):
    """The boards of the plan, beside the one that is shown; quiet while there is only one."""

    @property
    def name(self) -> str:
        """Return what the board that is shown is called, empty while it is the only one."""
        shown = self._shown()
        return board_name(shown) if shown is not None and len(self.easel.model.boards) > 1 else ""

    def further(self) -> list[Further]:
        """Return what «Mere» offers: a new board, acts on this one, the others, and to put the chosen cards there."""
        chosen = self._chosen()
        puts = [each for each in self._others() if not each.is_main and chosen]
        return [
            ("new board", say(NEW), "plus"),
            *self._of_shown(),
            *((f"board {each.id}", say(TO, board=board_name(each)), "layers") for each in self._others()),
            *((f"put {each.id}", say(PUT, board=board_name(each)), "copy") for each in puts),
        ]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {
            "new board": self.ask_name, "rename board": self.ask_other_name, "delete board": self.delete,
        }  # fmt: skip

    def open_menu(self, under: QWidget) -> QMenu:
        """Open the other boards, and what to do with this one, over the button *under*, and return the menu."""
        menu = QMenu(self.window)
        for each in self._others():
            menu.addAction(board_name(each)).triggered.connect(partial(self._on_wanted, each.id))
        menu.addSeparator()
        for act, words, _icon in self._of_shown():
            menu.addAction(words).triggered.connect(partial(self._on_act, act))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(under.rect().topLeft()))
        return menu

    def ask_name(self) -> None:
        """Ask what the new board is to be called, and turn to it."""
        self._ask(NEW, then=self._on_named)

    def ask_other_name(self) -> None:
        """Ask what the board that is shown is to be called from now on."""
        self._ask(RENAME, then=self._on_renamed, known=self.name)

    def delete(self) -> None:
        """Delete the board that is shown; what is typed on it is kept first."""
        board = self._shown()
        if board is not None:
            self.easel.finish()
            self.easel.select([])
            self.easel.model.delete_board(board)

    def turn_to(self, identity: str) -> None:
        """Show another board."""
        model = self.easel.model
        self.easel.finish()
        self.easel.select([])
        model.turn_to(None if identity == main_board_of(model.citizen) else identity)

    def put(self, identity: str) -> None:
        """Show the chosen cards on another board too."""
        board = next((each for each in self.easel.model.boards if each.id == identity), None)
        if board is not None:
            self.easel.model.put_on_board([card for card in map(self.easel.card, self._chosen()) if card], board)

    def _on_wanted(self, identity: str, _is_checked: bool = False) -> None:
        self.easel.board_wanted.emit(identity)

    def _on_act(self, act: str, _is_checked: bool = False) -> None:
        acts = {"rename board": self.ask_other_name, "delete board": self.delete}
        acts[act]()

    def _of_shown(self) -> list[Further]:
        """Return what may be done with the board that is shown; an only one needs no name."""
        shown = self._shown()
        if shown is None or not self.name or self.easel.is_read_only:
            return []
        rename = ("rename board", say(RENAME), "pencil")
        return [rename] if shown.is_main else [rename, ("delete board", say(DELETE), "trash-2")]

    def _ask(self, title: Text, *, then: Callable[[str], None], known: str = "") -> None:
        dialog = QInputDialog(self.window)
        dialog.setWindowTitle(say(title))
        dialog.setLabelText(say(WHAT_NAME))
        dialog.setTextValue(known)
        dialog.textValueSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_renamed(self, name: str) -> None:
        board = self._shown()
        if name.strip() and board is not None:
            self.easel.finish()
            self.easel.model.rename_board(board, name)

    def _on_named(self, name: str) -> None:
        if name.strip():
            self.easel.finish()
            self.easel.select([])
            self.easel.model.add_board(name)

    def _shown(self) -> Board | None:
        known = self.easel.model.boards
        return next((each for each in known if each.id == self.easel.model.board_id), None)

    def _others(self) -> list[Board]:
        shown = self.easel.model.board_id
        return [each for each in self.easel.model.boards if each.id != shown]

    def _chosen(self) -> list[str]:
        return [each for each in sorted(self.easel.selected) if self.easel.card(each) is not None]
