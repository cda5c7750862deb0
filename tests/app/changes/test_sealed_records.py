"""The bytes of a sealed outbox outlive a crash and a spoiled sector."""

from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from app.changes.sealed_records import HEADER, Dropped, SealedChange, format_of, records, waiting

ids = st.uuids().map(str)
changes = st.builds(SealedChange, change_id=ids, device=ids, sealed=st.binary(max_size=60))
# A payload that holds the beginning of a record itself.
nested = st.builds(
    lambda outer, inner: SealedChange(change_id=outer, device=outer, sealed=inner.encoded()), ids, changes
)
drops = st.builds(Dropped, change_ids=st.lists(ids, max_size=3))
logs = st.lists(changes | nested | drops, max_size=8)


@given(log=logs)
def test_records_are_read_as_they_were_written(log: list[SealedChange | Dropped]) -> None:
    content = _content(log)

    assert [placed.record for placed in records(content)] == log


@given(log=st.lists(changes | drops, max_size=8), at=st.integers(min_value=0))
def test_a_file_cut_at_any_byte_gives_every_record_wholly_before_the_cut(
    log: list[SealedChange | Dropped], at: int
) -> None:
    content = _content(log)
    cut = at % (len(content) + 1)
    whole = [placed.record for placed in records(content) if placed.end <= cut]

    assert [placed.record for placed in records(content[:cut])] == whole


@given(log=st.lists(changes, min_size=1, max_size=8), at=st.integers(min_value=0), wrong=st.integers(1, 255))
def test_a_spoiled_byte_costs_no_record_but_the_one_it_lies_in(log: list[SealedChange], at: int, wrong: int) -> None:
    content = bytearray(_content(log))
    spoiled = len(HEADER) + at % (len(content) - len(HEADER))
    unharmed = [placed.record for placed in records(bytes(content)) if not placed.start <= spoiled < placed.end]
    content[spoiled] ^= wrong

    assert [placed.record for placed in records(bytes(content))] == unharmed


@given(log=st.lists(changes, max_size=8, unique_by=lambda change: change.change_id), data=st.data())
def test_what_was_dropped_waits_no_longer(log: list[SealedChange], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([change.change_id for change in log]))) if log else set()
    content = _content([*log, Dropped(change_ids=sorted(gone))])

    assert waiting(content) == [change for change in log if change.change_id not in gone]


@given(first=changes, second=changes)
def test_the_later_of_two_records_of_one_change_holds(first: SealedChange, second: SealedChange) -> None:
    assume(first.sealed != second.sealed)
    later = SealedChange(change_id=first.change_id, device=second.device, sealed=second.sealed)

    assert waiting(_content([first, later])) == [later]


def test_the_header_tells_the_format() -> None:
    assert format_of(HEADER) == 1
    assert format_of(HEADER[:-1] + b"\x02") == 2
    assert format_of(HEADER[:-1]) is None
    assert format_of(b"SQLite format 3\x00") is None


def _content(log: Sequence[SealedChange | Dropped]) -> bytes:
    return HEADER + b"".join(record.encoded() for record in log)
