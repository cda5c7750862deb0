"""Showing a second factor: a person is asked as often as the server asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sync.client.link import FactorNeeded
from sync.protocol import Enrolment

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


Ask = Callable[[Question], str]
"""Asks a person and waits for the code. Raises UserError when the person gives up."""


def shown(
    do: Callable[[str], T], *, ask: Ask | None, begin: Callable[[], Enrolment], code: str = "",
    is_repeated: bool = False,
) -> T:  # fmt: skip
    """Do what takes a code, with the codes that a person gives, until it is done.

    *begin* sets up a new factor where one is demanded and there is none. Raises FactorNeeded where nobody can be asked.
    """
    enrolment: Enrolment | None = None
    while True:
        try:
            return do(code)
        except FactorNeeded as needed:
            if ask is None:
                raise
            if needed.must_enrol:
                enrolment = begin()
            code = ask(
                Question(ways=needed.ways, enrolment=enrolment, was_wrong=needed.is_wrong, is_repeated=is_repeated)
            )
