"""A damaged file is detected, what the server does not have is rescued, the rest fetched anew, the file kept."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from app.clock import FixedClock
from app.store.database import DamagedFile, damaged
from app.store.keys import Unlocked
from app.store.opened import DAMAGED_DAYS, open_store
from app.store.profile import Profile
from app.store.rescue import Rescued
from app.store.store import Store
from builders import KEY, NOON, a_citizen, a_goal
from faults import Occurred
from offices import goal
from servers import Serving, a_server
from sync.client.access import Access
from sync.client.once import sync_once
from sync.client.sealed import deliver
from sync.server import check

PASSWORD = "syv svaner på søen"
CLOCK = FixedClock(NOON)
PAGE = 4096


class Desk(NamedTuple):
    """A profile on a server: a goal that was sent, and two that only this device has."""

    server: Serving
    profile: Profile
    sent: str
    waiting: list[str]

    def open(self) -> Store:
        return open_store(self.profile, Unlocked(data_key=KEY), clock=CLOCK)

    def sync(self, store: Store) -> None:
        access = Access(store, server=self.server.address, profile=self.profile)
        sync_once(store, access)
        access.close()

    def join(self, store: Store) -> None:
        access = Access(store, server=self.server.address, profile=self.profile)
        access.join(login="mette", password=PASSWORD)
        access.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_server() as server:
        server.user("mette", password=PASSWORD)
        profile = Profile.create(tmp_path / "profil", server=server.address, login="mette")
        made = Desk(server, profile, "", [])
        with made.open() as store:
            made.join(store)
            citizen = a_citizen(store)
            sent = a_goal(store, citizen, "Sendt")
            for number in range(60):
                a_goal(store, citizen, f"Mål {number} " + "med en lang titel " * 8)
            made.sync(store)
            waiting = [a_goal(store, citizen, title) for title in ("Kun her", "Også kun her")]
        yield made._replace(sent=sent, waiting=waiting)
        profile.close()


def flip(path: Path, page: int, *, count: int = 1) -> None:
    """Alter a byte in each of some pages, counted from the end where negative."""
    content = bytearray(path.read_bytes())
    pages = len(content) // PAGE
    for each in range(page % pages, min(page % pages + count, pages)):
        content[each * PAGE + 77] ^= 1
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a page in the middle": lambda path: flip(path, len(path.read_bytes()) // PAGE // 2),
    "half of the pages": lambda path: flip(path, len(path.read_bytes()) // PAGE // 2, count=10_000),
    "the first page": lambda path: flip(path, 0),
    "zero length": lambda path: path.write_bytes(b""),
    "cut in the middle": lambda path: os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE),
    "foreign bytes": lambda path: path.write_bytes(bytes(PAGE * 3)),
}


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_a_damaged_file_is_replaced_kept_and_filled_from_the_server_and_nothing_is_lost(
    desk: Desk, damage: str, occurred: Occurred
) -> None:
    DAMAGES[damage](desk.profile.database)
    before = desk.profile.database.read_bytes()

    with pytest.raises(Rescued, match="beskadiget") as told:
        desk.open()
    kept = damaged(desk.profile.database).read_bytes()
    deliver(desk.profile)
    with desk.open() as store:
        desk.join(store)
        desk.sync(store)
        shown = [goal(store, each).title for each in (desk.sent, *desk.waiting)]

    occurred("a damaged file", int(isinstance(told.value, Rescued)))
    assert kept == before
    assert shown == ["Sendt", "Kun her", "Også kun her"]
    with desk.server.office.core.database.reading() as connection:
        assert list(check.check(connection)) == []


def test_pending_work_is_read_from_a_damaged_file_itself(desk: Desk, occurred: Occurred) -> None:
    (desk.profile.folder / "outbox.sealed").unlink()
    flip(desk.profile.database, len(desk.profile.database.read_bytes()) // PAGE // 2)

    with pytest.raises(Rescued) as told:
        desk.open()
    with desk.open() as store:
        before = [goal(store, each).title for each in desk.waiting]
        desk.sync(store)
        after = [goal(store, each).title for each in (desk.sent, *desk.waiting)]

    occurred("a damaged file", int(isinstance(told.value, Rescued)))
    assert "har reddet 2 ændringer" in told.value.message()
    assert before == ["Kun her", "Også kun her"]
    assert after == ["Sendt", "Kun her", "Også kun her"]


def test_a_log_that_was_cut_off_loses_the_last_commits_and_nothing_that_the_server_knows(
    desk: Desk, occurred: Occurred
) -> None:
    """What a machine without power leaves: the last pages of the write-ahead log never reached the disk."""
    store = desk.open()
    log = desk.profile.database.with_name("plan.db-wal")
    citizen = goal(store, desk.sent).citizen or ""
    kept = a_goal(store, citizen, "Før strømmen gik")
    desk.sync(store)
    lost = a_goal(store, citizen, "Da strømmen gik")
    files = {each: each.read_bytes() for each in (desk.profile.database, log)}
    store.close()
    desk.profile.database.write_bytes(files[desk.profile.database])
    log.write_bytes(files[log][: len(files[log]) * 3 // 4])

    deliver(desk.profile)
    with desk.open() as again:
        is_lost = not _holds(again, lost)
        added = a_goal(again, citizen, "Efter strømmen kom")
        for _ in range(2):
            desk.sync(again)
        titles = [goal(again, each).title for each in (kept, lost, added)]

    occurred("power is lost after a commit", int(is_lost))
    assert titles == ["Før strømmen gik", "Da strømmen gik", "Efter strømmen kom"]
    with desk.server.office.core.database.reading() as connection:
        assert list(check.check(connection)) == []


def test_a_page_that_goes_bad_in_use_is_told_and_rescued_at_the_next_opening(desk: Desk, occurred: Occurred) -> None:
    with desk.open() as store:
        flip(desk.profile.database, 12, count=10_000)
        store.database.renew_readers()
        with pytest.raises(DamagedFile) as met, store.reader() as reader:
            reader.everything(citizen=goal(store, desk.sent).citizen or "")

    with pytest.raises(Rescued):
        desk.open()

    occurred("a damaged file", int(isinstance(met.value, DamagedFile)))


def test_the_damaged_file_is_kept_for_some_days_and_then_removed(desk: Desk) -> None:
    flip(desk.profile.database, 0)
    with pytest.raises(Rescued):
        desk.open()
    os.utime(damaged(desk.profile.database), (NOON.timestamp(), NOON.timestamp()))

    desk.open().close()
    before = damaged(desk.profile.database).exists()
    late = FixedClock(NOON + timedelta(days=DAMAGED_DAYS + 1))
    open_store(desk.profile, Unlocked(data_key=KEY), clock=late).close()

    assert before
    assert not damaged(desk.profile.database).exists()


def test_the_damaged_file_goes_with_a_plan_that_must_leave_the_device(desk: Desk) -> None:
    flip(desk.profile.database, -1)
    with pytest.raises(Rescued):
        desk.open()
    with desk.open() as store:
        desk.sync(store)
        citizen = goal(store, desk.sent).citizen or ""
        before = damaged(desk.profile.database).exists()
        desk.server.office.end("mette", citizen)
        desk.sync(store)

    assert before
    assert not damaged(desk.profile.database).exists()


def _holds(store: Store, identity: str) -> bool:
    with store.reader() as reader:
        return reader.record(identity) is not None
