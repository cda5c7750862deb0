"""A profile that does not open, with real programs: the work still arrives, and there is a way back in."""

import json
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import ready_programs
from app.clock import SystemClock
from app.domain.item import ItemType
from app.operations.items import add_item
from app.store.journal import waiting
from app.store.opened import open_with_passphrase
from app.store.profile import Profile
from ready_programs import CLIENT, SERVER
from story.programs import PASSPHRASE, PASSWORD, Municipality, Program, a_municipality, environment

WRITTEN = "Skrevet før glemslen"
WRONG_PASSPHRASE = "noget helt forkert nu"
NEW_PASSPHRASE = "seks hvide svaner letter"


def the_municipality_s_key(folder: Path) -> tuple[Path, Path]:
    """Return the files of a new key: the private part and the public one, in PEM."""
    key = X25519PrivateKey.generate()
    private, public = folder / "escrow-private.pem", folder / "escrow-public.pem"
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    public.write_bytes(
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return private, public


def typed(
    program: Program, *words: str, passphrase: str = PASSPHRASE, password: str | None = PASSWORD
) -> subprocess.CompletedProcess[str]:
    """Run a command of the program by somebody who gives *passphrase*, and has *password* at hand or none."""
    given = environment() | {"ENPLAN_PASSPHRASE": passphrase, "ENPLAN_PASSWORD": password or ""}
    kept = {name: value for name, value in given.items() if name != "ENPLAN_PASSWORD" or password}
    return ready_programs.run(CLIENT, *words, "--profile", str(program.folder), "--json", environment=kept)


def a_new_device(office: Municipality, folder: Path) -> Program:
    program = Program(folder=folder, server=office.mette.server, user="mette")
    program.join()
    program.sync()
    return program


def write_a_goal(program: Program, citizen: str, title: str) -> None:
    with program.open() as opened:
        add_item(opened.store, citizen=citizen, type=ItemType.GOAL, title=title)


def end_the_lease(program: Program) -> None:
    """Let the program have seen a day that lies past every lease."""
    with Profile.open(program.folder) as profile:
        profile.update(seen_until=SystemClock().now() + timedelta(days=15))


def shown(program: Program, citizen: str) -> str:
    """Return what a program shows of a citizen after it has fetched."""
    program.sync()
    return json.dumps(program.show(citizen), ensure_ascii=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    """A municipality with an escrow key; its folder holds the private part."""
    folder = tmp_path_factory.mktemp("office")
    _, public = the_municipality_s_key(folder)
    with a_municipality(folder) as held:
        held.server("escrow", str(public))
        yield held


@pytest.fixture(scope="module")
def citizen(office: Municipality) -> str:
    """A citizen whom every program holds."""
    return office.shared_citizen()


def test_with_a_wrong_passphrase_the_work_arrives_and_both_are_told(
    office: Municipality, citizen: str, tmp_path: Path
) -> None:
    program = a_new_device(office, tmp_path / "new")
    write_a_goal(program, citizen, "Skrevet før en fejl")

    refused = typed(program, "sync", passphrase=WRONG_PASSPHRASE)

    assert (refused.returncode, json.loads(refused.stdout)) == (1, {"sent": 1})
    assert refused.stderr == "Adgangssætningen er forkert. Prøv igen.\n"
    assert "Skrevet før en fejl" in shown(office.jonas, citizen)
    assert waiting(program.folder) == []
    assert program.sync()["refused"] == 0


def test_past_the_lease_the_work_arrives_although_nothing_opens(
    office: Municipality, citizen: str, tmp_path: Path
) -> None:
    program = a_new_device(office, tmp_path / "new")
    write_a_goal(program, citizen, "Skrevet før udløbet")
    end_the_lease(program)

    refused = typed(program, "sync", password=None)
    opened = typed(program, "list", password=None)

    assert (refused.returncode, json.loads(refused.stdout)) == (1, {"sent": 1})
    assert "Offline-adgangen er udløbet." in refused.stderr
    assert opened.returncode == 1
    assert "Skrevet før udløbet" in shown(office.jonas, citizen)


def test_past_the_lease_the_password_to_the_server_opens_the_way_again(
    office: Municipality, citizen: str, tmp_path: Path
) -> None:
    program = a_new_device(office, tmp_path / "new")
    write_a_goal(program, citizen, "Skrevet i god tid")
    end_the_lease(program)

    wrong = typed(program, "sync", password="ikke den rigtige kode")
    renewed = typed(program, "sync")

    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "Serveren kender ikke brugernavnet eller adgangskoden." in wrong.stderr
    assert (renewed.returncode, json.loads(renewed.stdout)["refused"]) == (0, 0)
    assert "Skrevet i god tid" in json.dumps(program.show(citizen), ensure_ascii=False)


def test_work_under_a_forgotten_passphrase_arrives_and_the_servers_escrow_key_opens_the_profile(
    office: Municipality, citizen: str, tmp_path: Path
) -> None:
    program = a_new_device(office, tmp_path / "new")
    write_a_goal(program, citizen, WRITTEN)

    delivered = typed(program, "sync", "--sealed", passphrase="")
    arrived = shown(office.jonas, citizen)
    private = office.data.parent / "escrow-private.pem"
    recovered = typed(program, "recover", "--key", str(private), passphrase=NEW_PASSPHRASE)
    with open_with_passphrase(program.folder, NEW_PASSPHRASE, clock=SystemClock()) as opened:
        assert opened.store.user == "mette"

    assert (delivered.returncode, json.loads(delivered.stdout)) == (0, {"sent": 1})
    assert WRITTEN in arrived
    assert recovered.returncode == 0, recovered.stderr
    assert WRITTEN in typed(program, "show", citizen, passphrase=NEW_PASSPHRASE).stdout


def test_a_file_that_is_no_public_key_changes_nothing_on_the_server(tmp_path: Path) -> None:
    private, _ = the_municipality_s_key(tmp_path)

    refused = ready_programs.run(SERVER, "escrow", str(private), "--data", str(tmp_path / "server"), "--json")

    assert refused.returncode == 1
    assert "no public X25519 key" in refused.stderr
