"""An assertion whose signature was right: whether it is for this server, this request and now, and what it says."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from sync.server.provider import Provider, Saml
from sync.server.saml import privileges
from sync.server.saml.instants import instant_of
from sync.server.saml.metadata import consumer
from sync.server.saml.reading import Element, all_of, name, one_of, text_of
from sync.server.vouched import Granted, NotBelieved, Vouched

LEEWAY = timedelta(seconds=60)
"""How far the provider's clock may be off."""
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
NSIS = "https://data.gov.dk/concept/core/nsis/loa"
LEVEL = "dk:gov:saml:attribute:AssuranceLevel"
CVR = ("https://data.gov.dk/model/core/eid/professional/cvr", "dk:gov:saml:attribute:CvrNumberIdentifier")
_STRONG = frozenset({"Substantial", "High"})
"""Levels of NSIS that ask for two factors."""
_STRONG_LEVELS = frozenset({"3", "4"})
"""The same of OIOSAML 2."""
_KEPT = frozenset({"AudienceRestriction", "OneTimeUse", "ProxyRestriction"})
"""Conditions that are understood; an assertion is taken once, and handed to nobody."""

Attributes = dict[str, list[str]]


def said(assertion: Element, *, provider: Provider, saml: Saml, identity: str, now: datetime) -> Vouched:
    """Return what a signed assertion says in answer to the request *identity*. Raises NotBelieved."""
    if assertion.get("Version") != "2.0":
        raise NotBelieved("version")
    if text_of(one_of(assertion, "saml:Issuer", wrong="issuer")) != provider.issuer:
        raise NotBelieved("issuer")
    _check_conditions(one_of(assertion, "saml:Conditions", wrong="conditions"), provider.client, now)
    subject = one_of(assertion, "saml:Subject", wrong="subject")
    _check_confirmed(subject, saml, identity=identity, now=now)
    statement = one_of(assertion, "saml:AuthnStatement", wrong="statement")
    told = _attributes(assertion)
    _check_authority(told, saml)
    return Vouched(
        subject=_subject(subject), login=_one(told, provider.login), granted=_granted(told, provider, saml),
        is_strong=_is_strong(told, statement, provider, saml), shown=_shown(statement, now),
    )  # fmt: skip


def _check_conditions(conditions: Element, audience: str, now: datetime) -> None:
    _check_times(conditions, now, wrong="conditions")
    if any(each.tag not in {name("saml", known) for known in _KEPT} for each in conditions):
        raise NotBelieved("conditions")
    restrictions = all_of(conditions, "saml:AudienceRestriction")
    heard = [{text_of(each) for each in all_of(every, "saml:Audience")} for every in restrictions]
    if not heard or any(audience not in each for each in heard):
        raise NotBelieved("audience")


def _check_confirmed(subject: Element, saml: Saml, *, identity: str, now: datetime) -> None:
    """See that whoever brings the assertion may: it answers this request, here, in time."""
    bearers = all_of(subject, f"saml:SubjectConfirmation[@Method='{BEARER}']/saml:SubjectConfirmationData")
    if len(bearers) != 1:
        raise NotBelieved("confirmation")
    (data,) = bearers
    if data.get("Recipient") != consumer(saml.address):
        raise NotBelieved("recipient")
    if data.get("InResponseTo") != identity:
        raise NotBelieved("request")
    if data.get("NotOnOrAfter") is None:
        raise NotBelieved("confirmation")
    _check_times(data, now, wrong="confirmation")


def _check_times(element: Element, now: datetime, *, wrong: str) -> None:
    begins, ends = element.get("NotBefore"), element.get("NotOnOrAfter")
    if begins is not None and instant_of(begins, wrong=wrong) > now + LEEWAY:
        raise NotBelieved(wrong)
    if ends is not None and instant_of(ends, wrong=wrong) <= now - LEEWAY:
        raise NotBelieved(wrong)


def _subject(subject: Element) -> str:
    """Return the provider's own id of the user. Some hold a name, and all are kept as a digest."""
    told = one_of(subject, "saml:NameID", wrong="subject")
    if told.get("Format") == TRANSIENT or not text_of(told):
        raise NotBelieved("subject")
    return sha256(text_of(told).encode()).hexdigest()


def _attributes(assertion: Element) -> Attributes:
    """Return {name: values}; one that is told twice counts once with all its values."""
    told: Attributes = {}
    for each in all_of(assertion, "saml:AttributeStatement/saml:Attribute"):
        told.setdefault(each.get("Name", ""), []).extend(map(text_of, all_of(each, "saml:AttributeValue")))
    return told


def _one(told: Attributes, attribute: str) -> str:
    values = told.get(attribute, [])
    return values[0] if len(values) == 1 else ""


def _check_authority(told: Attributes, saml: Saml) -> None:
    """See that the user works for this authority, where the provider speaks for several."""
    if saml.cvr and {value for each in CVR for value in told.get(each, [])} != {saml.cvr}:
        raise NotBelieved("cvr")


def _granted(told: Attributes, provider: Provider, saml: Saml) -> tuple[Granted, ...]:
    if provider.roles_claim not in privileges.ATTRIBUTES:
        words = told.get(provider.roles_claim, [])
        return tuple(Granted(provider.roles[each]) for each in words if each in provider.roles)
    lists = [value for each in privileges.ATTRIBUTES for value in told.get(each, [])]
    return tuple(each for value in lists for each in privileges.granted(value, saml=saml, roles=provider.roles))


def _is_strong(told: Attributes, statement: Element, provider: Provider, saml: Saml) -> bool:
    """Tell whether a second factor was shown: by the level that is told, else as the administrator says."""
    classes = [text_of(each) for each in all_of(statement, "saml:AuthnContext/saml:AuthnContextClassRef")]
    levels = [*told.get(NSIS, []), *(_last(each) for each in classes if each.startswith(NSIS))]
    if levels:
        return all(each in _STRONG for each in levels)
    if LEVEL in told:
        return all(each in _STRONG_LEVELS for each in told[LEVEL]) and bool(told[LEVEL])
    return provider.is_strong or _is_among(classes, saml.contexts)


def _last(told: str) -> str:
    return told.rpartition("/")[2]


def _is_among(classes: Iterable[str], wanted: Iterable[str]) -> bool:
    return bool(set(classes) & set(wanted))


def _shown(statement: Element, now: datetime) -> int:
    """Return when the user logged in there."""
    shown = instant_of(statement.get("AuthnInstant", ""), wrong="statement")
    ends = statement.get("SessionNotOnOrAfter")
    if shown > now + LEEWAY or (ends is not None and instant_of(ends, wrong="statement") <= now - LEEWAY):
        raise NotBelieved("statement")
    return int(shown.timestamp())
