"""People are found by the beginnings of words, plan texts by three letters; both fold Danish letters."""

import pytest

from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item, delete_records
from app.store.store import Store


@pytest.fixture
def soren(store: Store) -> str:
    """Return the id of a citizen with Danish letters in every place."""
    return add_citizen(
        store,
        given="Søren Åge",
        family="Kjærgaard",
        birth_date="1985-01-31",
        cpr="310185-9990",
        address="Ærøgade 3, 8305 Samsø",
    )


@pytest.mark.parametrize(
    "asked",
    ["søren", "soren", "SOEREN", "kjær", "kjaer", "aage", "åge", "1985", "310185", "31011985", "3101859990",
     "310185-9990", "310185 9990", "ærø", "8305", "kjær søren 310185"],
)  # fmt: skip
def test_a_person_is_found_however_the_letters_are_typed(store: Store, soren: str, asked: str) -> None:
    with store.reader() as reader:
        assert reader.people(asked) == [soren]


@pytest.mark.parametrize("asked", ["", " ", "-", "gaard", "søren hansen", '"', "*", "NEAR(", "søren OR ali"])
def test_what_fits_nobody_finds_nobody_and_never_fails(store: Store, soren: str, asked: str) -> None:
    with store.reader() as reader:
        assert reader.people(asked) == []


@pytest.mark.parametrize("asked", ["praktik", "virksomhedsPRAKTIK", "hoeb", "håb", "pra vir"])
def test_plan_texts_are_found_inside_compounds(store: Store, soren: str, asked: str) -> None:
    item = add_item(store, citizen=soren, type=ItemType.INTERVENTION, title="Virksomhedspraktik med håb og høb")

    with store.reader() as reader:
        assert reader.texts(asked) == [item]
        assert reader.texts(asked, citizen=soren) == [item]
        assert reader.texts(asked, citizen=item) == []


def test_plan_texts_are_asked_from_three_letters_on(store: Store, soren: str) -> None:
    add_item(store, citizen=soren, title="Praktik")

    with store.reader() as reader:
        assert reader.texts("pr") == []


def test_what_is_deleted_is_found_no_more(store: Store, soren: str) -> None:
    item = add_item(store, citizen=soren, title="Praktik")
    with store.reader() as reader:
        held = reader.record(item)
    assert held is not None

    delete_records(store, [held])

    with store.reader() as reader:
        assert reader.texts("praktik") == []


def test_lists_have_ae_oe_and_aa_last(store: Store) -> None:
    names = ["Åby", "Aaby", "Østergård", "Zangenberg", "Ærø", "Andersen"]
    for name in names:
        add_citizen(store, given="Test", family=name)

    with store.reader() as reader:
        found = [reader.record(each) for each in reader.people("test")]

    assert [getattr(each, "family", "") for each in found] == [
        "Andersen",
        "Zangenberg",
        "Ærø",
        "Østergård",
        "Åby",
        "Aaby",
    ]
