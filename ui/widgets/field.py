"""Fields to write in, each with its name above it."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.texts import mark, say
from ui import theme
from ui.icons import icon
from ui.widgets.text import Label


class Field(QWidget):
    """A named line to write in."""

    def __init__(self, name: str, *, hint: str = "", secret: bool = False) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(say(name))
        self.edit.setPlaceholderText(say(hint) if hint else "")
        self._label = Label(say(name), kind="strong")
        self._label.setBuddy(self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._label)
        box.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        if secret:
            _hide_letters(self.edit)

    def rename(self, name: str) -> None:
        """Ask for something else."""
        self._label.setText(say(name))
        self.edit.setAccessibleName(say(name))

    def text(self) -> str:
        """Return what stands there, without space around it."""
        return self.edit.text().strip()

    def raw(self) -> str:
        """Return what stands there, space and all: for secrets."""
        return self.edit.text()


def _hide_letters(edit: QLineEdit) -> None:
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    eye = QAction(icon("eye", theme.current().colour("muted")), say(mark("field", "Vis det skrevne")), edit)
    eye.setCheckable(True)

    def turn(is_shown: bool) -> None:
        edit.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    eye.toggled.connect(turn)
    edit.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)


def search_field(name: str, hint: str, *, asked: Callable[[str], object]) -> QLineEdit:
    """Return a line that tells each letter written to *asked*."""
    edit = QLineEdit()
    edit.setAccessibleName(say(name))
    edit.setPlaceholderText(say(hint))
    edit.setClearButtonEnabled(True)
    glass = QAction(icon("search", theme.current().colour("muted")), "", edit)
    edit.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
    edit.textChanged.connect(asked)
    return edit
