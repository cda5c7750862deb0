"""A key for each stream: what people wrote lies sealed on the server, and the keys lie in none of its backups."""

from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from click.testing import CliRunner
from msgspec import structs
from sqlalchemy import text

from app.ids import new_device_id
from app.store.store import Store
from builders import KEY
from decrypted import decrypted
from exchanges import edit
from offices import SQLITE, Office
from sealed_rows import entries, written
from sync.server import check, embedded, tables
from sync.server.__main__ import main
from sync.server.content import EntryRow
from sync.server.database import Database
from sync.server.steps import STEPS
from sync.server.steps.s0004_sealed_content import sealed_content
from sync.server.vault import VAULT_FILE, NoKey, OtherVault, SealBroken, StreamKey, Vault, vault_of

WORDS = "kanariefuglen synger"


EMBEDDED_ALONE = pytest.mark.parametrize("engine", [SQLITE], indirect=True)
"""For what looks into the pages of the file."""


def server_pages(office: Office, name: str = embedded.DATABASE_FILE) -> bytes:
    """Return the pages of one of the server's files in clear."""
    folder = office.folder / "server"
    return decrypted(folder / name, embedded.server_key(folder))


@EMBEDDED_ALONE
def test_what_people_wrote_lies_in_no_page_of_the_servers_file(office: Office, mette: Store, shared: str) -> None:
    edit(mette, shared, note=WORDS)
    office.sync(mette)

    assert WORDS.encode() in decrypted(mette.database.path, KEY)
    assert b"CREATE TABLE entry" in server_pages(office)
    assert WORDS.encode() not in server_pages(office)


@EMBEDDED_ALONE
def test_no_key_of_a_stream_lies_in_a_backup_of_the_data(office: Office, mette: Store, shared: str) -> None:
    office.sync(mette)
    with office.core.database.vault.reading() as connection:
        wrapped = [bytes(row.wrapped) for row in connection.exec_driver_sql("SELECT wrapped FROM stream_key")]

    backup = decrypted(office.backup(), embedded.server_key(office.folder / "server"))

    assert wrapped
    assert all(each in server_pages(office, VAULT_FILE) for each in wrapped)
    assert not any(each in backup for each in wrapped)


def test_sealed_content_opens_only_with_its_key_and_in_its_place() -> None:
    stream = new_device_id()
    key = StreamKey(stream, b"k" * 32)
    sealed = key.seal(b"entry 1", b"ord")

    assert key.open(b"entry 1", sealed) == b"ord"
    for other, place in ((key, b"entry 2"), (StreamKey(new_device_id(), b"k" * 32), b"entry 1")):
        with pytest.raises(SealBroken):
            other.open(place, sealed)
    with pytest.raises(SealBroken):
        StreamKey(stream, b"x" * 32).open(b"entry 1", sealed)


def test_a_key_is_drawn_once_and_is_the_same_after_a_restart(tmp_path: Path) -> None:
    stream = new_device_id()
    first = Vault.embedded(tmp_path)
    first.prepare()
    first.ensure([stream])
    sealed = first.key(stream).seal(b"", b"ord")
    first.ensure([stream])
    first.close()

    again = Vault.embedded(tmp_path)

    assert again.key(stream).open(b"", sealed) == b"ord"
    again.close()


def test_a_stream_without_a_key_is_told_as_such(tmp_path: Path) -> None:
    vault = Vault.embedded(tmp_path)
    vault.prepare()

    with pytest.raises(NoKey):
        vault.key(new_device_id())
    vault.close()


@EMBEDDED_ALONE
def test_data_without_their_keys_are_not_opened_with_new_ones(office: Office, mette: Store, shared: str) -> None:
    office.core.database.close()
    for file in (office.folder / "server").glob(f"{VAULT_FILE}*"):
        file.unlink()
    bare = Database.embedded(office.folder / "server")

    with pytest.raises(OtherVault):
        bare.migrate()
    bare.close()


def test_S17_check_finds_what_was_altered_by_somebody_without_the_key(
    office: Office, mette: Store, shared: str
) -> None:
    with office.core.database.writing() as connection:
        connection.execute(text("UPDATE entry SET content = :other WHERE version = 1"), {"other": bytes(200)})

    with office.core.database.reading() as connection:
        found = {(each.version, each.problem) for each in check.check(connection)}

    assert (1, "content") in found


