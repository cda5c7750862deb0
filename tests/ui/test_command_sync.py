"""Talking to a server from the command line: what is told, when the password is asked for, and how it is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.clock import Clock
from app.errors import EnvironmentTrouble
from app.store.opened import Opened, create_local
from app.store.profile import Profile
from app.texts import mark
from ui.command_line import Credentials, Exchange, Exchanged, PasswordNeeded, run
from ui.front import Joining

PASSPHRASE = "æbler på bordet i solen"
SERVER = "https://plan.example"
DONE, REFUSED = 0, 1

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a new profile, whose passphrase stands in the environment."""
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("ENPLAN_PASSWORD", raising=False)
    assert run(["init", "--user", "mette", "--profile", str(tmp_path / "p")]) == DONE
    return tmp_path / "p"


@pytest.fixture
def enplan(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return how to run a command with the profile: (status, what it printed, what it complained of)."""
    capsys.readouterr()

    def call(*words: object, exchange: Exchange | None = None) -> tuple[int, str, str]:
        status = run([*map(str, words), "--profile", str(profile)], exchange=exchange)
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


def an_exchange(**replaced: Any) -> Exchange:
    """Return the client of a server that answers at once; *replaced* are other answers."""
    answers: dict[str, Any] = {
        "join": lambda wanted, clock: create_local(
            wanted.folder, user=wanted.login, passphrase=PASSPHRASE, clock=clock
        ),
        "sync": lambda opened, given: Exchanged(sent=3, received=2, refused=0, contested=1, later=0),
        "deliver": lambda profile: 4,
        "renew": lambda profile, password: None,
    }
    return Exchange(**{**answers, **replaced})


def test_without_the_client_of_a_server_nothing_is_exchanged(enplan: Run) -> None:
    status, _, complaint = enplan("sync")

    assert status == REFUSED
    assert "kan ikke forbinde til en server" in complaint


def test_a_profile_that_knows_no_server_says_how_to_name_one(enplan: Run) -> None:
    status, _, complaint = enplan("sync", exchange=an_exchange())

    assert status == REFUSED
    assert "--server" in complaint


def test_what_was_exchanged_is_told_in_numbers(enplan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENPLAN_PASSWORD", "hemmelig")

    status, told, _ = enplan("sync", "--server", SERVER, "--user", "mette", "--json", exchange=an_exchange())

    assert (status, json.loads(told)) == (DONE, {"sent": 3, "received": 2, "refused": 0, "contested": 1, "later": 0})


def test_the_password_goes_to_the_server_and_nowhere_else(enplan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENPLAN_PASSWORD", "hemmelig")
    given: list[Credentials | None] = []

    def sync(opened: Opened, credentials: Credentials | None) -> Exchanged:
        given.append(credentials)
        return Exchanged(sent=0, received=0, refused=1, contested=0, later=0)

    status, told, complaint = enplan("sync", "--server", SERVER, "--user", "mette", exchange=an_exchange(sync=sync))

    assert given == [Credentials(password="hemmelig", server=SERVER, user="mette")]
    assert (status, "hemmelig" in told + complaint + repr(given)) == (REFUSED, False)
    assert "1 ikke godkendt" in told


def test_a_server_that_wants_the_password_again_says_where_to_put_it(enplan: Run, profile: Path) -> None:
    def sync(opened: Opened, credentials: Credentials | None) -> Exchanged:
        raise PasswordNeeded

    with Profile.open(profile) as here:
        here.update(server=SERVER)

    status, _, complaint = enplan("sync", exchange=an_exchange(sync=sync))

    assert status == REFUSED
    assert "ENPLAN_PASSWORD" in complaint


def test_the_password_is_used_only_when_the_device_is_not_enough(
    enplan: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENPLAN_PASSWORD", "hemmelig")
    given: list[Credentials | None] = []

    def sync(opened: Opened, credentials: Credentials | None) -> Exchanged:
        given.append(credentials)
        if credentials is None:
            raise PasswordNeeded
        return Exchanged(sent=0, received=0, refused=0, contested=0, later=0)

    with Profile.open(profile) as here:
        here.update(server=SERVER)

    status, told, _ = enplan("sync", exchange=an_exchange(sync=sync))

    assert (status, told) == (DONE, "0 sendt, 0 hentet\n")
    assert given == [None, Credentials(password="hemmelig")]


def test_a_profile_is_not_moved_to_another_server(enplan: Run, profile: Path) -> None:
    with Profile.open(profile) as here:
        here.update(server=SERVER)

    status, _, complaint = enplan("sync", "--server", "https://andet.example", exchange=an_exchange())

    assert status == REFUSED
    assert SERVER in complaint


def test_what_is_sealed_is_delivered_without_a_passphrase(enplan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENPLAN_PASSPHRASE")

    assert enplan("sync", "--sealed", exchange=an_exchange()) == (DONE, "4 ændringer afleveret.\n", "")


def test_a_server_that_cannot_be_reached_is_told_in_its_words(enplan: Run) -> None:
    def deliver(profile: Profile) -> int:
        raise EnvironmentTrouble(mark("test", "Serveren svarer ikke."))

    assert enplan("sync", "--sealed", exchange=an_exchange(deliver=deliver)) == (REFUSED, "", "Serveren svarer ikke.\n")


def test_joining_a_server_hands_on_who_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("ENPLAN_PASSWORD", "hemmelig")
    asked: list[Joining] = []

    def join(wanted: Joining, clock: Clock) -> Opened:
        asked.append(wanted)
        return create_local(wanted.folder, user=wanted.login, passphrase=wanted.passphrase, clock=clock)

    words = ["init", "--server", SERVER, "--user", "jonas", "--profile", str(tmp_path / "p"), "--json"]
    status = run(words, exchange=an_exchange(join=join))

    assert status == DONE
    assert [(each.address, each.login, each.password) for each in asked] == [(SERVER, "jonas", "hemmelig")]
    assert json.loads(capsys.readouterr().out)["server"] == SERVER


def test_without_contact_a_wrong_passphrase_is_told_and_so_is_why_nothing_was_delivered(
    enplan: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deliver(profile: Profile) -> int:
        raise EnvironmentTrouble(mark("test", "Serveren svarer ikke."))

    with Profile.open(profile) as here:
        here.update(server=SERVER)
    monkeypatch.setenv("ENPLAN_PASSPHRASE", "en helt anden sætning")

    status, told, complaint = enplan("sync", exchange=an_exchange(deliver=deliver))

    assert (status, told) == (REFUSED, "")
    assert complaint == "Serveren svarer ikke.\nAdgangssætningen er forkert. Prøv igen.\n"


def test_a_profile_without_a_server_delivers_nothing_under_a_wrong_passphrase(
    enplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENPLAN_PASSPHRASE", "en helt anden sætning")

    assert enplan("sync", exchange=an_exchange()) == (REFUSED, "", "Adgangssætningen er forkert. Prøv igen.\n")
