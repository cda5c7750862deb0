"""A file is brought in as a whole or not at all, whatever happens on the way."""

import json
from pathlib import Path

import pytest
from sqlalchemy import event, select

from app.errors import EnvironmentTrouble
from app.operations.intake import import_files
from app.store.store import Store
from app.store.tables import change, record
from fhir_files import ANNA, FILES, a_store, group

LARGE = FILES / "synthea" / "Bill_Reinger_0bfeda65-c8ac-4dd7-a46c-d69e665996d4.json"


def _written(store: Store) -> tuple[int, int]:
    with store.database.reading() as connection:
        return len(connection.execute(select(change.c.n)).all()), len(connection.execute(select(record.c.n)).all())


def test_each_file_is_saved_in_one_commit(tmp_path: Path) -> None:
    commits: list[object] = []
    with a_store(tmp_path) as store:
        event.listen(store.database._writer, "commit", commits.append)
        import_files(store, [LARGE, *group("medcom")])

    assert len(commits) == 1 + len(group("medcom")) + 1  # the last ends the typing when the store is closed


def test_a_disk_that_fills_up_in_the_middle_of_a_file_leaves_the_files_before_it_whole(tmp_path: Path) -> None:
    (tmp_path / "anna.json").write_text(json.dumps(ANNA), encoding="utf-8")
    with a_store(tmp_path) as store:
        import_files(store, [tmp_path / "anna.json"])
        before = _written(store)
        with store.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 60}")

        with pytest.raises(EnvironmentTrouble, match="Disken er fuld"):
            import_files(store, [LARGE])
        after = _written(store)
        with store.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        again = import_files(store, [LARGE])

    assert after == before
    assert again.totals["mapped"] > 0


def test_all_that_a_file_has_changed_is_told_once_it_is_saved(tmp_path: Path) -> None:
    told: list[tuple[str, ...]] = []
    with a_store(tmp_path) as store:
        store.listen(lambda touched: told.append(touched.changes))
        import_files(store, [LARGE])
        with store.database.reading() as connection:
            held = connection.scalars(select(change.c.id)).all()

    assert [sorted(each) for each in told] == [sorted(held)]
