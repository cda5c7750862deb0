"""The file of numbered wraps, read and replaced as a whole."""

import msgspec

from app.store import durable
from app.store.profile import Profile, ProfileDamaged, read_json, write_json
from app.store.wraps import EscrowWrap, PassphraseWrap, PinWrap, SecretWrap

FORMAT = 1

Wrap = PassphraseWrap | PinWrap | EscrowWrap


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """The wraps of one data key; *next_number* grows and no number is used twice."""

    format: int = FORMAT
    next_number: int = 1
    wraps: tuple[Wrap, ...] = ()

    @property
    def passphrase(self) -> PassphraseWrap | None:
        """The wrap that the passphrase opens."""
        return next((wrap for wrap in self.wraps if isinstance(wrap, PassphraseWrap)), None)

    @property
    def pin(self) -> PinWrap | None:
        """The wrap that the PIN opens."""
        return next((wrap for wrap in self.wraps if isinstance(wrap, PinWrap)), None)

    @property
    def escrow(self) -> EscrowWrap | None:
        """The wrap that the municipality's private key opens."""
        return next((wrap for wrap in self.wraps if isinstance(wrap, EscrowWrap)), None)

    @property
    def is_leased(self) -> bool:
        """Whether a lease key is needed to open any wrap."""
        return any(isinstance(wrap, SecretWrap) and wrap.lease is not None for wrap in self.wraps)

    def having(self, wrap: Wrap) -> "KeyFile":
        """Return the file with *wrap* in the place of all of its kind."""
        others = self.without(type(wrap)).wraps
        return msgspec.structs.replace(self, next_number=max(self.next_number, wrap.number + 1), wraps=(*others, wrap))

    def without(self, kind: type[Wrap]) -> "KeyFile":
        """Return the file without the wraps of *kind*."""
        return msgspec.structs.replace(self, wraps=tuple(wrap for wrap in self.wraps if not isinstance(wrap, kind)))


def load(profile: Profile) -> KeyFile:
    """Read the wraps; raises ProfileDamaged when the file is gone or unreadable."""
    if not profile.keys_path.exists():
        raise ProfileDamaged(profile.keys_path.name)
    return read_json(profile.keys_path, KeyFile, newest=FORMAT)


def save(profile: Profile, file: KeyFile) -> None:
    """Replace the wraps in one step: a crash leaves those before or these."""
    durable.replace(profile.keys_path, write_json(file))
