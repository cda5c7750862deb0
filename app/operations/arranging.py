"""Arranging: what lies on a board is put in line with each other, and joined into groups. Each is one act."""

from collections.abc import Sequence

from app.domain.board import PLACEMENT, Placement
from app.domain.item import Item
from app.domain.record import Record
from app.operations.board import Move, moved_by, place_card
from app.operations.items import Point
from app.operations.plans import stand_plan
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark

Card = tuple[Item, Placement | None]
"""An item and where it lies; None while the program places it."""


def arrange(
    store: Store, moves: Sequence[Move], drawn: Sequence[tuple[Record, Point]], *, citizen: str, board: str
) -> None:
    """Put cards at their new places, and what is *drawn* each by its own distance."""
    with store.transact(mark("act", "Ret ind på tavlen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        for move in moves:
            place_card(transaction, board, move)
        for record, by in drawn:
            transaction.edit(record, **moved_by(record, by))


def group(store: Store, cards: Sequence[Card], drawn: Sequence[Record], *, citizen: str, board: str) -> str:
    """Join cards and what is *drawn* into a group of their own and return its id; they leave any other."""
    with store.transact(mark("act", "Saml i en gruppe"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        made = transaction.new_id()
        _join(transaction, cards, drawn, board=board, named=made)
        return made


def ungroup(store: Store, cards: Sequence[Card], drawn: Sequence[Record], *, citizen: str, board: str) -> None:
    """Let cards and what is *drawn* be by themselves again; nothing is moved."""
    with store.transact(mark("act", "Opløs gruppen"), citizen=citizen) as transaction:
        _join(transaction, [each for each in cards if each[1] is not None], drawn, board=board, named=None)


def _join(
    transaction: Transaction, cards: Sequence[Card], drawn: Sequence[Record], *, board: str, named: str | None
) -> None:
    for item, placement in cards:
        if placement is None:
            transaction.put(PLACEMENT, Placement(board=board, item=item.id, group=named), beside=item)
        else:
            transaction.edit(placement, group=named)
    for record in drawn:
        transaction.edit(record, group=named)
