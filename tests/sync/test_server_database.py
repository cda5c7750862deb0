"""The server's file: what it acknowledges is on the disk."""

from contextlib import ExitStack

import pytest

from offices import SQLITE, Office
from sync.server.embedded import READERS

FULL = 2


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_every_connection_of_the_server_waits_for_the_disk(office: Office) -> None:
    database = office.core.database
    with ExitStack() as stack:
        held = [stack.enter_context(database.reading()) for _ in range(READERS)]
        held.append(stack.enter_context(database.writing()))

        modes = [each.exec_driver_sql("PRAGMA synchronous").scalar_one() for each in held]

    assert modes == [FULL] * (READERS + 1)
