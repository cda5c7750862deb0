"""The look of what is printed and drawn, from resources/theme.toml: light, and never a red worry."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import resources
from app.domain import ITEM_TYPES
from app.domain.item import ItemType
from app.domain.life_area import LifeArea, life_area
from app.queries.layout import Lane
from app.texts import mark, say

_NO_AREA = mark("board", "Uden livsområde")
_PEOPLE = mark("board", "Mennesker")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class KindLook:
    """How a kind of card looks: the name of its icon, the colour of icon and label, and of its face."""

    icon: str
    text: str
    tint: str


def colour(name: str) -> str:
    """Return a colour of the light palette, such as `ink`, as `#RRGGBB`."""
    return str(_tokens()["palette"]["light"][name])


@cache
def kind_look(kind: ItemType) -> KindLook:
    """Return how cards of *kind* look to the citizen; a kind without colours looks like a blank card."""
    kinds = _tokens()["kinds"]
    tokens = kinds.get(kind) or kinds[ItemType.IDEA]
    pair = tokens.get("meeting_light", tokens["light"])
    return KindLook(tokens["icon"], pair["text"], pair["tint"])


def kind_name(kind: ItemType) -> str:
    """Return what cards of *kind* are called."""
    return next(say(each.label) for each in ITEM_TYPES if each.type == kind)


def lane_name(lane: Lane) -> str:
    """Return what a lane is called."""
    return say(life_area(lane.area).label if lane.area else _PEOPLE if lane.is_of_people else _NO_AREA)


def life_area_icon(area: LifeArea) -> str:
    """Return the name of the icon of a life area."""
    return str(_tokens()["life_areas"][area])


def pen_colour(named: str | None) -> str:
    """Return the colour of a stroke: that of its pen, or as it was drawn, else that of the first pen."""
    known = _tokens()["pen"]["light"]
    if named is not None and named.isdecimal() and int(named) < len(known):
        return str(known[int(named)])
    if named is not None and _COLOUR.fullmatch(named):
        return next((each for each in known if each.lower() == named.lower()), named)
    return str(known[0])


def icon_shapes(name: str) -> list[Element]:
    """Return the shapes of an icon on its grid of 24, without colour."""
    drawn = fromstring(resources.read_text(f"icons/{name}.svg"))  # noqa: S314 - our own file
    return [_bare(shape) for shape in drawn]


def icon_drawing(name: str, ink: str) -> str:
    """Return the whole drawing of an icon in one colour."""
    return resources.read_text(f"icons/{name}.svg").replace("currentColor", ink)


def _bare(shape: Element) -> Element:
    """Take the namespace off the name, so that the shape can stand in another drawing."""
    return Element(shape.tag.rpartition("}")[2], dict(shape.attrib))


@cache
def _tokens() -> Mapping[str, Any]:
    return tomllib.loads(resources.read_text("theme.toml"))
