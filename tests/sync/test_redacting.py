"""Redaction by hand: two persons, the named changes go everywhere, and the register tells who, when and why."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from app.domain.citizen import CITIZEN
from app.domain.danish import fold
from app.ids import citizen_stream
from app.store.store import Store
from exchanges import edit, titles
from offices import SQLITE, Office, goal
from sealed_rows import cells, people, written
from sync.server import check, redacting, register
from sync.server.__main__ import main
from sync.server.redacting import Asked
from sync.server.rights import Role
from sync.server.staffing import NotDone

SECRET = "kanariefuglen"
WHY = "Skrevet om en anden person"


@pytest.fixture
def wrong(office: Office, mette: Store, jonas: Store, shared: str) -> tuple[str, str]:
    """A title that must go, on two devices and the server; return the citizen and the change."""
    for login in ("dpo", "leder"):
        office.add_user(login, role=Role.ADMINISTRATOR)
    edit(mette, shared, title=SECRET)
    for store in (mette, jonas):
        office.sync(store, with_log=True)
    citizen = goal(mette, shared).citizen or ""
    (found,) = [
        each for each in redacting.find(office.core.database, citizen, compartment="plan")
        if each.fields == ["item.title"] and each.records == [shared]
    ]  # fmt: skip
    return citizen, found.change


def asked(citizen: str, *changes: str, reason: str = WHY, by: str = "dpo") -> Asked:
    return Asked(citizen=citizen, compartment="plan", changes=changes, reason=reason, by=by)


def test_R8_two_persons_remove_a_change_and_the_register_tells_who_and_why(
    office: Office, mette: Store, jonas: Store, shared: str, wrong: tuple[str, str]
) -> None:
    database = office.core.database
    request = redacting.ask(database, asked(*wrong), clock=office.clock)
    still = titles(jonas, shared)
    redacting.confirm(database, request.id, by="leder", clock=office.clock)
    for store in (mette, jonas):
        office.sync(store, with_log=True)

    assert still == (SECRET, [])
    assert titles(mette, shared) == titles(jonas, shared) == ("mål", [])
    with database.reading() as connection:
        stream = citizen_stream(wrong[0], "plan")
        held = b"".join(
            [each.body for each in written(connection, stream)] + [each[2] for each in cells(connection, stream)]
        )
        assert list(check.check(connection)) == []
    assert SECRET.encode() not in held
    (told,) = register.requests(database.vault)
    assert (told.asked_by, told.confirmed_by, told.reason) == ("dpo", "leder", WHY)
    assert [(each.change, each.by, each.reason) for each in register.removed(database.vault)] == [
        (wrong[1], "dpo", WHY)
    ]


def test_R8_nothing_goes_before_another_person_confirms(office: Office, wrong: tuple[str, str]) -> None:
    database = office.core.database
    request = redacting.ask(database, asked(*wrong), clock=office.clock)

    for by in ("dpo", "ingen"):
        with pytest.raises(NotDone):
            redacting.confirm(database, request.id, by=by, clock=office.clock)
    assert wrong[1] in {each.change for each in redacting.find(database, wrong[0], compartment="plan")}


@pytest.mark.parametrize(
    "told",
    [{"reason": "kort"}, {"by": "ingen"}, {"citizen": "ingen"}, {"changes": ("0193a1b2-0000-7000-8000-00000000dead",)}],
    ids=["short reason", "nobody", "no citizen", "no such change"],
)
def test_R8_what_is_asked_wrongly_is_turned_away(office: Office, wrong: tuple[str, str], told: dict[str, Any]) -> None:
    right = {"citizen": wrong[0], "changes": (wrong[1],), "reason": WHY, "by": "dpo", "compartment": "plan"}

    with pytest.raises(NotDone):
        redacting.ask(office.core.database, Asked(**{**right, **told}), clock=office.clock)
    assert register.requests(office.core.database.vault) == []


def test_R8_a_redaction_is_carried_out_once(office: Office, wrong: tuple[str, str]) -> None:
    database = office.core.database
    request = redacting.ask(database, asked(*wrong), clock=office.clock)
    redacting.confirm(database, request.id, by="leder", clock=office.clock)

    with pytest.raises(NotDone):
        redacting.confirm(database, request.id, by="leder", clock=office.clock)


def test_R8_a_citizen_is_not_found_any_more_by_a_name_that_was_removed(
    office: Office, mette: Store, wrong: tuple[str, str]
) -> None:
    database = office.core.database
    with mette.reader() as reader:
        citizen = reader.get(CITIZEN, wrong[0])
    assert citizen is not None
    with mette.transact("Ret") as transaction:
        transaction.edit(citizen, given=SECRET)
    office.sync(mette)
    found = redacting.find(database, wrong[0], compartment="plan")[-1]
    with database.reading() as connection:
        before = people(connection)
    request = redacting.ask(database, asked(wrong[0], found.change), clock=office.clock)
    redacting.confirm(database, request.id, by="leder", clock=office.clock)

    with database.reading() as connection:
        after = people(connection)
    assert any(fold(SECRET) in each.name for each in before)
    assert not any(fold(SECRET) in each.name for each in after)


@pytest.fixture
def run(office: Office) -> Callable[..., dict[str, Any]]:
    """Run the command beside the open server; return what it answers."""

    def command(*words: str) -> dict[str, Any]:
        ran = CliRunner().invoke(main, ["redact", *words, "--data", str(office.folder / "server"), "--json"])
        assert ran.exit_code == 0, ran.output
        return dict(json.loads(ran.output))

    return command


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_E8_the_commands_find_ask_and_confirm_without_telling_what_was_written(
    wrong: tuple[str, str], run: Callable[..., dict[str, Any]]
) -> None:
    found = run("find", wrong[0], "--compartment", "plan")
    request = run("ask", *wrong, "--by", "dpo", "--reason", WHY)
    done = run("confirm", request["redaction"], "--by", "leder")

    assert wrong[1] in {each["change"] for each in found["changes"]}
    assert SECRET not in json.dumps(found)
    assert (request["asked_by"], done["confirmed_by"], done["records"]) == ("dpo", "leder", 1)
    assert wrong[1] not in {each["change"] for each in run("find", wrong[0])["changes"]}
