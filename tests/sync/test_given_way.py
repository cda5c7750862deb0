"""What gave way to words that are taken back later: it stands then, as its author's."""

import pytest

from app.store.store import Store
from exchanges import edit, titles
from offices import SQLITE, Office, goal
from redactions import SECRET, by_hand, last_change, meet, problems, redact


@pytest.fixture
def engine() -> str:
    """What is tried is what the server makes of it, on whatever the log lies."""
    return SQLITE


@pytest.fixture
def same_words(office: Office, mette: Store, jonas: Store, shared: str) -> str:
    """Mette and Jonas wrote the same, neither having seen the other's; return Jonas' change, which came first."""
    meet(office, mette, jonas)
    edit(jonas, shared, title="det samme")
    taken = last_change(jonas, shared)
    edit(mette, shared, title="det samme")
    meet(office, jonas, mette)
    return taken


def test_R6_who_wrote_the_same_as_what_is_taken_back_has_written_it(
    office: Office, mette: Store, jonas: Store, shared: str, same_words: str
) -> None:
    redact(jonas, shared, same_words)
    meet(office, jonas, mette)

    assert titles(mette, shared) == titles(jonas, shared) == ("det samme", [])
    with mette.reader() as reader:
        assert reader.cells(shared)["title"].device == mette.device
    assert problems(office) == []


def test_R6_what_its_author_replaced_since_is_not_entered_anew(
    office: Office, mette: Store, jonas: Store, shared: str, same_words: str
) -> None:
    edit(mette, shared, title="noget andet")
    meet(office, mette, jonas)

    redact(jonas, shared, same_words)
    meet(office, jonas, mette)

    assert titles(mette, shared) == titles(jonas, shared) == ("noget andet", [])
    assert problems(office) == []


def test_R7_so_it_is_where_a_backup_of_before_is_restored(
    office: Office, mette: Store, jonas: Store, shared: str, same_words: str
) -> None:
    backup = office.backup()
    by_hand(office, goal(mette, shared).stream, same_words)
    meet(office, jonas, mette)
    office.restore(backup)

    meet(office, jonas, mette)

    assert titles(mette, shared) == titles(jonas, shared) == ("det samme", [])
    assert problems(office) == []


def test_R6_words_of_a_lost_past_that_are_entered_anew_have_seen_no_more_than_they_had(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(mette, shared, note="en to tre")
    meet(office, mette, jonas)
    backup = office.backup()
    for title in ("et", "andet", "tredje", "fjerde"):
        edit(jonas, shared, title=title)
    office.sync(jonas)
    edit(jonas, shared, note="en to tre fire")
    office.restore(backup)
    for note in ("NUL en to tre", f"NUL {SECRET} en to tre"):
        edit(mette, shared, note=note)
    secret = last_change(mette, shared)
    meet(office, mette, jonas)
    assert goal(jonas, shared).note == f"NUL {SECRET} en to tre fire"

    redact(mette, shared, secret)
    meet(office, mette, jonas)

    assert goal(mette, shared).note == goal(jonas, shared).note == "NUL en to tre fire"
    assert problems(office) == []
