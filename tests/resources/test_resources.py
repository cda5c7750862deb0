"""The shipped files are found, whole, and accompanied by their licences."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

import resources

ICONS = sorted(resources.path("icons").glob("*.svg"))
FAMILIES = {"Inter", "Source Sans 3", "Noto Emoji", "Noto Sans Arabic", "Noto Sans Hebrew"}
FONTS = sorted(resources.path("fonts").rglob("*.ttf"))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=re.escape("icons/unicorn.svg")):
        resources.path("icons/unicorn.svg")


def test_text_is_read_as_utf_8() -> None:
    assert "Inter" in resources.read_text("fonts/inter/OFL.txt")


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_every_icon_is_drawn_on_the_same_grid(icon: Path) -> None:
    assert ElementTree.parse(icon).getroot().get("viewBox") == "0 0 24 24"  # noqa: S314 - our own file


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_every_font_is_known_by_its_family_and_lies_beside_its_licence(font: Path, qapp: QApplication) -> None:
    number = QFontDatabase.addApplicationFont(str(font))

    assert QFontDatabase.applicationFontFamilies(number)[0].lower().replace(" ", "-") == font.parent.name
    assert "SIL OPEN FONT LICENSE Version 1.1" in (font.parent / "OFL.txt").read_text(encoding="utf-8")


def test_the_icons_lie_beside_their_licence() -> None:
    assert resources.read_text("icons/LICENSE").startswith("ISC License")
