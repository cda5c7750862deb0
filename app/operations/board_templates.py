"""Templates of boards: frames to draw in, from data files; what is laid in them is the plan's own."""

from functools import cache

import msgspec

import resources
from app.domain.board import BOARD, Axis, Board, Extent, Place
from app.domain.drawing import FRAME, Frame
from app.domain.item import ItemType
from app.operations.plans import stand_plan
from app.store.store import Store
from app.texts import mark

FOLDER = "boards"


class FramedPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frame of a template: its title, its upper left corner and its size in board units, and what cards in it are."""

    title: str
    at: tuple[Place, Place]
    size: tuple[Extent, Extent]
    makes: ItemType | None = None


class BoardTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A template: what a board made from it is called, what it is for, and its frames."""

    order: int
    title: str
    about: str
    frame: tuple[FramedPart, ...]


@cache
def board_templates() -> tuple[BoardTemplate, ...]:
    """Return the templates that are shipped with the program, in their order."""
    files = sorted(resources.path(FOLDER).glob("*.toml"))
    read = [msgspec.toml.decode(each.read_text(encoding="utf-8"), type=BoardTemplate) for each in files]
    return tuple(sorted(read, key=lambda each: each.order))


def add_board_from(store: Store, template: BoardTemplate, *, citizen: str) -> str:
    """Make a further board with the frames of *template*, and return its id."""
    with store.transact(mark("act", "Ny tavle"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        board = transaction.put(BOARD, Board(title=template.title, axis=Axis.FREE))
        for part in template.frame:
            (x, y), (width, height) = part.at, part.size
            frame = Frame(board=board, title=part.title, x=x, y=y, width=width, height=height, makes=part.makes)
            transaction.put(FRAME, frame)
    return board
