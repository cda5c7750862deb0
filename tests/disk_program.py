"""A program whose disk runs full while it writes: it tells what it was told, and what is there afterwards.

Arguments: a folder on the disk that runs full, a folder elsewhere, the phase, and how the disk is limited.
"""

import json
import os
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from app.clock import FixedClock
from app.errors import EnvironmentTrouble
from app.operations.items import add_item
from app.store import attached
from app.store.store import Store
from app.store.verify import verify
from builders import KEY, NOON, a_citizen, a_goal, a_store
from files import a_file, a_large_pdf, content
from offices import Office

SPARE = 60_000
"""Bytes that are left when the disk is called full."""
MOST = 400
MOST_PAGES = 2**30


def fill(store: Store, how: str) -> None:
    """Leave little room on the disk of *store*."""
    folder = store.database.path.parent
    if how == "limit":
        largest = max(path.stat().st_size for path in folder.iterdir())
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + SPARE, resource.RLIM_INFINITY))
    elif how == "pages":
        allow(store, asked(store, "page_count") + SPARE // 4_096)
    else:
        free = shutil.disk_usage(folder).free
        (folder / "ballast").write_bytes(bytes(max(0, free - SPARE)))


def make_room(store: Store) -> None:
    """Let the disk take more again."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    (store.database.path.parent / "ballast").unlink(missing_ok=True)
    allow(store, MOST_PAGES)


def allow(store: Store, pages: int) -> None:
    """Let the file have no more than *pages*: beyond them SQLite says what it says of a full disk."""
    with store.database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def asked(store: Store, name: str) -> int:
    """Return what a pragma says."""
    with store.database.reading() as connection:
        return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def edits(folder: Path, how: str, *, holds_snapshot: bool) -> dict[str, object]:
    """Write goals until the disk is full; with a reader's snapshot all of it stays in the write-ahead log."""
    store = a_store(folder)
    citizen = a_citizen(store)
    saved: list[str] = []
    with snapshot(store, is_held=holds_snapshot):
        fill(store, how)
        said, times = "", 0
        for number in range(MOST):
            try:
                note = os.urandom(1_000).hex()
                saved.append(add_item(store, citizen=citizen, title=f"Mål {number}", note=note))
            except EnvironmentTrouble as trouble:
                said, times = trouble.message(), times + 1
                if times == 3:
                    break
        make_room(store)
    saved.append(a_goal(store, citizen, "Der er plads igen"))
    return judged(store, saved, said=said, times=times)


@contextmanager
def snapshot(store: Store, *, is_held: bool) -> Iterator[None]:
    """Hold what a reader sees, so that the write-ahead log cannot be folded."""
    if not is_held:
        yield
        return
    with store.reader() as reader:
        reader.outbox()
        yield


def applies(folder: Path, elsewhere: Path, how: str) -> dict[str, object]:
    """Fetch a plan that does not fit, then fetch it again."""
    office = Office(elsewhere)
    for login in ("mette", "jonas"):
        office.add_user(login)
    mette = office.client("mette")
    citizen = a_citizen(mette)
    saved = [
        add_item(mette, citizen=citizen, title=f"Mål {number}", note=os.urandom(1_000).hex()) for number in range(80)
    ]
    office.sync(mette)
    jonas = office.keep(a_store(folder, user="jonas"))
    office.sync(jonas)
    office.assign("jonas", citizen)
    fill(jonas, how)
    said, times = "", 0
    for _ in range(3):
        try:
            office.sync(jonas)
        except EnvironmentTrouble as trouble:
            said, times = trouble.message(), times + 1
    with jonas.reader() as reader:
        half = len(reader.everything(citizen=citizen))
    make_room(jonas)
    office.sync(jonas)
    told = judged(jonas, saved, said=said, times=times)
    mette.close()
    return told | {"half": half}


def fetches(folder: Path, elsewhere: Path, how: str) -> dict[str, object]:
    """Fetch a file and attach one where neither fits, then fetch again."""
    office = Office(elsewhere)
    for login in ("mette", "jonas"):
        office.add_user(login)
    mette = office.client("mette")
    citizen = a_citizen(mette)
    letter = a_file(mette, citizen, content=a_large_pdf())
    office.sync(mette)
    jonas = office.keep(a_store(folder, user="jonas"))
    office.assign("jonas", citizen)
    fill(jonas, how)
    said, times = "", 0
    fetch, attach = partial(office.sync, jonas), partial(a_file, jonas, citizen, content=a_large_pdf())
    for step in (fetch, attach, fetch):
        try:
            step()
        except EnvironmentTrouble as trouble:
            said, times = trouble.message(), times + 1
    half = sum(each.is_whole for each in attached.every(jonas))
    make_room(jonas)
    office.sync(jonas)
    is_there = content(jonas, letter) == a_large_pdf()
    told = judged(jonas, [letter.id if is_there else "the letter"], said=said, times=times)
    mette.close()
    return told | {"half": half}


def judged(store: Store, saved: list[str], *, said: str, times: int) -> dict[str, object]:
    """Return what the user was told, what of the saved is gone, and what is wrong with the file, reopened."""
    path = store.database.path
    store.close()
    with Store.open(path, key=KEY, clock=FixedClock(NOON)) as again:
        findings = [str(each) for each in verify(again).findings]
        with again.reader() as reader:
            lost = [each for each in saved if reader.record(each) is None]
            waiting = reader.outbox().pending
    return {"said": said, "times": times, "lost": lost, "findings": findings, "saved": len(saved), "waiting": waiting}


def main() -> None:
    """Play one phase and print what came of it."""
    folder, elsewhere, phase, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    if phase == "fetch":
        print(json.dumps(fetches(folder, elsewhere, how)))  # noqa: T201
    elif phase == "apply":
        print(json.dumps(applies(folder, elsewhere, how)))  # noqa: T201 - a program of its own
    else:
        print(json.dumps(edits(folder, how, holds_snapshot=phase == "wal")))  # noqa: T201


if __name__ == "__main__":
    main()
