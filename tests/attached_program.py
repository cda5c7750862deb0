"""A client that is killed in the middle of bringing files up or down.

Arguments: the folder of the copy, the server's address, the part at which it is killed, and whether that is before or
after the part is kept.
"""

import os
import signal
import sys
from pathlib import Path

from app.clock import SystemClock
from app.store.store import Store
from builders import KEY
from sync.client.access import Access
from sync.client.carrier import Carrier
from sync.client.once import sync_once


def main(folder: str, address: str, number: str, when: str) -> None:
    """Exchange, and die with the part *number* that is carried."""
    left = int(number)
    step = Carrier.step

    def counted(carrier: Carrier) -> bool:
        nonlocal left
        left -= 1
        if left == 0 and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        told = step(carrier)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return told

    setattr(Carrier, "step", counted)  # noqa: B010 - in its place, in this process alone
    with Store.open(Path(folder) / "plan.db", key=KEY, clock=SystemClock()) as store:
        sync_once(store, Access(store, server=address))


if __name__ == "__main__":
    main(*sys.argv[1:])
