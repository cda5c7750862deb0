"""What hangs under something that was lost with the server: it enters whoever comes first, or is told to its author."""

import pytest

from app.domain.disagreement import DISAGREEMENT
from app.operations.items import disagree, edit_record
from app.store.store import Store
from builders import a_goal
from offices import SQLITE, Office, goal
from redactions import meet, problems
from sealed_rows import written


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part."""
    return SQLITE


@pytest.fixture
def lost(office: Office, mette: Store, jonas: Store, citizen: str) -> str:
    """A goal of Mette's under which Jonas wrote; the server, which had both, has lost both."""
    meet(office, mette, jonas)
    backup = office.backup()
    made = a_goal(mette, citizen, "nyt mål")
    meet(office, mette, jonas)
    disagree(jonas, goal(jonas, made), words="det går for hurtigt")
    meet(office, jonas, mette)
    office.restore(backup)
    return made


def words(store: Store) -> list[str | None]:
    with store.reader() as reader:
        return [each.words for each in reader.all(DISAGREEMENT)]


def refused(store: Store) -> list[tuple[str, str]]:
    """Return id and code of what was refused."""
    with store.reader() as reader:
        return [(each.id, each.refusal.code) for each in reader.refused() if each.refusal is not None]


def test_F4_what_hangs_under_what_comes_back_later_enters_then(
    office: Office, mette: Store, jonas: Store, lost: str
) -> None:
    office.sync(jonas)
    before = [code for _, code in refused(jonas)], words(jonas)

    meet(office, mette, jonas, mette)

    assert before == (["missing"], [])
    assert refused(jonas) == []
    assert words(jonas) == words(mette) == ["det går for hurtigt"]
    assert goal(jonas, lost).title == "nyt mål"
    assert problems(office) == []


def test_F4_what_was_written_in_it_later_stays_when_it_enters(
    office: Office, mette: Store, jonas: Store, lost: str
) -> None:
    with jonas.reader() as reader:
        (said,) = reader.all(DISAGREEMENT)
    edit_record(jonas, said, words="det går alt for hurtigt")
    office.sync(jonas)

    meet(office, mette, jonas, mette)

    assert (refused(jonas), words(jonas), words(mette)) == (
        [],
        ["det går alt for hurtigt"],
        ["det går alt for hurtigt"],
    )
    assert problems(office) == []


def test_F4_what_hangs_under_what_nobody_brings_back_is_told_to_its_author_and_not_sent_again(
    office: Office, jonas: Store, shared: str, lost: str
) -> None:
    office.sync(jonas)
    told = refused(jonas)

    edit_record(jonas, goal(jonas, shared), title="noget andet")
    report = office.sync(jonas)

    assert [code for _, code in told] == ["missing"]
    assert (refused(jonas), report.refused) == (told, 0)


def test_F5_a_copied_machine_and_its_original_bring_it_back_once(
    office: Office, mette: Store, jonas: Store, lost: str
) -> None:
    office.sync(jonas)
    copy = office.copy_of(jonas, name="copy")

    meet(office, mette, jonas, copy, mette)

    assert [words(each) for each in (mette, jonas, copy)] == [["det går for hurtigt"]] * 3
    assert refused(jonas) == refused(copy) == []
    with office.core.database.reading() as connection:
        told = [each.body for each in written(connection, goal(mette, lost).stream)]
    assert sum("det går for hurtigt" in body.decode() for body in told) == 1
    assert problems(office) == []
