"""The file: newer ones and damaged ones are refused untouched; its tables are those that the code names."""

from pathlib import Path

import pytest
import sqlcipher3
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from app.clock import FixedClock
from app.errors import EnvironmentTrouble
from app.store import tables
from app.store.database import Closed, DamagedFile, Database, NewerProfile
from app.store.migrations import copy_path
from app.store.store import Store
from app.store.transaction import Touched
from app.texts import mark
from builders import KEY, NOON, a_citizen, a_goal, a_store
from faults import Occurred


def _closed_store(folder: Path) -> Path:
    with a_store(folder) as store:
        a_goal(store, a_citizen(store))
    return folder / "plan.db"


def test_the_steps_make_the_tables_that_the_code_names(store: Store) -> None:
    def is_truth(_object: object, name: str, kind: str, _reflected: object, _other: object) -> bool:
        return kind != "table" or not name.startswith(("people", "texts"))

    with store.writing() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_truth, "compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_a_file_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path, occurred: Occurred) -> None:
    path = _closed_store(tmp_path)
    database = Database(path, KEY)
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA + 1}")
    database.close()
    before = path.read_bytes()

    with pytest.raises(NewerProfile) as refused:
        Store.open(path, key=KEY, clock=FixedClock(NOON))

    occurred("a file of a newer program", int(isinstance(refused.value, NewerProfile)))
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"not a database", bytes(8192)])
def test_a_damaged_file_is_told_in_words(tmp_path: Path, damage: bytes) -> None:
    path = _closed_store(tmp_path)
    path.write_bytes(damage)

    with pytest.raises(DamagedFile, match="beskadiget"):
        Store.open(path, key=KEY, clock=FixedClock(NOON))


def test_a_full_disk_is_told_in_words_and_what_was_saved_stays(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)
    with store.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(EnvironmentTrouble, match="Disken er fuld"):
        _fill(store, citizen)

    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    after = a_goal(store, citizen, "Der er plads igen")
    with store.reader() as reader:
        assert reader.record(goal) is not None
        assert reader.record(after) is not None


def _fill(store: Store, citizen: str) -> None:
    for number in range(200):
        a_goal(store, citizen, f"Mål nummer {number} " + "x" * 200)


def test_a_failed_statement_tells_nothing_of_what_it_was_to_write(store: Store) -> None:
    words = {"id": "x", "shown": b"Noget fortroligt"}

    with pytest.raises(IntegrityError) as failed, store.writing() as connection:
        connection.execute(tables.record.insert(), words)

    assert "fortroligt" not in str(failed.value)


def test_lists_and_search_are_made_anew_when_a_type_is_listed_otherwise(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        citizen = a_citizen(store)
        goal = a_goal(store, citizen, "Havearbejde")
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE record SET type = NULL, sort = NULL, day = NULL")
            connection.exec_driver_sql("DELETE FROM texts")
        store.put_setting("shape", "an older one")

    with Store.open(tmp_path / "plan.db", key=KEY, clock=FixedClock(NOON)) as again, again.reader() as reader:
        assert reader.texts("havearbejde") == [goal]
        assert reader.people("karen") == [citizen]


def test_listeners_hear_what_was_touched_until_they_stop(store: Store, citizen: str) -> None:
    heard: list[frozenset[str]] = []
    stop = store.listen(lambda touched: heard.append(touched.kinds))

    with store.transact(mark("act", "Intet")):
        pass
    a_goal(store, citizen)
    stop()
    a_goal(store, citizen)

    assert heard == [frozenset({"item"})]


def test_a_file_that_needs_no_step_is_opened_without_a_copy(tmp_path: Path) -> None:
    path = _closed_store(tmp_path)

    with Store.open(path, key=KEY, clock=FixedClock(NOON)) as store:
        assert not copy_path(store.database).exists()


def test_a_copy_opens_with_the_same_key_and_with_no_other(store: Store, citizen: str, tmp_path: Path) -> None:
    goal = a_goal(store, citizen, "Havearbejde")
    copy = tmp_path / "copy.db"

    store.database.copy_to(copy)

    assert b"Havearbejde" not in copy.read_bytes()
    with Store.open(copy, key=KEY, clock=FixedClock(NOON)) as again, again.reader() as reader:
        assert reader.record(goal) is not None


def test_a_file_that_another_program_holds_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _closed_store(tmp_path)
    monkeypatch.setattr("app.store.database.BUSY_MS", 50)
    other = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(EnvironmentTrouble, match="holder fast"):
        Store.open(path, key=KEY, clock=FixedClock(NOON))

    other.close()


def test_a_file_whose_making_was_cut_off_is_told_in_words(tmp_path: Path) -> None:
    path = _closed_store(tmp_path)
    database = Database(path, KEY)
    with database.writing() as connection:
        connection.execute(tables.setting.delete())
    database.close()

    with pytest.raises(DamagedFile):
        Store.open(path, key=KEY, clock=FixedClock(NOON))


def test_a_file_that_holds_a_plan_is_never_made_anew(tmp_path: Path) -> None:
    path = _closed_store(tmp_path)

    with pytest.raises(FileExistsError):
        Store.create(path, key=KEY, clock=FixedClock(NOON), user="mette")


def test_a_closed_file_is_not_opened_again_by_a_late_question(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.close()
    store.close()

    with pytest.raises(Closed), store.reader():
        pass


def test_what_a_listener_breaks_does_not_undo_what_was_saved(store: Store, citizen: str) -> None:
    heard: list[frozenset[str]] = []
    store.listen(_break)
    store.listen(lambda touched: heard.append(touched.kinds))

    goal = a_goal(store, citizen)

    assert heard == [frozenset({"item"})]
    with store.reader() as reader:
        assert reader.record(goal) is not None


def _break(_touched: Touched) -> None:
    raise ZeroDivisionError
