"""The page of a citizen who was merged turns to the other one, and says so in a calm sentence."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.queries.moves import Moved, moved
from app.store.store import Store
from builders import NOON
from mergers import merge, twice
from offices import Office, an_office
from windows import WAIT_MS, a_main_window, a_page, a_session, settled


@pytest.mark.parametrize("is_held_both", [True, False], ids=["both_here", "one_here"])
def test_a_page_that_is_open_turns_to_the_citizen_who_stays(qtbot: QtBot, tmp_path: Path, is_held_both: bool) -> None:
    with an_office(tmp_path / "office", clock=FixedClock(NOON)) as office:
        store, old, new = opened(office, is_held_both=is_held_both)
        with a_session(tmp_path, store=store) as session:
            window = a_main_window(qtbot, session, tmp_path)
            a_page(qtbot, session, window, old)
            merge(office, old, new)
            office.sync(store)
            settled(qtbot, session)
            said = window.desk.messages.text
            office.sync(store)
            qtbot.waitUntil(lambda: window.page is not None and window.page.citizen == new, timeout=WAIT_MS)
            settled(qtbot, session)
            told = window.desk.messages.text
            with store.reader() as reader:
                found = moved(reader, citizen=old)

    assert "oprettet to gange" in said
    assert told == "Borgeren var oprettet to gange. Her er den samlede plan."
    assert found == Moved(survivor=new, is_here=True)


def opened(office: Office, *, is_held_both: bool) -> tuple[Store, str, str]:
    """Return the device of Mette, who holds both plans, or of Jonas, who holds the one that goes."""
    office.add_user("mette")
    mette = office.client("mette")
    office.sync(mette)
    two = twice(office, mette)
    return (mette if is_held_both else two.jonas), two.old, two.new
