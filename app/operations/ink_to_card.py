"""From ink to plan: what was drawn or written by hand becomes a card that the ink goes with."""

from collections.abc import Sequence
from typing import Any

from app.domain.drawing import Ink
from app.domain.item import ItemType
from app.operations.board import moved_by
from app.operations.items import Point, put_item
from app.operations.plans import stand_plan
from app.store.store import Store
from app.texts import mark


def card_from_ink(
    store: Store,
    strokes: Sequence[Ink],
    *,
    corner: Point,
    citizen: str,
    type: ItemType,  # noqa: A002 - the field's own name
    **placed: Any,
) -> str:
    """Write an item whose card has its upper left *corner* on the board, tie *strokes* to it, and return its id.

    The strokes stay where they are, and move with the card from now on. *placed* is what `add_item` is handed besides.
    """
    with store.transact(mark("act", "Lav et kort af tegningen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        identity = put_item(transaction, type=type, **placed)
        for ink in strokes:
            transaction.edit(ink, item=identity, **moved_by(ink, (-corner[0], -corner[1])))
    return identity
