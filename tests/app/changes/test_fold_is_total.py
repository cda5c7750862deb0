"""Folding and merging take whatever the log holds: nothing there may stop a client from going on."""

import time

from hypothesis import given
from hypothesis import strategies as st

from app.changes.cells import Cell, Cells
from app.changes.change import RIVAL, Change, Edit, Verdict
from app.changes.fold import Stamp, fold, shown
from app.changes.outcome import Judge
from app.changes.text_merge import merge
from app.domain import KINDS

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=2), some, max_size=2),
    max_leaves=5,
)
_STAMP = Stamp(2, "b", "2026-11-24T09:00:00.000Z")


@given(held=_VALUES, added=st.lists(_VALUES, max_size=3), dropped=st.lists(_VALUES, max_size=3))
def test_members_of_any_shape_are_added_to_a_field_of_any_shape(
    held: object, added: list[object], dropped: list[object]
) -> None:
    edit = Edit(record="r", kind="hologram", add={"beams": added}, drop={"beams": dropped})
    cells: Cells = {"beams": Cell(held, 1, "a")}

    folded = fold(cells, edit, (), _STAMP)

    assert folded["beams"].value == shown(cells, [edit]).get("beams", [])


def test_long_texts_of_two_authors_are_joined_in_a_moment() -> None:
    base = "og det er en dag i en by ved et hav " * 500
    begun = time.perf_counter()

    joined = merge(base, f"Først. {base}", f"{base}Sidst.")

    assert joined == f"Først. {base}Sidst."
    assert time.perf_counter() - begun < 0.5


def test_neighbouring_words_altered_by_two_authors_are_left_to_a_person() -> None:
    assert merge("Der er bevilget timer nu", "Der er ikke timer nu", "Der er bevilget penge nu") is None


def test_texts_too_unlike_to_be_compared_in_a_moment_are_left_to_a_person() -> None:
    begun = time.perf_counter()

    joined = merge("a b " * 4_000, "b a " * 4_000, "a a b " * 3_000)

    assert joined is None
    assert time.perf_counter() - begun < 0.5


def test_a_joined_text_that_is_longer_than_its_field_holds_is_left_to_a_person() -> None:
    base = "Midten er her."
    cells = {"note": Cell("x " * 6_000 + base, 2, "a")}
    judge = Judge(states={"r": cells}, kinds=KINDS, text_at=lambda *_: base, known=lambda _: True)
    edit = Edit(record="r", kind="item", base=1, set={"note": base + " y" * 6_000})
    change = Change(id="c", stream="s", at="", name="x", edits=[edit])

    assert judge.judge(change, Stamp(3, "b", "")) == [Verdict("r", "note", RIVAL)]
