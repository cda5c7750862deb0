"""Deletions in a bundle: what another system has deleted is told by name, and nothing here is deleted for it."""

import re
from collections.abc import Mapping
from typing import Any

from app.intake.elements import first, line
from app.intake.fact import Outcome, Refused
from app.texts import mark

DELETED_THERE = mark(
    "intake", "Er slettet i det andet system. Her bliver intet slettet; det, der er hentet før, bliver stående."
)

_NAMED = re.compile(r"(?:.*/)?(?P<type>[A-Z][A-Za-z]{1,63})/(?P<id>[^/?#]+)(?:/_history/[^/?#]+)?")
_TYPED = re.compile(r"(?:.*/)?(?P<type>[A-Z][A-Za-z]{1,63})\?.*")
"""A deletion of whatever a search finds; what is searched for may be a CPR number and is not told on."""


def deletion(entry: Mapping[str, Any]) -> Refused | None:
    """Return what a bundle's *entry* tells of a deletion; None where it is none."""
    request, resource = first(entry.get("request")), first(entry.get("resource"))
    if (line(request.get("method")) or "").upper() != "DELETE":
        return None
    kind, name = line(resource.get("resourceType")) or "", line(resource.get("id")) or ""
    for url in (line(request.get("url")) or "", line(entry.get("fullUrl")) or ""):
        named = _NAMED.fullmatch(url) or _TYPED.fullmatch(url)
        if named is not None:
            kind, name = named["type"], named.groupdict().get("id") or ""
            break
    return Refused(type=kind, id=name, reason=DELETED_THERE, outcome=Outcome.SKIPPED)
