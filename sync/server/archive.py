"""A plan file as an archive: its readable copies, taken out by whoever has the key that it was sealed to."""

import os
from pathlib import Path

from sync.server.planfile import READABLE, Address, Sealed, examined, parts


def unpack(sealed: Sealed, target: Path, *, sender: Address) -> int:
    """Write the readable copies of *sender*'s file below *target*, for their owner alone; return how many there are.

    The whole file is proved first. Raises PlanfileWrong, and OSError where something is in the way.
    """
    envelope = examined(sealed, sender=sender)
    count = 0
    for part, content in parts(sealed, envelope):
        if part.path.startswith(READABLE):
            _write(target / part.path.removeprefix(READABLE), content)
            count += 1
    return count


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
