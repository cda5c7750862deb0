"""One real server for all tests of the exchange, and offices without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from offices import Office, an_office
from servers import Serving, a_server


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Return an office with an empty server."""
    with an_office(tmp_path) as made:
        yield made


@pytest.fixture
def server() -> Iterator[Serving]:
    """Return a running server with an empty database."""
    with a_server() as running:
        yield running
