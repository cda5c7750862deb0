"""Where something lies never stands against a deletion: moving a card says nothing about the plan."""

import pytest

from app.changes.cells import Cell, Cells
from app.changes.change import REVIVED, RIVAL, Change, Edit, Outcomes, Refusal, Verdict
from app.changes.fold import Stamp
from app.changes.outcome import Judge
from app.domain import KINDS

CARD, ITEM = "0190a1b2-0000-7000-8000-00000000000a", "0190a1b2-0000-7000-8000-00000000000b"
STREAM, BOARD = "0190a1b2-0000-7000-8000-00000000000c", "0190a1b2-0000-7000-8000-00000000000d"


def judged(states: dict[str, Cells], *edits: Edit) -> Outcomes | Refusal:
    judge = Judge(states=states, kinds=KINDS, text_at=lambda _record, _field, _version: None, known=lambda _id: True)
    change = Change(id=CARD, stream=STREAM, at="2026-11-24T12:00:00.000Z", name="Flyt", edits=list(edits))
    return judge.judge(change, Stamp(version=9, device="jonas", at=change.at))


def test_moving_a_card_that_a_colleague_took_off_the_board_does_not_bring_it_back() -> None:
    gone: Cells = {"x": Cell(1.0, 1, "mette"), "deleted": Cell(True, 5, "mette")}

    assert judged({CARD: gone}, Edit(record=CARD, kind="placement", base=3, set={"x": 2.0})) == []


def test_taking_a_card_off_that_a_colleague_moved_is_no_question() -> None:
    moved: Cells = {"board": Cell(BOARD, 1, "mette"), "x": Cell(1.0, 5, "mette")}

    assert judged({CARD: moved}, Edit(record=CARD, kind="placement", base=3, set={"deleted": True})) == []


def test_placing_an_item_that_a_colleague_deleted_does_not_bring_it_back() -> None:
    gone: Cells = {"title": Cell("Mål", 1, "mette"), "deleted": Cell(True, 5, "mette")}

    placed = judged({ITEM: gone}, Edit(record=CARD, kind="placement", base=3, set={"board": BOARD, "item": ITEM}))

    assert placed == []


@pytest.mark.parametrize(
    ("edit", "verdict"),
    [({"title": "Nyt"}, Verdict(ITEM, "deleted", REVIVED)), ({"deleted": True}, None)],
)
def test_words_stand_against_a_deletion_still(edit: dict[str, object], verdict: Verdict | None) -> None:
    gone: Cells = {"title": Cell("Mål", 1, "mette"), "deleted": Cell(True, 5, "mette")}

    found = judged({ITEM: gone}, Edit(record=ITEM, kind="item", base=3, set=edit))

    assert isinstance(found, list)
    assert (verdict in found) is (verdict is not None)


def test_a_deletion_that_has_not_seen_new_words_waits_for_a_person() -> None:
    renamed: Cells = {"title": Cell("Nyt", 5, "mette")}

    found = judged({ITEM: renamed}, Edit(record=ITEM, kind="item", base=3, set={"deleted": True}))

    assert found == [Verdict(ITEM, "deleted", RIVAL)]
