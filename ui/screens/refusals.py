"""Ikke godkendt: what the server did not accept, why, and what was written, so that no word is lost."""

from datetime import date
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.look_up import LookUpAct
from app.operations.refusals import dismiss
from app.queries.late_work import LateView, late_work
from app.queries.refusals import RefusedView, refusals
from app.store.reader import Reader
from app.texts import mark, say
from ui import theme
from ui.screens.late_work import LateCard
from ui.screens.logged import Logged
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.page import clear, scrolling
from ui.widgets.text import Label
from ui.window import Dialog

SIZE = (640, 560)
_PURPOSE = mark("look-up", "Arbejde, der ikke er kommet med i planen")


class RefusalsDialog(Dialog):
    """All refused changes over the window, each to be copied and put away, and others' work that came too late."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._logged = Logged(desk, act=LookUpAct.LIST, purpose=_PURPOSE, parent=self)
        self.setWindowTitle("Enplan")
        self.setAccessibleName(say(mark("refusal", "Ikke godkendt af serveren")))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 12, 12)
        self._body.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 8, 16)
        outer.setSpacing(12)
        outer.addWidget(Label(self.accessibleName(), kind="page", wrap=True))
        outer.addWidget(scrolling(self._body), 1)
        self._close = Button(mark("refusal", "Luk"), act=self.accept)
        foot = row(None, self._close)
        foot.setContentsMargins(0, 0, 16, 0)
        outer.addLayout(foot)
        scale = min(1.5, theme.current().scale)
        self.resize(round(SIZE[0] * scale), round(SIZE[1] * scale))
        desk.bridge.changed.connect(self._reload)
        self._reload()

    def _reload(self, _touched: object = None) -> None:
        self._desk.bridge.ask(_waiting, then=self._log, today=self._desk.today())

    def _log(self, found: tuple[list[RefusedView], list[LateView]]) -> None:
        refused, late = found
        citizens = [*(each.citizen for each in refused), *(each.work.citizen for each in late)]
        self._logged.show(citizens, partial(self._show, found))

    def _show(self, found: tuple[list[RefusedView], list[LateView]]) -> None:
        refused, late = found
        clear(self._body)
        for each in refused:
            self._body.addWidget(self._card(each))
        for work in late:
            self._body.addWidget(LateCard(work, self._desk))
        if not refused and not late:
            self._body.addWidget(Label(say(mark("refusal", "Her er ikke mere at se på.")), kind="muted", wrap=True))
            self._close.setFocus()
        self._body.addStretch(1)

    def _card(self, refused: RefusedView) -> Card:
        card = Card(spacing=8)
        about = " · ".join(part for part in (refused.name, refused.act, refused.at) if part)
        card.body.addWidget(Label(refused.title, kind="card", wrap=True))
        card.body.addWidget(Label(about, kind="muted", wrap=True))
        card.body.addWidget(Label(refused.reason, kind="warning", wrap=True))
        for field, words in refused.written:
            card.body.addWidget(Label(field, kind="strong"))
            card.body.addWidget(Label(words, wrap=True))
        copy = Button(mark("refusal", "Kopiér teksten"), icon_name="copy", act=partial(self._copy, refused))
        copy.setAccessibleName(say(mark("refusal", "Kopiér teksten: {title}"), title=refused.title))
        copy.setEnabled(bool(refused.written))
        remove = Button(mark("refusal", "Fjern herfra"), icon_name="check", act=partial(self._dismiss, refused))
        remove.setAccessibleName(say(mark("refusal", "Fjern herfra: {title}"), title=refused.title))
        card.body.addLayout(row(copy, remove, None))
        return card

    def _copy(self, refused: RefusedView) -> None:
        QGuiApplication.clipboard().setText(refused.text())
        self._desk.messages.tell(say(mark("refusal", "Teksten er kopieret.")))

    def _dismiss(self, refused: RefusedView) -> None:
        self._desk.bridge.run(dismiss, change=refused.change)


def _waiting(reader: Reader, *, today: date) -> tuple[list[RefusedView], list[LateView]]:
    return refusals(reader, today=today), late_work(reader, today=today)
