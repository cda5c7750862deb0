"""Statements: what they return, lists of any length, errors that tell nothing."""

import pytest
from sqlalchemy.exc import IntegrityError

from offices import Office
from sync.server.statements import MOST_IDS, Statement

PUT = Statement("INSERT INTO setting (name, value) VALUES (:name, :value)")
GET = Statement("SELECT value FROM setting WHERE name = :name")
THOSE = Statement("SELECT name, value FROM setting WHERE value = :value AND name IN :ids ORDER BY name")
NAMES = [f"navn {number:04}" for number in range(MOST_IDS + 3)]


def test_rows_have_the_names_of_their_columns(office: Office) -> None:
    with office.core.database.writing() as connection:
        PUT.run(connection, name="navn", value=b"\x00\xff")

        row = THOSE.of(connection, ["navn"], value=b"\x00\xff")

        assert [(each.name, each.value) for each in row] == [("navn", b"\x00\xff")]


def test_what_is_not_there_is_none(office: Office) -> None:
    with office.core.database.reading() as connection:
        assert (GET.first(connection, name="ingen"), GET.scalar(connection, name="ingen")) == (None, None)


@pytest.mark.parametrize("count", [0, 1, 3, MOST_IDS, MOST_IDS + 3])
def test_a_list_may_have_any_length(office: Office, count: int) -> None:
    with office.core.database.writing() as connection:
        PUT.run_many(connection, [(name, b"x") for name in NAMES])

        found = THOSE.of(connection, [*NAMES[:count], *NAMES[:2][:count]], value=b"x")

        assert [each.name for each in found] == NAMES[:count]


def test_an_error_is_sqlalchemys_and_holds_neither_statement_nor_values(office: Office) -> None:
    with pytest.raises(IntegrityError) as failed, office.core.database.writing() as connection:
        PUT.run_many(connection, [("hemmelig", b"a"), ("hemmelig", b"b")])

    assert "hemmelig" not in str(failed.value)
    assert "INSERT" not in str(failed.value)
