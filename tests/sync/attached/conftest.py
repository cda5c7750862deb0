"""Mette and Jonas share a citizen; on Mette's device lies a file that nobody else has yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.attachment import Attachment
from app.store.store import Store
from files import a_file, a_large_pdf
from offices import Office, copy_furnished, furnished, goal, open_client


@pytest.fixture
def office(tmp_path: Path, engine: str) -> Iterator[Office]:
    """An office in which Mette and Jonas share a citizen, and are in step."""
    copy_furnished(tmp_path, engine=engine)
    made = Office(tmp_path, engine=engine, is_furnished=True)
    yield made
    made.close()


@pytest.fixture
def mette(office: Office) -> Store:
    return open_client(office, "mette")


@pytest.fixture
def jonas(office: Office) -> Store:
    return open_client(office, "jonas")


@pytest.fixture
def shared(engine: str) -> str:
    goals: list[str] = furnished(engine).goals
    return goals[0]


@pytest.fixture
def letter(mette: Store, shared: str) -> Attachment:
    """A file of several parts that only Mette's device has yet, on a plan that Jonas reads too."""
    return a_file(mette, goal(mette, shared).citizen or "", content=a_large_pdf(), name="Udredning")
