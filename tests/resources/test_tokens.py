"""Every colour can be read, every icon exists, and nothing that can be a card is without a look."""

import tomllib
from itertools import product
from typing import Any

import pytest

import resources
from app.domain.item import ItemType
from app.domain.life_area import LifeArea

THEME: dict[str, Any] = tomllib.loads(resources.read_text("theme.toml"))
MODES = ("light", "dark", "contrast")
READABLE = 4.5
VISIBLE = 3.0

# Text on what it stands on.
TEXTS = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "raised"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("ink", "brand_tint"),
    ("brand", "ground"),
    ("brand", "surface"),
    ("brand", "brand_tint"),
    ("on_brand", "brand"),
    ("warning", "ground"),
    ("warning", "surface"),
    ("warning", "warning_tint"),
    ("good", "surface"),
    ("good", "good_tint"),
    ("information", "surface"),
    ("information", "information_tint"),
    ("on_navigation", "navigation"),
]


def channel(value: int) -> float:
    """Return the linear light of a colour channel, 0 to 255 in (WCAG 2.2, relative luminance)."""
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(part) for part in bytes.fromhex(colour.removeprefix("#")))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faces() -> list[tuple[str, str, dict[str, str]]]:
    """Return (kind, mode, face) of every kind of card, in Mødevisning too."""
    looks = THEME["kinds"].items()
    return [(kind, mode, face) for kind, look in looks for mode, face in look.items() if mode != "icon"]


def icons() -> set[str]:
    """Return the name of every icon that the theme speaks of."""
    kinds = {look["icon"] for look in THEME["kinds"].values()}
    return kinds | set(THEME["life_areas"].values()) | set(THEME["marks"].values())


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("kind", "mode", "face"), faces())
def test_the_label_and_the_words_of_every_card_can_be_read(kind: str, mode: str, face: dict[str, str]) -> None:
    ink = THEME["palette"][mode.removeprefix("meeting_")]["ink"]

    assert contrast(face["text"], face["tint"]) >= READABLE, kind
    assert contrast(ink, face["tint"]) >= READABLE, kind


@pytest.mark.parametrize(("mode", "pair"), list(product(MODES, TEXTS)))
def test_every_text_can_be_read_on_what_it_stands_on(mode: str, pair: tuple[str, str]) -> None:
    palette = THEME["palette"][mode]

    assert contrast(palette[pair[0]], palette[pair[1]]) >= READABLE


@pytest.mark.parametrize(
    ("mode", "edge", "ground"), list(product(MODES, ("field_edge", "focus"), ("ground", "surface")))
)
def test_edges_of_fields_and_the_focus_ring_are_seen(mode: str, edge: str, ground: str) -> None:
    palette = THEME["palette"][mode]

    assert contrast(palette[edge], palette[ground]) >= VISIBLE


@pytest.mark.parametrize(("mode", "colour"), [(mode, colour) for mode in MODES for colour in THEME["pen"][mode]])
def test_what_the_pen_writes_can_be_read(mode: str, colour: str) -> None:
    assert contrast(colour, THEME["palette"][mode]["ground"]) >= READABLE


def test_the_three_palettes_name_the_same_colours() -> None:
    light, dark, sharp = (set(THEME["palette"][mode]) for mode in MODES)

    assert light == dark == sharp


def test_a_worry_is_never_red_in_the_meeting() -> None:
    red, green, blue = bytes.fromhex(THEME["kinds"]["concern"]["meeting_light"]["text"].removeprefix("#"))

    assert red <= green <= blue


def test_everything_that_can_be_a_card_has_a_look() -> None:
    assert set(THEME["kinds"]) == set(ItemType)


def test_every_life_area_has_an_icon() -> None:
    assert set(THEME["life_areas"]) == set(LifeArea)


@pytest.mark.parametrize("icon", sorted(icons()))
def test_every_icon_is_shipped_and_takes_its_colour_from_the_theme(icon: str) -> None:
    assert 'stroke="currentColor"' in resources.read_text(f"icons/{icon}.svg")