def test_one_stream_that_cannot_be_opened_holds_up_no_other(office: Office, mette: Store, shared: str) -> None:
    with office.core.database.reading() as connection:
        directory = connection.exec_driver_sql("SELECT id FROM stream WHERE compartment = 'directory'").scalar_one()
    with office.core.database.writing() as connection:
        altered = {"other": bytes(200), "stream": directory}
        connection.execute(text("UPDATE entry SET content = :other WHERE stream = :stream"), altered)
    office.add_user("ny")
    edit(mette, shared, note=WORDS)

    office.sync(mette)

    with mette.reader() as reader:
        assert reader.outbox().pending == 0


@EMBEDDED_ALONE
def test_a_database_of_before_is_sealed_in_place(office: Office, mette: Store, shared: str) -> None:
    edit(mette, shared, note=WORDS)
    office.sync(mette)
    _unseal(office.core.database)
    assert WORDS.encode() in server_pages(office)

    office.core.database.migrate()

    with office.core.database.reading() as connection:
        assert list(check.check(connection)) == []
        streams = [row.id for row in connection.exec_driver_sql("SELECT id FROM stream")]
        assert WORDS.encode() in b"".join(each.body for one in streams for each in written(connection, one))
    office.core.database.vault.wipe()
    with office.core.database._writer.connect() as connection:
        embedded.raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert WORDS.encode() not in server_pages(office)


@EMBEDDED_ALONE
def test_a_backup_opens_on_another_machine_with_the_copy_of_the_keys_and_the_servers_key_alone(
    office: Office, mette: Store, shared: str, tmp_path: Path
) -> None:
    edit(mette, shared, note=WORDS)
    office.sync(mette)
    other, data = tmp_path / "other", str(office.folder / "server")
    other.mkdir()
    run = CliRunner()

    told = run.invoke(main, ["backup", str(other / embedded.DATABASE_FILE), "--data", data])
    keys = run.invoke(main, ["backup-keys", str(other / VAULT_FILE), "--data", data])
    (other / embedded.KEY_FILE).write_bytes((office.folder / "server" / embedded.KEY_FILE).read_bytes())
    checked = run.invoke(main, ["check", "--data", str(other)])

    assert (told.exit_code, keys.exit_code, checked.exit_code) == (0, 0, 0)
    opened = Database.embedded(other)
    with opened.reading() as connection:
        streams = [row.id for row in connection.exec_driver_sql("SELECT id FROM stream")]
        assert WORDS.encode() in b"".join(each.body for one in streams for each in written(connection, one))
    opened.close()


def _unseal(database: Database) -> None:
    """Put the tables back to how they were before anything was sealed, with the same content in clear."""
    before = STEPS[: STEPS.index(sealed_content)]
    with database.writing() as connection:
        vault = vault_of(connection)
        rows: dict[str, list[Any]] = {"entry": [], "record": []}
        for name in ("setting", "stream", "device"):
            rows[name] = list(connection.exec_driver_sql(f"SELECT * FROM {name}").mappings())  # noqa: S608
        for each in rows["stream"]:
            rows["entry"] += [_in_clear(each["id"], row) for row in entries(connection, each["id"])]
        for each in connection.exec_driver_sql("SELECT * FROM record").mappings().all():
            opened = vault.key(each["stream"]).open(b"record" + each["id"].encode(), each["cells"])
            rows["record"].append({**each, "cells": opened})
        for name in tables.metadata.tables:
            connection.exec_driver_sql(f"DROP TABLE {name}")
        operations = Operations(MigrationContext.configure(connection))
        for number, step in enumerate(before, start=1):
            step(operations, vault)
            connection.exec_driver_sql("INSERT INTO schema_step (number) VALUES (?)", (number,))
        for name, several in rows.items():
            known = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")]
            for each in several:
                named, marks = ", ".join(known), ", ".join("?" * len(known))
                values = tuple(each[column] for column in known)
                connection.exec_driver_sql(f"INSERT INTO {name} ({named}) VALUES ({marks})", values)  # noqa: S608


def _in_clear(stream: str, row: EntryRow) -> dict[str, object]:
    assert row.content is not None
    held = structs.asdict(row.content)
    own = {name: getattr(row, name) for name in ("version", "id", "meta", "commitment", "hash")}
    return {"stream": stream, **own, **held}
