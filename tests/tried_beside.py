"""A server with a citizen who has something in every compartment, and a stream that is the same for all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.clock import FixedClock
from app.ids import named_stream
from builders import NOON
from offices import Office, an_office
from sync.server import log as logs
from sync.server import own
from sync.server.own import Wanted
from sync.server.rights import Stream
from tried_rights import CITIZEN, furnish

SECRETS = {b"Karen", b"0101700000", "Lægehuset".encode(), "mål".encode(), b"notat", b"ZmlsZQ"}
"""What the plan says in each compartment; the last is the beginning of its file, as it is sent."""
CATALOGUE = Stream(named_stream("catalogue"), None, "catalogue")


@contextmanager
def a_furnished_office(folder: Path) -> Iterator[Office]:
    """Give the server, without anybody who tries it."""
    with an_office(folder, clock=FixedClock(NOON)) as office:
        furnish(office)
        with office.core.database.writing() as connection:
            told = Wanted(record=CITIZEN[:-1] + "2", kind="label", fields={"text": "fælles"})
            own.write(logs.open_stream(connection, CATALOGUE), office.core.identity, [told], now=NOON)
        yield office
