"""Low cards, as drawings from elsewhere have them: the title stands in the card, and can be written there."""

from datetime import date

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem

from app.domain.board import Board
from app.domain.idea import Idea
from app.queries.board import BoardView, CardView
from app.queries.layout import Spot
from ui import theme
from ui.board.optics import LOW, optics
from ui.board.scene import BoardScene

CARD = "01890000-0000-7000-8000-000000000001"


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.load_fonts()
    theme.apply(qapp, theme.Theme())


def painted(title: str, *, height: float) -> QImage:
    """A card alone, 180 wide, at 100 %."""
    card = CardView(Idea(id=CARD, title=title), Spot(0.0, 0.0, 180.0, height))
    view = BoardView(board=Board(id=CARD), citizen=CARD, today=date(2026, 11, 24), cards=(card,))
    scene = BoardScene(view, optics(1.0, ratio=1.0))
    picture = QImage(180, round(height), QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    item = scene.drawn(CARD)
    assert item is not None
    item.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    return picture


@pytest.mark.parametrize("height", [24.0, 35.0, LOW - 1, LOW + 8])
def test_a_card_shows_its_title_however_low_it_is(height: float) -> None:
    assert painted("Design", height=height) != painted("Build", height=height)


def test_a_low_card_has_no_band_for_its_kind() -> None:
    low, high = painted("Design", height=40.0), painted("Design", height=106.0)

    assert low.pixelColor(170, 34) == low.pixelColor(170, 12)
    assert high.pixelColor(170, 60) != high.pixelColor(170, 12)
