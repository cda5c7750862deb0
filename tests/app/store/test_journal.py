"""The sealed outbox loses no work that was told to be safe, and needs no key to be delivered."""

import os
import stat
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.changes import sealing
from app.changes.sealed_records import HEADER, SealedChange, records, waiting
from app.clock import FixedClock
from app.store import keys
from app.store.journal import Journal, open_journal
from app.store.profile import Profile, ProfileDamaged, ProfileTooNew
from profiles import CHEAP, MONDAY, PASSPHRASE, a_joined_profile, a_local_profile, started

SERVER = sealing.new_pair()
DEVICE = "4b3c6f0e-1f8b-4a57-9f57-0d3a0c6d1e11"

APPENDER = """
import sys
from itertools import count
from pathlib import Path
from uuid import UUID
from app.store.journal import Journal
journal = Journal(Path(sys.argv[1]), sealing_key=bytes.fromhex(sys.argv[2]), device=sys.argv[3])
for number in count(1):
    change_id = str(UUID(int=number))
    journal.append(change_id, b"act " + str(number).encode())
    print(change_id, flush=True)
    if number % 5 == 0:
        journal.drop({str(UUID(int=number - 1))})
    if number % 7 == 0:
        journal.cut(str(UUID(int=number - 2)))
"""

ids = st.uuids().map(str)
payloads = st.dictionaries(ids, st.binary(max_size=80), max_size=6)


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "outbox.sealed"


def test_what_was_appended_is_read_by_the_server_alone(outbox: Path) -> None:
    journal = _journal(outbox)

    journal.append(_id(1), b"Jonas ringer til jobcentret")

    ((change_id, sealed),) = journal.entries()
    info = sealing.outbox_info(change_id, device=DEVICE)
    assert change_id == _id(1)
    assert sealing.unseal(SERVER.private, info, sealed) == b"Jonas ringer til jobcentret"
    assert b"Jonas" not in outbox.read_bytes()


def test_changes_wait_in_the_order_they_were_made_across_openings(outbox: Path) -> None:
    _journal(outbox).append_all({_id(3): b"a", _id(1): b"b"})
    _journal(outbox).append(_id(2), b"c")

    assert _opened(outbox) == {_id(3): b"a", _id(1): b"b", _id(2): b"c"}
    assert [change.device for change in _journal(outbox).changes()] == [DEVICE] * 3


def test_what_the_server_acknowledged_waits_no_longer(outbox: Path) -> None:
    journal = _journal(outbox)
    journal.append_all({_id(1): b"a", _id(2): b"b", _id(3): b"c"})

    journal.drop({_id(1), _id(3), _id(9)})

    assert _opened(outbox) == {_id(2): b"b"}
    assert [change_id for change_id, _ in journal.entries()] == [_id(2)]
    assert (len(journal), _id(1) in journal, _id(2) in journal) == (1, False, True)


def test_an_outbox_with_nothing_left_is_empty_on_disk(outbox: Path) -> None:
    journal = _journal(outbox)
    journal.append_all({_id(1): b"a", _id(2): b"b"})

    journal.drop({_id(1), _id(2)})

    assert outbox.read_bytes() == HEADER
    journal.append(_id(3), b"c")
    assert _opened(outbox) == {_id(3): b"c"}


def test_an_outbox_does_not_grow_without_end(outbox: Path) -> None:
    journal = _journal(outbox)
    journal.append(_id(1), b"stays")

    for number in range(2, 200):
        journal.append(_id(number), bytes(10_000))
        journal.drop({_id(number)})

    assert _opened(outbox) == {_id(1): b"stays"}
    assert outbox.stat().st_size < 400_000


def test_a_withdrawn_change_is_gone_from_the_disk(outbox: Path) -> None:
    journal = _journal(outbox)
    journal.append_all({_id(1): b"a", _id(2): b"wrong citizen", _id(3): b"c"})
    ((_, sealed),) = [entry for entry in journal.entries() if entry[0] == _id(2)]

    journal.cut(_id(2))

    assert sealed not in outbox.read_bytes()
    assert _opened(outbox) == {_id(1): b"a", _id(3): b"c"}
    journal.append(_id(4), b"d")
    assert _opened(outbox) == {_id(1): b"a", _id(3): b"c", _id(4): b"d"}


@given(kept=payloads, at=st.integers(min_value=0), later=ids)
def test_after_a_cut_at_any_byte_all_that_was_whole_is_read_and_more_is_appended(
    kept: dict[str, bytes], at: int, later: str
) -> None:
    with TemporaryDirectory() as folder:
        outbox = Path(folder) / "outbox.sealed"
        _journal(outbox).append_all(kept)
        content = outbox.read_bytes() if kept else b""
        cut = at % (len(content) + 1)
        whole = sum(placed.end <= cut for placed in records(content))
        outbox.write_bytes(content[:cut])
        expected = dict(list(kept.items())[:whole])

        assert _opened(outbox) == expected
        _journal(outbox).append(later, b"later")

        assert _opened(outbox) == expected | {later: b"later"}


