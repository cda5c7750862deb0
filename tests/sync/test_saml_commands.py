"""`provider put-saml` and `provider metadata` as an administrator types them, and the real server after them."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from lxml import etree

from app.clock import SystemClock
from builders import a_citizen
from offices import PASSWORD, an_office
from provider_words import Typed
from running_server import Running, a_running_server, furnish
from saml_provider import CASEWORKER, CVR, LOGIN, IdentityProvider, a_group, a_user, browser
from sync.client.access import Access
from sync.client.once import sync_once
from sync.server.rights import Role
from sync.server.saml import keys, metadata, reading

NAME = "Mette Kanariebror"


@pytest.fixture(autouse=True)
def _a_key_is_drawn_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "BITS", keys.SHORTEST_RSA)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path / "server")


@pytest.fixture
def file(saml_idp: IdentityProvider, tmp_path: Path) -> str:
    made = tmp_path / "idp.xml"
    made.write_bytes(saml_idp.metadata())
    return str(made)


WORDS = ("--address", "https://plan.example/k/favrskov/", "--login-attribute", LOGIN)


def test_L30_what_metadata_tell_is_kept_and_the_servers_key_stays_when_they_are_put_again(
    typed: Typed, file: str, saml_idp: IdentityProvider
) -> None:
    words = ("--allow", f"{CASEWORKER}=caseworker", "--cvr", CVR, "--context", "urn:mfa", "--hours", "8")

    first = typed("put-saml", file, *WORDS, *words)
    told, key = typed.kept()
    groups = (
        "--roles-attribute",
        "groups",
        "--allow",
        "Ledere=manager",
        "--unit-limit",
        "urn:u",
        "--kle-limit",
        "urn:k",
    )
    again = typed("put-saml", f"{saml_idp.address}/metadata", *WORDS, "--entity", saml_idp.entity, "--strong", *groups)
    after, same = typed.kept()
    other = typed("put-saml", file, *WORDS, "--as", "https://enplan.example")

    assert [each.exit_code for each in (first, again, other)] == [0, 0, 0]
    assert told is not None
    assert told.saml is not None
    assert (told.issuer, told.client, told.hours) == (saml_idp.entity, "https://plan.example/k/favrskov", 8)
    assert (told.roles, told.saml.cvr, told.saml.contexts) == ({CASEWORKER: Role.CASEWORKER}, CVR, ("urn:mfa",))
    assert after is not None
    assert after.saml is not None
    assert (after.roles_claim, after.roles, after.is_strong, same) == ("groups", {"Ledere": Role.MANAGER}, True, key)
    assert (after.saml.unit_limit, after.saml.kle_limit) == ("urn:u", "urn:k")
    assert typed.kept()[1] != key


def test_L30_what_is_told_to_the_provider_names_address_and_key(typed: Typed, file: str) -> None:
    before = typed("metadata")
    typed("put-saml", file, *WORDS)
    told = etree.fromstring(typed("metadata").stdout_bytes)

    (consumer,) = reading.all_of(told, ".//md:AssertionConsumerService")
    shown = [keys.theirs(reading.text_of(each)) for each in reading.all_of(told, ".//ds:X509Certificate")]
    own = keys.certificate(typed.kept()[1])
    assert before.exit_code == 1
    assert told.get("entityID") == "https://plan.example/k/favrskov"
    assert consumer.get("Location") == f"https://plan.example/k/favrskov{metadata.CONSUMER}"
    assert [x509.load_pem_x509_certificate(each.encode()) for each in shown] == [own, own]
    assert own.not_valid_after_utc - SystemClock().now() > timedelta(days=1_800)


def test_metadata_that_cannot_be_used_or_words_that_make_no_sense_are_turned_away(
    typed: Typed, file: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<a/>", encoding="utf-8")
    tried = [
        typed("put-saml", str(broken), *WORDS),
        typed("put-saml", str(tmp_path / "none.xml"), *WORDS),
        typed("put-saml", "http://127.0.0.1:1/metadata", *WORDS),
        typed("put-saml", "http://login.example/metadata", *WORDS),
        typed("put-saml", file, "--login-attribute", LOGIN, "--address", "http://plan.example"),
        typed("put-saml", file, "--login-attribute", LOGIN),
        typed("put-saml", file, *WORDS, "--allow", f"{CASEWORKER}=caseworker"),
        typed("put-saml", file, *WORDS, "--allow", f"{CASEWORKER}=konge", "--cvr", CVR),
    ]

    assert [each.exit_code for each in tried] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert [each.exception for each in tried if not isinstance(each.exception, SystemExit)] == []


def test_L24_the_real_server_lets_in_who_was_put_by_the_commands_and_logs_nobody(
    saml_idp: IdentityProvider, typed: Typed, file: str, tmp_path: Path
) -> None:
    """With every line of the log there is: libraries would tell the whole assertion. Until then it has read none."""
    furnish(typed.folder, "mette")
    told = a_user("mette", privileges=a_group(), attributes={"urn:name": [NAME]})
    saml_idp.users(mette_at_the_real_server={**told, "name_id": f"C=DK,CN={NAME}", "encrypts": True})
    with an_office(tmp_path / "devices", clock=SystemClock()) as office:
        with a_running_server(typed.folder, "--log-level", "debug", "--second-factor") as running:
            before = loaded(running, "lxml")
            words = ("--allow", f"{CASEWORKER}=caseworker", "--cvr", CVR)
            typed("put-saml", file, "--address", running.address, "--login-attribute", LOGIN, *words)
            saml_idp.know(typed("metadata").stdout_bytes)
            store = office.client("mette")
            access = Access(store, server=running.address, browse=browser("mette_at_the_real_server"))
            role = access.join(login="mette", password="").role
            a_citizen(store)
            sent = sync_once(store, access).sent
            access.close()
            after = loaded(running, "lxml")
        log = running.log.read_text(encoding="utf-8")

    assert (role, sent) == ("caseworker", 1)
    assert (before, after) == (False, True)
    assert "/outside/saml" in log
    assert [word for word in (NAME, "mette", "Mette", CVR, "Canonicalized", PASSWORD) if word in log] == []


def loaded(running: Running, library: str) -> bool:
    """Tell whether a program has loaded a library."""
    return library in Path(f"/proc/{running.process.pid}/maps").read_text(encoding="utf-8")
