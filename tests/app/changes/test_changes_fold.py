"""Fold and outcome: what becomes of settings, whoever sends them in whatever order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.changes.cells import Cells, decode_cells, encode_cells
from app.changes.change import IGNORED, MERGED, REVIVED, RIVAL, Change, Edit, Outcomes, Refusal, Verdict, decode, encode
from app.changes.fold import Stamp, fold_entry, shown
from app.changes.outcome import Judge
from app.domain import KINDS

DEVICES = ("d1", "d2", "d3")
FIELDS = ("title", "note", "order", "deleted", "unknown")
GOAL = str(UUID(int=1))


def a_change(base: int = 0, record: str = GOAL, kind: str = "item", **fields: Any) -> Change:
    edit = Edit(record=record, kind=kind, base=base, set=fields)
    return Change(id=str(UUID(int=7)), stream=str(UUID(int=9)), at="2026-11-24T12:00:00.000Z", name="Ret", edits=[edit])


def enter(states: dict[str, Cells], change: Change, version: int, device: str = "d1") -> Outcomes | Refusal:
    """Judge and fold one change into *states*, as the server does."""
    stamp = Stamp(version, device, change.at)
    outcomes = Judge(states, KINDS, lambda record, name, at: None, states.__contains__).judge(change, stamp)
    if not isinstance(outcomes, Refusal):
        states.update(fold_entry(states, change, outcomes, stamp))
    return outcomes


def standing(states: dict[str, Cells], name: str = "title") -> tuple[Any, list[Any]]:
    cell = states[GOAL][name]
    return cell.value, [rival.value for rival in cell.rivals]


def test_S9_the_first_value_stays_and_the_late_one_is_kept_as_its_rival() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, title="b"), 2, "d2")

    outcomes = enter(states, a_change(base=1, title="c"), 3, "d3")

    assert outcomes == [Verdict(GOAL, "title", RIVAL)]
    assert standing(states) == ("b", ["c"])


def test_S9_a_value_that_says_what_already_stands_is_no_rival() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)

    outcomes = enter(states, a_change(title="a"), 2, "d2")

    assert outcomes == [Verdict(GOAL, "title", IGNORED)]
    assert standing(states) == ("a", [])


def test_S9_a_late_place_gives_way() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(order="m"), 1)

    outcomes = enter(states, a_change(order="n"), 2, "d2")

    assert outcomes == [Verdict(GOAL, "order", IGNORED)]
    assert standing(states, "order") == ("m", [])


def test_S9_late_words_in_a_long_text_are_joined_where_both_can_stand() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(note="en to tre fire"), 1)
    enter(states, a_change(base=1, note="EN to tre fire"), 2, "d2")
    stamp = Stamp(3, "d3", "")
    late = a_change(base=1, note="en to tre FIRE")

    outcomes = Judge(states, KINDS, lambda *asked: "en to tre fire", states.__contains__).judge(late, stamp)

    assert outcomes == [Verdict(GOAL, "note", MERGED, "EN to tre FIRE")]


def test_who_has_seen_the_rivals_settles_them_by_setting_the_field() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(title="b"), 2, "d2")

    enter(states, a_change(base=2, title="c"), 3, "d3")

    assert standing(states) == ("c", [])


def test_a_rival_ends_when_its_own_author_sets_the_field_again() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(title="b"), 2, "d2")

    enter(states, a_change(title="c"), 3, "d2")

    assert standing(states) == ("a", ["c"])


def test_F7_an_edit_that_had_not_seen_the_deletion_lets_the_record_stand_again() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, deleted=True), 2)

    outcomes = enter(states, a_change(base=1, title="b"), 3, "d2")

    assert outcomes == [Verdict(GOAL, "deleted", REVIVED)]
    assert standing(states, "deleted") == (False, [True])
    assert standing(states) == ("b", [])


@pytest.mark.parametrize(("base", "outcomes"), [(5, [Verdict(GOAL, "deleted", REVIVED)]), (2, [])])
def test_F7_an_edit_of_a_lost_past_has_seen_no_deletion_of_before_it(base: int, outcomes: Outcomes) -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, deleted=True), 2)

    judge = Judge(states, KINDS, lambda record, name, at: None, states.__contains__)

    assert judge.judge(a_change(base=base, title="b"), Stamp(3, "d2", "", 2)) == outcomes


def test_F7_nor_has_it_seen_its_own_devices_deletion_that_stood_beside_there() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, deleted=True), 3, "d2")

    judge = Judge(states, KINDS, lambda record, name, at: None, states.__contains__)

    of_lost_past = judge.judge(a_change(base=5, title="b"), Stamp(4, "d2", "", 2))
    made_before = judge.judge(a_change(base=1, title="b"), Stamp(4, "d2", ""))
    assert of_lost_past == [Verdict(GOAL, "deleted", REVIVED)]
    assert made_before == []


def test_F7_a_deletion_that_had_not_seen_an_edit_is_kept_beside_it() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, title="b"), 2, "d2")

    outcomes = enter(states, a_change(base=1, deleted=True), 3)

    assert outcomes == [Verdict(GOAL, "deleted", RIVAL)]
    assert states[GOAL]["deleted"].value is None


def test_F7_a_deletion_that_had_not_seen_a_rival_is_kept_beside_it() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, title="b"), 2, "d2")
    enter(states, a_change(base=1, title="c"), 3, "d3")

    outcomes = enter(states, a_change(base=2, deleted=True), 4)

    assert outcomes == [Verdict(GOAL, "deleted", RIVAL)]


def test_a_new_child_lets_its_deleted_parent_stand_again() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, deleted=True), 2)

    said = a_change(base=1, record=str(UUID(int=3)), kind="disagreement", item=GOAL, words="Det går for hurtigt")
    outcomes = enter(states, said, 3, "d2")

    assert outcomes == [Verdict(GOAL, "deleted", REVIVED)]
    assert states[GOAL]["deleted"].value is False


def test_a_child_of_what_nobody_knows_is_refused() -> None:
    orphan = a_change(record=str(UUID(int=3)), kind="placement", board=str(UUID(int=2)), item=GOAL)

    assert enter({}, orphan, 1) == Refusal("missing", "placement")


def test_what_is_written_once_is_refused_when_it_is_written_otherwise() -> None:
    number = str(UUID(int=4))
    states: dict[str, Cells] = {}
    enter(states, a_change(record=number, kind="identifier", system="cpr", value="0101700000"), 1)

    again = enter(states, a_change(record=number, kind="identifier", value="0101700001"), 2, "d2")

    assert again == Refusal("read_only", "value")


def test_an_approval_of_what_has_changed_since_is_stale() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, title="b"), 2, "d2")
    signed = a_change(base=1, state="active")
    approval = Change(
        **{**{name: getattr(signed, name) for name in signed.__struct_fields__}, "needs": [(GOAL, "title", 1)]}
    )

    assert enter(states, approval, 3) == Refusal("stale", "title")


def test_C6_bases_above_the_ceiling_count_as_it() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a"), 1)
    enter(states, a_change(base=1, title="b"), 2, "d2")
    late = a_change(base=5, title="c")

    outcomes = Judge(states, KINDS, lambda *asked: None, states.__contains__).judge(late, Stamp(3, "d3", "", 1))

    assert outcomes == [Verdict(GOAL, "title", RIVAL)]


def test_own_pending_settings_lie_over_what_is_confirmed_in_order() -> None:
    states: dict[str, Cells] = {}
    enter(states, a_change(title="a", note="x"), 1)
    pending = [
        Edit(record=GOAL, kind="item", set={"title": "b"}),
        Edit(record=GOAL, kind="item", set={"title": "c", "note": None}),
    ]

    assert shown(states[GOAL], pending) == {"title": "c"}


_values = st.sampled_from(["a", "b", "c", None])
_edits = st.builds(
    lambda base, name, value: a_change(base=base, **{name: (value == "a") if name == "deleted" else value}),
    st.integers(0, 12),
    st.sampled_from(FIELDS),
    _values,
)
_acts = st.lists(st.tuples(_edits, st.sampled_from(DEVICES)), max_size=12)


def log_of(acts: Sequence[tuple[Change, str]]) -> list[tuple[Change, Outcomes, Stamp]]:
    states: dict[str, Cells] = {}
    log: list[tuple[Change, Outcomes, Stamp]] = []
    for change, device in acts:
        version = len(log) + 1
        outcomes = enter(states, change, version, device)
        if not isinstance(outcomes, Refusal):
            log.append((change, outcomes, Stamp(version, device, change.at)))
    return log


def replay(states: dict[str, Cells], log: Sequence[tuple[Change, Outcomes, Stamp]]) -> dict[str, Cells]:
    for change, outcomes, stamp in log:
        states.update(fold_entry(states, change, outcomes, stamp))
    return states


@given(_acts, st.integers(0, 12))
def test_W5_a_state_and_the_entries_after_it_give_what_the_whole_log_gives(acts: list[Any], at: int) -> None:
    log = log_of(acts)
    sent = {record: decode_cells(encode_cells(cells)) for record, cells in replay({}, log[:at]).items()}

    assert replay(sent, log[at:]) == replay({}, log)


@given(_acts)
def test_F8_no_value_goes_that_its_successor_had_not_seen(acts: list[Any]) -> None:
    states: dict[str, Cells] = {}
    for version, (change, device) in enumerate(acts, start=1):
        before = states.get(GOAL, {}).get("title")
        enter(states, change, version, device)
        after = states.get(GOAL, {}).get("title")
        held = [] if before is None else [(before.value, before.version, before.device)]
        held += [] if before is None else [(each.value, each.version, each.device) for each in before.rivals]
        kept = [] if after is None else [after.value, *(each.value for each in after.rivals)]
        told = change.edits[0].set.get("title", ...)
        gone = [each for each in held if each[0] not in kept and each[0] is not None]
        assert all(seen <= change.edits[0].base or author == device or told is ... for _, seen, author in gone)


@given(_edits)
def test_W2_a_change_is_read_as_it_was_written(change: Change) -> None:
    assert decode(encode(change)) == change


@pytest.mark.parametrize("member", ["a", "b"])
def test_members_of_a_set_are_added_and_dropped_by_everyone(member: str) -> None:
    states: dict[str, Cells] = {}
    edit = Edit(record=GOAL, kind="consent", add={"items": ["a", "b"]})
    enter(states, Change(id="1", stream="s", at="", name="", edits=[edit]), 1)

    dropped = Edit(record=GOAL, kind="consent", drop={"items": [member]})
    enter(states, Change(id="2", stream="s", at="", name="", edits=[dropped]), 2, "d2")

    assert states[GOAL]["items"].value == [each for each in ("a", "b") if each != member]
