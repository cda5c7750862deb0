"""Wiping: a device that was reported lost forgets its keys first, then everything else; nothing of it opens again."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.store import durable

if TYPE_CHECKING:  # a profile that closes finishes what was begun here
    from app.store.profile import Profile

_BEGUN = "wiped"


def forget_keys(profile: "Profile") -> None:
    """Remove every wrap of the data key, and the lease; returns when the disk knows. Without them nothing opens.

    What is open in this process stays readable until it is closed.
    """
    with profile.guard:
        durable.replace(profile.folder / _BEGUN, b"")
        for path in (profile.keys_path, profile.lease_path):
            durable.remove(path)


def was_begun(folder: Path) -> bool:
    """Tell whether the profile in *folder* has been told to go and is not quite gone."""
    return (folder / _BEGUN).exists()


def clear(folder: Path) -> None:
    """Remove all files of a closed profile that was told to go, the mark of it last.

    What a disk keeps of them is encrypted, and its key is gone.
    """
    if not was_begun(folder):
        return
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != _BEGUN:
            path.unlink(missing_ok=True)
    durable.remove(folder / _BEGUN)
    with suppress(OSError):  # somebody else keeps files there
        folder.rmdir()
