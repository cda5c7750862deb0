"""What is asked of a person: what one act wrote is one question, and of what is deleted only the deletion is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.operations.contests import keep_both, settle
from app.operations.items import agree, delete_records
from app.operations.undoing import undo
from app.queries.contests import ContestView, contests
from app.store.store import Store
from exchanges import edit, titles
from offices import Office, an_office, copy_furnished, furnished, goal, open_client

PERSONS = ("0190a1b2-0000-7000-8000-00000000000a", "0190a1b2-0000-7000-8000-00000000000b")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A server and two colleagues who share a citizen."""
    copy_furnished(tmp_path)
    with an_office(tmp_path) as made:
        yield made


@pytest.fixture
def pair(office: Office) -> tuple[Store, Store]:
    """The local copies of Mette and Jonas."""
    return open_client(office, "mette"), open_client(office, "jonas")


def _asked(store: Store) -> list[ContestView]:
    with store.reader() as reader:
        return contests(reader, today=date(2026, 11, 24), device=store.device)


def _synced(office: Office, *stores: Store) -> None:
    for store in (*stores, stores[0]):
        office.sync(store)


def _agreed_apart(office: Office, pair: tuple[Store, Store]) -> str:
    """Let both agree on one goal, each with another person; return the goal."""
    shared: str = furnished().goals[0]
    for store, person in zip(pair, PERSONS, strict=True):
        agree(store, goal(store, shared), present=[person])
        office.clock.advance(minutes=1)  # type: ignore[attr-defined]
    _synced(office, *pair)
    return shared


def test_what_one_act_wrote_in_two_fields_is_settled_by_one_answer(office: Office, pair: tuple[Store, Store]) -> None:
    shared = _agreed_apart(office, pair)

    (asked,) = _asked(pair[0])
    settle(pair[0], asked.record, values=asked.versions[1].values)
    _synced(office, *pair)

    assert (asked.fields, len(asked.versions), asked.can_join) == (("agreed_at", "agreed_with"), 2, False)
    assert [version.is_own for version in asked.versions] == [True, False]
    assert all("\n" in version.words for version in asked.versions)
    assert goal(pair[1], shared).agreed_with == (PERSONS[1],)
    assert (_asked(pair[0]), _asked(pair[1])) == ([], [])


def test_both_versions_of_an_act_may_stand_beside_each_other(office: Office, pair: tuple[Store, Store]) -> None:
    shared = _agreed_apart(office, pair)
    (asked,) = _asked(pair[0])
    first, second = (version.values for version in asked.versions)

    keep_both(pair[0], goal(pair[0], shared), values=first, others=second)

    assert goal(pair[0], shared).agreed_with == (PERSONS[0],)
    assert _asked(pair[0]) == []


def test_what_two_acts_wrote_is_asked_one_by_one(office: Office, pair: tuple[Store, Store]) -> None:
    shared = furnished().goals[0]
    edit(pair[0], shared, title="Mettes", due="2026-12-01")
    edit(pair[1], shared, title="Jonas'")
    edit(pair[1], shared, due="2026-12-24")

    _synced(office, *pair)

    assert sorted(each.fields for each in _asked(pair[1])) == [("due",), ("title",)]


def test_of_a_deleted_card_nothing_is_asked_until_it_stands_again(office: Office, pair: tuple[Store, Store]) -> None:
    mette, jonas = pair
    shared = furnished().goals[0]
    edit(mette, shared, title="Mettes")
    edit(jonas, shared, title="Jonas'")
    _synced(office, *pair)
    asked = [each.fields for each in _asked(jonas)]

    delete_records(mette, [goal(mette, shared)])
    here = _asked(mette)
    _synced(office, *pair)
    there = _asked(jonas)
    undo(mette, citizen=furnished().citizen)
    _synced(office, *pair)

    assert (asked, here, there) == ([("title",)], [], [])
    assert [each.fields for each in (*_asked(mette), *_asked(jonas))] == [("title",), ("title",)]
    assert titles(jonas, shared) == ("Mettes", ["Jonas'"])


def test_whether_a_card_is_deleted_is_asked_before_what_it_says(office: Office, pair: tuple[Store, Store]) -> None:
    mette, jonas = pair
    shared = furnished().goals[0]
    edit(mette, shared, title="Mettes")
    edit(jonas, shared, title="Jonas'")
    delete_records(jonas, [goal(jonas, shared)])

    _synced(office, *pair)

    assert [each.fields for each in _asked(mette)] == [("deleted",), ("title",)]
