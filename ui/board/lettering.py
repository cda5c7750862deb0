"""Lettering: the fonts of the board's own parts; in Mødevisning none is smaller than sixteen pixels."""

from PySide6.QtGui import QFont

from ui.theme import current

MEETING_PX = 16


def lettering(*, weight: str = "strong", meeting: bool = False) -> QFont:
    """Return the font of running words."""
    font = current().font("body", weight=weight)
    font.setPixelSize(word_size(meeting=meeting))
    return font


def word_size(*, meeting: bool) -> int:
    """Return the size of running words in pixels."""
    return max(current().text(), MEETING_PX if meeting else 0)


def panel_sheet() -> str:
    """Return the style sheet that makes Qt's parts as large as a meeting needs."""
    size, title = word_size(meeting=True), max(current().text("panel"), 20)
    return (
        f"QLabel, QPushButton, QLineEdit, QPlainTextEdit, QComboBox {{ font-size: {size}px; }}"
        f' QLabel[kind="panel"] {{ font-size: {title}px; }}'
    )
