"""`user`, `unit` and `assign`, as an administrator types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.clock import DANISH_TIME, SystemClock, moment
from offices import Office
from sync.server import assignments
from sync.server.__main__ import main
from sync.server.assignments import Period

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PASSWORD = {"ENPLAN_PASSWORD": "syv svaner på søen"}


class Typed:
    """Runs the command in this process on a server in the test's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str) -> Result:
        told = [*words, "--data", str(self.folder / "server"), "--json"]
        return CliRunner().invoke(main, told, env=PASSWORD)

    def periods(self) -> list[Period]:
        office = Office(self.folder, clock=SystemClock())
        try:
            return office.core.database.read(lambda each: assignments.of_citizens(each, [CITIZEN]))
        finally:
            office.close()


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    made = Typed(tmp_path)
    made("user", "add", "bo", "--role", "caseworker")
    return made


def test_assigning_from_a_day_to_a_day_takes_whole_danish_days(typed: Typed) -> None:
    done = typed(
        "assign", "bo", CITIZEN, "--from", "2125-07-01", "--to", "2125-07-14", "--substitute", "--because", "ferie",
        "--by", "leder",
    )  # fmt: skip

    (period,) = typed.periods()
    assert done.exit_code == 0
    assert moment(period.starts).astimezone(DANISH_TIME).isoformat() == "2125-07-01T00:00:00+02:00"
    assert moment(period.ends).astimezone(DANISH_TIME).isoformat() == "2125-07-15T00:00:00+02:00"
    assert (period.sort, period.why, period.given_by) == ("substitute", "ferie", "leder")


def test_an_instant_is_taken_as_it_is(typed: Typed) -> None:
    typed("assign", "bo", CITIZEN, "--to", "2125-07-01T08:00+02:00")

    assert typed.periods()[0].ends == "2125-07-01T06:00:00.000Z"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--substitute",), 2),
        (("--to", "2125-07-01T08:00"), 2),
        (("--to", "snart"), 2),
        (("--to", "2020-01-01"), 1),
        (("--as", CITIZEN), 1),
        (("--end", " "), 1),
    ],
    ids=["no last day", "no zone", "no day", "past", "a colleague as an actor", "no reason"],
)
def test_what_makes_no_sense_is_turned_away(typed: Typed, words: tuple[str, ...], code: int) -> None:
    assert (typed("assign", "bo", CITIZEN, *words).exit_code, typed.periods()) == (code, [])


def test_ending_ends_what_has_not_begun_too(typed: Typed) -> None:
    typed("assign", "bo", CITIZEN, "--from", "2125-07-01", "--to", "2125-07-14")
    typed("assign", "bo", CITIZEN, "--end", "alligevel ikke")

    (period,) = typed.periods()
    assert period.ends < period.starts
    assert period.reason == "alligevel ikke"


def test_units_are_made_named_and_filled(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "ids").write_text(f"{CITIZEN}\n")
    typed("unit", "put", "social", "--name", "Socialområdet")
    typed("unit", "put", "stoette", "--part-of", "social")
    nowhere = typed("unit", "put", "hold", "--part-of", "ingen")
    placed = typed("unit", "place", "stoette", str(tmp_path / "ids"))
    unknown = typed("unit", "place", "ingen", CITIZEN)

    assert json.loads(typed("unit", "list").output)["units"] == {"social": "Socialområdet", "stoette": "stoette"}
    assert [each.exit_code for each in (nowhere, placed, unknown)] == [1, 0, 1]


def test_a_user_has_a_unit_and_limits_that_exist(typed: Typed) -> None:
    typed("unit", "put", "social")
    words = ("user", "add", "eva", "--role", "field_worker", "--unit", "social", "--kle", "27.")

    assert [typed(*words, "--within", unit).exit_code for unit in ("social", "ingen")] == [0, 1]


def test_a_user_who_leaves_loses_every_right(typed: Typed) -> None:
    typed("assign", "bo", CITIZEN)
    left = typed("user", "end", "bo", "--because", "fratrådt")
    again = typed("user", "end", "bo", "--because", "fratrådt")

    assert (json.loads(left.output)["citizens"], again.exit_code) == (1, 1)
    assert typed.periods()[0].reason == "fratrådt"
