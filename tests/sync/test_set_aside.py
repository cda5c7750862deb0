"""What is set aside after a restore: the words of its author, and nothing that the lost server had made of them."""

import pytest

from app.store.store import Store
from exchanges import edit
from offices import SQLITE, Office, goal
from redactions import SECRET, last_change, meet, problems, redact, texts_of


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part."""
    return SQLITE


def test_R1_words_that_the_lost_server_had_joined_with_anothers_go_when_they_are_taken_back_later(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(mette, shared, note="en to")
    third = office.client("mette", name="third")
    meet(office, mette, jonas, third)
    backup = office.backup()
    edit(mette, shared, note=f"{SECRET} en to")
    secret = last_change(mette, shared)
    edit(jonas, shared, note="en to tre")
    meet(office, mette, jonas, third)
    assert goal(third, shared).note == f"{SECRET} en to tre"
    office.restore(backup)
    redact(mette, shared, secret)

    meet(office, mette, third)

    assert SECRET.encode() not in texts_of(third) + texts_of(mette)
    assert problems(office) == []
