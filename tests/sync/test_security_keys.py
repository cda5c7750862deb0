"""Security keys at a real server: set up, shown, asked anew, copied, removed; by software keys that really sign."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest
from fido2.webauthn import CollectedClientData
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import new_device_id
from key_people import Person, anna, bo, server, shared, signed_at
from offices import ENGINES, SQLITE
from second_factors import Telephone
from software_key import SoftwareKey, port
from sync.client import plugged, security_keys
from sync.client.link import FactorNeeded, LoginNeeded, NotDone, Unreachable
from sync.client.plugged import KeyTrouble
from sync.keys import KeyMade, KeyShown
from sync.protocol import Login
from sync.server import factors, permits, webauthn
from sync.server import security_keys as kept
from sync.server.core import Core
from sync.server.policy import Policy
from sync.server.statements import Statement

__all__ = ["anna", "bo", "port", "server", "shared"]

ROWS = Statement("SELECT content FROM factor WHERE sort = 'key' AND login = :login")


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The embedded file, where a test does not ask for each engine."""
    chosen: str = getattr(request, "param", SQLITE)
    return chosen


def test_L18_a_key_is_set_up_and_asked_for_after_the_right_password(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)

    told = anna.needed()

    assert (told.ways, told.is_wrong) == (frozenset({"key"}), False)
    assert anna.log_in(anna.sign(key)).login == anna.login
    assert anna.hand.told == ["touch", "touch"]


def test_L18_what_is_to_be_signed_is_told_to_nobody_without_the_password(anna: Person) -> None:
    anna.enrol(SoftwareKey())

    with pytest.raises(LoginNeeded):
        anna.transport.begin_key(Login(device=anna.device, login=anna.login, password="en anden sætning"))


def test_L18_two_keys_and_a_telephone_open_the_same_account(anna: Person) -> None:
    first, second = SoftwareKey(), SoftwareKey()
    anna.enrol(first)
    anna.enrol(second, "Blå", before=first)
    enrolment = anna.transport.begin_factor(msgspec.structs.replace(anna.asked, key=anna.sign(second)))
    phone = Telephone(enrolment, clock=anna.clock)
    by_code = anna.log_in(code=phone.code())

    assert by_code.token
    assert anna.needed().ways == {"key", "totp"}
    assert anna.log_in(anna.sign(first)).token
    assert anna.log_in(anna.sign(second)).token
    assert [each.split(" ", 2)[::2] for each in anna.told().factors[:2]] == [["key", "Blå"], ["key", "Blå 2"]]


def test_L18_a_program_that_knows_no_keys_shows_a_recovery_code(anna: Person) -> None:
    codes = anna.enrol(SoftwareKey()).recovery

    assert len(codes) == 10
    assert anna.log_in(code=codes[0]).token


