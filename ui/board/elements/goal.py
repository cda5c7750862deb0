"""Mål and delmål: the foot says by when."""

from app.domain.goal import GOAL, SUBGOAL
from app.domain.item import ItemType
from ui.board.elements.element import ElementKind, due

GOAL_CARD = ElementKind(record=GOAL, key="M", foot=due, child=ItemType.INTERVENTION)
SUBGOAL_CARD = ElementKind(record=SUBGOAL, foot=due, child=ItemType.INTERVENTION, is_tool=False)
