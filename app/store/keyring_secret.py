"""The machine's keyring, where the secret of a PIN lies; it may be absent, locked or emptied at any time."""

import logging
import secrets
from base64 import b64decode, b64encode

from app.store.wraps import KEY_LENGTH

logger = logging.getLogger(__name__)

_SERVICE = "Enplan"
# These keep nothing, or keep it in plain text.
_UNFIT = ("keyring.backends.fail", "keyring.backends.null", "keyrings.")


def available() -> bool:
    """Tell whether the machine has a keyring that keeps a secret."""
    import keyring

    backend = keyring.get_keyring()
    chained = getattr(backend, "backends", None) or [backend]
    return not any(type(one).__module__.startswith(_UNFIT) for one in chained)


def keep_new(name: str) -> bytes | None:
    """Draw a secret, keep it under *name* and return it; None when the keyring did not keep it."""
    import keyring

    secret = secrets.token_bytes(KEY_LENGTH)
    try:
        keyring.set_password(_SERVICE, name, b64encode(secret).decode("ascii"))
    except Exception as error:  # the backends let errors of D-Bus, Windows and macOS through as they are
        _report("keep", error)
        return None
    return secret if fetch(name) == secret else None


def fetch(name: str) -> bytes | None:
    """Return the secret kept under *name*, or None when the keyring does not give it."""
    import keyring

    try:
        kept = keyring.get_password(_SERVICE, name)
        return None if kept is None else b64decode(kept, validate=True)
    except Exception as error:  # as above; a foreign entry of the same name is no secret either
        _report("fetch", error)
        return None


def forget(name: str) -> None:
    """Remove the secret kept under *name*; one that stays behind opens nothing without its wrap."""
    import keyring

    try:
        keyring.delete_password(_SERVICE, name)
    except Exception as error:  # as above
        _report("forget", error)


def _report(act: str, error: Exception) -> None:
    logger.info("keyring did not answer", extra={"act": act, "error": type(error).__name__})
