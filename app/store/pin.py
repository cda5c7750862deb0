"""The PIN: a short way in that works only together with a secret in the machine's keyring.

Ten wrong tries strike it out; the passphrase, the data and the outbox are as before.
"""

from itertools import pairwise

import msgspec

from app.clock import Clock
from app.errors import UserError
from app.store import key_file, keyring_secret, keys, lease, wraps
from app.store.keys import Unlocked
from app.store.profile import Profile
from app.store.wraps import DEFAULT_COST, Cost, PinWrap
from app.texts import mark

TRIES = 10
SHORTEST = 6  # digits
LONGEST = 12


class WrongPin(UserError):
    """The PIN does not open the profile."""

    def __init__(self, left: int) -> None:
        super().__init__(
            mark(
                "keys",
                "PIN-koden er forkert. Prøv igen; der er {left} forsøg tilbage.",
            ),
            left=left,
        )


class PinUnavailable(UserError):
    """There is no PIN, it was struck out, or the keyring does not give its secret."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "keys",
                "PIN-koden gælder ikke nu. Brug adgangssætningen, og vælg derefter en ny PIN-kode.",
            )
        )


class PinTooWeak(UserError):
    """The PIN is not of the kind that may be set."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "keys",
                "PIN-koden skal have {least} til {most} cifre, ikke ens og ikke en række. Vælg en anden.",
            ),
            least=SHORTEST,
            most=LONGEST,
        )


class NoKeyring(UserError):
    """The machine keeps no secrets, so there can be no PIN."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "keys",
                "PIN-kode kræver denne pc’s nøglering, som ikke svarer. Brug adgangssætningen.",
            )
        )


def tries_left(profile: Profile) -> int:
    """Return how many tries the PIN has left, 0 when there is none to try."""
    pin = key_file.load(profile).pin
    return 0 if pin is None else max(TRIES - pin.tries, 0)


def set_pin(profile: Profile, unlocked: Unlocked, *, pin: str, clock: Clock, cost: Cost = DEFAULT_COST) -> None:
    """Put the data key under *pin* too, in the place of an earlier one.

    Raises PinTooWeak, NoKeyring or LeaseEnded.
    """
    _check(pin)
    salt = wraps.new_salt()
    secret = keyring_secret.keep_new(salt.hex()) if keyring_secret.available() else None
    if secret is None:
        raise NoKeyring
    base = wraps.mixed(wraps.stretched(pin, salt=salt, cost=cost), keyring_secret=secret)
    with profile.guard:
        file = key_file.load(profile)
        wrap = wraps.sealed_wrap(
            PinWrap,
            unlocked.data_key,
            number=file.next_number,
            base=base,
            salt=salt,
            cost=cost,
            lease_key=keys.newest_key(keys.held_lease(profile, clock)),
        )
        key_file.save(profile, file.having(wrap))
    if file.pin is not None:
        keyring_secret.forget(file.pin.salt.hex())


def remove_pin(profile: Profile) -> None:
    """Strike the PIN out; the passphrase stays."""
    with profile.guard:
        file = key_file.load(profile)
        if file.pin is None:
            return
        key_file.save(profile, file.without(PinWrap))
    keyring_secret.forget(file.pin.salt.hex())


def unlock(profile: Profile, pin: str, *, clock: Clock) -> Unlocked:
    """Open the data key with the PIN.

    A try is counted on disk before it is made, so that ending the program wins none.
    Raises WrongPin, PinUnavailable (struck out, or no keyring) or LeaseEnded.
    """
    with profile.guard:
        wrap = key_file.load(profile).pin
        if wrap is None:
            raise PinUnavailable
        held_keys = keys.lease_keys(wrap, lease.current(profile, clock))
        secret = keyring_secret.fetch(wrap.salt.hex())
        if secret is None:
            raise PinUnavailable
        left = _count_try(profile, wrap)
        base = wraps.mixed(wraps.stretched(pin, salt=wrap.salt, cost=wrap.cost), keyring_secret=secret)
        try:
            unlocked = Unlocked(data_key=wraps.opened(wrap, base=base, lease_keys=held_keys))
        except wraps.WrapClosed as error:
            raise _refusal(profile, left) from error
        keys.adopt_lease(profile, unlocked, clock=clock)
        keys.forgive_tries(profile)
        return unlocked


def _check(pin: str) -> None:
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise PinTooWeak
    if {int(later) - int(earlier) for earlier, later in pairwise(pin)} in ({0}, {1}, {-1}):
        raise PinTooWeak


def _count_try(profile: Profile, wrap: PinWrap) -> int:
    """Count one more try and return how many are left after it; strikes the PIN out when there was none."""
    if wrap.tries >= TRIES:
        remove_pin(profile)
        raise PinUnavailable
    counted = msgspec.structs.replace(wrap, tries=wrap.tries + 1)
    key_file.save(profile, key_file.load(profile).having(counted))
    return TRIES - counted.tries


def _refusal(profile: Profile, left: int) -> UserError:
    if left:
        return WrongPin(left)
    remove_pin(profile)
    return PinUnavailable()
