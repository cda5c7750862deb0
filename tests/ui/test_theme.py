"""The look: every pair of colours can be read, text grows to twice its size, nothing in a meeting is small."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from ui import theme
from ui.icons import pixmap
from ui.style_sheet import style_sheet
from ui.theme import Mode, Theme
from ui.widgets.button import Button
from ui.widgets.text import Label
from ui.widgets.tick import Option, Tick
from windows import application, dressed

READABLE = 4.5  # WCAG 2.2, 1.4.3
SEEN = 3.0  # WCAG 2.2, 1.4.11
PAIRS = (
    ("ink", "ground"),
    ("ink", "surface"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("on_brand", "brand"),
    ("brand", "brand_tint"),
    ("warning", "warning_tint"),
    ("information", "information_tint"),
    ("on_navigation", "navigation"),
    ("warning", "surface"),
)


def contrast(colour: QColor, ground: QColor) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("colour", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(mode: Mode, colour: str, ground: str) -> None:
    look = Theme(mode=mode)

    assert contrast(look.colour(colour), look.colour(ground)) >= READABLE


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", ItemType)
def test_every_kind_of_card_can_be_read_in_a_meeting_and_outside(mode: Mode, kind: ItemType) -> None:
    look = Theme(mode=mode)

    inside, outside = look.kind(kind, meeting=True), look.kind(kind)
    assert min(contrast(inside.text, inside.tint), contrast(outside.text, outside.tint)) >= READABLE


@pytest.mark.parametrize("mode", Mode)
def test_the_edge_of_a_field_can_be_seen(mode: Mode) -> None:
    look = Theme(mode=mode)

    assert contrast(look.colour("field_edge"), look.colour("surface")) >= SEEN


@pytest.mark.parametrize("mode", Mode)
def test_the_words_of_a_button_that_cannot_be_pressed_can_be_read(qtbot: QtBot, mode: Mode) -> None:
    theme.load_fonts()
    theme.apply(application(), Theme(mode=mode))
    button = Button("Giv de valgte", kind="primary")
    qtbot.addWidget(button)
    button.setDisabled(True)
    button.resize(140, 44)
    picture = button.grab().toImage()
    theme.apply(application(), Theme())
    ground = picture.pixelColor(12, 12)
    words = [picture.pixelColor(x, y) for x in range(20, 120) for y in range(14, 30)]

    assert max(contrast(each, ground) for each in words) >= READABLE


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("made", [Button, Tick, Option])
def test_what_has_the_focus_has_one_sharp_ring_and_no_box_of_qts_own(
    qtbot: QtBot, mode: Mode, made: type[Button | Tick | Option]
) -> None:
    dressed()
    theme.apply(application(), Theme(mode=mode))
    window = QWidget()
    part = made("Rolig skærm")
    QVBoxLayout(window).addWidget(part)
    qtbot.addWidget(window)
    window.resize(240, 70)
    window.show()
    window.activateWindow()
    part.setFocus()
    qtbot.waitUntil(part.hasFocus)
    pictures = []
    for is_by_keys in (False, True):
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, is_by_keys)
        pictures.append(part.grab().toImage())
    inks = [theme.current().colour(each).name() for each in ("focus", "ground", "surface")]
    theme.apply(application(), Theme())

    assert pictures[0] == pictures[1]
    seen = {pictures[1].pixelColor(27, y).name() for y in range(part.height())}
    assert inks[0] in seen
    assert seen <= set(inks)


def test_text_grows_to_twice_its_size_and_no_further(qapp: object) -> None:
    theme.apply(application(), Theme(scale=5))
    largest = theme.current().text()
    theme.apply(application(), Theme())

    assert largest == 2 * theme.current().text()


@pytest.mark.parametrize("role", ["smallest", "body", "card", "panel", "page"])
def test_no_text_in_a_meeting_is_under_sixteen_pixels(role: str) -> None:
    assert Theme(meeting=True).text(role) >= 16


def test_the_one_style_sheet_is_short_and_fills_every_name(qapp: object) -> None:
    theme.apply(application(), Theme())
    sheet = application().styleSheet()

    assert "$" not in sheet
    assert len(sheet.splitlines()) <= 80


def test_a_meeting_turns_the_letters_of_what_is_in_view_and_goes_to_no_other_widget(qtbot: QtBot) -> None:
    theme.apply(application(), Theme())
    sheet, label = application().styleSheet(), Label("Kl. 9", kind="small")
    qtbot.addWidget(label)
    sizes = []
    for is_on in (True, False):
        theme.apply(application(), Theme(meeting=is_on))
        theme.dress(label)
        label.ensurePolished()
        sizes.append(label.font().pixelSize())

    assert application().styleSheet() == sheet
    assert sizes == [16, 11]


class Told(Label):
    """Counts how often it is told of another style."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        """Count."""
        super().changeEvent(event)
        self.times += event.type() is QEvent.Type.StyleChange


def nested(qtbot: QtBot) -> tuple[QWidget, Told]:
    """Return a label, and the outermost of twelve widgets around it, shown."""
    label = Told("Kl. 9", kind="small")
    outer: QWidget = label
    for _ in range(12):
        inner, outer = outer, QWidget()
        QVBoxLayout(outer).addWidget(inner)
    qtbot.addWidget(outer)
    outer.resize(400, 400)
    outer.show()
    return outer, label


def test_another_look_goes_to_a_widget_no_more_often_the_deeper_it_lies(qtbot: QtBot) -> None:
    dressed()
    (turned, label), dark = nested(qtbot), Theme(mode=Mode.DARK, scale=1.5)
    before = label.times
    theme.apply(application(), dark)
    told = label.times - before
    made, _ = nested(qtbot)
    pictures = [each.grab().toImage() for each in (turned, made)]
    theme.apply(application(), Theme())

    assert 1 <= told <= 2
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("area", LifeArea)
def test_every_life_area_has_a_picture(qapp: object, area: LifeArea) -> None:
    drawn = pixmap(theme.life_area_icon(area), "#102030", size=20)

    assert drawn.width() == 40
    assert drawn.toImage().pixelColor(0, 0).alpha() == 0


def test_the_sheet_needs_every_token() -> None:
    with pytest.raises(KeyError):
        style_sheet({})
