"""«Ryd op»: the program places the cards of a board again; size, colour and what is drawn stay."""

from app.domain.board import PLACEMENT, Placement
from app.operations.plans import stand_plan
from app.queries.board import BoardView, CardView
from app.queries.tidying import Place, tidied
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark


def tidy_board(store: Store, view: BoardView, *, citizen: str) -> int:
    """Place the cards of *view* again so that none lies over another, in one act; return how many were moved."""
    places = tidied(view)
    moved = [(card, places[card.id]) for card in view.cards if _is_moved(card, places[card.id])]
    if not moved:
        return 0
    with store.transact(mark("act", "Ryd op på tavlen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        for card, place in moved:
            _put(transaction, view.board.id, card, place)
    return len(moved)


def _is_moved(card: CardView, place: Place | None) -> bool:
    kept = card.placement
    now = (kept.x, kept.y) if kept is not None else (None, None)
    return now != (place or (None, None))


def _put(transaction: Transaction, board: str, card: CardView, place: Place | None) -> None:
    x, y = place or (None, None)
    if card.placement is None:
        transaction.put(PLACEMENT, Placement(board=board, item=card.id, x=x, y=y))
    else:
        transaction.edit(card.placement, x=x, y=y)
