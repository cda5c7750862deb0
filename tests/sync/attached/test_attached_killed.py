"""A client, or the server, is killed while a file is on its way: it goes on there, and nobody ever sees half of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.domain.attachment import Attachment
from app.queries.attachments import Coming
from app.store import attached
from app.store.store import Store
from builders import KEY, a_citizen, a_store
from carried_files import problems
from faults import ROOT
from files import a_file, a_large_pdf, content
from offices import PASSWORD
from running_server import furnish
from server_processes import serving, tries
from servers import Serving, a_server
from sync.client.access import Access
from sync.server import check
from sync.server.database import Database

COMMITS = "7"
"""Of logging in, of contact, of the change, and of one part or two."""


def joined(server: Serving, folder: Path) -> Store:
    folder.mkdir()
    store = Store.create(folder / "plan.db", key=KEY, clock=SystemClock(), user="mette")
    access = Access(store, server=server.address)
    access.join(login="mette", password=PASSWORD)
    access.close()
    return store


def killed(folder: Path, address: str, number: int, when: str) -> int:
    """Run a client on *folder* until it is killed; return how it ended."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)])}
    words = [sys.executable, str(ROOT / "tests" / "attached_program.py"), str(folder), address, str(number), when]
    return subprocess.run(words, env=environment, capture_output=True, check=False, timeout=60).returncode


def test_B6_a_client_killed_at_a_part_on_the_way_up_or_down_goes_on_there(tmp_path: Path) -> None:
    with a_server(clock=SystemClock()) as server:
        server.user("mette", password=PASSWORD)
        with joined(server, tmp_path / "a") as store:
            letter = a_file(store, a_citizen(store), content=a_large_pdf())
        assert killed(tmp_path / "a", server.address, 2, "before") == -9
        assert killed(tmp_path / "a", server.address, 1, "after") == -9
        with joined(server, tmp_path / "b") as store:
            server.sync(store)
            assert [each.held for each in attached.wanted(store)] == [0], "what is not whole is handed out to nobody"

        with Store.open(tmp_path / "a" / "plan.db", key=KEY, clock=SystemClock()) as store:
            server.sync(store)
        assert killed(tmp_path / "b", server.address, 2, "after") == -9

        with Store.open(tmp_path / "b" / "plan.db", key=KEY, clock=SystemClock()) as store:
            assert [each.held for each in attached.every(store)] == [2]
            with pytest.raises(Coming):
                content(store, letter)
            server.sync(store)
            assert content(store, letter) == a_large_pdf()
        assert problems(server.office) == []


def test_B6_a_server_killed_between_two_parts_is_followed_by_another_that_goes_on_there(tmp_path: Path) -> None:
    data = tmp_path / "server"
    furnish(data, "mette")
    with a_store(tmp_path, clock=SystemClock()) as store:
        with serving(data, "-m", "sync.server") as (address, _):
            citizen = a_citizen(store)
            assert tries(store, address, joins=True)
        letter = a_file(store, citizen, content=a_large_pdf())
        with serving(data, str(ROOT / "tests" / "killed_server.py"), "after", COMMITS) as (address, process):
            assert not tries(store, address)
            assert process.wait(60) == -9
        held = held_on(data, letter)

        with serving(data, "-m", "sync.server") as (address, _):
            assert tries(store, address)
    assert held in (1, 2), "the kill fell between two parts"
    assert held_on(data, letter) == 3


def held_on(data: Path, letter: Attachment) -> int:
    """How many parts lie in a server's folder."""
    database = Database.embedded(data)
    try:
        with database.reading() as connection:
            assert list(check.check(connection)) == []
            asked = "SELECT held FROM attached WHERE address = ?"
            return int(connection.exec_driver_sql(asked, (letter.content,)).scalar() or 0)
    finally:
        database.close()
