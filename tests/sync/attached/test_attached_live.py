"""Two engines and a server: a file that is attached here is there with nobody doing anything."""

import threading

import pytest

from app.store import attached
from app.store.store import Store
from builders import a_citizen
from files import a_file, a_large_pdf, content
from offices import SQLITE
from servers import Serving
from sync.client.access import Access
from sync.client.engine import Engine
from sync.client.status import Phase, Status


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_B2_a_file_comes_to_a_colleague_and_the_corner_waits_until_the_server_has_it(server: Serving) -> None:
    mette, jonas = server.device("mette"), server.device("jonas")
    citizen = a_citizen(mette)
    server.sync(mette)
    server.office.assign("jonas", citizen)
    server.sync(jonas)
    here = Engine(mette, lambda: Access(mette, server=server.address))
    there = Engine(jonas, lambda: Access(jonas, server=server.address))
    received, came = threading.Event(), threading.Event()

    def hear(status: Status) -> None:
        if status.phase is Phase.ALL_RECEIVED:
            received.set()

    jonas.listen(lambda touched: came.set() if _is_whole(jonas) else None)
    there.start()
    letter = a_file(mette, citizen, content=a_large_pdf())
    before = here.status()
    here.listen(hear)
    here.start()

    assert (before.phase, before.waiting) == (Phase.SAVED_HERE, 2)
    assert received.wait(60)
    assert came.wait(60)
    here.stop()
    there.stop()
    assert content(jonas, letter) == a_large_pdf()


def _is_whole(store: Store) -> bool:
    return any(each.is_whole for each in attached.every(store))
