"""What an identity provider of SAML says is believed only as the standard has it; the rest is refused, each by name."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import xmlsec
from lxml import etree

import saml_forged as forged
from saml_asked import BEFORE, LATER, Asked
from saml_forged import at, drop, put, say
from saml_provider import AUTHORITY, PRIVILEGES, a_key
from sync.server.rights import Role
from sync.server.saml import reading
from sync.server.vouched import Granted

CONFIRMATION = "saml:Assertion/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData"
CONDITIONS = "saml:Assertion/saml:Conditions"
NAME = "saml:Assertion/saml:Subject/saml:NameID"


def test_L25_an_answer_that_is_all_right_says_who_and_with_which_limits(asked: Asked) -> None:
    said = asked.believed(asked.told["mette"])

    assert (said.login, said.is_strong) == ("mette", True)
    assert said.granted == (Granted(Role.CASEWORKER, units=("social",), kle=("27.36", "32.30")),)


@pytest.mark.parametrize("user", ["whole", "sealed", "sealed whole"])
def test_L25_the_answer_or_the_assertion_is_signed_in_clear_or_encrypted(asked: Asked, user: str) -> None:
    assert asked.believed(asked.told[user]).login == user


def test_L25_an_answer_that_was_signed_anew_by_the_provider_is_believed(asked: Asked) -> None:
    assert asked.believed(forged.signed(asked.told["mette"], asked.idp.key)).login == "mette"


def test_L25_a_provider_that_changes_its_key_is_believed_by_each_that_it_tells(asked: Asked) -> None:
    other = a_key("stranger")
    told = other[other.index("-----BEGIN CERTIFICATE") :]
    both = msgspec.structs.replace(asked.saml, certificates=(told, *asked.saml.certificates))

    assert asked.believed(asked.told["mette"], saml=both).login == "mette"


SIGNED: dict[str, tuple[Callable[[Any], object], str]] = {
    "of another provider": (say("saml:Assertion/saml:Issuer", "https://evil.example"), "issuer"),
    "of another provider outside": (say("saml:Issuer", "https://evil.example"), "issuer"),
    "for another server": (say(f"{CONDITIONS}/saml:AudienceRestriction/saml:Audience", "urn:other"), "audience"),
    "for nobody": (drop(f"{CONDITIONS}/saml:AudienceRestriction"), "audience"),
    "without conditions": (drop(CONDITIONS), "conditions"),
    "with a condition that nobody knows": (
        lambda root: etree.SubElement(at(root, CONDITIONS), "{urn:x}Only"), "conditions",
    ),
    "over": (put(CONDITIONS, "NotOnOrAfter", BEFORE), "conditions"),
    "not yet": (put(CONDITIONS, "NotBefore", LATER), "conditions"),
    "at no time": (put(CONDITIONS, "NotOnOrAfter", "2026-11-22T10:00:00"), "conditions"),
    "brought too late": (put(CONFIRMATION, "NotOnOrAfter", BEFORE), "confirmation"),
    "brought whenever one likes": (put(CONFIRMATION, "NotOnOrAfter", None), "confirmation"),
    "brought to another place": (put(CONFIRMATION, "Recipient", "https://plan.example/x"), "recipient"),
    "brought to no place": (put(CONFIRMATION, "Recipient", None), "recipient"),
    "for another request": (put(CONFIRMATION, "InResponseTo", "_other"), "request"),
    "for no request": (put(CONFIRMATION, "InResponseTo", None), "request"),
    "an answer to another request": (put("", "InResponseTo", "_other"), "request"),
    "an answer to no request": (put("", "InResponseTo", None), "request"),
    "sent to another place": (put("", "Destination", "https://plan.example/x"), "destination"),
    "sent to no place": (put("", "Destination", None), "destination"),
    "a refusal": (put("samlp:Status/samlp:StatusCode", "Value", "urn:x"), "status"),
    "not for a bearer": (
        put("saml:Assertion/saml:Subject/saml:SubjectConfirmation", "Method", "urn:x"), "confirmation",
    ),
    "of somebody for once": (put(NAME, "Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"), "subject"),
    "of nobody": (say(NAME, ""), "subject"),
    "without a log-in": (drop("saml:Assertion/saml:AuthnStatement"), "statement"),
    "of a log-in that is to come": (put("saml:Assertion/saml:AuthnStatement", "AuthnInstant", LATER), "statement"),
    "of a log-in that is over": (
        put("saml:Assertion/saml:AuthnStatement", "SessionNotOnOrAfter", BEFORE), "statement",
    ),
    "of another version": (put("saml:Assertion", "Version", "1.1"), "version"),
    "of another authority": (
        say(f"saml:Assertion/saml:AttributeStatement/saml:Attribute[@Name='{AUTHORITY}']/saml:AttributeValue", "1"),
        "cvr",
    ),
    "of no authority": (
        drop(f"saml:Assertion/saml:AttributeStatement/saml:Attribute[@Name='{AUTHORITY}']"), "cvr",
    ),
    "with privileges that are none": (
        say(
            f"saml:Assertion/saml:AttributeStatement/saml:Attribute[@Name='{PRIVILEGES}']/saml:AttributeValue",
            b64encode(b"<a/>").decode(),
        ),
        "privileges",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", SIGNED)
def test_L26_what_the_provider_signed_is_for_this_server_this_request_and_now(asked: Asked, wrong: str) -> None:
    edit, code = SIGNED[wrong]

    assert asked.why_not(forged.signed(asked.told["mette"], asked.idp.key, edit)) == code


UNSIGNED: dict[str, tuple[str, Callable[[Any], object], str]] = {
    "another name": ("mette", say(NAME, "C=DK,CN=chef"), "signature"),
    "a later end": ("mette", put(CONDITIONS, "NotOnOrAfter", LATER), "signature"),
    "another name in a whole answer": ("whole", say(NAME, "C=DK,CN=chef"), "signature"),
    "no signature": ("mette", drop("saml:Assertion/ds:Signature"), "signature"),
    "no signature of the whole": ("whole", drop("ds:Signature"), "signature"),
    "another assertion first": ("mette", forged.another_before, "assertions"),
    "another of the same id": ("mette", forged.another_of_the_same_id, "ids"),
    "another around the signed one": ("mette", forged.signed_one_within_another, "assertions"),
    "another, the signed one set aside": ("mette", forged.signed_one_in_extensions, "assertions"),
    "another answer around the signed one": ("whole", forged.signed_answer_within_another, "assertions"),
    "a comment in the name": (
        "mette", lambda root: at(root, NAME).insert(0, etree.Comment("x")), "xml",
    ),
    "an instruction": ("mette", lambda root: root.insert(0, etree.PI("x", "y")), "xml"),
    "no answer at all": ("mette", lambda root: setattr(root, "tag", "Response"), "message"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", UNSIGNED)
def test_L25_nothing_is_read_but_what_the_provider_has_signed(asked: Asked, wrong: str) -> None:
    user, edit, code = UNSIGNED[wrong]

    assert asked.why_not(forged.changed(asked.told[user], edit)) == code


def test_L25_a_comment_does_not_cut_a_name_short(asked: Asked) -> None:
    """The signature leaves comments out: `mette<!-- -->.dk` is signed as `mette.dk`, and read as `mette` by some."""
    longer = forged.signed(asked.told["mette"], asked.idp.key, say(NAME, "mette.dk"))
    cut = forged.xml(longer).replace(b"mette.dk", b"mette<!-- -->.dk", 1)

    assert asked.why_not(b64encode(cut).decode()) == "xml"


def test_L25_a_key_that_the_message_brings_is_none(asked: Asked) -> None:
    assert asked.why_not(forged.signed(asked.told["mette"], a_key("stranger"))) == "signature"


def test_L25_the_providers_public_key_is_no_shared_secret(asked: Asked) -> None:
    told = (asked.idp.folder / "certificate.pem").read_bytes()
    shared = forged.signed(asked.told["mette"], "", method=xmlsec.Transform.HMAC_SHA256, secret=told)

    assert asked.why_not(shared) == "signature"


def test_L25_a_digest_that_can_be_forged_proves_nothing(asked: Asked) -> None:
    assert asked.why_not(asked.told["signed by an old digest"]) == "signature"


def test_L25_a_certificate_that_is_over_proves_nothing(asked: Asked) -> None:
    assert asked.why_not(asked.told["mette"], after=timedelta(days=3650)) == "signature"


def test_L25_a_cipher_that_can_be_bent_is_opened_within_a_signature_alone(asked: Asked) -> None:
    assert asked.why_not(asked.told["sealed by an old cipher"]) == "encryption"


def test_L25_what_is_encrypted_to_another_stays_closed(asked: Asked) -> None:
    other = Asked(
        idp=asked.idp, provider=asked.provider, secret=a_key("stranger"), told=asked.told
    )  # fmt: skip

    assert other.why_not(asked.told["sealed"]) == "encryption"


def test_L26_a_user_who_may_not_log_in_there_does_not_log_in_here(asked: Asked) -> None:
    assert asked.why_not(asked.told["nobody"]) == "status"


def test_L26_what_was_right_is_wrong_two_hours_later(asked: Asked) -> None:
    assert asked.why_not(asked.told["mette"], after=timedelta(hours=2)) == "conditions"


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a file that is asked for": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "xml"),
    "a bomb": (
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;&c;&c;</a>', "xml",
    ),
    "a document type": (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "xml"),
    "too deep": (b"<a>" * 2_000 + b"</a>" * 2_000, "xml"),
    "too large": (b"<a>" + b" " * reading.LARGEST + b"</a>", "size"),
    "another encoding": ("<!DOCTYPE a><a/>".encode("utf-16"), "xml"),
    "no XML": (b"\x00\xff", "xml"),
    "nothing": (b"", "xml"),
    "another document": (b"<a/>", "message"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", HOSTILE)
def test_L25_what_is_no_answer_is_not_read_on(asked: Asked, wrong: str) -> None:
    content, code = HOSTILE[wrong]

    assert asked.why_not(b64encode(content).decode()) == code


@pytest.mark.parametrize(("told", "code"), [("A" * reading.LARGEST * 2, "size"), ("æ", "base64"), ("A", "base64")])
def test_L25_what_is_not_even_packed_is_not_read_on(asked: Asked, told: str, code: str) -> None:
    assert asked.why_not(told) == code


def test_the_client_needs_nothing_of_it() -> None:
    needed = (Path(__file__).parents[2] / "requirements" / "client.txt").read_text(encoding="utf-8")

    assert not {"lxml", "signxml"} & {line.partition("==")[0] for line in needed.splitlines()}
