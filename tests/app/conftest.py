"""A local copy for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.store import Store
from builders import a_citizen, a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty local copy."""
    with a_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def citizen(store: Store) -> str:
    """Return the id of a citizen with an empty plan."""
    return a_citizen(store)
