"""Styrke."""

from app.domain.item import ItemType
from app.domain.strength import STRENGTH
from ui.board.elements.element import ElementKind, said

STRENGTH_CARD = ElementKind(record=STRENGTH, key="S", foot=said, child=ItemType.GOAL)
