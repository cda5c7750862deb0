"""Every ended act is sealed into the outbox; a disk that refuses it meanwhile neither hides nor loses the act."""

from pathlib import Path

import pytest

from app.changes import sealing
from app.operations.items import end_typing, type_text
from app.store.journal import Journal
from app.store.store import Store
from builders import a_goal


@pytest.fixture
def outbox(tmp_path: Path, store: Store) -> Path:
    """Return the outbox of *store*."""
    path = tmp_path / "outbox.sealed"
    store.use_journal(Journal(path, sealing_key=sealing.new_pair().public, device=store.device))
    return path


def _waiting(store: Store) -> set[str]:
    with store.reader() as reader:
        return {each.id for each in reader.changes(limit=20)}


def _sealed(store: Store) -> set[str]:
    assert store.journal is not None
    return {change for change, _ in store.journal.entries()}


def test_what_is_typed_is_sealed_when_the_visit_ends(store: Store, citizen: str, outbox: Path) -> None:
    goal = a_goal(store, citizen)
    with store.reader() as reader:
        held = reader.record(goal)
    assert held is not None
    typed = type_text(store, held, title="Skrevet")
    before = _sealed(store)

    end_typing(store)

    assert typed not in before
    assert typed in _sealed(store)


def test_an_act_is_saved_and_told_though_the_outbox_cannot_be_written(store: Store, citizen: str, outbox: Path) -> None:
    a_goal(store, citizen)
    aside = outbox.rename(outbox.with_suffix(".aside"))
    outbox.mkdir()
    heard: list[frozenset[str]] = []
    store.listen(lambda touched: heard.append(touched.kinds))

    goal = a_goal(store, citizen)

    outbox.rmdir()
    aside.rename(outbox)
    with store.reader() as reader:
        assert reader.record(goal) is not None
    assert heard == [frozenset({"item"})]
    assert _sealed(store) < _waiting(store)

    a_goal(store, citizen)

    assert _sealed(store) == _waiting(store)
