"""What was written in a past that the server lost, on what stood there again after a deletion."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.operations.items import delete_records, edit_record, end_typing, type_text
from app.store.store import Store
from exchanges import edit
from offices import SQLITE, Office, goal
from redactions import meet, problems


@pytest.fixture
def engine() -> str:
    """What is tried is what the server judges without its database, and the client's part."""
    return SQLITE


@pytest.fixture
def backup(office: Office, mette: Store, jonas: Store, shared: str) -> Path:
    """A copy of when Mette had deleted the goal. Jonas wrote in it without having seen that: it stands again since."""
    meet(office, mette, jonas)
    edit(jonas, shared, title="skrevet imens")
    delete_records(mette, [goal(mette, shared)])
    office.sync(mette)
    made = office.backup()
    meet(office, jonas, mette)
    assert standing(mette, shared) == ("skrevet imens", False, [True])
    return made


def standing(store: Store, record: str) -> tuple[str | None, bool, list[object]]:
    """Return the title, whether the record is deleted, and what is kept beside."""
    with store.reader() as reader:
        contests = reader.rivals(record)
    shown = goal(store, record)
    return shown.title, shown.deleted, [rival.value for each in contests for rival in each.rivals]


def test_F7_words_on_what_stood_again_in_a_lost_past_are_not_hidden_by_the_deletion_of_before(
    office: Office, mette: Store, jonas: Store, shared: str, backup: Path
) -> None:
    edit(mette, shared, title="på det, der stod")
    office.restore(backup)

    office.sync(mette)
    alone = standing(mette, shared)
    meet(office, jonas, mette)

    assert alone == ("på det, der stod", False, [True])
    assert standing(mette, shared) == standing(jonas, shared)
    assert not goal(jonas, shared).deleted
    assert problems(office) == []


@pytest.mark.parametrize("how", [edit_record, type_text])
def test_F7_nor_are_words_on_what_was_read_before_the_restore_and_written_after_it(
    office: Office, mette: Store, shared: str, backup: Path, how: Callable[..., object]
) -> None:
    on_the_screen = goal(mette, shared)
    office.restore(backup)
    office.sync(mette)
    assert goal(mette, shared).deleted

    how(mette, on_the_screen, title="på det, der stod")
    end_typing(mette)
    office.sync(mette)

    assert standing(mette, shared) == ("på det, der stod", False, [True])
    assert problems(office) == []
