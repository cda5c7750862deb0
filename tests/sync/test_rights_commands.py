"""The rest of the table of rights: every command of the server, and in whose name it is done."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import rights_matrix as matrix
from app.clock import FixedClock
from app.ids import citizen_stream
from builders import NOON
from moves import Move, a_move, address
from offices import SQLITE, Office, an_office
from raw_devices import RawDevice
from rights_matrix import COMMANDS, ROLES
from sync import protocol
from sync.server import accounts, arriving, rights, settings
from sync.server.__main__ import main
from sync.server.database import Database
from sync.server.planfile import Sealed
from sync.server.rights import Role
from sync.server.sealed_file import PlanfileWrong
from tried_beside import SECRETS, a_furnished_office
from tried_rights import CITIZEN, OWNER

WHY, LAW = "Skrevet om en anden person", "Databeskyttelsesforordningen artikel 17"
ENDED = "ophørt"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with a_furnished_office(tmp_path_factory.mktemp("commands-read")) as office:
        yield office


def leaves(command: click.Command, *words: str) -> Iterator[tuple[str, click.Command]]:
    below = command.commands.items() if isinstance(command, click.Group) else ()
    for word, each in below:
        yield from leaves(each, *words, word)
    if not isinstance(command, click.Group):
        yield " ".join(words), command


def test_S27_every_command_of_the_server_has_a_row() -> None:
    assert {name for name, _ in leaves(main)} == set(COMMANDS)


def test_S27_who_must_be_named_stands_among_what_a_command_needs() -> None:
    naming = {name for name, each in leaves(main) for told in each.params if told.name in NAMED and told.required}

    assert naming == {name for name, who in COMMANDS.items() if who not in {matrix.OPERATOR, matrix.KEYHOLDER}}


NAMED = {"by", "because"}
COMMANDS_IN_A_NAME = ("redact ask", "redact confirm", "erase ask", "erase confirm", "plan export", "merge", "protect")
PERSONS = (*ROLES, ENDED, "ingen")
"""A user of each role, one whose account has ended, and nobody."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server with a citizen for each person who may be named, and one person more who asks."""
    with an_office(tmp_path_factory.mktemp("commands"), clock=FixedClock(NOON)) as office:
        for role in ROLES:
            office.add_user(role, role=Role(role))
        for login in (ENDED, "anden"):
            office.add_user(login, role=Role.ADMINISTRATOR)
        office.core.database.write(lambda each: accounts.end(each, login=ENDED, at="2026-01-01T00:00:00.000Z"))
        office.core.database.write(lambda each: settings.write(each, settings.MUNICIPALITY, b"Favrskov"))
        yield office


def typed(office: Office, *words: str) -> Any:
    """Give a command; return what it answered, None when it was refused."""
    told = CliRunner().invoke(main, [*words, "--data", str(office.folder / "server"), "--json"])
    assert told.exit_code == 0 or "does not answer for this" in told.output or "no such user" in told.output
    return json.loads(told.stdout) if told.exit_code == 0 else None


def a_plan(office: Office) -> tuple[str, str]:
    """Return a citizen with a plan, and the change in it."""
    author = RawDevice(office, "caseworker")
    change = author.change(author.new_id(), opens=True, title="mål")
    author.push(change)
    assert change.open is not None
    return str(change.open[0]), change.id


@pytest.mark.parametrize("command", COMMANDS_IN_A_NAME)
def test_S27_a_command_is_done_in_the_name_of_the_roles_of_its_row(kept: Office, command: str) -> None:
    (kept.folder / "key").write_bytes(protocol.encode(address(kept)))

    done = {person: typed(kept, *words(kept, command, person)) is not None for person in PERSONS}

    assert done == {each: each in COMMANDS[command] for each in PERSONS}


def words(office: Office, command: str, person: str) -> list[str]:
    """Return *command* in the name of *person*, on a plan of its own."""
    citizen, change = a_plan(office)
    redact = ["redact", "ask", citizen, change, "--reason", WHY]
    erase = ["erase", "ask", citizen, "--reason", WHY, "--basis", LAW]
    by = ["--by", person]
    if command == "redact confirm":
        return ["redact", "confirm", typed(office, *redact, "--by", "anden")["redaction"], *by]
    if command == "erase confirm":
        return ["erase", "confirm", typed(office, *erase, "--by", "anden")["erasure"], *by]
    out = str(office.folder / f"{person}.planfil")
    export = ["plan", "export", out, "--citizen", citizen, "--to", str(office.folder / "key")]
    merge = ["merge", a_plan(office)[0], citizen, "--reason", WHY]
    protect = ["protect", citizen, "--lift", "--reason", WHY]
    asked = {"redact ask": redact, "erase ask": erase, "plan export": export, "merge": merge, "protect": protect}
    return [*asked[command], *by]


def test_S27_a_plan_is_taken_in_the_name_of_the_roles_of_its_row(tmp_path: Path) -> None:
    with a_move(tmp_path, engine=SQLITE) as move:
        for role in ROLES:
            move.there.add_user(role, role=Role(role))
        file, _ = move.export()
        move.take(file)

        told = {person: refusal(move, file, person) for person in (*ROLES, "ingen")}

    may = {person for person, words in told.items() if "is here already" in words}
    assert may == set(COMMANDS["plan import"])
    assert "no such user" in told["ingen"]


def refusal(move: Move, file: Any, person: str) -> str:
    sealed = Sealed(file, move.there.core.identity.sealing)
    database, clock = move.there.core.database, move.there.clock
    with pytest.raises(PlanfileWrong) as refused:
        arriving.take(database, sealed, sender=address(move.here), by=person, clock=clock)
    return str(refused.value)


def test_S27_what_commands_list_says_nothing_of_a_plan(furnished: Office) -> None:
    at = ("--data", str(furnished.folder / "server"))
    listing = (
        ("device", "list"), ("unit", "list"), ("report", "look-ups", CITIZEN), ("redact", "find", CITIZEN), ("check",),
        ("report", "sample", "--from", "2020-01-01"), ("erase", "due"), ("erase", "register"), ("plan", "register"),
        ("user", "factors", OWNER), ("device", "lost", RawDevice(furnished, OWNER).device),
    )  # fmt: skip

    told = {each: CliRunner().invoke(main, [*each, *at]) for each in listing}

    assert {each: answer.exit_code for each, answer in told.items()} == dict.fromkeys(listing, 0)
    assert [each for each, answer in told.items() if any(said.decode() in answer.output for said in SECRETS)] == []


def test_S27_a_database_opened_by_a_command_is_the_one_that_serves(furnished: Office) -> None:
    """Otherwise the commands above would have been tried on nothing."""
    database = Database.embedded(furnished.folder / "server")
    found = database.read(lambda each: rights.find(each, citizen_stream(CITIZEN, "plan")))
    database.close()

    assert found is not None
