"""The second factor at a real server: asked for, enrolled, used once, limited, recovered, reset."""

from collections.abc import Iterator

import pytest

from app.ids import new_device_id
from builders import a_citizen
from second_factors import Telephone, begin_factor, half_a_minute
from servers import SERVER_PASSWORD, Serving
from sync.client.link import FactorNeeded, LoginNeeded, Unreachable
from sync.client.transport import Transport
from sync.protocol import Enrolment, Login, Session
from sync.server import accounts, factors
from sync.server.factors import MOST_WRONG
from sync.server.policy import Policy
from sync.server.statements import Statement

ROWS = Statement("SELECT content FROM factor")
CODES = Statement("SELECT digest FROM recovery_code")


class Person:
    """Somebody who logs in as *login* from a device, over HTTP."""

    def __init__(self, server: Serving, login: str) -> None:
        self.login = login
        self.device = new_device_id()
        self.clock = server.office.clock
        self._transport = Transport(server.address, authorise=lambda is_refused: "")
        server.user(login, password=SERVER_PASSWORD)

    def log_in(self, code: str = "") -> Session:
        return self._transport.login(self.asked(code))

    def begin(self, code: str = "") -> Enrolment:
        return self._transport.begin_factor(self.asked(code))

    def enrol(self) -> tuple[Telephone, Enrolment]:
        """Set a telephone up and show its first code."""
        told = self.begin()
        phone = Telephone(told, clock=self.clock)
        self.log_in(phone.code())
        half_a_minute(self.clock)
        return phone, told

    def asked(self, code: str = "") -> Login:
        return Login(device=self.device, login=self.login, password=SERVER_PASSWORD, code=code)

    def close(self) -> None:
        self._transport.close()


