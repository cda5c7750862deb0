"""What an administrator may set on the command `enplan-server`."""

import datetime
import json
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sync.server import accounts
from sync.server.__main__ import main
from sync.server.database import Database

PASSWORD = "syv svaner på søen"


def test_an_account_has_the_name_and_the_administrations_it_was_given(tmp_path: Path) -> None:
    words = ["user", "add", "anna", "--role", "caseworker", "--name", "Anna Berg", "--areas", "job,bolig"]

    made = CliRunner().invoke(main, [*words, "--password", PASSWORD, "--data", str(tmp_path), "--json"])

    database = Database.embedded(tmp_path)
    with database.reading() as connection:
        session = accounts.session_of(connection, login="anna", device="")
    database.close()
    assert json.loads(made.stdout) == {"login": "anna", "role": "caseworker"}
    assert (session.name, session.areas) == ("Anna Berg", frozenset({"job", "bolig"}))


def test_the_server_tells_its_version() -> None:
    told = CliRunner().invoke(main, ["--version"])

    assert (told.exit_code, "version" in told.stdout) == (0, True)


def test_a_guess_at_a_password_costs_at_least_what_owasp_asks_for() -> None:
    assert accounts.MEMORY_KIB >= 19 * 1_024
    assert accounts.PASSES >= 2


@pytest.mark.parametrize("words", [["--years", "11"], ["--size", "odense"]])
def test_a_municipality_that_cannot_be_made_up_is_a_wrong_use(tmp_path: Path, words: list[str]) -> None:
    told = CliRunner().invoke(main, ["demo", *words, "--data", str(tmp_path / "server")])

    assert told.exit_code == 2
    assert not (tmp_path / "server").exists()


def test_with_a_certificate_and_its_key_it_serves_encrypted(tmp_path: Path) -> None:
    certificate, key = _certificate(tmp_path)
    words = ["serve", "--port", "0", "--certificate", str(certificate), "--certificate-key", str(key)]
    serving = subprocess.Popen(
        [sys.executable, "-m", "sync.server", *words, "--data", str(tmp_path / "server")],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert serving.stdout is not None
    address = serving.stdout.readline().strip()

    healthy = requests.get(address + "/health", timeout=30, verify=str(certificate))
    serving.terminate()
    serving.communicate(timeout=60)

    assert address.startswith("https://127.0.0.1:")
    assert healthy.json() == {"status": "ok"}


@pytest.mark.parametrize("left_out", ["--certificate", "--certificate-key"])
def test_a_certificate_without_its_key_or_a_key_without_its_certificate_is_a_wrong_use(
    tmp_path: Path, left_out: str
) -> None:
    certificate, key = _certificate(tmp_path)
    given = {"--certificate": str(certificate), "--certificate-key": str(key)}
    given.pop(left_out)
    words = ["serve", "--port", "0", *(word for pair in given.items() for word in pair)]

    told = CliRunner().invoke(main, [*words, "--data", str(tmp_path / "server")])

    assert told.exit_code == 2
    assert "--certificate and --certificate-key" in told.output
    assert not (tmp_path / "server").exists()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Return the files of a certificate for this machine and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "certificate.pem", folder / "key.pem"
