"""What may be chosen on the commands of `enplan`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.clock import SystemClock
from app.operations.citizens import add_citizen
from app.store.opened import open_with_passphrase
from ui.command_line import run

PASSPHRASE = "æbler på bordet i solen"
NEW_PASSPHRASE = "tolv cykler uden lygter"
KEY_PASSWORD = "ni trapper op til tårnet"
DONE = 0
PATIENT = {"resourceType": "Patient", "id": "karen", "name": [{"given": ["Karen"], "family": "Holm"}]}
Told = Callable[..., tuple[int, dict[str, list[dict[str, object]]]]]


@pytest.fixture
def enplan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return how to run a command with a new profile: (status, what it printed)."""
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    assert run(["init", "--user", "mette", "--profile", str(tmp_path / "p")]) == DONE
    capsys.readouterr()

    def call(*words: str) -> tuple[int, dict[str, list[dict[str, object]]]]:
        status = run([*words, "--profile", str(tmp_path / "p"), "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


def test_a_protected_address_is_shown_when_it_is_asked_for(enplan: Told, tmp_path: Path) -> None:
    with open_with_passphrase(tmp_path / "p", PASSPHRASE, clock=SystemClock()) as opened:
        citizen = add_citizen(opened.store, given="Karen", family="Holm", address="Søvej 1", is_protected=True)

    _, without = enplan("show", citizen)
    _, whole = enplan("show", citizen, "--protected")

    assert "Søvej 1" not in json.dumps(without, ensure_ascii=False)
    assert "Søvej 1" in json.dumps(whole, ensure_ascii=False)


def test_the_same_id_in_two_systems_is_two_people(enplan: Told, tmp_path: Path) -> None:
    (tmp_path / "karen.json").write_text(json.dumps(PATIENT), encoding="utf-8")

    for source in ("Nord", "Syd", "Nord"):
        enplan("import", str(tmp_path / "karen.json"), "--source", source)

    assert len(enplan("list")[1]["citizens"]) == 2


def test_the_emergency_key_may_be_locked_with_a_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    private, place = X25519PrivateKey.generate(), str(tmp_path / "p")
    locked = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(KEY_PASSWORD.encode()),
    )
    (tmp_path / "key").write_bytes(locked)
    (tmp_path / "key.pub").write_bytes(private.public_key().public_bytes_raw())
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    assert run(["init", "--escrow", str(tmp_path / "key.pub"), "--profile", place]) == DONE
    monkeypatch.setenv("ENPLAN_PASSPHRASE", NEW_PASSPHRASE)

    without = run(["recover", "--key", str(tmp_path / "key"), "--profile", place])
    monkeypatch.setenv("ENPLAN_KEY_PASSWORD", KEY_PASSWORD)
    recovered = run(["recover", "--key", str(tmp_path / "key"), "--profile", place])

    assert (without, recovered, run(["list", "--profile", place])) == (1, DONE, DONE)
