"""The data key of a profile: made once, opened by the passphrase, moved to each new lease key.

Its other ways in are the PIN (`app.store.pin`) and the municipality's escrow key (`app.store.escrow`).
"""

import unicodedata
from dataclasses import dataclass, field

import msgspec

from app.clock import Clock
from app.errors import UserError
from app.store import key_file, lease, wraps
from app.store.key_file import KeyFile
from app.store.lease import Lease
from app.store.profile import Profile, ProfileDamaged, ProfileExists
from app.store.wraps import DEFAULT_COST, Cost, PassphraseWrap, SecretWrap
from app.texts import mark

SHORTEST_PASSPHRASE = 12  # characters


class WrongPassphrase(UserError):
    """The passphrase does not open the profile."""

    def __init__(self) -> None:
        super().__init__(mark("keys", "Adgangssætningen er forkert. Prøv igen."))


class PassphraseTooShort(UserError):
    """The passphrase has too few characters to be set."""

    def __init__(self) -> None:
        super().__init__(
            mark("keys", "Adgangssætningen skal have mindst {least} tegn. Vælg en længere."),
            least=SHORTEST_PASSPHRASE,
        )


class LeaseEnded(UserError):
    """The profile opens only after contact with the server."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "keys",
                "Offline-adgangen er udløbet. Det usendte bliver stadig afleveret. "
                "Få forbindelse til serveren for at åbne profilen igen.",
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """An opened profile's data key; whoever holds it may also change the ways in. Forgotten when locking."""

    data_key: bytes = field(repr=False)


def create(
    profile: Profile, passphrase: str, *, clock: Clock, escrow: bytes | None = None, cost: Cost = DEFAULT_COST
) -> Unlocked:
    """Draw the data key of a new profile and put it under *passphrase*, and the raw public key *escrow*.

    A lease that was renewed before binds it from the first moment.
    Raises PassphraseTooShort, or ProfileExists when there is a data key already.
    """
    check_passphrase(passphrase)
    with profile.guard:
        if profile.keys_path.exists():
            raise ProfileExists(profile.folder)
        held = lease.current(profile, clock)
        unlocked = Unlocked(data_key=wraps.new_data_key())
        file = _with_passphrase(KeyFile(), unlocked, passphrase=passphrase, held=held, cost=cost)
        if escrow is not None:
            file = file.having(wraps.escrow_wrap(unlocked.data_key, number=file.next_number, public=escrow))
        key_file.save(profile, file)
    return unlocked


def unlock(profile: Profile, passphrase: str, *, clock: Clock, cost: Cost = DEFAULT_COST) -> Unlocked:
    """Open the data key with the passphrase; raises WrongPassphrase or LeaseEnded.

    Also moves the wraps to the newest lease key, raises the cost of guessing to *cost* where an older
    program set less, and lets the PIN be tried afresh.
    """
    held = lease.current(profile, clock)
    wrap = key_file.load(profile).passphrase
    if wrap is None:
        raise ProfileDamaged(profile.keys_path.name)
    unlocked = Unlocked(data_key=_opened(wrap, passphrase, held=held))
    adopt_lease(profile, unlocked, clock=clock)
    if _is_cheaper(wrap.cost, cost):
        _renew_passphrase(profile, unlocked, passphrase=passphrase, clock=clock, cost=cost)
    forgive_tries(profile)
    return unlocked


def change_passphrase(
    profile: Profile, unlocked: Unlocked, *, new: str, clock: Clock, cost: Cost = DEFAULT_COST
) -> None:
    """Put the data key under a *new* passphrase; a crash leaves a file that the old or the new one opens.

    A copy of the folder taken before still opens with the old one. Raises PassphraseTooShort or LeaseEnded.
    """
    check_passphrase(new)
    _renew_passphrase(profile, unlocked, passphrase=new, clock=clock, cost=cost)


def adopt_lease(profile: Profile, unlocked: Unlocked, *, clock: Clock) -> None:
    """Move the wraps of passphrase and PIN to the newest lease key, all in one step.

    To be called after each `lease.renew` while the profile is open; `unlock` does it for those renewed
    while it was locked.
    """
    with profile.guard:
        held = lease.current(profile, clock)
        if held is None:
            return
        file = key_file.load(profile)
        key = held.keys[held.newest]
        moved = tuple(
            wraps.moved(wrap, unlocked.data_key, lease_key=key)
            if isinstance(wrap, SecretWrap) and wrap.lease != held.newest
            else wrap
            for wrap in file.wraps
        )
        if moved != file.wraps:
            key_file.save(profile, msgspec.structs.replace(file, wraps=moved))
        lease.keep_only(profile, held.newest)


def check_passphrase(passphrase: str) -> None:
    """Raise PassphraseTooShort unless *passphrase* may be set; counts characters after NFC."""
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort


def held_lease(profile: Profile, clock: Clock) -> Lease | None:
    """Return the lease to put a new wrap under; raises LeaseEnded when that of the others is over."""
    held = lease.current(profile, clock)
    if held is None and key_file.load(profile).is_leased:
        raise LeaseEnded
    return held


def lease_keys(wrap: SecretWrap, held: Lease | None) -> dict[str, bytes]:
    """Return the lease keys to open *wrap* with; raises LeaseEnded when the one it takes is not there."""
    keys = {} if held is None else held.keys
    if not wraps.has_lease_key(wrap, keys):
        raise LeaseEnded
    return keys


def newest_key(held: Lease | None) -> bytes | None:
    """Return the lease key that new wraps take, or None without a lease."""
    return None if held is None else held.keys[held.newest]


def put_passphrase(profile: Profile, unlocked: Unlocked, *, passphrase: str, held: Lease | None, cost: Cost) -> None:
    """Replace the passphrase's wrap in one step, under the newest key of the lease *held*.

    The caller holds the profile's guard since it looked at the lease.
    """
    file = _with_passphrase(key_file.load(profile), unlocked, passphrase=passphrase, held=held, cost=cost)
    key_file.save(profile, file)


def forgive_tries(profile: Profile) -> None:
    """Forget the wrong tries of the PIN, once its owner has shown who he is."""
    with profile.guard:
        file = key_file.load(profile)
        if file.pin is not None and file.pin.tries:
            key_file.save(profile, file.having(msgspec.structs.replace(file.pin, tries=0)))


def _opened(wrap: PassphraseWrap, passphrase: str, *, held: Lease | None) -> bytes:
    keys = lease_keys(wrap, held)
    base = wraps.stretched(passphrase, salt=wrap.salt, cost=wrap.cost)
    try:
        return wraps.opened(wrap, base=base, lease_keys=keys)
    except wraps.WrapClosed as error:
        raise WrongPassphrase from error


def _renew_passphrase(profile: Profile, unlocked: Unlocked, *, passphrase: str, clock: Clock, cost: Cost) -> None:
    with profile.guard:
        held = held_lease(profile, clock)
        put_passphrase(profile, unlocked, passphrase=passphrase, held=held, cost=cost)


def _with_passphrase(file: KeyFile, unlocked: Unlocked, *, passphrase: str, held: Lease | None, cost: Cost) -> KeyFile:
    salt = wraps.new_salt()
    wrap = wraps.sealed_wrap(
        PassphraseWrap,
        unlocked.data_key,
        number=file.next_number,
        base=wraps.stretched(passphrase, salt=salt, cost=cost),
        salt=salt,
        cost=cost,
        lease_key=newest_key(held),
    )
    return file.having(wrap)


def _is_cheaper(cost: Cost, other: Cost) -> bool:
    return cost.memory * cost.passes < other.memory * other.passes
