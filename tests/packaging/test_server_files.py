"""What is handed to who runs a server: units, script, container file, every command that they and the pages show."""

import configparser
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from app.clock import SystemClock
from running_server import furnish
from sync.server import check, upkeep
from sync.server.__main__ import main
from sync.server.database import Database

ROOT = Path(__file__).parents[2]
FILES = ROOT / "packaging" / "server"
PAGES = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", *(each for each in FILES.iterdir() if each.is_file())]
COMMAND = re.compile(r"(?:^|[\s`/'])(?:enplan-server|es)((?: +[^`|&;>\n(),]+)+)", re.MULTILINE)
OLD_S = 40 * 86_400
HARDENED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "CapabilityBoundingSet": "", "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "User": "enplan",
}  # fmt: skip


def named() -> list[tuple[str, str]]:
    """Return (page, words) of every command of the server that a page or a file shows in code."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        code = "\n".join(re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", text, re.DOTALL) and [
            first or second for first, second in re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
        ]) if page.suffix == ".md" else text  # fmt: skip
        found += [(page.name, words.strip()) for words in COMMAND.findall(code) if re.match(r"\s+[a-z]", words)]
    return found


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that *words* begin with, and the rest of them; raises KeyError."""
    command: click.Command = main
    while isinstance(command, click.Group):
        command, words = command.commands[words[0]], words[1:]
    return command, words


COMMANDS = sorted(set(named()))


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=[f"{page}: {words}" for page, words in COMMANDS])
def test_every_command_that_is_shown_is_one(page: str, words: str) -> None:
    command, rest = command_of([each for each in shlex.split(words.partition(" #")[0]) if each not in {"…", "..."}])
    known = {option for each in command.params for option in each.opts} | {"--help"}

    assert {each.partition("=")[0] for each in rest if each.startswith("--")} <= known


def test_commands_were_found() -> None:
    found = {words.split()[0] for _, words in COMMANDS}
    assert found >= {"serve", "backup", "backup-keys", "check", "migrate", "restore"}


@pytest.mark.parametrize("name", ["enplan-server.service", "enplan-nightly.service"])
def test_a_unit_gives_the_program_no_more_than_it_needs(name: str) -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(FILES / name, encoding="utf-8")

    told = dict(unit["Service"])
    assert {each: told.get(each) for each in HARDENED} == HARDENED
    assert "--password" not in told["ExecStart"]


def test_what_the_container_is_made_of_is_there() -> None:
    lines = (FILES / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        each for line in lines if line.startswith("COPY ") and "--from" not in line for each in line.split()[1:-1]
    ]

    assert [each for each in copied if not (ROOT / each).exists()] == []
    assert [line for line in lines if line.startswith("USER ")] == ["USER enplan"]


def test_the_nights_work_copies_plans_and_keys_apart_and_what_was_copied_can_be_restored(tmp_path: Path) -> None:
    data, target, other = tmp_path / "data", tmp_path / "copies", tmp_path / "other"
    furnish(data, "mette")
    for kind in ("plans", "keys"):
        (target / kind).mkdir(parents=True)
        old = target / kind / "2020-01-01.db"
        old.write_bytes(b"old")
        os.utime(old, (old.stat().st_mtime - OLD_S,) * 2)
    program = Path(sys.executable).with_name("enplan-server")

    done = subprocess.run(
        ["sh", str(FILES / "nightly.sh"), str(data), str(target)], capture_output=True, text=True, check=False,
        env={**os.environ, "ENPLAN_SERVER": str(program)}, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    plans, keys = (list((target / kind).iterdir()) for kind in ("plans", "keys"))
    assert [len(plans), len(keys)] == [1, 1]
    assert [each.stat().st_mode & 0o077 for each in (*plans, *keys)] == [0, 0]
    other.mkdir()
    (other / "server.key").write_bytes((data / "server.key").read_bytes())
    (other / "keys.db").write_bytes(keys[0].read_bytes())
    upkeep.restore(other, plans[0], clock=SystemClock())
    database = Database.embedded(other)
    with database.reading() as connection:
        assert list(check.check(connection)) == []
        assert check.count(connection)["stream"] > 0
    database.close()
