"""Paper on the board: sheets to print, pictures of written cards that come in, and the faces of cards."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.domain.days import show_day
from app.queries.words import is_untitled_face
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.faces import Faces
from ui.board.first_sight import MARGIN
from ui.board.parts import BoardPart, Tell
from ui.board.tool_column import Further
from ui.widgets.file_choice import ask_for_files

if TYPE_CHECKING:
    from app.operations.paper import Laid
    from ui.paper.photo_dialog import PaperPhotoDialog

PRINT = mark("board", "Kort på papir …")
PHOTO = mark("board", "Læg kort fra papir på tavlen …")
WHICH = mark("board", "Vælg billeder af kortene")
BOARD = mark("board", "Papir, {day}")
LAID_ONE = mark("board", "Kortet ligger på tavlen. Skriv dets titel, når der er tid.")
LAID_MANY = mark("board", "{count} kort ligger på tavlen. Skriv deres titler, når der er tid.")
RENEWED = mark("board", "Kortene viser nu de nye billeder.")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic")


class PaperOnBoard(BoardPart):
    """What a board does with paper; `faces` are the pictures that its cards show.

    `under_wanted` names pictures without cards that are to lie under the board, and where they were dropped.
    """

    under_wanted = Signal(object, object)

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self.faces = Faces(easel.model.bridge, self)
        self.faces.came.connect(self._on_face)
        easel.scene.stage.face_of = self.faces.picture
        if not easel.is_read_only:
            easel.canvas.viewport().setAcceptDrops(True)
            easel.canvas.viewport().installEventFilter(self)

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [("paper print", say(PRINT), "printer"), ("paper photo", say(PHOTO), "image")]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"paper print": self.print_, "paper photo": self.ask, "next untitled": self.next_untitled}

    def print_(self) -> QWidget:
        """Ask which cards to print."""
        from ui.paper.print_dialog import PaperPrintDialog

        dialog = PaperPrintDialog(self.easel.model.bridge, self.window.window())
        dialog.open()
        return dialog

    def ask(self) -> None:
        """Ask for pictures of cards."""
        ask_for_files(self.window.window(), WHICH, then=self.read)

    def read(self, paths: Sequence[Path], at: QPointF | None = None) -> "PaperPhotoDialog":
        """Read pictures; cards are laid *at* a place of a free board, from a time axis on a board of their own."""
        from ui.paper.photo_dialog import PaperPhotoDialog

        easel = self.easel
        easel.finish()
        is_free = easel.view.axis is None
        content = easel.scene.content()
        place = at or QPointF(content.left(), content.bottom() + MARGIN if easel.view.cards else content.top())
        dialog = PaperPhotoDialog(
            easel.model.bridge, self.window.window(), citizen=easel.model.citizen,
            board=easel.model.board_id if is_free else None, at=place if is_free else QPointF(),
            title=say(BOARD, day=show_day(easel.model.today.isoformat())),
        )  # fmt: skip
        dialog.laid.connect(self._on_laid)
        dialog.under_wanted.connect(lambda found: self.under_wanted.emit(found, at))
        dialog.open()
        dialog.read(paths)
        return dialog

    def next_untitled(self) -> None:
        """Go to the next card that only has its handwriting, and let its title be written."""
        cards = [card for card in self.easel.view.cards if is_untitled_face(card.item)]
        ids = [card.item.id for card in cards]
        current = self.easel.current()
        place = ids.index(current.item.id) + 1 if current is not None and current.item.id in ids else 0
        if cards:
            card = cards[place % len(cards)]
            self.easel.go_to(card)
            self.easel.writing.edit(card.item.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take pictures that are dropped on the board."""
        if isinstance(event, QDropEvent):
            paths = _pictures(event)
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop and not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                    self.read(paths, self.easel.canvas.to_board(event.position()))
                return True
        return False

    def _on_laid(self, laid: "Laid") -> None:
        model = self.easel.model
        if laid.board == model.board_id:
            model.load()
        else:
            self.easel.select([])
            model.turn_to(laid.board)
        text = LAID_ONE if len(laid.new) == 1 else LAID_MANY if laid.new else RENEWED
        self.told(say(text, count=len(laid.new)), True)

    def _on_face(self, face: str) -> None:
        scene = self.easel.scene
        scene.repaint_ids([card.item.id for card in self.easel.view.cards if card.item.face == face])
        chosen = self.easel.current()
        if chosen is not None and chosen.item.face == face:
            self.easel.selection_changed.emit()  # what tells of the card beside the board shows it too


def _pictures(event: QDropEvent) -> list[Path]:
    """Return the files that a drop brings, when all of them may be pictures."""
    urls = event.mimeData().urls()
    paths = [Path(each.toLocalFile()) for each in urls if each.isLocalFile()]
    return paths if paths and all(each.suffix.lower() in PICTURES for each in paths) else []
