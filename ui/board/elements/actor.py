"""Aktør: the foot says the role and where from."""

from datetime import date
from typing import Any

from app.domain.actor import ACTOR
from app.domain.item import ItemType
from ui.board.elements.element import ElementKind


def _role(item: Any, _today: date) -> str:
    return ", ".join(part for part in (item.role, item.organisation) if part)


ACTOR_CARD = ElementKind(record=ACTOR, key="P", foot=_role, child=ItemType.AGREEMENT)
