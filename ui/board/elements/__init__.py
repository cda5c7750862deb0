"""The kinds of card: every type of item is one. Those with a key, a foot or a child of their own have a file here."""

from collections.abc import Mapping

from app.domain import ITEM_TYPES
from app.domain.item import ItemType
from ui.board.elements.actor import ACTOR_CARD
from ui.board.elements.agreement import AGREEMENT_CARD
from ui.board.elements.concern import CONCERN_CARD
from ui.board.elements.element import ElementKind, said
from ui.board.elements.goal import GOAL_CARD, SUBGOAL_CARD
from ui.board.elements.idea import IDEA_CARD
from ui.board.elements.intervention import INTERVENTION_CARD
from ui.board.elements.meeting import MEETING_CARD
from ui.board.elements.strength import STRENGTH_CARD
from ui.board.elements.wish import WISH_CARD

_OWN: tuple[ElementKind, ...] = (
    IDEA_CARD,
    WISH_CARD,
    GOAL_CARD,
    SUBGOAL_CARD,
    INTERVENTION_CARD,
    AGREEMENT_CARD,
    ACTOR_CARD,
    CONCERN_CARD,
    STRENGTH_CARD,
    MEETING_CARD,
)
_RECORDS = {each.record.type for each in _OWN}

ELEMENT_KINDS: tuple[ElementKind, ...] = (
    *_OWN,
    *(ElementKind(record=each, foot=said) for each in ITEM_TYPES if each.type not in _RECORDS),
)
_BY_TYPE: Mapping[ItemType, ElementKind] = {each.type: each for each in ELEMENT_KINDS}


def element_kind(item_type: ItemType) -> ElementKind:
    """Return the kind of card that shows *item_type*."""
    return _BY_TYPE[item_type]
