"""Escrow: the municipality's own way into a profile whose passphrase is forgotten or whose owner is gone.

The data key is sealed to the municipality's public key (X25519). The private key lies with the municipality,
never on a device or the server. No lease binds this way in.
"""

from app.changes import sealing
from app.clock import Clock
from app.errors import UserError
from app.store import key_file, keys, lease, pin, wraps
from app.store.keys import Unlocked
from app.store.profile import Profile
from app.store.wraps import DEFAULT_COST, Cost
from app.texts import mark


class EscrowFileUnreadable(UserError):
    """The file holds no such key."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "keys",
                "Filen er ikke en X25519-nøgle, eller dens adgangskode er forkert. Vælg kommunens nøglefil.",
            )
        )


class EscrowMismatch(UserError):
    """The private key is not the one that the profile was put under."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "keys",
                "Nøglefilen passer ikke til profilen. Brug den private del af profilens nødnøgle.",
            )
        )


class NoEscrow(UserError):
    """The profile was never put under a municipality's key."""

    def __init__(self) -> None:
        super().__init__(mark("keys", "Profilen er oprettet uden nødnøgle. Den åbner kun med adgangssætningen."))


def public_key(content: bytes) -> bytes:
    """Return the raw public key in a file's *content*; raises EscrowFileUnreadable."""
    try:
        return sealing.read_public(content)
    except ValueError as error:
        raise EscrowFileUnreadable from error


def private_key(content: bytes, *, password: bytes | None = None) -> bytes:
    """Return the raw private key in a file's *content*; raises EscrowFileUnreadable."""
    try:
        return sealing.read_private(content, password=password)
    except (TypeError, ValueError) as error:
        raise EscrowFileUnreadable from error


def set_escrow(profile: Profile, unlocked: Unlocked, *, public: bytes) -> None:
    """Put the data key under the raw *public* key of the municipality, in the place of an earlier one."""
    with profile.guard:
        file = key_file.load(profile)
        if file.escrow is not None and file.escrow.public == public:
            return
        wrap = wraps.escrow_wrap(unlocked.data_key, number=file.next_number, public=public)
        key_file.save(profile, file.having(wrap))


def recover(
    profile: Profile, private: bytes, *, new_passphrase: str, clock: Clock, cost: Cost = DEFAULT_COST
) -> Unlocked:
    """Open the data key with the municipality's raw *private* key and set a new passphrase; the PIN goes.

    Works past the lease too: the new passphrase then takes a lease key from the next contact on.
    Raises PassphraseTooShort, NoEscrow or EscrowMismatch.
    """
    keys.check_passphrase(new_passphrase)
    wrap = key_file.load(profile).escrow
    if wrap is None:
        raise NoEscrow
    try:
        unlocked = Unlocked(data_key=wraps.opened_escrow(wrap, private))
    except wraps.WrapClosed as error:
        raise EscrowMismatch from error
    pin.remove_pin(profile)
    with profile.guard:
        held = lease.current(profile, clock)
        keys.put_passphrase(profile, unlocked, passphrase=new_passphrase, held=held, cost=cost)
    return unlocked
