"""Board out: what of a board may leave the program, as it lies, whole or what is chosen on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from app.domain import ITEM_TYPES
from app.domain.board import Board
from app.domain.item import Item
from app.errors import UserError
from app.ids import citizen_stream
from app.queries.board import BoardView, board_view, boards, in_stream
from app.queries.privacy import SHARED, kept_back
from app.queries.snapshot import faces_of, laid_under
from app.store.reader import Reader
from app.texts import mark

_NO_BOARD = mark("board out", "Planen har ingen tavle med det navn eller id. Kontrollér navnet.")

_NOTHING = mark("board out", "Intet på tavlen, der må gives ud, hedder «{name}». Kontrollér titlen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOut:
    """A board that leaves the program; `left_out` counts the cards that stay, `faces` are pictures by their item."""

    view: BoardView
    faces: Mapping[str, bytes] = field(default_factory=dict)
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A board as it would be printed: the first sheet as PNG, how many there are, their smallest letters in points."""

    first: bytes
    count: int
    letters: float
    left_out: int


def board_out(
    reader: Reader,
    *,
    citizen: str,
    today: date,
    board: str | None = None,
    only: Iterable[str] | None = None,
    called: Iterable[str] | None = None,
    meeting: str | None = None,
) -> BoardOut:
    """Return what may leave the board called *board* by title or id, the main board when None.

    That is what lies in the shared plan and is not for professionals only; at a *meeting* what everyone there may see.
    *only* names the things to draw by their ids, *called* by title or id. Raises UserError when no board, or nothing on
    it, is called so.
    """
    shared = citizen_stream(citizen, SHARED)
    everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    hidden = kept_back(everything, shared=shared)
    found = boards_out(reader, citizen=citizen, board=board)[0]
    identity = None if found.is_main else found.id
    asked = {"citizen": citizen, "today": today, "board": identity, "meeting": meeting}
    seen = board_view(reader, **asked)  # type: ignore[arg-type]
    view = in_stream(board_view(reader, hidden=hidden, **asked), shared)  # type: ignore[arg-type]
    left_out = len(seen.cards) - len(view.cards)
    if called is not None:
        only = _ids_of(view, called)
    if only is not None:
        chosen = frozenset(only)
        left_out = len([card for card in seen.cards if card.id in chosen and card.id in hidden])
        view = chosen_of(view, chosen)
    pictures = dict(faces_of(reader, [card.item for card in view.cards])) | dict(laid_under(reader, view, shared))
    return BoardOut(view=view, faces=pictures, left_out=left_out)


def boards_out(reader: Reader, *, citizen: str, board: str | None = None) -> list[Board]:
    """Return the boards that all share, the main board first, or the one called *board* by title or id.

    Raises UserError when no board is called so.
    """
    shared = citizen_stream(citizen, SHARED)
    known = [each for each in boards(reader, citizen=citizen) if each.is_main or each.stream == shared]
    found = known if board is None else [each for each in known if board in (each.id, each.title)][:1]
    if not found:
        raise UserError(_NO_BOARD)
    return found


def _ids_of(view: BoardView, called: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the cards, frames and texts that are called by title or id."""
    things = [(each.id, each.item.title) for each in view.cards]
    things += [(each.id, each.title) for each in view.frames]
    things += [(each.id, each.text) for each in view.labels]
    for name in called:
        found = [identity for identity, title in things if name in (identity, title)]
        if not found:
            raise UserError(_NOTHING, name=name)
        yield from found


def chosen_of(view: BoardView, chosen: frozenset[str]) -> BoardView:
    """Return the part of a board that is *chosen*: lines where both their ends are, ink where its card is."""
    cards = tuple(card for card in view.cards if card.id in chosen)
    here = {card.id for card in cards}
    return replace(
        view,
        cards=cards,
        links=tuple(each for each in view.links if {each.source, each.target} <= here),
        strokes=tuple(each for each in view.strokes if each.id in chosen or each.ink.item in here),
        frames=tuple(each for each in view.frames if each.id in chosen),
        labels=tuple(each for each in view.labels if each.id in chosen),
    )
