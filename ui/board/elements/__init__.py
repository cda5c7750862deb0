"""The kinds of card. A new kind is one file here and one line in ELEMENT_KINDS; its colours are in theme.toml."""

from collections.abc import Mapping

from app.domain.item import ItemType
from ui.board.elements.actor import ACTOR_CARD
from ui.board.elements.agreement import AGREEMENT_CARD
from ui.board.elements.concern import CONCERN_CARD
from ui.board.elements.element import ElementKind
from ui.board.elements.goal import GOAL_CARD, SUBGOAL_CARD
from ui.board.elements.idea import IDEA_CARD
from ui.board.elements.intervention import INTERVENTION_CARD
from ui.board.elements.meeting import MEETING_CARD
from ui.board.elements.strength import STRENGTH_CARD
from ui.board.elements.wish import WISH_CARD

ELEMENT_KINDS: tuple[ElementKind, ...] = (
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

_BY_TYPE: Mapping[ItemType, ElementKind] = {each.type: each for each in ELEMENT_KINDS}


def element_kind(item_type: ItemType) -> ElementKind:
    """Return the kind of card that shows *item_type*."""
    return _BY_TYPE[item_type]
