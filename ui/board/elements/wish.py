"""Ønske."""

from app.domain.item import ItemType
from app.domain.wish import WISH
from ui.board.elements.element import ElementKind, said

WISH_CARD = ElementKind(record=WISH, key="Ø", foot=said, child=ItemType.GOAL)
