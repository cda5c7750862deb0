"""Templates of boards: each is a board with named frames, made in one act and taken back in one."""

from itertools import combinations

import pytest

from app.domain.drawing import FRAME, Frame
from app.operations.board_templates import BoardTemplate, FramedPart, add_board_from, board_templates
from app.operations.undoing import undo
from app.queries.board import board_view, boards
from app.store.store import Store
from builders import NOON

NAMES = [each.title for each in board_templates()]
TEMPLATES = pytest.mark.parametrize("template", board_templates(), ids=NAMES)


def _lie_apart(one: FramedPart, other: FramedPart) -> bool:
    return any(
        one.at[side] + one.size[side] <= other.at[side] or other.at[side] + other.size[side] <= one.at[side]
        for side in (0, 1)
    )


def test_the_three_that_meetings_begin_with_come_first() -> None:
    assert NAMES[:3] == ["Én plan", "Netværk", "Bekymret for, fungerer, skal ske"]
    assert len(set(NAMES)) == len(NAMES)


@TEMPLATES
def test_the_frames_of_a_template_are_named_apart_and_have_room_for_cards(template: BoardTemplate) -> None:
    titles = [each.title for each in template.frame]

    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(width >= 240 and height >= 280 for width, height in (each.size for each in template.frame))
    assert all(_lie_apart(one, other) for one, other in combinations(template.frame, 2))
    assert template.about.endswith(".")


@TEMPLATES
def test_a_board_from_a_template_has_its_frames_and_goes_in_one_step(
    store: Store, citizen: str, template: BoardTemplate
) -> None:
    made = add_board_from(store, template, citizen=citizen)

    with store.reader() as reader:
        view = board_view(reader, citizen=citizen, today=NOON.date(), board=made)
    assert view.board.title == template.title
    assert sorted(each.title or "" for each in view.frames) == sorted(each.title for each in template.frame)
    undo(store, citizen=citizen)
    with store.reader() as reader:
        left: list[Frame] = reader.all(FRAME, parent=made)
        assert ([each.title for each in boards(reader, citizen=citizen)], left) == ([None], [])
