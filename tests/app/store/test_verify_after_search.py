"""What a connection remembers of the search is not taken for damage after others have written."""

from sqlalchemy import event

from app.store.store import Store
from app.store.verify import verify
from builders import a_citizen


def test_a_file_is_looked_through_by_a_connection_that_has_not_searched_it(store: Store) -> None:
    """SQLite's check of the search goes by what the connection read before, and calls newer pages corrupt."""
    a_citizen(store)
    with store.reader() as reader:
        found = reader.people("karen")
    opened: list[object] = []
    event.listen(store.database._readers, "connect", lambda connection, _record: opened.append(connection))

    verdict = verify(store)

    assert len(found) == 1
    assert (len(opened), verdict.findings) == (1, ())
