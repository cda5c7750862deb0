"""Job-function roles with data limits, as the Danish public sector writes them (OIO Basic Privilege Profile 1.2)."""

import logging
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping

from sync.server.provider import PRIVILEGES, Saml
from sync.server.rights import Role
from sync.server.saml.reading import Element, parsed, text_of
from sync.server.vouched import Granted, NotBelieved

logger = logging.getLogger(__name__)

ATTRIBUTES = (PRIVILEGES, "dk:gov:saml:attribute:Privileges_intermediate")
"""Where they stand: OIOSAML 3, and 2."""
SCOPE = "urn:dk:gov:saml:cvrNumberIdentifier:"
_KLE = re.compile(r"(\d\d(?:\.\d\d){0,2})(?:\.\*{1,2}){0,2}")
"""A number, or the beginning of some: 27, 27.36, 27.36.04, 27.36.*."""
_LONGEST_NAME = 100


class _NotHeld(Exception):
    """A data limit that this server cannot keep; the text is its name."""


def granted(base64: str, *, saml: Saml, roles: Mapping[str, Role]) -> tuple[Granted, ...]:
    """Return the roles here that a privilege list gives, each within its limits; raises NotBelieved.

    A group for another authority gives none, nor does one with a limit that cannot be held: never more than was meant.
    """
    try:
        root = parsed(b64decode(base64, validate=False))
    except ValueError as wrong:
        raise NotBelieved("privileges") from wrong
    if _local(root) != "PrivilegeList":
        raise NotBelieved("privileges")
    return tuple(each for group in root if _local(group) == "PrivilegeGroup" for each in _of_group(group, saml, roles))


def _of_group(group: Element, saml: Saml, roles: Mapping[str, Role]) -> Iterator[Granted]:
    meant = [roles[word] for word in _told(group, "Privilege") if word in roles]
    if not meant:
        return
    if not saml.cvr or group.get("Scope", "") != SCOPE + saml.cvr:
        _say_not_given(meant, "Scope")
        return
    try:
        units, kle = _limits(group, saml)
    except _NotHeld as limit:
        _say_not_given(meant, str(limit))
        return
    for role in meant:
        yield Granted(role, units=units, kle=kle)


def _limits(group: Element, saml: Saml) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return units and KLE numbers that a group is limited to; raises _NotHeld."""
    found: dict[str, tuple[str, ...]] = {}
    for each in group:
        if _local(each) == "Privilege":
            continue
        limit = each.get("Name", "")
        if _local(each) != "Constraint" or limit in found or limit not in (saml.unit_limit, saml.kle_limit):
            raise _NotHeld(limit or _local(each))
        found[limit] = tuple(word.strip() for word in text_of(each).split(",") if word.strip())
        if not found[limit]:
            raise _NotHeld(limit)
    kle = found.get(saml.kle_limit)
    return found.get(saml.unit_limit), None if kle is None else tuple(_number(each, saml) for each in kle)


def _number(told: str, saml: Saml) -> str:
    number = _KLE.fullmatch(told)
    if number is None:
        raise _NotHeld(saml.kle_limit)
    return number[1]


def _told(group: Element, local: str) -> Iterator[str]:
    return (text_of(each) for each in group if _local(each) == local)


def _local(element: Element) -> str:
    """Return the name without its space: the profile's versions differ in it, and products leave it out."""
    return str(element.tag).rpartition("}")[2]


def _say_not_given(roles: list[Role], limit: str) -> None:
    for each in roles:
        logger.warning("role not given", extra={"role": each.value, "limit": limit[:_LONGEST_NAME]})
