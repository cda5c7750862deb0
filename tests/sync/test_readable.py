"""A change that some reader could not read is no change."""

import pytest

from sync.server.readable import MOST_DEEP, has_nul, is_readable

SIG = bytes(64)


def _deep(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


@pytest.mark.parametrize(
    "body",
    [
        b'{"ukendt":"\xff\xfe"}', b'{"a":"\\u0000"}', b'{"a":9223372036854775808}', b'{"a":[-9223372036854775809]}',
        b'{"a":' + b"1" * 400 + b"}", _deep(MOST_DEEP + 1), b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_a_reader_may_stumble_over_is_not_passed_on(body: bytes) -> None:
    assert not is_readable(body, key="", sig=SIG)


@pytest.mark.parametrize(
    "body",
    [
        '{"a":"mål 🎯"}'.encode(), b'{"a":"\\\\u0000"}', b'{"a":9223372036854775807}', b'{"a":-9223372036854775808}',
        b'{"a":"12345678901234567890123"}', b'{"a":0.1234567890123456789012}', b'{"a":1.5e300}', _deep(MOST_DEEP),
        b'{"a":"' + b"[" * 1_000 + b'"}', b"[" + b"[]," * 1_000 + b"1]", b'{"a":"\\"[[[\\\\"}',
    ],
)  # fmt: skip
def test_what_people_write_is_passed_on(body: bytes) -> None:
    assert is_readable(body, key="WHTOc_6zobM6W1ig", sig=SIG)


@pytest.mark.parametrize(("key", "sig"), [('","', SIG), ("a b", SIG), ("x" * 65, SIG), ("ø", SIG), ("", bytes(65))])
def test_what_stands_beside_a_change_is_what_it_should_be(key: str, sig: bytes) -> None:
    assert not is_readable(b"{}", key=key, sig=sig)


def test_a_backslash_before_it_makes_a_nul_plain_text() -> None:
    assert [has_nul(each) for each in (b'"\\u0000"', b'"\\\\u0000"', b'"\\\\\\u0000"', b'"x"')] == [
        True, False, True, False,
    ]  # fmt: skip
