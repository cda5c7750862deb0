"""What two devices say of one beginning, one end or one deletion is no question; what a person decided still is."""

import pytest

from app.changes.cells import Cell, Cells
from app.changes.change import IGNORED, REVIVED, RIVAL, Change, Edit, Outcomes, Refusal, Verdict
from app.changes.fold import Stamp, fold_entry
from app.changes.outcome import Judge
from app.domain import KINDS

MEETING = "0190a1b2-0000-7000-8000-00000000000a"
AT = "2026-11-24T{}.000Z"


def judged(cells: Cells, edit: Edit) -> Outcomes | Refusal:
    change = Change(id=MEETING, stream=MEETING, at=AT.format("12:00:00"), name="Møde", edits=[edit])
    judge = Judge(states={MEETING: cells}, kinds=KINDS, text_at=lambda *_: None, known=lambda _: True)
    return judge.judge(change, Stamp(version=9, device="jonas", at=change.at))


def standing(cells: Cells, edit: Edit) -> tuple[object, int]:
    """Return what stands after Jonas' late *edit* of the one field, and how many rivals it has."""
    change = Change(id=MEETING, stream=MEETING, at=AT.format("12:00:00"), name="Møde", edits=[edit])
    outcomes = judged(cells, edit)
    assert isinstance(outcomes, list)
    (name,) = edit.set
    stamp = Stamp(version=9, device="jonas", at=change.at)
    cell = fold_entry({MEETING: cells}, change, outcomes, stamp)[MEETING][name]
    return cell.value, len(cell.rivals)


@pytest.mark.parametrize(
    ("field", "first", "late", "stands"),
    [
        ("begun_at", "09:02:00", "09:00:00", "09:00:00"),
        ("begun_at", "09:00:00", "09:02:00", "09:00:00"),
        ("closed_at", "10:00:00", "10:15:00", "10:15:00"),
        ("closed_at", "10:15:00", "10:00:00", "10:15:00"),
        ("last_contact", "10:15:00", "10:00:00", "10:15:00"),
    ],
)
def test_S9_a_meeting_lasts_from_the_first_to_the_last_that_two_devices_say(
    field: str, first: str, late: str, stands: str
) -> None:
    cells: Cells = {field: Cell(AT.format(first), 5, "mette")}
    edit = Edit(record=MEETING, kind="item", base=3, set={field: AT.format(late)})

    assert standing(cells, edit) == (AT.format(stands), 0)


@pytest.mark.parametrize("late", [None, 7], ids=str)
def test_what_is_no_instant_waits_for_a_person(late: object) -> None:
    cells: Cells = {"closed_at": Cell(AT.format("10:00:00"), 5, "mette")}

    found = judged(cells, Edit(record=MEETING, kind="item", base=3, set={"closed_at": late}))

    assert found == [Verdict(MEETING, "closed_at", RIVAL)]


def test_an_instant_that_was_seen_is_set_to_whatever_its_author_says() -> None:
    cells: Cells = {"closed_at": Cell(AT.format("10:15:00"), 5, "mette")}
    edit = Edit(record=MEETING, kind="item", base=5, set={"closed_at": AT.format("10:00:00")})

    assert standing(cells, edit) == (AT.format("10:00:00"), 0)


def test_a_meeting_that_began_stands_against_a_deletion_still() -> None:
    gone: Cells = {"title": Cell("Møde", 1, "mette"), "deleted": Cell(True, 5, "mette")}
    edit = Edit(record=MEETING, kind="item", base=3, set={"begun_at": AT.format("09:00:00")})

    assert judged(gone, edit) == [Verdict(MEETING, "deleted", REVIVED)]


def test_S9_what_is_deleted_already_is_deleted_again_without_a_question() -> None:
    renamed_then_gone: Cells = {"title": Cell("Nyt", 5, "mette"), "deleted": Cell(True, 6, "mette")}
    edit = Edit(record=MEETING, kind="item", base=3, set={"deleted": True})

    assert judged(renamed_then_gone, edit) == [Verdict(MEETING, "deleted", IGNORED)]
