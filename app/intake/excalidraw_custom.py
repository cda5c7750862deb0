"""What Enplan tells of its own in the custom data of an Excalidraw element: unknown fields are kept there."""

from collections.abc import Mapping
from typing import Any

from app.ids import is_uuid
from app.intake.excalidraw_element import Element

OWN = "enplan"
PLACE = "place"
"""The placement of a card, and the slot of one that is new."""


def own_of(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what Enplan itself once told in an element."""
    custom = raw.get("customData")
    own = custom.get(OWN) if isinstance(custom, dict) else None
    return own if isinstance(own, dict) else {}


def is_decoration(element: Element) -> bool:
    """Tell whether an Enplan drew *element* beside what the plan holds: the kind of a card, a lane, a month."""
    return bool(own_of(element.raw).get("decoration"))


def shown_by(element: Element) -> str | None:
    """Return the id of the record that an Enplan said *element* shows; its copies in Excalidraw show none."""
    own = own_of(element.raw)
    identity = own.get("id")
    return identity if isinstance(identity, str) and is_uuid(identity) and own.get("element") == element.id else None


def shows(element: Element, *kinds: str) -> bool:
    """Tell whether an Enplan said that *element* shows a record of one of these *kinds*."""
    return shown_by(element) is not None and own_of(element.raw).get("kind") in kinds
