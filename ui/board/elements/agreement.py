"""Aftale: the foot says by when, or that it is done."""

from app.domain.agreement import AGREEMENT
from app.domain.item import ItemType
from ui.board.elements.element import ElementKind, due

AGREEMENT_CARD = ElementKind(record=AGREEMENT, key="A", foot=due, child=ItemType.AGREEMENT)
