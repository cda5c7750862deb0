"""Logging in and showing a second factor: a person is asked as often as the server asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from sync.client import outside
from sync.client.link import FactorNeeded
from sync.client.transport import Transport
from sync.protocol import Enrolment, Login, Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person is asked: a code of one of `ways`, or, with an `enrolment`, to set a new factor up first.

    `was_wrong` tells that the last answer was not right, `is_repeated` that the person is logged in already.
    """

    ways: frozenset[str]
    enrolment: Enrolment | None = None
    was_wrong: bool = False
    is_repeated: bool = False


class Answer(Protocol):
    """A code; `wants_new` tells that the person has a new telephone, and shows the code to set that up."""

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def wants_new(self) -> bool: ...  # noqa: D102


Ask = Callable[[Question], Answer]
"""Asks a person and waits for the answer. Raises UserError when the person gives up."""


def log_in(transport: Transport, wanted: Login, *, ask: Ask | None, browse: outside.Browse) -> Session:
    """Log in by password, with a second factor where one is asked for; without a password at the provider.

    Raises LoginNeeded when the password is wrong, FactorNeeded where nobody can be asked, and Unreachable.
    """
    if not wanted.password:
        return outside.log_in(transport, device=wanted.device, login=wanted.login, browse=browse, is_fresh=False)

    def showing(code: str) -> Login:
        return msgspec.structs.replace(wanted, code=code)

    return shown(
        lambda code: transport.login(showing(code)),
        ask=ask,
        begin=lambda code: transport.begin_factor(showing(code)),
        code=wanted.code,
    )


def shown(
    do: Callable[[str], T], *, ask: Ask | None, begin: Callable[[str], Enrolment], code: str = "",
    first: Question | None = None,
) -> T:  # fmt: skip
    """Do what takes a code, with the codes that a person gives, until it is done; *first* is asked before anything.

    *begin* sets up a new factor: where one is demanded and there is none, or with a code of the one before it. Raises
    FactorNeeded where nobody can be asked.
    """
    question, enrolment = first, None
    is_repeated = first is not None and first.is_repeated
    while True:
        try:
            if question is not None and ask is not None:
                answer = ask(question)
                code = answer.code
                if answer.wants_new and enrolment is None:
                    enrolment = begin(code)
                    question = Question(ways=question.ways, enrolment=enrolment)
                    continue
            return do(code)
        except FactorNeeded as needed:
            if ask is None:
                raise
            if needed.must_enrol:
                enrolment = begin("")
            question = Question(
                ways=needed.ways, enrolment=enrolment, was_wrong=needed.is_wrong, is_repeated=is_repeated
            )
