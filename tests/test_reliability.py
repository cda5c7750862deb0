"""Every fault has a line in docs/reliability.md, every line a test that counts the fault, every such test a line."""

import pytest

import faults
from faults import Row

FAULTS = (
    "kill -9 of the client",
    "kill -9 of the server",
    "answer lost",
    "answer cut or of wrong length",
    "answer doubled or late",
    "request doubled",
    "batches cut and reordered",
    "500, 502 or a hanging server",
    "429 or 503",
    "413",
    "the token ends in the middle",
    "a change is refused among good ones",
    "TLS cannot be trusted",
    "captive portal",
    "a slow link that stalls",
    "the network changes under the poll",
    "clocks are wrong",
    "the disk is full",
    "files may not grow",
    "power is lost after a commit",
    "a damaged file",
    "a file of a newer program",
    "the client is restored or copied",
    "the server is restored from an older backup",
    "the server is rolled back and goes on",
    "rights are withdrawn with pending work",
    "citizen merged, stream moved while offline",
    "the device is revoked",
    "two users on one computer",
    "the file is locked by another program",
    "very much at once",
    "another version's fields and kinds",
    "two faults at once",
    "a hostile server",
    "a hostile client",
)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_line(fault: str) -> None:
    assert [row.test for row in faults.rows() if row.fault == fault]


@pytest.mark.parametrize("row", faults.rows(), ids=lambda row: f"{row.fault}-{row.test.partition('::')[2]}")
def test_every_line_names_a_fault_and_a_test_that_counts_it(row: Row) -> None:
    assert row.fault in FAULTS
    assert row.promise
    assert row.least > 0
    assert "occurred" in faults.arguments_of(row.test)


def test_every_test_that_counts_has_a_line() -> None:
    assert faults.tests_that_count() == {row.test for row in faults.rows()}
