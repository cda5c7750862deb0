"""Policy: what a server asks of those who log in, as its administrator starts it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is asked beside the password.

    With `demands_factor` nobody logs in without a second factor; an account that has one is asked in any case. An act
    that asks for a fresh proof takes one no older than `fresh`.
    """

    demands_factor: bool = False
    fresh: timedelta = timedelta(minutes=10)
