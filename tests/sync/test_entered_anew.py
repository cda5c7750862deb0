"""What is entered anew by the server after a redaction has seen no more than its author had."""

import pytest

from app.store.store import Store
from exchanges import edit
from offices import SQLITE, Office, goal
from redactions import SECRET, last_change, meet, problems, redact


@pytest.fixture
def engine() -> str:
    """What is tried is what the server makes of it, on whatever the log lies."""
    return SQLITE


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
