"""What a provider of identities has said of a user, whatever way it spoke, and why it is not believed."""

import msgspec

from sync.server.rights import Role


class ProviderAway(Exception):
    """The provider does not answer: nothing is known of the user, and trying later helps."""


class NotBelieved(Exception):
    """What the provider answered, or what was shown as its word, is not to be believed; the text names no person."""


class Granted(msgspec.Struct, frozen=True, omit_defaults=True):
    """A role that the provider's words stand for, with data limits: units with those below them, and KLE numbers.

    None limits nothing.
    """

    role: Role
    units: tuple[str, ...] | None = None
    kle: tuple[str, ...] | None = None


class Vouched(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Whom the provider means: its own id of the user, and the name of an account here, empty when it told none.

    `is_strong` tells that it saw a second factor, `shown` when, in seconds since 1970.
    """

    subject: str
    login: str = ""
    granted: tuple[Granted, ...] = ()
    is_strong: bool = False
    shown: int | None = None
