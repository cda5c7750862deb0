"""A title that says who does something and when: it is typed once, and no field is filled besides."""

from datetime import date

import pytest

from app.domain.actor import Actor
from app.domain.item import ItemType
from app.queries.said import said_in

TODAY = date(2026, 11, 23)
PEOPLE = (
    Actor(id="mette", title="Mette Holm"),
    Actor(id="soeren", title="Søren Ø. Lund"),
    Actor(id="bo-1", title="Bo Skov"),
    Actor(id="bo-2", title="Bo Ravn"),
)


def read(title: str, kind: ItemType = ItemType.AGREEMENT) -> dict[str, str]:
    return dict(said_in(title, type=kind, people=PEOPLE, today=TODAY))


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Ringe til banken inden fredag", "2026-11-27"),
        ("Ringe til banken før fredag", "2026-11-26"),
        ("Mødes mandag", "2026-11-30"),
        ("Sende brevet i morgen", "2026-11-24"),
        ("Tale sammen i dag", "2026-11-23"),
        ("Op kl. 7 fire dage om ugen inden 1. marts", "2027-03-01"),
        ("Flytte senest den 31. december 2027", "2027-12-31"),
        ("Besøge skolen den 3/12", "2026-12-03"),
        ("Se på det om to uger", "2026-12-07"),
        ("Se på det om 10 dage", "2026-12-03"),
    ],
)
def test_a_day_in_a_title_is_the_day_of_the_promise(title: str, day: str) -> None:
    assert read(title) == {"due": day}


@pytest.mark.parametrize(
    "title",
    [
        "Bostøtte to gange om ugen",
        "Ringe hver fredag",
        "Gå tur mandag og onsdag",
        "Mandagsklubben",
        "Arbejde 2 timer om dagen",
        "Sende brevet den 31/2",
        "Gradvis tilbage fra 2 til 6 timer",
        "",
    ],
)
def test_what_is_no_single_day_is_left_alone(title: str) -> None:
    assert read(title) == {}


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Mette ringer til banken", {"responsible": "mette"}),
        ("mette holm: ringe til banken", {"responsible": "mette"}),
        ("Søren kommer forbi", {"responsible": "soeren"}),
        ("Bo Ravn kommer forbi", {"responsible": "bo-2"}),
        ("Bo kommer forbi", {}),
        ("Ring til Mette", {}),
        ("Metteline kommer", {}),
    ],
)
def test_who_is_named_first_sees_to_it_when_only_one_is_called_so(title: str, who: dict[str, str]) -> None:
    assert read(title) == who


def test_owner_and_day_stand_in_one_line_each_in_the_field_of_its_kind() -> None:
    assert read("Mette ringer til banken inden fredag") == {"responsible": "mette", "due": "2026-11-27"}
    assert read("Mette besøger i morgen", ItemType.INTERVENTION) == {"responsible": "mette", "start": "2026-11-24"}
    assert read("Mette ringer i morgen", ItemType.IDEA) == {}
    assert read("Mette er oppe inden 1. marts", ItemType.WISH) == {}
