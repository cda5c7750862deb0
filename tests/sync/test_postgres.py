"""PostgreSQL under the server: what stands in the way is said, processes take turns, collisions are tried again."""

import json
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from app.clock import FixedClock
from app.ids import citizen_stream
from builders import NOON
from offices import POSTGRESQL, Office
from postgres import GUEST, GUESTS_PASSWORD, a_database, cluster
from raw_devices import RawDevice
from servers import a_server
from sync.protocol import PREFIX
from sync.server import postgres, settings, tables
from sync.server.__main__ import main
from sync.server.core import Core
from sync.server.database import Database
from sync.server.embedded import KEY_FILE
from sync.server.postgres import NotReached
from sync.server.statements import Statement
from sync.server.steps import STEPS
from sync.server.vault import OtherVault

FORBIDDEN = "en helt anden sætning"
STARTING_TOGETHER = 4
STREAM = "9b2f8f4e-6d0c-4a53-8f52-1c34a1f0b7aa"
CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
COUNT = Statement("UPDATE setting SET value = :value WHERE name = :name")


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a database of its own, without rows."""
    with a_database() as address:
        yield address


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database.at(url, folder=tmp_path)
    Core(opened, clock=FixedClock(NOON))
    yield opened
    opened.close()


def test_the_tables_are_those_that_the_steps_make(office: Office) -> None:
    with office.core.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_of_the_steps})

        assert compare_metadata(context, tables.metadata) == []


def _is_of_the_steps(name: str | None, kind: str, parents: object) -> bool:
    return (kind, name) != ("table", "turn")


WRONG = {
    "postgresql://anna:hemmelig@127.0.0.1:1/enplan": ("127.0.0.1, database enplan", "cannot be reached"),
    "postgresql://anna:hemmelig@enplan.invalid/enplan": ("enplan.invalid, database enplan", "cannot be reached"),
    "mysql://anna:hemmelig@127.0.0.1/enplan": ("mysql://", "begins with postgresql://"),
    "enplan": ("an address has the form", "postgresql://user@host:5432/database"),
}


@pytest.mark.parametrize("address", WRONG)
def test_a_database_that_is_not_reached_is_told_in_one_line_without_the_password(address: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["check", "--database", address, "--data", str(tmp_path)])

    assert (told.exit_code, "hemmelig" in told.output, told.output.count("\n")) == (1, False, 1)
    assert all(words in told.output for words in WRONG[address])


@pytest.mark.parametrize(
    ("password", "words"),
    [(FORBIDDEN, "turned user gæst away"), ("", "the database asks for a password")],
)
def test_a_password_that_is_wrong_or_left_out_is_told(url: str, password: str, words: str, tmp_path: Path) -> None:
    address = cluster().url(make_url(url).database or "", user=GUEST, password=password)

    told = CliRunner().invoke(main, ["serve", "--port", "0", "--data", str(tmp_path)], env={"ENPLAN_DATABASE": address})

    assert told.exit_code == 1
    assert words in told.output
    assert FORBIDDEN not in told.output


def test_a_database_in_another_alphabet_is_turned_down(tmp_path: Path) -> None:
    with cluster().connect() as connection:
        connection.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")

    with pytest.raises(NotReached, match="encoded as LATIN1"):
        Database.at(cluster().url("latin"), folder=tmp_path)


def test_tables_of_a_newer_program_are_left_alone_and_that_is_told(url: str, tmp_path: Path) -> None:
    Core(opened := Database.at(url, folder=tmp_path), clock=FixedClock(NOON))
    with opened.writing() as connection:
        connection.exec_driver_sql("INSERT INTO schema_step VALUES (99)")

    told = CliRunner().invoke(main, ["serve", "--port", "0", "--database", url, "--data", str(tmp_path)])

    with opened.writing() as connection:
        connection.exec_driver_sql("DELETE FROM schema_step WHERE number = 99")
    opened.close()
    assert told.exit_code == 1
    assert "a newer program made the tables (step 99" in told.output


def test_programs_that_start_together_on_a_new_database_make_its_tables_and_keys_once(tmp_path: Path) -> None:
    url = cluster().url(cluster().empty())
    together = threading.Barrier(STARTING_TOGETHER)

    def start(number: int) -> tuple[bytes, str]:
        together.wait()
        opened = Database.at(url, folder=tmp_path)
        core = Core(opened, clock=FixedClock(NOON))
        epoch = opened.read(settings.epoch)
        opened.close()
        return core.identity.signing.public, epoch

    with ThreadPoolExecutor(STARTING_TOGETHER) as threads:
        found = set(threads.map(start, range(STARTING_TOGETHER)))

    assert len(found) == 1


def test_a_program_that_waits_for_its_turn_goes_on_when_the_one_before_it_dies(url: str, tmp_path: Path) -> None:
    first, second = Database.at(url, folder=tmp_path), Database.at(url, folder=tmp_path)
    with first.turn():
        pass  # the row is there
    has_turn = threading.Event()
    with ThreadPoolExecutor(1) as threads, first.turn():
        waiting = threads.submit(lambda: _take_turn(second, has_turn))
        is_early = has_turn.wait(0.3)
        with cluster().connect() as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE wait_event_type = 'Client' AND query LIKE 'UPDATE turn%'")  # fmt: skip
        waiting.result(30)
        is_later = has_turn.is_set()
    first.close()
    second.close()

    assert (is_early, is_later) == (False, True)


def _take_turn(database: Database, has_turn: threading.Event) -> None:
    with database.turn():
        has_turn.set()


def test_migrate_says_what_it_did(tmp_path: Path) -> None:
    url = cluster().url(cluster().empty())

    words = ["migrate", "--json", "--database", url, "--data", str(tmp_path)]

    told = [json.loads(CliRunner().invoke(main, words).stdout) for _ in range(2)]

    assert told == [
        {"before": 0, "after": len(STEPS), "done": len(STEPS)},
        {"before": len(STEPS), "after": len(STEPS), "done": 0},
    ]


@pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
def test_F4_after_a_restore_by_postgresqls_own_tools_clients_offer_again_what_they_sent(
    office: Office, tmp_path: Path
) -> None:
    name = make_url(office.url).database or ""
    anna = RawDevice(office, "anna")
    anna.push(anna.change(CITIZEN, opens=True, type="goal", title="før"))
    epoch = anna.ask([], {}).epoch
    cluster().run("pg_dump", "--format=custom", f"--file={tmp_path / 'backup'}", name)
    anna.push(anna.change(CITIZEN, title="efter"))
    office.core.database.close()
    cluster().run("pg_restore", "--clean", "--exit-on-error", f"--dbname={name}", str(tmp_path / "backup"))

    told = CliRunner().invoke(
        main, ["restored", "--json", "--database", office.url, "--data", str(office.folder / "server")]
    )

    stream = citizen_stream(CITIZEN, "plan")
    answer = anna.ask([], {stream: [anna.anchor(stream)]})
    assert told.exit_code == 0
    assert answer.epoch == json.loads(told.stdout)["epoch"] != epoch
    assert answer.forked == {stream: 0}


def test_the_embedded_file_needs_no_word_after_its_own_restore(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["restored", "--data", str(tmp_path / "server")])

    assert told.exit_code == 2
    assert not (tmp_path / "server").exists()


@pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
def test_every_connection_waits_for_the_disk_though_the_database_would_not(office: Office) -> None:
    name = make_url(office.url).database
    with cluster().connect() as connection:
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    database = Database.at(office.url, folder=office.folder / "server")

    with database.writing() as connection, database.reading() as reading:
        found = [each.execute(text("SHOW synchronous_commit")).scalar() for each in (connection, reading)]

    database.close()
    with cluster().connect() as admin:
        admin.execute(f"ALTER DATABASE {name} RESET synchronous_commit")
    assert found == ["on", "on"]


def test_machines_that_share_their_keys_by_a_database_read_what_the_others_wrote(url: str, tmp_path: Path) -> None:
    keys = cluster().url(cluster().empty())
    folders = [tmp_path / "first", tmp_path / "second"]
    first = Database.at(url, folder=folders[0], keys=keys)
    Core(first, clock=FixedClock(NOON))
    folders[1].mkdir()
    shutil.copy(folders[0] / KEY_FILE, folders[1] / KEY_FILE)
    second = Database.at(url, folder=folders[1], keys=keys)
    Core(second, clock=FixedClock(NOON))
    stranger = Database.at(url, folder=tmp_path / "third", keys=keys)

    first.vault.ensure([STREAM])
    sealed = first.vault.sealing(STREAM, b"", b"hemmelig")

    assert second.vault.key(STREAM).open(b"", sealed) == b"hemmelig"
    with pytest.raises(OtherVault, match="put the right one back"):
        Core(stranger, clock=FixedClock(NOON))
    for each in (first, second, stranger):
        each.close()


def test_a_database_of_keys_that_is_not_reached_is_told(url: str, tmp_path: Path) -> None:
    words = ["check", "--database", url, "--data", str(tmp_path)]

    told = CliRunner().invoke(main, words, env={"ENPLAN_KEYS": "postgresql://127.0.0.1:1/keys"})

    assert told.exit_code == 1
    assert "127.0.0.1, database keys: the database cannot be reached" in told.output


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("postgresql://db.example/enplan", {"sslmode": "verify-full"}),
        ("postgresql://10.0.0.7/enplan", {"sslmode": "verify-full"}),
        ("postgresql://db.example/enplan?sslmode=require", {}),
        ("postgresql://127.0.0.1/enplan", {}),
        ("postgresql:///enplan?host=/run/postgresql", {}),
    ],
)
def test_another_machine_is_reached_encrypted_unless_the_address_says_otherwise(
    address: str, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.delenv("PGHOST", raising=False)

    assert postgres._encryption(make_url(address)) == asked


def test_M9_without_its_database_the_server_asks_to_come_back_and_goes_on_when_it_is_there_again() -> None:
    with a_server(engine=POSTGRESQL) as server:
        name = make_url(server.office.url).database
        asked, anybody = f"{server.address}{PREFIX}/streams", {"Authorization": "Bearer somebody"}
        with cluster().connect() as administrator:
            administrator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            administrator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            without = requests.get(asked, headers=anybody, timeout=30)
            administrator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        again_there = requests.get(asked, headers=anybody, timeout=30)

    assert (without.status_code, without.headers["Retry-After"]) == (503, "5")
    assert again_there.status_code == 401


def test_who_reads_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as connection:
        COUNT.run(connection, name="epoch", value=b"")


def test_a_guest_with_the_right_password_may_serve(database: Database, url: str, tmp_path: Path) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{GUEST}"')
    name = make_url(url).database or ""

    guest = Database.at(cluster().url(name, user=GUEST, password=GUESTS_PASSWORD), folder=tmp_path)
    core = Core(guest, clock=FixedClock(NOON))

    assert core.database.read(settings.epoch) == database.read(settings.epoch)
    guest.close()
