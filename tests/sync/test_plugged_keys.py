"""Security keys at the machine: asked for their PIN, unknown, missing, never touched, several at once."""

import subprocess
import sys
import threading

import pytest

from key_people import Person, anna, server, shared
from offices import SQLITE
from software_key import OldKey, SoftwareKey, port
from sync.client import plugged, security_keys
from sync.client.plugged import KeyTrouble, PutAway

__all__ = ["anna", "port", "server", "shared"]


@pytest.fixture
def engine() -> str:
    """The embedded file: the server does the same whatever lies below."""
    return SQLITE


def test_a_pin_is_asked_for_again_until_it_is_right(anna: Person) -> None:
    anna.hand.pins = ["0000", "4711"]

    anna.enrol(SoftwareKey(pin="4711"))

    assert anna.hand.told == ["pin", "wrong", "touch"]


def test_who_gives_no_pin_has_put_the_key_away(anna: Person) -> None:
    with pytest.raises(PutAway):
        anna.enrol(SoftwareKey(pin="4711"))


def test_a_key_from_before_fido2_is_set_up_and_opens(anna: Person) -> None:
    key = OldKey()
    anna.enrol(key)

    assert anna.log_in(anna.sign(key)).login == anna.login
    assert key.count == 1


def test_a_key_that_the_server_does_not_know_says_so(anna: Person) -> None:
    anna.enrol(SoftwareKey())

    with pytest.raises(KeyTrouble) as told:
        anna.sign(SoftwareKey())

    assert told.value.text == security_keys.NOT_KNOWN


def test_without_a_key_the_wait_ends_in_words(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    anna.enrol(SoftwareKey())
    asked = anna.transport.begin_key(anna.asked)
    anna.port.take_out()
    monkeypatch.setattr(plugged, "PATIENCE_S", 0.0)

    with pytest.raises(KeyTrouble) as told:
        security_keys.show(asked, server=anna.server.address, person=anna.hand, stop=threading.Event())

    assert told.value.text == plugged.NONE_FOUND


def test_a_key_that_nobody_touches_is_let_go(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    key.touched.clear()
    monkeypatch.setattr(plugged, "PATIENCE_S", 0.1)

    with pytest.raises(KeyTrouble) as told:
        anna.sign(key)

    assert told.value.text == plugged.NOT_TOUCHED
    assert "security key" not in {each.name for each in threading.enumerate()}


def test_the_library_is_loaded_for_who_shows_a_key_alone() -> None:
    words = "import sys, sync.client.access, sync.server.logging_in; print('fido2' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60)

    assert told.stdout == "False\n"


def test_of_two_keys_the_one_that_is_touched_answers(anna: Person) -> None:
    mine, other = SoftwareKey(), SoftwareKey()
    anna.enrol(mine)
    other.touched.clear()
    asked = anna.transport.begin_key(anna.asked)
    anna.hold(other)
    anna.port.plug(mine)

    shown = security_keys.show(asked, server=anna.server.address, person=anna.hand, stop=threading.Event())

    assert anna.log_in(shown).token