def test_L18_wrong_signatures_count_as_wrong_passwords(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    shown = anna.sign(key)
    broken = msgspec.structs.replace(shown, signature=bytes(70))
    for _ in range(10):
        assert anna.needed(broken).is_wrong

    with pytest.raises(Unreachable) as told:
        anna.transport.begin_key(anna.asked)

    assert told.value.retry_after == 60


def test_L19_what_was_signed_is_good_once(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    shown = anna.sign(key)
    anna.log_in(shown)

    assert anna.needed(shown).is_wrong


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_L19_what_was_signed_opens_once_however_many_show_it_at_a_time(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    shown = anna.sign(key)
    core = anna.server.office.core
    asked = msgspec.structs.replace(anna.asked, key=shown)

    def log_in(_: int) -> bool:
        try:
            return bool(core.login(asked).token)
        except permits.FactorNeeded:
            return False

    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(log_in, range(4)))

    assert sorted(opened) == [False, False, False, True]


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_L19_what_one_process_asked_another_one_takes(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    other = Core(anna.server.office.core.database, clock=anna.clock)

    assert other.login(msgspec.structs.replace(anna.asked, key=anna.sign(key))).login == anna.login


def test_L19_what_was_signed_is_good_for_five_minutes(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    in_time = anna.sign(key)
    anna.wait(minutes=4, seconds=59)
    opened = anna.log_in(in_time)
    late = anna.sign(key)
    anna.wait(minutes=5)

    assert opened.token
    assert anna.needed(late).is_wrong


def test_L19_what_one_device_was_asked_is_no_answer_from_another(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    shown = anna.sign(key)
    anna.device = new_device_id()

    assert anna.needed(shown).is_wrong


def test_L19_only_the_newest_challenge_of_a_device_counts(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    older = anna.sign(key)
    newer = anna.transport.begin_key(anna.asked)

    assert anna.needed(older).is_wrong
    assert anna.needed(anna.sign(key, newer)).is_wrong


def test_L20_a_key_signs_for_the_servers_own_name_and_the_client_sees_to_that(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    asked = anna.transport.begin_key(anna.asked)
    elsewhere = msgspec.structs.replace(asked, host="sikker-enplan.example")

    with pytest.raises(KeyTrouble) as told:
        anna.sign(key, elsewhere)

    assert told.value.text == plugged.OTHER_SERVER
    assert key.count == 1


@pytest.mark.parametrize(
    "false",
    ["https://sikker-enplan.example", "https://127.0.0.1.example", "ftp://127.0.0.1", "127.0.0.1"],
)
def test_L20_what_was_signed_at_another_address_is_refused(anna: Person, false: str) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    asked = anna.transport.begin_key(anna.asked)
    signed = signed_at(key, asked, origin=false, host=asked.host)

    assert anna.needed(signed).is_wrong


def test_L20_what_was_signed_for_another_name_is_refused(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    asked = anna.transport.begin_key(anna.asked)
    shown = anna.sign(key, asked)
    other = bytes(32) + shown.data[32:]

    assert anna.needed(msgspec.structs.replace(shown, data=other)).is_wrong


def test_L20_a_key_that_was_not_touched_has_shown_nothing(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    asked = anna.transport.begin_key(anna.asked)
    untouched = signed_at(key, asked, origin=anna.server.address, host=asked.host, options={"up": False})

    assert anna.needed(untouched).is_wrong


def test_L20_a_server_with_a_name_of_its_own_tells_no_other(anna: Person) -> None:
    anna.server.office.core.policy = Policy(name="enplan.kommune.example")

    assert anna.transport.begin_new_key(anna.asked).host == "enplan.kommune.example"


def test_L20_a_key_of_another_account_opens_nothing(anna: Person, bo: Person) -> None:
    annas, bos = SoftwareKey(), SoftwareKey()
    anna.enrol(annas)
    bo.enrol(bos)
    asked = anna.transport.begin_key(anna.asked)
    other = msgspec.structs.replace(asked, keys=bo.transport.begin_key(bo.asked).keys)

    assert anna.needed(anna.sign(bos, other)).is_wrong
    assert bo.log_in(bo.sign(bos)).login == bo.login


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_L21_a_key_that_has_counted_backwards_is_refused_and_that_is_written_down(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    anna.log_in(anna.sign(key))
    key.count -= 1

    refused = anna.needed(anna.sign(key))

    assert (refused.is_wrong, refused.is_copied, refused.ways) == (True, True, frozenset({"key"}))
    assert [each.split(" ")[1] for each in anna.told().events] == ["key_enrolled", "key_copied"]
    assert anna.log_in(anna.sign(key)).token


def test_L21_a_key_that_never_counts_is_taken(anna: Person) -> None:
    key = _Uncounting()
    anna.enrol(key)

    assert anna.log_in(anna.sign(key)).token
    assert anna.log_in(anna.sign(key)).token


def test_L22_a_new_key_needs_the_factor_before_it(anna: Person) -> None:
    first, second = SoftwareKey(), SoftwareKey()
    anna.enrol(first)

    with pytest.raises(FactorNeeded) as asked:
        anna.transport.begin_new_key(anna.asked)
    told = anna.enrol(second, "Rød", before=first)

    assert asked.value.ways == {"key"}
    assert (told.recovery, anna.told().codes) == ([], 10)


def test_L22_recovery_codes_of_a_key_that_was_never_shown_open_nothing(anna: Person) -> None:
    anna.server.office.core.policy = Policy(demands_factor=True)
    codes = anna.transport.begin_new_key(anna.asked).recovery

    assert anna.needed(code=codes[0]).is_wrong
    assert anna.needed().must_enrol


def test_L22_the_same_key_is_not_taken_twice(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key)

    with pytest.raises(KeyTrouble) as told:
        anna.enrol(key, before=key)

    assert told.value.text == security_keys.KNOWN


def test_L22_a_new_key_that_comes_after_a_reset_counts_for_nothing(anna: Person) -> None:
    challenge = anna.transport.begin_new_key(anna.asked)
    made = anna.make(SoftwareKey(), challenge)
    factors.reset(anna.server.office.core.database, anna.login, by="bo", clock=anna.clock)

    with pytest.raises(FactorNeeded) as told:
        anna.transport.login(msgspec.structs.replace(anna.asked, new_key=made))

    assert (told.value.is_wrong, anna.told().factors) == (True, [])


def test_L22_an_account_has_ten_keys_at_most(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    key = SoftwareKey()
    anna.enrol(key)
    monkeypatch.setattr(kept, "MOST_KEYS", 1)

    with pytest.raises(NotDone) as told:
        anna.enrol(SoftwareKey(), before=key)

    assert told.value.code == "keys"


def test_L23_a_removed_key_opens_nothing_and_the_codes_stay_with_the_other(anna: Person) -> None:
    lost, left = SoftwareKey(), SoftwareKey()
    codes = anna.enrol(lost, "Tabt").recovery
    anna.enrol(left, "Blå", before=lost)
    asked = anna.transport.begin_key(anna.asked)
    kept.remove(anna.server.office.core.database, anna.login, name="Tabt", by="bo", clock=anna.clock)

    assert anna.needed(anna.sign(lost, asked)).is_wrong
    assert anna.log_in(anna.sign(left)).token
    assert anna.log_in(code=codes[0]).token
    assert {each.split(" ", 1)[1] for each in anna.told().events[2:]} == {"key_removed bo", "recovered"}


def test_L6_what_a_key_is_made_of_lies_sealed(anna: Person) -> None:
    key = SoftwareKey()
    anna.enrol(key, "Nøglen hjemme")
    identity = anna.transport.begin_key(anna.asked).keys[0]
    with anna.server.office.core.database.reading() as connection:
        content = bytes(ROWS.all(connection, login=anna.login)[0][0])

    assert not any(each in content for each in (identity, "Nøglen".encode(), b"127.0.0.1"))


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(st.binary(max_size=200), st.binary(max_size=200), st.binary(max_size=80))
def test_whatever_is_sent_in_the_place_of_a_signature_proves_nothing(one: bytes, two: bytes, three: bytes) -> None:
    origin = CollectedClientData.create("webauthn.get", bytes(32), "http://127.0.0.1")
    shown = KeyShown(id=one, client_data=bytes(origin), data=two, signature=three)
    made = KeyMade(name="", client_data=bytes(origin), attestation=one)

    assert webauthn.shown(shown, challenge=bytes(32), host="127.0.0.1", content=two) is None
    assert webauthn.made(made, challenge=bytes(32), host="127.0.0.1") is None


class _Uncounting(SoftwareKey):
    """A key that keeps no count, as many do."""

    def _data(self, host: str, flags: int) -> bytes:
        self.count = -1 if flags & 0x01 else 0
        return super()._data(host, flags)
