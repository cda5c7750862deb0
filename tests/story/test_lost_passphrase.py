"""A forgotten passphrase, with real programs: the work still arrives, and the municipality's key opens the profile."""

import json
import subprocess
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.clock import SystemClock
from app.domain.item import ItemType
from app.operations.items import add_item
from app.store.opened import open_with_passphrase
from story.programs import ROOT, Municipality, Program, a_municipality, environment

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


def typed(program: Program, *words: str, passphrase: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program by somebody who types *passphrase*."""
    return subprocess.run(
        [sys.executable, "-m", "ui", *words, "--profile", str(program.folder), "--json"], cwd=ROOT,
        env=environment() | {"ENPLAN_PASSPHRASE": passphrase}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def a_new_device(office: Municipality, folder: Path) -> Program:
    program = Program(folder=folder, server=office.mette.server, user="mette")
    program.join()
    program.sync()
    return program


def titles(program: Program, citizen: str, *, passphrase: str) -> str:
    return typed(program, "show", citizen, passphrase=passphrase).stdout


def test_work_under_a_forgotten_passphrase_arrives_and_the_servers_escrow_key_opens_the_profile(tmp_path: Path) -> None:
    private, public = the_municipality_s_key(tmp_path)
    with a_municipality(tmp_path / "office") as office:
        told = office.server("escrow", str(public))
        citizen = office.shared_citizen()
        program = a_new_device(office, tmp_path / "new")
        with program.open() as opened:
            add_item(opened.store, citizen=citizen, type=ItemType.GOAL, title="Skrevet før glemslen")

        forgotten = typed(program, "sync", passphrase="noget helt forkert nu")
        delivered = typed(program, "sync", "--sealed", passphrase="")
        office.jonas.sync()
        arrived = json.dumps(office.jonas.show(citizen), ensure_ascii=False)
        recovered = typed(program, "recover", "--key", str(private), passphrase=NEW_PASSPHRASE)
        with open_with_passphrase(program.folder, NEW_PASSPHRASE, clock=SystemClock()) as opened:
            assert opened.store.user == "mette"

    assert len(told["sha256"]) == 64
    assert forgotten.returncode == 1
    assert delivered.returncode == 0, delivered.stderr
    assert "Skrevet før glemslen" in arrived
    assert recovered.returncode == 0, recovered.stderr
    assert "Skrevet før glemslen" in titles(program, citizen, passphrase=NEW_PASSPHRASE)


def test_a_file_that_is_no_public_key_changes_nothing_on_the_server(tmp_path: Path) -> None:
    private, _ = the_municipality_s_key(tmp_path)

    asked = [sys.executable, "-m", "sync.server", "escrow", str(private), "--data", str(tmp_path / "server"), "--json"]
    refused = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)

    assert refused.returncode == 1
    assert "no public X25519 key" in refused.stderr
