"""Bekymring."""

from app.domain.concern import CONCERN
from app.domain.item import ItemType
from ui.board.elements.element import ElementKind, said

CONCERN_CARD = ElementKind(record=CONCERN, key="B", foot=said, child=ItemType.GOAL)
