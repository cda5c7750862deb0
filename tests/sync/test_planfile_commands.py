"""`enplan-server plan`, as an administrator types it."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from moves import a_move
from offices import SQLITE, Office, an_office
from sync.server.__main__ import main


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Office, Office, str]]:
    """A municipality with a citizen, an empty one, and the citizen's id."""
    with a_move(tmp_path, engine=SQLITE) as made:
        yield made.here, made.there, made.citizen


def plan(office: Office, *words: str, password: str = "") -> Result:
    told = ["plan", *words, "--data", str(office.folder / "server"), "--json"]
    return CliRunner().invoke(main, told, env={"ENPLAN_KEY_PASSWORD": password})


def answer(told: Result) -> Any:
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def test_P1_a_citizen_moves_by_the_words_of_two_administrators(
    both: tuple[Office, Office, str], tmp_path: Path
) -> None:
    here, there, citizen = both
    file, ours, theirs = (str(tmp_path / each) for each in ("karen.planfil", "favrskov.key", "norddjurs.key"))
    named = answer(plan(here, "key", ours, "--municipality", "Favrskov Kommune"))
    answer(plan(there, "key", theirs, "--municipality", "Norddjurs Kommune"))

    written = answer(plan(here, "export", file, "--citizen", citizen, "--to", theirs, "--by", "mette"))
    taken = answer(plan(there, "import", file, "--from", ours, "--by", "mette"))
    again = plan(there, "import", file, "--from", ours, "--by", "mette")

    came, went = answer(plan(there, "register"))["came"], answer(plan(here, "register"))["went"]
    assert (named["municipality"], len(named["signing"])) == ("Favrskov Kommune", 64)
    assert written == {"file": file, "citizens": 1, "streams": 2, "files": 1, "readable": 2, "late": 0}
    assert taken == {"municipality": "Favrskov Kommune", "citizens": 1, "streams": 2, "files": 1}
    assert {(each["municipality"], each["signing"]) for each in came} == {("Favrskov Kommune", named["signing"])}
    assert {each["to"] for each in went} == {"Norddjurs Kommune"}
    assert (again.exit_code, again.stderr) == (1, "Error: one of the plans is here already.\n")


@pytest.mark.parametrize("password", ["", "tre svaner"])
def test_P2_a_file_sealed_to_a_key_of_its_own_opens_with_its_private_part(
    both: tuple[Office, Office, str], tmp_path: Path, password: str
) -> None:
    here, there, _ = both
    public, private = _pems(tmp_path, password)
    file, ours = str(tmp_path / "alle"), str(tmp_path / "favrskov.key")
    answer(plan(here, "key", ours, "--municipality", "Favrskov Kommune"))

    answer(plan(here, "export", file, "--all", "--to", public, "--by", "mette"))
    wrong = plan(there, "import", file, "--from", ours, "--key", private, "--by", "mette", password="en anden")
    other = plan(there, "import", file, "--from", ours, "--by", "mette")
    taken = plan(there, "import", file, "--from", ours, "--key", private, "--by", "mette", password=password)

    assert (wrong.exit_code, "ENPLAN_KEY_PASSWORD" in wrong.stderr) == (1, True)
    assert (other.exit_code, "is sealed to the key" in other.stderr) == (1, True)
    assert answer(taken)["citizens"] == 2


def test_P7_an_archive_gives_the_copies_to_whoever_has_its_key_and_no_server(
    both: tuple[Office, Office, str], tmp_path: Path
) -> None:
    here, _, citizen = both
    public, private = _pems(tmp_path, "")
    file, ours, folder = str(tmp_path / "arkiv"), str(tmp_path / "favrskov.key"), tmp_path / "kopier"
    answer(plan(here, "key", ours, "--municipality", "Favrskov Kommune"))
    answer(plan(here, "export", file, "--citizen", citizen, "--to", public, "--by", "mette"))
    words = ["plan", "copies", file, str(folder), "--from", ours, "--key", private, "--json"]

    told = CliRunner().invoke(main, words)
    again = CliRunner().invoke(main, words)

    written = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    assert answer(told) == {"folder": str(folder), "readable": 2}
    assert written == {f"{citizen}/plan.pdf", f"{citizen}/plan.fhir.json"}
    assert stat.S_IMODE((folder / citizen / "plan.pdf").stat().st_mode) & OTHERS == 0
    assert again.exit_code == 1


def test_P7_the_logs_go_without_copies_when_it_is_said(both: tuple[Office, Office, str], tmp_path: Path) -> None:
    here, _, _ = both
    public, _ = _pems(tmp_path, "")
    answer(plan(here, "key", str(tmp_path / "KEY"), "--municipality", "Favrskov Kommune"))

    words = ("--all", "--to", public, "--by", "mette", "--without-readable")
    written = answer(plan(here, "export", str(tmp_path / "fil"), *words))

    assert (written["citizens"], written["readable"]) == (2, 0)


def _pems(folder: Path, password: str) -> tuple[str, str]:
    """Write a pair of keys as openssl does, and return the files."""
    key = X25519PrivateKey.generate()
    hidden = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    told = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)
    (folder / "private.pem").write_bytes(told)
    (folder / "public.pem").write_bytes(
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return str(folder / "public.pem"), str(folder / "private.pem")


OTHERS = 0 if os.name == "nt" else 0o077
"""The rights of everybody else; Windows keeps to those of the folder."""
NOBODY = "0193a1b2-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--to", "KEY", "--by", "mette"), 2, "--citizen, once or several times, or --all"),
        (("--all", "--citizen", NOBODY, "--to", "KEY", "--by", "mette"), 2, "or --all"),
        (("--citizen", NOBODY, "--to", "KEY", "--by", "mette"), 1, "nothing is kept of one of these citizens"),
        (("--all", "--to", "KEY", "--by", "ingen"), 1, "there is no such user"),
        (("--all", "--to", "OTHER", "--by", "mette"), 1, "none that `plan key` wrote"),
        (("--citizen", "0101700000", "--to", "KEY", "--by", "mette"), 2, "neither an id nor a file"),
    ],
)
def test_what_cannot_leave_is_said_and_no_file_is_begun(
    both: tuple[Office, Office, str], tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    here, _, _ = both
    (tmp_path / "OTHER").write_text("noget andet", encoding="utf-8")
    answer(plan(here, "key", str(tmp_path / "KEY"), "--municipality", "Favrskov Kommune"))
    before = sorted(tmp_path.iterdir())

    paths = [str(tmp_path / each) if each in {"KEY", "OTHER"} else each for each in words]
    refused = plan(here, "export", str(tmp_path / "fil"), *paths)

    assert (refused.exit_code, told in " ".join(refused.stderr.split())) == (status, True)
    assert sorted(tmp_path.iterdir()) == before


def test_a_municipality_without_a_name_is_asked_for_it(tmp_path: Path) -> None:
    with an_office(tmp_path / "nameless") as nameless:
        told = plan(nameless, "key", str(tmp_path / "KEY"))

    assert (told.exit_code, "--municipality" in told.stderr, (tmp_path / "KEY").exists()) == (1, True, False)
