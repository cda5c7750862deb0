"""The look: colours, sizes and fonts from resources/theme.toml, for light, dark and high contrast."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from ui.style_sheet import letters_sheet, style_sheet

SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0

_FONTS = ("fonts/inter/Inter-Regular.ttf", "fonts/inter/Inter-Medium.ttf", "fonts/inter/Inter-SemiBold.ttf")
_WEIGHTS = {"regular": QFont.Weight.Normal, "medium": QFont.Weight.Medium, "strong": QFont.Weight.DemiBold}


class Mode(StrEnum):
    """Which palette is shown."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class KindLook:
    """How a kind of card looks: the name of its icon, the colour of icon, label and edge, and of its face."""

    icon: str
    text: QColor
    tint: QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One look; `scale` is the user's text scale from 1 to 2, `calm` leaves out every movement.

    In a `meeting` no text is small.
    """

    mode: Mode = Mode.LIGHT
    scale: float = 1.0
    calm: bool = False
    meeting: bool = False

    def colour(self, name: str) -> QColor:
        """Return a colour of the palette, such as `ink`."""
        return QColor(_tokens()["palette"][self.mode][name])

    def kind(self, item_type: str, *, meeting: bool = False) -> KindLook:
        """Return how cards of *item_type* look; in a *meeting* nothing the citizen sees is red."""
        tokens = _tokens()["kinds"].get(item_type) or _tokens()["kinds"]["idea"]
        own = tokens[self.mode]
        pair = tokens.get("meeting_" + self.mode, own) if meeting else own
        return KindLook(tokens["icon"], QColor(pair["text"]), QColor(pair["tint"]))

    def text(self, role: str = "body") -> int:
        """Return the text size of *role* (smallest, body, card, panel, page) in scaled pixels."""
        sizes = _tokens()["type"]
        least = sizes["meeting_smallest"] if self.meeting else sizes["smallest"]
        return max(round(float(sizes[role]) * self.scale), int(least))

    def font(self, role: str = "body", *, weight: str = "regular") -> QFont:
        """Return the font of a text *role*; *weight* is regular, medium or strong."""
        tokens = _tokens()["type"]
        font = QFont(tokens["ui"])
        font.setPixelSize(self.text(role))
        font.setWeight(_WEIGHTS[weight])
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tokens[role] >= tokens["panel"]:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * (1 + tokens["tight"]))
        return font

    def space(self, name: str) -> int:
        """Return a distance (hair, small, medium, large, wide, huge) in pixels; text does not scale it."""
        return int(_tokens()["space"][name])

    def radius(self, name: str) -> int:
        """Return the rounding of a corner (bar, button, note, card) in pixels."""
        return int(_tokens()["radius"][name])

    def size(self, name: str) -> int:
        """Return a size (touch, pointer, icon, focus, note_width …) in pixels."""
        return int(_tokens()["size"][name])

    def ring(self) -> int:
        """Return how wide the ring round what has the focus is, in pixels."""
        return 4 if self.mode is Mode.CONTRAST else 2

    def row(self, lines: int = 1) -> int:
        """Return the height of a row or button that holds *lines* of text and is wide enough for a finger."""
        return max(self.size("touch"), round(self.text() * (1.5 * lines + 1.2)))

    def palette(self) -> QPalette:
        """Return the palette for Qt's own parts."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette


class _Watch(QObject):
    changed = Signal()


def load_fonts() -> None:
    """Register the bundled fonts; to be called once, after the application is made."""
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(resources.path(name)))


def current() -> Theme:
    """Return the look in use; painters read it each time they paint."""
    return _State.theme


def watch() -> _Watch:
    """Return the object whose `changed` tells that another look is in use."""
    if _State.watch is None:
        _State.watch = _Watch()
    return _State.watch


def apply(application: QApplication, theme: Theme) -> None:
    """Show everything in *theme* from now on; what stays as it is costs nothing, for Qt goes to every widget.

    The sheet is the same in a meeting and out of it: a meeting's letters come by `dress` to what is in view. One sheet
    is taken away before another comes: changed at once, Qt goes to each widget again for every widget around it.
    """
    kept = min(LARGEST_SCALE, max(SMALLEST_SCALE, theme.scale))
    _State.theme = replace(theme, scale=kept)
    if not application.styleSheet():
        application.setStyle("Fusion")
    is_other = (sheet := style_sheet(_sheet_values(replace(_State.theme, meeting=False)))) != application.styleSheet()
    if is_other:
        application.setStyleSheet("")
    if (palette := _State.theme.palette()) != application.palette():
        application.setPalette(palette)
    if (font := _State.theme.font()) != application.font():
        application.setFont(font)
    if is_other:
        application.setStyleSheet(sheet)
    watch().changed.emit()


