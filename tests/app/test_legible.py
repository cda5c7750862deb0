"""What no database can hold is left out of what is written, and the rest is kept to the letter."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.goal import GOAL, Goal
from app.domain.legible import legible
from app.errors import UserError
from builders import a_citizen, a_goal, a_store
from offices import goal

ANY_TEXT = st.text(st.characters(exclude_categories=()))
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(ANY_JSON)
def test_whatever_is_made_legible_can_be_sent_and_stays_so(value: object) -> None:
    made = legible(value)

    assert b"\\u0000" not in msgspec.json.encode(made)
    assert legible(made) == made


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_can_be_sent_is_not_altered(text: str) -> None:
    assert legible(text) == text


@pytest.mark.parametrize("broken", ["Ro\0 i hverdagen", "Ro\ud83d i hverdagen", "\udc00Ro i hverdagen\0"])
def test_a_goal_with_broken_characters_is_saved_without_them(tmp_path: Path, broken: str) -> None:
    store = a_store(tmp_path)
    citizen = a_citizen(store)
    with store.transact("Tilføj mål", citizen=citizen) as transaction:
        made = transaction.put(GOAL, Goal(title=broken))
    written = goal(store, made)
    with store.transact("Ret") as transaction:
        transaction.edit(written, note=broken)

    assert (written.title, goal(store, made).note) == ("Ro i hverdagen", "Ro i hverdagen")
    store.close()


def test_nothing_but_broken_characters_is_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    citizen = a_citizen(store)
    with pytest.raises(UserError), store.transact("Tilføj mål", citizen=citizen) as transaction:
        transaction.put(GOAL, Goal(title="\0"))
    store.close()


@pytest.mark.parametrize("asked", ["rolig\ud83d", "ro\0lig", "\udc00"])
def test_a_search_with_broken_characters_is_the_search_without_them(tmp_path: Path, asked: str) -> None:
    store = a_store(tmp_path)
    made = a_goal(store, a_citizen(store))
    with store.reader() as reader:
        found = {*reader.texts(asked), *reader.people(asked)}

    assert found == {"\udc00": set()}.get(asked, {made})
    store.close()
