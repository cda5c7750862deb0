"""The largest file that is taken goes up and down, and where it is cut off it goes on at the part it had come to."""

import pytest

from app.changes.attached import LARGEST, LARGEST_SEALED, part_count
from app.queries.attachments import Place
from app.store.store import Store
from carried_files import Failing, place, the_held
from faults import Occurred
from files import PDF, a_file, content
from offices import SQLITE, Office, goal
from sync.client.link import Unreachable
from sync.client.once import sync_once

CUT_AT = 40
NEVER = 10_000
PARTS = part_count(LARGEST_SEALED)


@pytest.fixture
def engine() -> str:
    """One engine is enough: how parts are kept is tried on each with smaller files."""
    return SQLITE


def test_B6_the_largest_file_is_cut_off_both_ways_and_goes_on_where_it_had_come_to(
    office: Office, mette: Store, jonas: Store, shared: str, occurred: Occurred
) -> None:
    made = a_file(mette, goal(mette, shared).citizen or "", content=PDF.ljust(LARGEST, b"\n"), name="Udredning")

    up = carried(office, mette)
    waits = place(mette, made)
    down = carried(office, jonas)

    assert (up, waits) == ((CUT_AT, PARTS - CUT_AT), Place.HERE)
    assert down == (CUT_AT, PARTS - CUT_AT + 1)
    assert the_held(jonas, made).held == PARTS
    assert content(jonas, made) == PDF.ljust(LARGEST, b"\n")
    occurred("very much at once", sum(up))


def carried(office: Office, store: Store) -> tuple[int, int]:
    """Exchange until an answer about a part is lost, then to the end; return the messages about parts of both."""
    cut, whole = (Failing(office.link(store), at=at, is_taken=True) for at in (CUT_AT, NEVER))
    with pytest.raises(Unreachable):
        sync_once(store, cut)  # type: ignore[arg-type]
    sync_once(store, whole)  # type: ignore[arg-type]
    return CUT_AT - cut._left, NEVER - whole._left
