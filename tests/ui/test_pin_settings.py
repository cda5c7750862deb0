"""A PIN is chosen and removed in the settings where the machine keeps secrets, and told about where it does not."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backends.fail import Keyring as NoBackend
from pytestqt.qtbot import QtBot

from app.store import pin
from profiles import MemoryKeyring, a_keyring
from ui.screens.pin_settings import PinCard
from ui.screens.screen import Desk
from ui.session import Session
from windows import settled

PIN = "493817"


@pytest.fixture
def machine() -> Iterator[MemoryKeyring]:
    """The machine's keyring."""
    with a_keyring() as machine:
        yield machine


@pytest.fixture
def bare_machine(machine: MemoryKeyring) -> None:
    """A machine that keeps no secrets."""
    keyring.set_keyring(NoBackend())  # type: ignore[no-untyped-call]


def shown(qtbot: QtBot, session: Session, desk: Desk) -> PinCard:
    card = PinCard(desk)
    qtbot.addWidget(card)
    card.show()
    settled(qtbot, session)
    return card


def choose(qtbot: QtBot, session: Session, card: PinCard, code: str, again: str) -> None:
    card._new.edit.setText(code)
    card._again.edit.setText(again)
    card._set.click()
    settled(qtbot, session)


@pytest.mark.usefixtures("machine")
def test_a_chosen_pin_opens_the_profile_until_it_is_removed(qtbot: QtBot, session: Session, desk: Desk) -> None:
    card = shown(qtbot, session, desk)
    before = card._remove.isVisible()

    choose(qtbot, session, card, PIN, PIN)
    opened = pin.unlock(session.profile, PIN, clock=session.clock)
    has_remove = card._remove.isVisible()
    card._remove.click()
    settled(qtbot, session)

    assert opened == session.unlocked
    assert (before, has_remove, card._remove.isVisible()) == (False, True, False)
    assert pin.tries_left(session.profile) == 0
    assert card._new.raw() == ""


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ((PIN, "493818"), "De to PIN-koder er ikke ens. Skriv dem igen."),
        (("123456", "123456"), "PIN-koden skal have 6 til 12 cifre, ikke ens og ikke en række. Vælg en anden."),
    ],
)
def test_a_pin_that_cannot_be_is_told_in_words(
    qtbot: QtBot, session: Session, desk: Desk, codes: tuple[str, str], told: str
) -> None:
    card = shown(qtbot, session, desk)

    choose(qtbot, session, card, *codes)

    assert card._trouble.text() == told
    assert pin.tries_left(session.profile) == 0


@pytest.mark.usefixtures("bare_machine")
def test_without_a_keyring_there_is_nothing_to_choose_and_the_reason_is_told(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    card = shown(qtbot, session, desk)

    assert card._about.text() == "PIN-kode kræver denne pc’s nøglering, som ikke svarer. Brug adgangssætningen."
    assert not card._set.isVisible()
