"""Drawings: the boards of a plan as they may leave it, each with the drawings that it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from app.domain import ITEM_TYPES
from app.domain.attachment import ATTACHMENT
from app.domain.item import Item
from app.domain.source_fact import SOURCE_FACT, SourceFact, continuation
from app.errors import UserError
from app.ids import citizen_stream
from app.intake.excalidraw import Scene, scene_of
from app.intake.excalidraw_files import Embedded
from app.intake.excalidraw_things import picture_id
from app.queries.attachments import Coming, Damaged, content_of
from app.queries.board import BoardView, board_view, in_stream
from app.queries.board_out import boards_out
from app.queries.privacy import SHARED, kept_back
from app.store.reader import Reader

RESOURCE = "excalidraw"
"""What a source fact calls a drawing that a board was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBoard:
    """A board, and the scenes it was made from, the latest first, with the pictures that are on this device."""

    view: BoardView
    scenes: tuple[Scene, ...] = ()

    @property
    def has_own(self) -> bool:
        """Tell whether something lies here by hand: a thing drawn, or a card put in its place."""
        view = self.view
        drawn = view.strokes or view.frames or view.labels
        return bool(drawn) or any(card.placement is not None for card in view.cards)


def drawn_boards(reader: Reader, *, citizen: str, today: date, board: str | None = None) -> tuple[DrawnBoard, ...]:
    """Return the boards of a plan that hold something of their own, or the one called *board*, by its title or id.

    The main board is among them where it shows a card that no other board has, and is alone where no board has
    anything. Nothing is in them that lies outside the shared plan, or is for professionals only.
    Raises UserError when no board is called so.
    """
    shared = citizen_stream(citizen, SHARED)
    everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    hidden = kept_back(everything, shared=shared)
    drawn = [
        DrawnBoard(
            view=in_stream(
                board_view(
                    reader, citizen=citizen, today=today, board=None if each.is_main else each.id, hidden=hidden
                ),
                shared,
            ),
            scenes=scenes_of(reader, board=each.id),
        )
        for each in boards_out(reader, citizen=citizen, board=board)
    ]
    return tuple(drawn) if board is not None else _worth(drawn)


def scenes_of(reader: Reader, *, board: str) -> tuple[Scene, ...]:
    """Return the drawings that the board with the id *board* was made from, the latest first."""
    facts = [each for each in reader.all(SOURCE_FACT, parent=board) if each.resource_type == RESOURCE]
    made: list[Scene] = []
    for fact in sorted(facts, key=lambda each: (each.state or "", each.id), reverse=True):
        try:
            scene = scene_of(_document(reader, fact))
        except (UserError, ValueError, KeyError, TypeError):  # of another program, or not whole yet
            continue
        made.append(replace(scene, files=_files(reader, scene, board)))
    return tuple(made)


def _worth(drawn: list[DrawnBoard]) -> tuple[DrawnBoard, ...]:
    main, *further = drawn
    there = {card.id for each in further for card in each.view.cards}
    others = [each for each in further if each.has_own]
    is_needed = main.has_own or any(card.id not in there for card in main.view.cards)
    return (main, *others) if is_needed or not others else tuple(others)


def _document(reader: Reader, fact: SourceFact) -> str:
    body, number = [fact.body or ""], 1
    while True:
        further = reader.get(SOURCE_FACT, continuation(fact.id, number))
        if further is None or further.deleted or further.body is None:
            return "".join(body)
        body.append(further.body)
        number += 1


def _files(reader: Reader, scene: Scene, board: str) -> Mapping[str, Embedded]:
    """Return the pictures of a scene whose bytes are on this device."""
    names = {str(each.raw["fileId"]) for each in scene.elements if isinstance(each.raw.get("fileId"), str)}
    found = {name: _picture(reader, picture_id(board, name)) for name in sorted(names)}
    return {name: each for name, each in found.items() if each is not None}


def _picture(reader: Reader, identity: str) -> Embedded | None:
    held = reader.get(ATTACHMENT, identity)
    if held is None or held.deleted:
        return None
    try:
        content = content_of(reader, attachment=held)
    except (Coming, Damaged):
        return None
    mime = str(held.media) if held.media and held.media.startswith("image/") else "image/svg+xml"
    return Embedded(mime, content)
