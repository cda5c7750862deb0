"""Indsats: the foot says from when until when."""

from app.domain.intervention import INTERVENTION
from app.domain.item import ItemType
from ui.board.elements.element import ElementKind, span

INTERVENTION_CARD = ElementKind(record=INTERVENTION, key="I", foot=span, child=ItemType.AGREEMENT)
