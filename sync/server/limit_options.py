"""The options of `serve` that say how much one device, account or address may ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from sync.server.limits import Limits

_ABOUT = (
    ("device", "Requests a minute that one device may make, with a token."),
    ("account", "Requests a minute of one account, all of its devices together."),
    ("address", "Requests a minute from one address without a token: log-ins, mostly. A proxy is one address."),
    ("device_polls", "Requests of one device that may wait for news at a time."),
    ("account_polls", "Requests of one account that may wait for news at a time."),
)
_OPTIONS = {
    "device": "--device-requests", "account": "--account-requests", "address": "--address-requests",
    "device_polls": "--device-polls", "account_polls": "--account-polls",
}  # fmt: skip


def with_limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* an option for each limit; it is called with them as `limits`."""

    @wraps(command)
    def limited(**told: Any) -> Any:
        limits = Limits(**{name: told.pop(name) for name in _OPTIONS})
        return command(**told, limits=limits)

    for name, about in reversed(_ABOUT):
        option = click.option(
            _OPTIONS[name], name, type=click.IntRange(0), default=getattr(Limits(), name), show_default=True,
            help=f"{about} 0 is no limit.",
        )  # fmt: skip
        limited = option(limited)
    return limited
