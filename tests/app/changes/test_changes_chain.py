"""The chain: every entry commits to its content and to all entries before it."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.changes import chain

STREAM = str(UUID(int=5))
parts = st.tuples(st.binary(max_size=6), st.binary(max_size=6), st.binary(max_size=6))


@given(parts, parts)
def test_W4_no_two_contents_have_the_same_commitment(
    one: tuple[bytes, bytes, bytes], other: tuple[bytes, bytes, bytes]
) -> None:
    assert (chain.commitment(*one) == chain.commitment(*other)) == (one == other)


@given(st.lists(parts, min_size=1, max_size=5), st.data())
def test_W4_a_byte_altered_anywhere_alters_the_head(
    entries: list[tuple[bytes, bytes, bytes]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    altered = [*entries]
    altered[at] = (entries[at][0] + b"!", *entries[at][1:])

    assert _head(altered) != _head(entries)


def test_W4_a_redacted_entry_keeps_its_place_by_its_commitment() -> None:
    meta = chain.encode_meta(chain.Meta(1, "d", "mette", "2026-11-24T12:00:00.000Z"))
    committed = chain.commitment(b"salt", b"body", b"[]")

    whole = chain.link(chain.start(STREAM), meta, chain.commitment(b"salt", b"body", b"[]"))

    assert chain.link(chain.start(STREAM), meta, committed) == whole


def test_what_the_server_adds_is_read_as_it_was_written() -> None:
    meta = chain.Meta(3, "d", "mette", "2026-11-24T12:00:00.000Z", 2)

    assert chain.decode_meta(chain.encode_meta(meta)) == meta


def _head(entries: list[tuple[bytes, bytes, bytes]]) -> bytes:
    head = chain.start(STREAM)
    for salt, body, outcomes in entries:
        head = chain.link(head, b"[1]", chain.commitment(salt, body, outcomes))
    return head
