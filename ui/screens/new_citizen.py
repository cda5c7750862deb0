"""A new citizen: a name is enough, the rest may come later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.domain.cpr import read_cpr
from app.errors import EnplanError
from app.operations.citizens import add_citizen
from app.texts import mark, say
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.page import scrolling
from ui.widgets.text import Label
from ui.widgets.tick import Tick


class NewCitizenPanel(Card):
    """Asks for what is known; `closed` tells that the list is wanted again."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=24, spacing=14)
        self._desk = desk
        self._given, self._family = Field(mark("citizen", "Fornavn")), Field(mark("citizen", "Efternavn"))
        self._cpr = Field(mark("citizen", "CPR-nummer"), hint=mark("citizen", "Kan vente"))
        self._phone = Field(mark("citizen", "Telefon"), hint=mark("citizen", "Kan vente"))
        self._address = Field(mark("citizen", "Adresse"), hint=mark("citizen", "Kan vente"))
        self._protected = Tick(say(mark("citizen", "Navne- og adressebeskyttelse")))
        self._trouble = Label(kind="warning", wrap=True)
        self._trouble.hide()
        grid = QGridLayout()
        grid.setSpacing(14)
        for place, field in enumerate((self._given, self._family, self._cpr, self._phone)):
            grid.addWidget(field, place // 2, place % 2)
            field.edit.returnPressed.connect(self._save)
        grid.addWidget(self._address, 2, 0, 1, 2)
        save = Button(mark("citizen", "Opret"), icon_name="check", kind="primary", act=self._save)
        cancel = Button(mark("citizen", "Fortryd"), act=self.closed.emit)
        form = QVBoxLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(14)
        form.addWidget(Label(say(mark("citizen", "Ny borger")), kind="panel"))
        form.addLayout(grid)
        for part in (self._protected, self._trouble):
            form.addWidget(part)
        form.addLayout(row(save, cancel, None))
        form.addStretch(1)
        self.body.addWidget(scrolling(form))

    def begin(self, name: str) -> None:
        """Begin with what stood in the search field, when it is a name."""
        words = name.split() if not any(letter.isdigit() for letter in name) else []
        self._given.edit.setText(" ".join(words[:-1]) if len(words) > 1 else " ".join(words))
        self._family.edit.setText(words[-1] if len(words) > 1 else "")
        for field in (self._cpr, self._phone, self._address):
            field.edit.clear()
        self._protected.setChecked(False)
        self._trouble.hide()
        self._given.setFocus()

    def _save(self) -> None:
        cpr = read_cpr(self._cpr.text())
        if self._cpr.text() and cpr is None:
            self._tell(say(mark("citizen", "CPR-nummeret kan ikke passe. Ret det, eller lad det være tomt.")))
            return
        born = cpr.birth_date if cpr is not None else None
        self._desk.bridge.run(
            add_citizen,
            then=self._on_saved,
            failed=self._on_failed,
            given=self._given.text() or None,
            family=self._family.text() or None,
            birth_date=born.isoformat() if born else None,
            cpr=cpr.value if cpr is not None else None,
            phone=self._phone.text() or None,
            address=self._address.text() or None,
            is_protected=self._protected.isChecked(),
        )

    def _on_saved(self, citizen: str) -> None:
        self.closed.emit()
        self._desk.citizen_wanted.emit(citizen)

    def _on_failed(self, error: EnplanError) -> None:
        self._tell(error.message())

    def _tell(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.show()