def dress(widget: QWidget) -> None:
    """Give *widget* and what is in it the letters of a meeting that has begun, or take them back where it has ended."""
    sheet = letters_sheet(_sheet_values(_State.theme)) if _State.theme.meeting else ""
    if sheet != widget.styleSheet():
        widget.setStyleSheet(sheet)


def life_area_icon(area: str) -> str:
    """Return the name of the icon of a life area."""
    return str(_tokens()["life_areas"][area])


def mark_icon(mark: str) -> str:
    """Return the name of the icon of a mark: saving, saved_here, received, two_versions, not_approved …"""
    return str(_tokens()["marks"][mark])


def pen_colours(theme: Theme) -> list[QColor]:
    """Return the colours of the pen, the first one is taken when nobody has chosen."""
    return [QColor(each) for each in _tokens()["pen"][theme.mode]]


class _State:
    """The look in use; only the Qt thread touches it."""

    theme = Theme()
    watch: _Watch | None = None


_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "ground",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "ground",
    QPalette.ColorRole.Highlight: "brand",
    QPalette.ColorRole.HighlightedText: "on_brand",
    QPalette.ColorRole.Link: "brand",
    QPalette.ColorRole.LinkVisited: "brand",
    QPalette.ColorRole.Accent: "brand",
    QPalette.ColorRole.Mid: "line",
}


@cache
def _tokens() -> Mapping[str, Any]:
    return tomllib.loads(resources.read_text("theme.toml"))


def system_mode(application: QApplication) -> Mode:
    """Return the mode that the system asks for: its wish for contrast comes before its wish for darkness."""
    hints = application.styleHints()  # held by a name: PySide lets go of what belongs to it with it
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Mode.CONTRAST
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    return Mode.DARK if dark else Mode.LIGHT


def _sheet_values(theme: Theme) -> dict[str, str]:
    """Return what the style sheet's names stand for."""
    colours = dict(_tokens()["palette"][theme.mode])
    texts = {role: theme.text(role) for role in ("smallest", "body", "card", "panel", "page")}
    wide = theme.mode is Mode.CONTRAST
    edge, ring = 2 if wide else 1, theme.ring()
    return {
        **{name: str(value) for name, value in colours.items()},
        **{f"text_{role}": f"{value}px" for role, value in texts.items()},
        **_room_inside(theme.row(), edge, "by"),
        **_room_inside(theme.row(), ring, "in"),
        "row": f"{theme.row()}px",
        "touch_navigation": f"{theme.row() - 4}px",
        "indicator": f"{round(18 * theme.scale**0.5)}px",
        "arrow": f"{round(28 * theme.scale**0.5)}px",
        "on_edge": colours["brand" if wide else "brand_tint"],
        "focus_primary": colours["focus" if wide else "ink"],
        "edge": f"{edge}px",
        "ring": f"{ring}px",
        "hover": mixed(theme.colour("ink"), theme.colour("surface"), share=0.06),
        "navigation_hover": mixed(theme.colour("on_navigation"), theme.colour("navigation"), share=0.10),
        "navigation_on": mixed(theme.colour("on_navigation"), theme.colour("navigation"), share=0.20),
    }


def _room_inside(row: int, edge: int, place: str) -> dict[str, str]:
    """Return heights and paddings inside an edge of that many pixels: nothing moves when a ring takes its place."""
    height = "touch" if place == "by" else "touch_in"
    return {
        height: f"{row - 2 * edge}px",
        f"{place}_button": f"{16 - edge}px",
        f"{place}_row": f"{12 - edge}px",
        f"{place}_field": f"{11 - edge}px",
        f"{place}_text": f"{7 - edge}px {6 - edge}px",
    }


def mixed(colour: QColor, ground: QColor, *, share: float) -> str:
    """Return the colour of which *share* is *colour* and the rest *ground*, as `#RRGGBB`."""

    def part(top: int, under: int) -> int:
        return round(top * share + under * (1 - share))

    red, green = part(colour.red(), ground.red()), part(colour.green(), ground.green())
    return QColor(red, green, part(colour.blue(), ground.blue())).name()
