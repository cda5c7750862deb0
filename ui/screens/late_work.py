"""Late work: a card for what came after its author's right had ended, with what can be done with it."""

from app.errors import EnplanError
from app.operations.late_work import adopt, let_go
from app.queries.late_work import LateView
from app.texts import mark, say
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.text import Label

_WHY = mark(
    "late-work",
    "{author} var ikke tilknyttet borgeren længere, da det nåede frem. Tag det med i planen, eller lad det ligge.",
)
_TOO_LONG = mark("late-work", "Teksten er for lang til at stå her. Tag den med i planen for at læse den.")


class LateCard(Card):
    """One piece of late work over the window: «Tag med i planen», or «Tag det ikke med» with a reason."""

    def __init__(self, late: LateView, desk: Desk) -> None:
        super().__init__(spacing=8)
        self._late, self._desk = late, desk
        about = " · ".join(part for part in (late.name, late.act, late.author, late.at) if part)
        self.body.addWidget(Label(late.title, kind="card", wrap=True))
        self.body.addWidget(Label(about, kind="muted", wrap=True))
        self.body.addWidget(Label(say(_WHY, author=late.author), kind="warning", wrap=True))
        for field, words in late.written:
            self.body.addWidget(Label(field, kind="strong"))
            self.body.addWidget(Label(words, wrap=True))
        if late.work.body is None:
            self.body.addWidget(Label(say(_TOO_LONG), wrap=True))
        self._reason = Field(mark("late-work", "Hvorfor skal det ikke med?"))
        self._trouble = Label("", kind="alarm", wrap=True)
        self.body.addWidget(self._reason)
        self.body.addWidget(self._trouble)
        self._trouble.hide()
        take = Button(mark("late-work", "Tag med i planen"), kind="primary", act=self._adopt)
        take.setAccessibleName(say(mark("late-work", "Tag med i planen: {title}"), title=late.title))
        leave = Button(mark("late-work", "Tag det ikke med"), act=self._let_go)
        leave.setAccessibleName(say(mark("late-work", "Tag det ikke med: {title}"), title=late.title))
        self.body.addLayout(row(take, leave, None))

    def _adopt(self) -> None:
        self._desk.bridge.run(adopt, then=self._on_adopted, failed=self._refuse, work=self._late.work)

    def _on_adopted(self, _answer: object) -> None:
        self._desk.messages.tell(say(mark("late-work", "Det kommer med, når serveren har fået besked.")))

    def _let_go(self) -> None:
        self._desk.bridge.run(let_go, failed=self._refuse, work=self._late.work, reason=self._reason.text())

    def _refuse(self, error: EnplanError) -> None:
        self._trouble.setText(error.message())
        self._trouble.show()
        self._reason.setFocus()
