"""Writing small files so that a crash leaves the old content or the new, and only the owner reads them."""

import os
from pathlib import Path

OWNER_ONLY = 0o600  # of a file; Windows keeps to the rights of the folder
OWNER_FOLDER = 0o700

_DRAFT = ".new"


def replace(path: Path, content: bytes) -> None:
    """Put *content* in the place of the file at *path* in one step, and return when the disk has it."""
    draft = path.with_name(path.name + _DRAFT)
    draft.unlink(missing_ok=True)  # left by a crash, perhaps with other rights
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    settle_folder(path.parent)


def remove(path: Path) -> None:
    """Remove the file at *path* if it is there, and return when the disk knows."""
    path.unlink(missing_ok=True)
    settle_folder(path.parent)


def settle_folder(folder: Path) -> None:
    """Wait until the disk knows the names in *folder*; Windows has no such call and keeps them by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make *folder*, readable by its owner only; one that was there gets the same rights."""
    folder.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    folder.chmod(OWNER_FOLDER)
