"""What an identity provider's privileges, levels and metadata stand for here."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from lxml import etree

import saml_forged as forged
from saml_asked import ASKED, BEFORE, NOW, Asked
from saml_forged import drop, put, say
from saml_provider import KLE, LEVEL, UNITS, a_group, a_key, answered, privilege_list
from sync.server.rights import Role
from sync.server.saml import metadata, privileges, reading, request
from sync.server.vouched import Granted, NotBelieved

LIMITS: dict[str, tuple[str, tuple[Granted, ...]]] = {
    "no limit": (a_group(), (Granted(Role.CASEWORKER),)),
    "a unit": (a_group((UNITS, "social")), (Granted(Role.CASEWORKER, units=("social",)),)),
    "a main group": (a_group((KLE, "27.*")), (Granted(Role.CASEWORKER, kle=("27",)),)),
    "numbers": (a_group((KLE, "27.36.04,32.30.**")), (Granted(Role.CASEWORKER, kle=("27.36.04", "32.30")),)),
    "another authority": (a_group(cvr="11111111"), ()),
    "another role": (a_group(role="http://other.example/roles/1"), ()),
    "a limit that cannot be held": (a_group(("http://sts.kombit.dk/constraints/Sensitivity/1", "1")), ()),
    "a number that is none": (a_group((KLE, "2*")), ()),
    "an empty limit": (a_group((UNITS, " , ")), ()),
    "a limit told twice": (a_group((UNITS, "social"), (UNITS, "job")), ()),
    "two groups": (
        a_group(("urn:x", "1")) + a_group((UNITS, "job")), (Granted(Role.CASEWORKER, units=("job",)),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("group", LIMITS)
def test_L28_a_limit_that_cannot_be_held_gives_no_role(asked: Asked, group: str) -> None:
    told, wanted = LIMITS[group]
    packed = b64encode(privilege_list(told).encode()).decode()

    assert privileges.granted(packed, saml=asked.saml, roles=asked.provider.roles) == wanted


def test_L28_that_a_role_was_not_given_is_told_without_its_user(asked: Asked, caplog: pytest.LogCaptureFixture) -> None:
    packed = b64encode(privilege_list(a_group(("urn:limit", "hemmelig"))).encode()).decode()

    privileges.granted(packed, saml=asked.saml, roles=asked.provider.roles)

    (line,) = caplog.records
    assert (line.getMessage(), vars(line)["role"], vars(line)["limit"]) == ("role not given", "caseworker", "urn:limit")
    assert "hemmelig" not in str(vars(line))


def value_of(attribute: str, told: str) -> Callable[[Any], object]:
    return say(f"saml:Assertion/saml:AttributeStatement/saml:Attribute[@Name='{attribute}']/saml:AttributeValue", told)


AT_LEVEL = f"saml:Assertion/saml:AttributeStatement/saml:Attribute[@Name='{LEVEL}']"
OLD_LEVEL = "dk:gov:saml:attribute:AssuranceLevel"
NO_LEVEL = drop(AT_LEVEL)
CLASS = "saml:Assertion/saml:AuthnStatement/saml:AuthnContext/saml:AuthnContextClassRef"
MFA = "https://refeds.org/profile/mfa"
STRONG: dict[str, tuple[tuple[Callable[[Any], object], ...], bool]] = {
    "substantial": ((value_of(LEVEL, "Substantial"),), True),
    "high": ((value_of(LEVEL, "High"),), True),
    "low": ((value_of(LEVEL, "Low"),), False),
    "low, whatever the class": ((value_of(LEVEL, "Low"), say(CLASS, MFA)), False),
    "substantial by its class": ((NO_LEVEL, say(CLASS, f"{LEVEL}/Substantial")), True),
    "low by its class": ((NO_LEVEL, say(CLASS, f"{LEVEL}/Low")), False),
    "a class that was asked for": ((NO_LEVEL, say(CLASS, MFA)), True),
    "another class": ((NO_LEVEL,), False),
    "level 3 of before": ((value_of(LEVEL, "3"), put(AT_LEVEL, "Name", OLD_LEVEL)), True),
    "level 2 of before": ((value_of(LEVEL, "2"), put(AT_LEVEL, "Name", OLD_LEVEL)), False),
}  # fmt: skip


@pytest.mark.parametrize("level", STRONG)
def test_L29_the_level_that_is_told_says_whether_there_was_a_second_factor(asked: Asked, level: str) -> None:
    edits, wanted = STRONG[level]
    with_classes = msgspec.structs.replace(asked.saml, contexts=(MFA,))
    told = forged.signed(asked.told["mette"], asked.idp.key, *edits)

    assert asked.believed(told, saml=with_classes).is_strong is wanted


def test_L24_a_request_that_was_changed_is_not_answered(asked: Asked) -> None:
    address = request.address(
        asked.provider, asked.saml, secret=a_key("stranger"), identity=ASKED, state="s", now=NOW,
        is_fresh=True,
    )  # fmt: skip

    with pytest.raises(OSError, match="aborted"):
        answered(address, "mette")


def test_the_metadata_of_several_providers_need_a_name_and_comments_are_passed_over(asked: Asked) -> None:
    one = asked.idp.metadata()
    whole = b'<a:EntitiesDescriptor xmlns:a="%b"><!-- x -->%b%b</a:EntitiesDescriptor>'
    two = whole % (reading.METADATA.encode(), one, one.replace(asked.idp.entity.encode(), b"urn:other"))

    with pytest.raises(NotBelieved, match="entity"):
        metadata.read(two, entity="", now=NOW)
    assert metadata.read(two, entity="urn:other", now=NOW).certificates == asked.saml.certificates


BAD_METADATA: dict[str, tuple[Callable[[Any], object], str]] = {
    "over": (put("", "validUntil", BEFORE), "validUntil"),
    "without a key": (drop("md:IDPSSODescriptor/md:KeyDescriptor"), "certificate"),
    "with a key that is none": (
        say("md:IDPSSODescriptor/md:KeyDescriptor/ds:KeyInfo/ds:X509Data/ds:X509Certificate", "AAAA"), "certificate",
    ),
    "in clear": (
        put("md:IDPSSODescriptor/md:SingleSignOnService", "Location", "http://login.example/"), "SingleSignOnService",
    ),
    "by another way": (
        put("md:IDPSSODescriptor/md:SingleSignOnService", "Binding", "urn:x"), "SingleSignOnService",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", BAD_METADATA)
def test_metadata_that_cannot_be_relied_on_are_not_taken(asked: Asked, wrong: str) -> None:
    edit, code = BAD_METADATA[wrong]
    root = etree.fromstring(asked.idp.metadata())
    edit(root)

    with pytest.raises(NotBelieved, match=code):
        metadata.read(etree.tostring(root), entity="", now=NOW)
