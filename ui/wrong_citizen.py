"""«Forkert borger»: asked once, in plain words; what was written goes for good, or moves to the right citizen."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.domain.item import Item
from app.errors import EnplanError
from app.operations.wrong_citizen import Going, take_back, what_goes
from app.texts import Text, mark, say
from ui import theme
from ui.bridge import Bridge
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.text import Label
from ui.window import Dialog

WRONG = mark("wrong citizen", "Forkert borger …")
TITLE = mark("wrong citizen", "Forkert borger")
WHOLE = mark(
    "wrong citizen",
    "«{title}» fjernes helt, her med det samme og hos serveren og kolleger, så snart der er forbindelse. "
    "Det kan ikke fortrydes.",
)
PART = mark(
    "wrong citizen",
    "Det, du har skrevet på «{title}» de sidste 30 minutter, fjernes helt, også hos serveren og kolleger. "
    "Det, der stod før, kommer frem igen. Det kan ikke fortrydes.",
)
LISTED = mark("wrong citizen", "Databeskyttelsesrådgiveren kan se, at der er fjernet noget, men ikke hvad.")
MOVE_TO = mark("wrong citizen", "Flyt det til")
NOWHERE = mark("wrong citizen", "Ingen – fjern det kun")
REMOVE = mark("wrong citizen", "Fjern")
MOVE = mark("wrong citizen", "Fjern og flyt")
KEEP = mark("wrong citizen", "Behold")
DONE = mark("wrong citizen", "Det er fjernet her. Resten sker ved næste kontakt med serveren.")
MOVED = mark("wrong citizen", "Det er fjernet her og flyttet. Resten sker ved næste kontakt med serveren.")
CLOSE = mark("wrong citizen", "Luk")
WIDTH = 460


class WrongCitizenDialog(Dialog):
    """Asks what is to become of *item*, which somebody wrote on the wrong citizen."""

    def __init__(self, bridge: Bridge, item: Item, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._item = item
        self.setWindowTitle("Enplan")
        self.setAccessibleName(say(TITLE))
        self._words = Label("", wrap=True)
        self._listed = Label(say(LISTED), kind="muted", wrap=True)
        self._where = Label(say(MOVE_TO), kind="strong")
        self._to = QComboBox()
        self._to.setAccessibleName(say(MOVE_TO))
        self._to.currentIndexChanged.connect(self._on_chosen)
        self._remove = Button(REMOVE, icon_name="trash-2", act=self._on_remove)
        self._keep = Button(KEEP, kind="primary", act=self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(Label(say(TITLE), kind="page", wrap=True))
        for part in (self._words, self._listed, self._where, self._to):
            outer.addWidget(part)
        outer.addLayout(row(None, self._remove, self._keep))
        self.setFixedWidth(round(WIDTH * min(1.5, theme.current().scale)))
        self._hide(self._where, self._to, self._remove, self._listed)
        bridge.run(what_goes, then=self._show, failed=self._on_failed, item=item)

    def _show(self, going: Going) -> None:
        self._words.setText(say(WHOLE if going.is_whole else PART, title=going.title))
        self._to.addItem(say(NOWHERE), None)
        for citizen, name in going.others:
            self._to.addItem(name, citizen)
        self._remove.show()
        self._listed.show()
        self._where.setVisible(bool(going.others))
        self._to.setVisible(bool(going.others))
        self._keep.setFocus()

    def _on_chosen(self, _index: int) -> None:
        self._remove.setText(say(REMOVE if self._to.currentData() is None else MOVE))

    def _on_remove(self) -> None:
        self._remove.setEnabled(False)
        to: Any = self._to.currentData()
        done = partial(self._end, DONE if to is None else MOVED)
        self._bridge.run(take_back, then=done, failed=self._on_failed, item=self._item, to=to)

    def _end(self, words: Text, _answer: object) -> None:
        self._words.setText(say(words))
        self._close()

    def _on_failed(self, failed: EnplanError) -> None:
        self._words.setText(failed.message())
        self._close()

    def _close(self) -> None:
        self._hide(self._where, self._to, self._remove, self._listed)
        self._keep.setText(say(CLOSE))
        self._keep.setFocus()

    def _hide(self, *parts: QWidget) -> None:
        for part in parts:
            part.hide()
