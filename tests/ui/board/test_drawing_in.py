"""Excalidraw's drawings are dropped on the board or chosen, and get a board of their own; broken ones are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.domain.item import ItemType
from app.operations.arranging import group
from board_desk import Desk
from excalidraw_files import FILES, GENERATIONS, encoded, handed_out
from ui.board.drawing_in import IN, DrawingIn

A_MEETING = "0192f000-0000-7000-8000-000000000001"


def dropped(desk: Desk, *paths: Path) -> bool:
    """Drop files in the middle of the board; return whether they were taken."""
    data, at = QMimeData(), QPoint(300, 200)
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    hand = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    viewport = desk.screen.canvas.viewport()
    entered = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, *hand)
    entered.setAccepted(False)
    QApplication.sendEvent(viewport, entered)
    QApplication.sendEvent(viewport, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, *hand))
    return entered.isAccepted()


@pytest.mark.parametrize("name", ["swimlane.excalidraw", "simple-sticky-notes.excalidrawlib"])
def test_a_drawing_that_is_dropped_lies_on_a_board_of_its_own(desk: Desk, name: str) -> None:
    told: list[tuple[str, bool]] = []
    desk.screen.told.connect(lambda words, undo: told.append((words, undo)))

    assert dropped(desk, FILES / name)

    desk.wait(lambda: desk.screen.easel.view.board.title == Path(name).stem)
    desk.wait(lambda: bool(desk.screen.easel.view.cards))
    assert told[-1][0].startswith(f"Ligger på tavlen «{Path(name).stem}».")
    assert told[-1][1]
    assert desk.troubles == []


def test_one_undo_takes_a_drawing_back(desk: Desk) -> None:
    desk.screen.part(DrawingIn).read([FILES / "swimlane.excalidraw"])
    desk.wait(lambda: bool(desk.screen.easel.view.cards))

    desk.screen.do("undo")

    desk.wait(lambda: bool(desk.screen.easel.view.board.is_main) and desk.items() == [])
    assert desk.troubles == []


@pytest.mark.parametrize("content", [b"", b"{", b'{"type": "other"}', b"\x89PNG", b"[" * 100_000])
def test_a_broken_drawing_is_refused_in_words_and_writes_nothing(desk: Desk, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brudt.excalidraw"
    path.write_bytes(content)

    dropped(desk, path)

    desk.wait(lambda: len(desk.troubles) == 1)
    assert desk.troubles[0].message().endswith(".")
    assert desk.screen.easel.view.board.is_main
    assert desk.items() == []


def test_other_files_are_left_to_others_and_a_meeting_asks_for_none(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    text = tmp_path / "brev.txt"
    text.write_text("Kære Enplan")

    dropped(desk, text)
    desk.qtbot.wait(20)

    assert desk.screen.easel.view.board.is_main
    assert desk.troubles == []
    assert [each[1] for each in desk.screen.part(DrawingIn).further()] == [IN]
    assert make_desk(held=A_MEETING).screen.part(DrawingIn).further() == []


def test_groups_come_in_and_go_out_as_groups(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "grupper.excalidraw"
    scene = GENERATIONS["2025"]()
    drawn = [each for each in scene["elements"] if each["type"] in ("rectangle", "freedraw")]
    for element in drawn:
        element["groupIds"] = [f"inner {element['id']}", "outer"]
    path.write_bytes(encoded(scene))

    desk.screen.part(DrawingIn).read([path])
    desk.wait(lambda: len(desk.screen.easel.view.strokes) >= 1 and not desk.screen.easel.view.board.is_main)
    view = desk.screen.easel.view
    grouped = [card.placement.group for card in view.cards if card.placement and card.placement.group]
    grouped += [stroke.ink.group for stroke in view.strokes if stroke.ink.group]

    assert len(drawn) == len(grouped) == 2
    assert len(set(grouped)) == 1


def test_a_group_made_on_the_board_is_one_in_excalidraw(desk: Desk) -> None:
    view = desk.screen.easel.view
    ids = [desk.add(ItemType.IDEA, title) for title in ("Et", "To", "Tre")]
    cards = [(card.item, card.placement) for card in map(desk.card, ids[:2])]
    group(desk.store, cards, [], citizen=desk.citizen, board=view.board.id)

    elements = handed_out(desk.store, desk.citizen)["elements"]

    outer = [each["groupIds"][-1] for each in elements if each["type"] == "rectangle"]
    assert len(outer) == 3
    assert sorted(outer.count(each) for each in outer) == [1, 2, 2]