@pytest.mark.parametrize("delay_ms", range(0, 60, 5))
def test_killed_at_any_moment_every_change_that_was_told_safe_is_there(outbox: Path, delay_ms: int) -> None:
    told = _append_until_killed(outbox, after_ms=delay_ms)

    found = _opened(outbox)

    gone = {_id(n - 1) for n in range(5, 9999, 5)} | {_id(n - 2) for n in range(7, 9999, 7)}
    assert set(told) - gone <= set(found)
    assert all(content == b"act %d" % int(change_id[-12:], 16) for change_id, content in found.items())


def test_the_outbox_is_delivered_past_the_lease_without_any_passphrase(tmp_path: Path) -> None:
    profile, _ = a_joined_profile(tmp_path, sealing_key=SERVER.public)
    journal = open_journal(profile)
    assert journal is not None
    journal.append(_id(1), b"made in the field")
    profile.close()

    with Profile.open(tmp_path) as again:
        late = FixedClock(MONDAY + timedelta(days=30))
        with pytest.raises(keys.LeaseEnded):
            keys.unlock(again, PASSPHRASE, clock=late, cost=CHEAP)
        carried = open_journal(again)

        assert carried is not None
        assert [change_id for change_id, _ in carried.entries()] == [_id(1)]


def test_a_copied_outbox_is_read_by_the_server_without_the_profile(outbox: Path) -> None:
    _journal(outbox).append_all({_id(1): b"a", _id(2): b"b"})

    (first, second) = waiting(outbox.read_bytes())

    info = sealing.outbox_info(first.change_id, device=first.device)
    assert sealing.unseal(SERVER.private, info, first.sealed) == b"a"
    assert (second.change_id, second.device) == (_id(2), DEVICE)


def test_a_profile_without_a_server_has_no_outbox(tmp_path: Path) -> None:
    profile, _ = a_local_profile(tmp_path)

    assert open_journal(profile) is None
    profile.close()


def test_an_outbox_of_a_newer_program_is_left_untouched(outbox: Path) -> None:
    newer = HEADER[:-1] + b"\x02" + b"unknown"
    outbox.write_bytes(newer)

    with pytest.raises(ProfileTooNew):
        _journal(outbox)

    assert outbox.read_bytes() == newer


def test_a_file_that_is_no_outbox_is_named(outbox: Path) -> None:
    outbox.write_bytes(b"SQLite format 3\x00")

    with pytest.raises(ProfileDamaged):
        _journal(outbox)


def test_nobody_but_the_owner_reads_the_outbox(outbox: Path) -> None:
    journal = _journal(outbox)
    journal.append_all({_id(1): b"a", _id(2): b"b"})
    journal.cut(_id(1))

    assert os.name == "nt" or stat.S_IMODE(outbox.stat().st_mode) == 0o600


class OutboxMachine(RuleBasedStateMachine):
    """Any order of appending, dropping, cutting, crashing in the middle of a write and opening again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "outbox.sealed"
        self.model: dict[str, bytes] = {}

    @initialize()
    def open(self) -> None:
        self.journal = _journal(self.path)

    @rule(number=st.integers(1, 8), payload=st.binary(max_size=40))
    def append(self, number: int, payload: bytes) -> None:
        self.journal.append(_id(number), payload)
        self.model.pop(_id(number), None)
        self.model[_id(number)] = payload

    @rule(numbers=st.sets(st.integers(1, 8), max_size=4))
    def drop(self, numbers: set[int]) -> None:
        self.journal.drop({_id(number) for number in numbers})
        for number in numbers:
            self.model.pop(_id(number), None)

    @rule(number=st.integers(1, 8))
    def cut(self, number: int) -> None:
        self.journal.cut(_id(number))
        self.model.pop(_id(number), None)

    @precondition(lambda self: self.path.exists())
    @rule(written=st.integers(0, 60))
    def crash_while_appending(self, written: int) -> None:
        record = SealedChange(change_id=_id(9), device=DEVICE, sealed=b"torn in two" * 3).encoded()
        self.path.write_bytes(self.path.read_bytes() + record[:written])
        self.journal = _journal(self.path)

    @invariant()
    def what_waits_is_what_was_appended_and_not_taken_out(self) -> None:
        assert list(_opened(self.path).items()) == list(self.model.items())
        assert [change_id for change_id, _ in self.journal.entries()] == list(self.model)

    def teardown(self) -> None:
        self.folder.cleanup()


TestOutboxMachine = OutboxMachine.TestCase


def _journal(path: Path) -> Journal:
    return Journal(path, sealing_key=SERVER.public, device=DEVICE)


def _id(number: int) -> str:
    return f"00000000-0000-0000-0000-{number:012x}"


def _opened(path: Path) -> dict[str, bytes]:
    """What the server finds in the outbox at *path*."""
    return dict(_unsealed(path))


def _unsealed(path: Path) -> Iterator[tuple[str, bytes]]:
    for change_id, sealed in _journal(path).entries():
        info = sealing.outbox_info(change_id, device=DEVICE)
        yield change_id, sealing.unseal(SERVER.private, info, sealed)


def _append_until_killed(outbox: Path, *, after_ms: int) -> list[str]:
    """The ids that a process had told as safe before it was killed."""
    with started(APPENDER, outbox, SERVER.public.hex(), DEVICE) as appender:
        assert appender.stdout is not None
        first = appender.stdout.readline()
        time.sleep(after_ms / 1000)
        appender.kill()
        return [line.decode().strip() for line in [first, *appender.stdout]]
