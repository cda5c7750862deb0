"""Sealed files: every byte comes back, and nothing but all of it opens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.changes.attached import (
    LARGEST,
    LARGEST_SEALED,
    PART,
    Broken,
    address_of,
    part_count,
    part_length,
    seal,
    sealed_size,
    unsealed,
)

PLAIN = PART - 16
SIZES = st.sampled_from([1, 2, PLAIN - 1, PLAIN, PLAIN + 1, 2 * PLAIN, 2 * PLAIN + 1])


def a_content(size: int) -> bytes:
    return bytes(number * 31 % 251 for number in range(997)) * (size // 997 + 1) if size else b""


@given(SIZES)
@settings(max_examples=10)
def test_what_was_sealed_comes_back_in_parts_of_the_lengths_that_are_told(size: int) -> None:
    content = a_content(size)[:size]

    sealed = seal(content)

    assert unsealed(sealed.key, sealed.parts) == content
    assert sealed.size == sealed_size(size)
    assert [len(each) for each in sealed.parts] == [
        part_length(sealed.size, at) for at in range(part_count(sealed.size))
    ]


@given(st.integers(1, 4 * PART))
def test_the_parts_of_any_size_make_all_of_it_and_none_is_empty(sealed: int) -> None:
    lengths = [part_length(sealed, number) for number in range(part_count(sealed))]

    assert sum(lengths) == sealed
    assert min(lengths) > 0
    assert set(lengths[:-1]) <= {PART}
    assert part_length(sealed, len(lengths)) == part_length(sealed, -1) == 0


@given(st.lists(st.integers(0, 2), max_size=6).filter(lambda order: order != [0, 1, 2]))
def test_parts_that_are_cut_doubled_or_moved_do_not_open(order: list[int]) -> None:
    sealed = SEALED

    with pytest.raises(Broken):
        unsealed(sealed.key, [sealed.parts[number] for number in order])


@given(st.integers(0, 2), st.integers(0, 99), st.integers(1, 255))
def test_a_part_with_one_altered_byte_does_not_open_and_has_another_address(part: int, at: int, bits: int) -> None:
    parts = list(SEALED.parts)
    altered = bytearray(parts[part])
    altered[at % len(altered)] ^= bits
    parts[part] = bytes(altered)

    assert address_of(parts) != SEALED.address
    with pytest.raises(Broken):
        unsealed(SEALED.key, parts)


def test_equal_files_have_nothing_in_common() -> None:
    first, second = seal(b"samme brev"), seal(b"samme brev")

    assert first.address != second.address
    assert first.key != second.key
    assert set(first.parts).isdisjoint(second.parts)


def test_the_largest_file_is_the_largest_sealed_one() -> None:
    assert sealed_size(LARGEST) == LARGEST_SEALED
    assert part_count(LARGEST_SEALED) == 96


def test_nothing_is_sealed_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        seal(b"")


SEALED = seal(a_content(2 * PLAIN + 50)[: 2 * PLAIN + 50])
