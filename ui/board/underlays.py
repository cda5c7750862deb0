"""Pictures laid under the board: dropped, pasted or chosen, kept attached to the plan, made fainter step by step."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.domain.drawing import Frame
from app.operations.underlays import Picture, fade, lay_under
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.faces import Faces
from ui.board.laid_picture import LONGEST, encoded, made_ready
from ui.board.parts import BoardPart, Tell
from ui.board.tool_column import Further
from ui.paper.photo import read_photo
from ui.widgets.file_choice import ask_for_files

if TYPE_CHECKING:
    from app.store.reader import Reader

UNDER = mark("board", "Læg billede under …")
FAINTER = mark("board", "Gør billedet svagere eller tydeligere")
WHICH = mark("board", "Vælg et billede, der skal ligge under tavlen")
LAID = mark("board", "Billedet ligger under tavlen og er vedhæftet planen.")
FADED = mark("board", "Billedet er {percent} % svagere.")
AS_IT_IS = mark("board", "Billedet er så tydeligt, som det er.")
CHOOSE = mark("board", "Vælg billedet på dets kant først.")
BESIDE = 40.0
"""Board units from one of several pictures to the next."""
MOST = 12
"""Pictures that are kept decoded, each 16 MB at most."""


class Underlays(BoardPart):
    """Lays pictures under the board; they are read, turned and made smaller away from the window."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self.pictures = Faces(easel.model.bridge, self, within=QSize(LONGEST, LONGEST), most=MOST)
        self.pictures.came.connect(self._on_picture)
        easel.scene.stage.picture_of = self.pictures.picture

    def further(self) -> list[Further]:
        """Return what «Mere» offers; at a meeting a dialog of files would show names of others."""
        fainter = [("picture fainter", say(FAINTER), "image")] if self._chosen() is not None else []
        if self.easel.model.meeting is not None:
            return fainter
        return [("picture under", say(UNDER), "image"), *fainter]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"picture under": self.ask, "picture fainter": self.fade, "picture paste": self.paste}

    def ask(self) -> None:
        """Ask for pictures."""
        ask_for_files(self.window.window(), WHICH, then=self.lay)

    def lay(self, paths: Sequence[Path], at: QPointF | None = None) -> None:
        """Lay the pictures at *paths* under the board, round *at* or the middle of what is seen."""
        middle = at or self._middle()
        self.easel.model.bridge.ask(
            _ready, then=self._on_ready, failed=self._on_refused, paths=list(paths), middle=(middle.x(), middle.y())
        )

    def paste(self) -> None:
        """Lay the picture that the clipboard holds under the board."""
        image, middle = QGuiApplication.clipboard().image(), self._middle()
        self.easel.model.bridge.ask(
            _encoded, then=self._on_ready, failed=self._on_refused, image=image, middle=(middle.x(), middle.y())
        )

    def fade(self) -> None:
        """Show the chosen picture one step fainter, after the faintest as it is."""
        chosen = self._chosen()
        if chosen is None:
            self.told(say(CHOOSE), False)
            return
        self.easel.model.run(fade, then=self._on_faded, frame=chosen)

    def _chosen(self) -> Frame | None:
        chosen = self.easel.selected
        return next((each for each in self.easel.view.frames if each.id in chosen and each.picture is not None), None)

    def _middle(self) -> QPointF:
        canvas = self.easel.canvas
        return canvas.to_board(QRectF(canvas.viewport().rect()).center())

    def _on_ready(self, pictures: list[Picture]) -> None:
        model = self.easel.model
        for each in pictures:
            model.run(lay_under, then=self._on_laid, picture=each, citizen=model.citizen, board=model.board_id)

    def _on_refused(self, error: object) -> None:
        self.easel.model.bridge.trouble.emit(error)

    def _on_laid(self, _identity: str) -> None:
        self.easel.model.load()
        self.told(say(LAID), True)

    def _on_faded(self, percent: int) -> None:
        self.easel.model.load()
        self.told(say(FADED, percent=percent) if percent else say(AS_IT_IS), True)

    def _on_picture(self, file: str) -> None:
        scene = self.easel.scene
        scene.repaint_ids([each.id for each in self.easel.view.frames if each.picture == file])


def _ready(_reader: "Reader", *, paths: list[Path], middle: tuple[float, float]) -> list[Picture]:
    """Return the pictures at *paths*, each a little beside the one before."""
    x, y = middle
    return [
        made_ready(read_photo(path), middle=(x + place * BESIDE, y + place * BESIDE))
        for place, path in enumerate(paths)
    ]


def _encoded(_reader: "Reader", *, image: QImage, middle: tuple[float, float]) -> list[Picture]:
    return [encoded(image, middle=middle)]
