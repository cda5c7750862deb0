"""Excalidraw: the boards of a plan as a drawing that Excalidraw opens, or as a library; what came from it goes back."""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from app.domain.danish import clean
from app.export.excalidraw_native import heading
from app.export.excalidraw_scene import Group, Json, box_of, groups_of, shifted
from app.queries.drawings import DrawnBoard
from app.queries.snapshot import PlanSnapshot
from app.texts import mark

_APART = 400.0
"""Board units between boards that lie beside each other in one drawing."""
_VERSION = 2
_SOURCE = "enplan"
_WHITE = "#ffffff"
_LONG_AGO = 1
"""When things of a library were made, in milliseconds: Excalidraw wants a number, and the same board gives one file."""


class ExcalidrawExporter:
    """Writes boards as one drawing, beside each other where there are several, each where it lies itself."""

    id = "excalidraw"
    label = mark("export", "Tavlen som tegning (Excalidraw)")
    suffix = ".excalidraw"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the main board as it is in *snapshot*."""
        self.write_boards((DrawnBoard(view=snapshot.board),), out)

    def write_boards(self, boards: Sequence[DrawnBoard], out: BinaryIO) -> None:
        """Write *boards* with the drawings they were made from."""
        elements: list[Json] = []
        right: float | None = None
        for board in boards:
            made = [element for group in groups_of(board) for element in group.placed]
            if not made:
                continue
            left, top, _, _ = box_of(made)
            across = 0.0 if right is None else right + _APART - left
            if len(boards) > 1:
                made.append(heading(clean(board.view.board.title), (left, top)))
            elements += shifted(made, across)
            right = box_of(made)[2] + across
        told = {
            "type": "excalidraw",
            "version": _VERSION,
            "source": _SOURCE,
            "elements": elements,
            "appState": {"gridSize": None, "viewBackgroundColor": _WHITE} | _state(boards),
            "files": _files(boards, elements),
        }
        out.write(_encoded(told))


class LibraryExporter:
    """Writes boards as a library: what came from one is its things again, all else of a board is one thing."""

    id = "excalidrawlib"
    label = mark("export", "Tavlen som bibliotek (Excalidraw)")
    suffix = ".excalidrawlib"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the main board as it is in *snapshot*."""
        self.write_boards((DrawnBoard(view=snapshot.board),), out)

    def write_boards(self, boards: Sequence[DrawnBoard], out: BinaryIO) -> None:
        """Write *boards* with the libraries they were made from."""
        items = [_item(group, board) for board in boards for group in groups_of(board) if group.elements]
        told = {"type": "excalidrawlib", "version": _VERSION, "source": _SOURCE, "libraryItems": items}
        out.write(_encoded(told))


def _item(group: Group, board: DrawnBoard) -> Json:
    own = {"status": "unpublished", "id": board.view.board.id, "created": _LONG_AGO}
    named = clean(board.view.board.title)
    return own | ({"name": named} if named and not group.told else {}) | dict(group.told) | {"elements": group.elements}


def _state(boards: Sequence[DrawnBoard]) -> dict[str, Any]:
    """Return what the one drawing that a single board was made from says of its ground."""
    scenes = [scene for board in boards for scene in board.scenes]
    return dict(scenes[0].state) if len(boards) == 1 and scenes else {}


def _files(boards: Sequence[DrawnBoard], elements: Sequence[Json]) -> Json:
    """Return the pictures that are still shown, as data URLs."""
    shown = {each.get("fileId") for each in elements}
    known = {name: file for board in boards for scene in board.scenes for name, file in scene.files.items()}
    return {
        name: {"mimeType": file.mime, "id": name, "dataURL": file.url, "created": _LONG_AGO}
        for name, file in sorted(known.items())
        if name in shown
    }


def _encoded(told: Json) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
