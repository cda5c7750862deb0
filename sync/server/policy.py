"""Policy: what a server asks of those who log in, as its administrator starts it."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

FRESH_MINUTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is asked beside the password.

    With `demands_factor` nobody logs in without a second factor; an account that has one is asked in any case. An act
    that asks for a fresh proof takes one no older than `fresh`. Security keys sign for `name`, the host name by which
    users reach the server; where it is empty, for the one that each request names.
    """

    demands_factor: bool = False
    fresh: timedelta = timedelta(minutes=FRESH_MINUTES)
    name: str = ""

    @classmethod
    def of(
        cls, *, host: str, demands_factor: bool | None, fresh_minutes: int = FRESH_MINUTES, name: str = ""
    ) -> "Policy":
        """Return the policy of a server at the address *host*: where others are answered it demands a second factor."""
        if demands_factor is None:
            demands_factor = not ip_address(host).is_loopback
        return cls(demands_factor=demands_factor, fresh=timedelta(minutes=fresh_minutes), name=name.lower())
