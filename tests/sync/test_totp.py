"""Codes that change with time: the vectors of the standard, and what a person's program is told."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from sync.server import totp

SECRET = b"12345678901234567890"
VECTORS = {
    59: "94287082",
    1_111_111_109: "07081804",
    1_111_111_111: "14050471",
    1_234_567_890: "89005924",
    2_000_000_000: "69279037",
    20_000_000_000: "65353130",
}
"""RFC 6238, appendix B, the rows of SHA-1."""


@pytest.mark.parametrize("seconds", VECTORS)
def test_a_code_is_that_of_the_standard(seconds: int) -> None:
    step = totp.step_at(datetime.fromtimestamp(seconds, UTC))

    assert totp.code(SECRET, step, digits=8) == VECTORS[seconds]
    assert totp.code(SECRET, step) == VECTORS[seconds][2:]


@pytest.mark.parametrize(("late", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_half_a_minute(late: int, is_taken: bool) -> None:
    shown = totp.code(SECRET, totp.step_at(datetime.fromtimestamp(1_111_111_111, UTC)))

    found = totp.matching(SECRET, shown, now=datetime.fromtimestamp(1_111_111_111 + late, UTC), after=0)

    assert (found is not None) == is_taken


def test_a_code_that_was_used_and_those_before_it_are_none() -> None:
    now = datetime.fromtimestamp(1_111_111_111, UTC)
    step = totp.step_at(now)

    found = [totp.matching(SECRET, totp.code(SECRET, each), now=now, after=step) for each in (step - 1, step, step + 1)]

    assert found == [None, None, step + 1]


def test_the_address_tells_a_program_all_it_needs() -> None:
    told = urlsplit(totp.address(SECRET, login="anna@nærby.dk"))

    assert (told.scheme, told.netloc, told.path) == ("otpauth", "totp", "/Enplan:anna%40n%C3%A6rby.dk")
    assert parse_qs(told.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"], "issuer": ["Enplan"], "digits": ["6"], "period": ["30"],
    }  # fmt: skip
