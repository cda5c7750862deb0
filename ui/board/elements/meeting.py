"""Møde: the foot says when."""

from datetime import date
from typing import Any

from app.domain.item import ItemType
from app.domain.meeting import MEETING
from ui.board.dates import told_day
from ui.board.elements.element import ElementKind


def _when(item: Any, today: date) -> str:
    return told_day(item.starts_at, today) if item.starts_at else ""


MEETING_CARD = ElementKind(record=MEETING, key="E", foot=_when, child=ItemType.AGREEMENT)