@pytest.fixture(autouse=True)
def _hashing_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a password costs is measured elsewhere."""
    monkeypatch.setattr(accounts, "MEMORY_KIB", 64)


@pytest.fixture
def anna(server: Serving) -> Iterator[Person]:
    person = Person(server, "anna")
    yield person
    person.close()


@pytest.fixture
def demanding(server: Serving) -> Serving:
    """The server, asking everybody for a second factor."""
    server.office.core.policy = Policy(demands_factor=True)
    return server


def needed(person: Person, code: str = "") -> FactorNeeded:
    with pytest.raises(FactorNeeded) as told:
        person.log_in(code)
    return told.value


def test_L1_who_has_a_second_factor_is_asked_for_it_after_the_right_password(anna: Person) -> None:
    before = anna.log_in()
    phone, _ = anna.enrol()

    told = needed(anna)

    assert before.login == anna.log_in(phone.code()).login == "anna"
    assert (told.ways, told.must_enrol, told.is_wrong) == (frozenset({"totp"}), False, False)


def test_L1_a_wrong_password_is_told_no_more_than_before(anna: Person, server: Serving) -> None:
    phone, _ = anna.enrol()
    transport = Transport(server.address, authorise=lambda is_refused: "")

    with pytest.raises(LoginNeeded) as told:
        transport.login(Login(device=anna.device, login="anna", password="en anden sætning", code=phone.code()))
    transport.close()

    assert type(told.value) is LoginNeeded


def test_L2_where_it_is_demanded_who_has_none_enrols_before_anything_else(demanding: Serving, anna: Person) -> None:
    first = needed(anna)
    phone, _ = anna.enrol()

    assert (first.must_enrol, first.ways) == (True, frozenset())
    assert anna.log_in(phone.code()).token


def test_L2_an_enrolment_counts_once_a_code_was_shown_and_within_a_quarter_of_an_hour(anna: Person) -> None:
    told = anna.begin()
    phone = Telephone(told, clock=anna.clock)
    without = anna.log_in()
    late = Telephone(told, clock=anna.clock)
    for _ in range(31):
        half_a_minute(anna.clock)

    assert without.token
    assert needed(anna, late.code()).is_wrong
    assert phone.code() == late.code()


def test_L3_a_code_is_good_once(anna: Person) -> None:
    phone, _ = anna.enrol()
    anna.log_in(phone.code())

    assert needed(anna, phone.code()).is_wrong


def test_L4_wrong_codes_count_as_wrong_passwords(anna: Person) -> None:
    anna.enrol()
    for _ in range(10):
        assert needed(anna, "000000").is_wrong

    with pytest.raises(Unreachable) as told:
        anna.log_in()

    assert told.value.retry_after == 60


def test_L4_after_thirty_wrong_codes_only_a_recovery_code_helps(server: Serving, anna: Person) -> None:
    phone, told = anna.enrol()
    database = server.office.core.database
    now = anna.clock.now()

    guessed = [
        database.write(lambda each: factors.prove(each, login="anna", code="000000", now=now))
        for _ in range(MOST_WRONG + 1)
    ]
    closed = needed(anna, phone.code())
    recovered = anna.log_in(told.recovery[0])

    assert (any(guessed), closed.is_wrong) == (False, True)
    assert recovered.token
    assert anna.log_in(phone.code()).token


def test_L5_a_recovery_code_is_good_once_however_it_is_typed(anna: Person) -> None:
    _, told = anna.enrol()
    typed = f" {told.recovery[3].replace('-', ' ').lower()} "

    assert anna.log_in(typed).token
    assert needed(anna, told.recovery[3]).is_wrong


def test_L5_recovery_codes_that_were_never_confirmed_open_nothing(demanding: Serving, anna: Person) -> None:
    assert needed(anna, anna.begin().recovery[0]).is_wrong


def test_L6_secrets_lie_sealed_and_recovery_codes_hashed(server: Serving, anna: Person) -> None:
    _, told = anna.enrol()

    with server.office.core.database.reading() as connection:
        kept = [bytes(row[0]) for each in (ROWS, CODES) for row in each.all(connection)]

    assert len(kept) == 1 + len(told.recovery) == 11
    assert not any(word.encode() in each for word in (told.secret, *told.recovery) for each in kept)


def test_L7_a_new_telephone_takes_the_place_of_the_old_one_for_who_shows_that(anna: Person) -> None:
    old, told = anna.enrol()
    with pytest.raises(FactorNeeded):
        anna.begin()
    new = Telephone(anna.begin(told.recovery[0]), clock=anna.clock)
    anna.log_in(new.code())
    half_a_minute(anna.clock)

    assert needed(anna, old.code()).is_wrong
    assert needed(anna, told.recovery[1]).is_wrong
    assert anna.log_in(new.code()).token


def test_L8_an_administrator_resets_it_and_that_is_written_down(
    server: Serving, demanding: Serving, anna: Person
) -> None:
    phone, _ = anna.enrol()
    database = demanding.office.core.database
    factors.reset(database, "anna", by="bo", clock=anna.clock)

    told = database.read(lambda each: factors.told(each, "anna", names={}))

    assert needed(anna).must_enrol
    assert needed(anna, phone.code()).is_wrong
    assert [each.split(" ", 1)[1] for each in told.events] == ["enrolled", "reset bo"]
    assert (told.factors, told.codes) == ([], 0)


def test_L9_a_device_that_was_registered_with_a_second_factor_is_not_asked_again(
    server: Serving, demanding: Serving
) -> None:
    server.user("anna", password=SERVER_PASSWORD)
    store = server.office.client("anna")
    access = server.access(store)
    told = begin_factor(access, login="anna")
    access.join(login="anna", password=SERVER_PASSWORD, code=Telephone(told, clock=server.office.clock).code())
    access.close()
    a_citizen(store)

    assert server.sync(store).sent == 1


def test_L9_a_device_from_before_it_was_demanded_is_asked_and_loses_nothing(server: Serving) -> None:
    server.user("anna", password=SERVER_PASSWORD)
    store = server.office.client("anna")
    access = server.access(store)
    access.join(login="anna", password=SERVER_PASSWORD)
    server.office.core.policy = Policy(demands_factor=True)
    a_citizen(store)
    with pytest.raises(FactorNeeded) as asked:
        server.sync(store)
    told = begin_factor(access, login="anna")
    access.join(login="anna", password=SERVER_PASSWORD, code=Telephone(told, clock=server.office.clock).code())
    access.close()

    assert asked.value.must_enrol
    assert server.sync(store).sent == 1
