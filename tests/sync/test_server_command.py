"""The command `enplan-server`, as an administrator types it."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

import ready_programs
from app.ids import citizen_stream
from offices import Office
from raw_devices import RawDevice
from sync.server import upkeep

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PASSWORD = "syv svaner på søen"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command on a server in the test's folder."""

    def command(*words: str, password: str = PASSWORD) -> subprocess.CompletedProcess[str]:
        given = {"ENPLAN_PASSWORD": password, "PATH": "", "LANG": "C.UTF-8"}
        return ready_programs.run(
            ready_programs.SERVER, *words, "--data", str(tmp_path / "server"), "--json", environment=given
        )

    return command


def test_a_user_is_made_and_may_log_in(run: Run, tmp_path: Path) -> None:
    made = run("user", "add", "anna", "--role", "caseworker")

    assert (made.returncode, json.loads(made.stdout)) == (0, {"login": "anna", "role": "caseworker"})
    assert (tmp_path / "server" / "server.key").stat().st_mode & 0o777 == 0o600
    assert b"SQLite format" not in (tmp_path / "server" / "server.db").read_bytes()[:32]


def test_a_short_password_is_turned_away(run: Run) -> None:
    made = run("user", "add", "anna", "--role", "caseworker", password="kort")

    assert made.returncode == 1
    assert "12" in made.stderr


def test_a_word_that_is_no_role_is_a_wrong_use(run: Run) -> None:
    assert run("user", "add", "anna", "--role", "konge").returncode == 2


def test_it_serves_where_it_says_until_it_is_stopped(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sync.server", "serve", "--port", "0", "--data", str(tmp_path / "server")],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().strip()

    healthy = requests.get(address + "/health", timeout=30)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)

    assert address.startswith("http://127.0.0.1:")
    assert healthy.json() == {"status": "ok"}


def test_M10_without_a_certificate_only_this_machine_is_served(run: Run) -> None:
    turned_away = run("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - that it is refused is what is tested

    assert turned_away.returncode == 1


def test_assigning_takes_ids_and_files_of_ids_and_never_a_number(run: Run, tmp_path: Path) -> None:
    run("user", "add", "anna", "--role", "caseworker")
    (tmp_path / "ids").write_text(f"{CITIZEN}\n")

    by_id, by_file = run("assign", "anna", CITIZEN), run("assign", "anna", str(tmp_path / "ids"))
    by_number = run("assign", "anna", "0101700000")
    ended = run("assign", "anna", CITIZEN, "--end", "flyttet")

    assert [each.returncode for each in (by_id, by_file, by_number, ended)] == [0, 0, 2, 0]


def test_S17_check_says_what_is_wrong_and_fails(run: Run, tmp_path: Path) -> None:
    run("user", "add", "anna", "--role", "caseworker")
    sound = run("check")
    office = Office(tmp_path)
    with office.core.database.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET hash = x'00' WHERE version = 2")
    office.close()

    broken = run("check")

    assert (sound.returncode, json.loads(sound.stdout)["findings"]) == (0, [])
    assert (broken.returncode, json.loads(broken.stdout)["findings"][0]["problem"]) == (1, "hash")


@pytest.mark.parametrize("wrong", ["the keys", "another server's", "a letter", "half of it"])
def test_F4_what_is_no_backup_of_the_data_is_put_nowhere(run: Run, tmp_path: Path, wrong: str) -> None:
    file, other = tmp_path / "backup.db", tmp_path / "other"
    run("user", "add", "anna", "--role", "caseworker")
    asked: dict[str, Callable[[], object]] = {
        "the keys": lambda: run("backup-keys", str(file)),
        "another server's": lambda: _backup_of_another(other, file),
        "a letter": lambda: file.write_bytes(b"Hilsen. " * 1_000),
        "half of it": lambda: (run("backup", str(file)), file.write_bytes(file.read_bytes()[5_000:])),
    }
    asked[wrong]()
    before = (tmp_path / "server" / "server.db").read_bytes()

    told = run("restore", str(file))

    assert told.returncode == 1
    assert "is no backup of the data that opens with the server.key here; nothing was changed" in told.stderr
    assert (tmp_path / "server" / "server.db").read_bytes() == before
    assert sorted(each.name for each in (tmp_path / "server").glob("server.db*")) == ["server.db"]
    assert run("check").returncode == 0


def _backup_of_another(folder: Path, file: Path) -> None:
    office = Office(folder)
    upkeep.backup(office.core.database, file, clock=office.clock)
    office.close()


def test_F4_a_backup_without_its_key_is_not_restored_and_no_key_is_drawn(run: Run, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_bytes(b"x")
    (tmp_path / "server").mkdir()

    told = run("restore", str(tmp_path / "backup.db"))

    assert (told.returncode, list((tmp_path / "server").iterdir())) == (1, [])
    assert "holds no server.key: put there the one that the backup was made with" in told.stderr


@pytest.mark.parametrize("words", [("check",), ("backup", "copy.db"), ("backup-keys", "keys.db"), ("unit", "list")])
def test_a_folder_without_a_server_is_told_and_no_server_is_begun_there(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    told = run(*words)

    assert (told.returncode, told.stdout) == (1, "")
    assert "There is no server's data in" in told.stderr
    assert not (tmp_path / "server").exists()


def test_F4_a_backup_is_restored_under_a_new_epoch(run: Run, tmp_path: Path) -> None:
    office = Office(tmp_path)
    anna = RawDevice(office, "anna")
    anna.push(anna.change(CITIZEN, opens=True, type="goal", title="før"))
    epoch = anna.ask([], {}).epoch
    saved = run("backup", str(tmp_path / "backup.db"))
    anna.push(anna.change(CITIZEN, title="efter"))
    office.close()

    restored = run("restore", str(tmp_path / "backup.db"))

    again = Office(tmp_path)
    anna.office = again
    stream = citizen_stream(CITIZEN, "plan")
    answer = anna.ask([], {stream: [anna.anchor(stream)]})
    again.close()
    assert (saved.returncode, restored.returncode) == (0, 0)
    assert answer.epoch != epoch
    assert answer.forked == {stream: 0}
