"""Logging in and showing a second factor: a person is asked as often as the server asks."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import msgspec

from app.texts import mark, say
from sync import protocol
from sync.client import outside, security_keys
from sync.client.link import NOT_UNDERSTOOD, FactorNeeded, NotDone, NotReadable, Unreachable
from sync.client.plugged import Holding, KeyTrouble, PutAway
from sync.client.transport import Transport
from sync.keys import KeyChallenge, KeyMade, KeyShown
from sync.protocol import Enrolment, Login, Session

T = TypeVar("T")

COPIED = mark(
    "key", "Nøglen blev afvist, for den kan være kopieret. Brug en anden, og sig det til jeres administrator."
)
ENOUGH = mark("key", "Du har så mange sikkerhedsnøgler, som der er plads til. Bed jeres administrator fjerne en.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person is asked: something of one of `ways`, or, with an `enrolment`, to set a new factor up first.

    With a `new_key` a name for it. `was_wrong` tells that the last answer was not right, `trouble` in words what came
    in between; `is_repeated` that the person is logged in already.
    """

    ways: frozenset[str]
    enrolment: Enrolment | None = None
    new_key: KeyChallenge | None = None
    was_wrong: bool = False
    trouble: str = ""
    is_repeated: bool = False

    @property
    def has_key(self) -> bool:
        """Tell whether the person has a security key."""
        return protocol.KEY in self.ways


class Answer(Protocol):
    """A code, or, `by_key`, that a security key is at hand.

    `wants_new` tells that the person has a new telephone, `wants_key` a new security key, and shows the rest to set
    that up. `name` is what a new key is called.
    """

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def by_key(self) -> bool: ...  # noqa: D102

    @property
    def wants_new(self) -> bool: ...  # noqa: D102

    @property
    def wants_key(self) -> bool: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102


class Ask(Protocol):
    """Asks a person and waits for the answer. Raises UserError when the person gives up."""

    def __call__(self, question: Question, /) -> Answer: ...  # noqa: D102

    def holding(self, put_away: Callable[[], None], /) -> AbstractContextManager[Holding]:
        """Ask for a security key meanwhile; *put_away* is called when the person does not want to."""
        ...


def log_in(transport: Transport, wanted: Login, *, ask: Ask | None, browse: outside.Browse) -> Session:
    """Log in by password, with a second factor where one is asked for; without a password at the provider.

    Raises LoginNeeded when the password is wrong, FactorNeeded where nobody can be asked, and Unreachable.
    """
    if not wanted.password:
        return outside.log_in(transport, device=wanted.device, login=wanted.login, browse=browse, is_fresh=False)
    return shown(transport, wanted, do=transport.login, ask=ask)


def shown(
    transport: Transport, wanted: Login, *, do: Callable[[Login], T], ask: Ask | None, first: Question | None = None
) -> T:
    """Do what *wanted* is for, with what a person shows beside it, until it is done; *first* is asked before anything.

    Raises FactorNeeded where nobody can be asked.
    """
    if ask is None:
        return do(wanted)
    showing = _Showing(transport, wanted, ask, is_repeated=first is not None and first.is_repeated)
    asked = wanted
    question = first
    while True:
        try:
            if question is not None:
                asked = showing.answered(question)
            return do(asked)
        except FactorNeeded as needed:
            question = showing.after(needed)
        except KeyTrouble as trouble:
            question = showing.again(trouble.message())
        except PutAway:
            question = showing.again("")


class _Showing:
    """One person showing a second factor, for as long as it takes."""

    def __init__(self, transport: Transport, wanted: Login, ask: Ask, *, is_repeated: bool) -> None:
        self._transport = transport
        self._wanted = wanted
        self._ask = ask
        self._asked = Question(ways=frozenset(), is_repeated=is_repeated)
        self._sets_up = False

    def answered(self, question: Question) -> Login:
        """Return what the person shows, set up before where it is new. Raises KeyTrouble and PutAway."""
        self._asked = replace(question, was_wrong=False, trouble="")
        self._sets_up = question.enrolment is not None and not question.ways
        answer = self._ask(question)
        key = self._key() if answer.by_key else None
        login = msgspec.structs.replace(self._wanted, code="" if key else answer.code, key=key)
        if answer.wants_key:
            return msgspec.structs.replace(self._wanted, code="", new_key=self._new_key(login))
        if answer.wants_new and question.enrolment is None:
            enrolment = self._transport.begin_factor(login)
            return self.answered(Question(ways=question.ways, enrolment=enrolment))
        return login

    def after(self, needed: FactorNeeded) -> Question:
        """Return what is asked when the server says what it needs."""
        if needed.must_enrol:
            self._sets_up, self._asked = True, replace(self._asked, enrolment=None)
        return Question(
            ways=needed.ways, enrolment=self._enrolment(), was_wrong=needed.is_wrong and not needed.is_copied,
            trouble=say(COPIED) if needed.is_copied else "", is_repeated=self._asked.is_repeated,
        )  # fmt: skip

    def again(self, trouble: str) -> Question:
        """Return the question that a key did not answer, with what was the matter."""
        return replace(self._asked, enrolment=self._enrolment(), trouble=trouble)

    def _enrolment(self) -> Enrolment | None:
        """Return what sets a telephone up, begun anew where a key came in between."""
        if self._sets_up and self._asked.enrolment is None:
            return self._transport.begin_factor(msgspec.structs.replace(self._wanted, code=""))
        return self._asked.enrolment

    def _key(self) -> KeyShown:
        asked = self._transport.begin_key(msgspec.structs.replace(self._wanted, code=""))
        stop = threading.Event()
        with self._ask.holding(stop.set) as person:
            return security_keys.show(asked, server=self._transport.server, person=person, stop=stop)

    def _new_key(self, login: Login) -> KeyMade:
        """Set up a new key; what was begun for a telephone is over by that."""
        try:
            asked = self._transport.begin_new_key(login)
        except NotDone as enough:
            raise KeyTrouble(ENOUGH) from enough
        except NotReadable as older:
            raise Unreachable(NOT_UNDERSTOOD) from older
        self._asked = replace(self._asked, enrolment=None)
        named = self._ask(replace(self._asked, new_key=asked))
        stop = threading.Event()
        with self._ask.holding(stop.set) as person:
            return security_keys.make(asked, name=named.name, server=self._transport.server, person=person, stop=stop)
