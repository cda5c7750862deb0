"""Broken drawings are refused in words and leave nothing; what is only odd in them is made to fit."""

from pathlib import Path

import pytest

from app.errors import UserError
from app.operations.intake_drawing import import_drawings
from app.queries.board import board_view
from app.store.store import Store
from builders import a_citizen, a_store
from excalidraw_files import FILES, TODAY, encoded, everything, of_2022, taken_in


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One local copy for all: each test has a citizen of its own."""
    return a_store(tmp_path_factory.mktemp("drawings"))


@pytest.fixture
def citizen(store: Store) -> str:
    return a_citizen(store)


def holding(elements: bytes) -> bytes:
    return b'{"type": "excalidraw", "elements": ' + elements


BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": holding(b"["),
    "another encoding": '{"type": "excalidraw"}'.encode("utf-16"),
    "another type": b'{"type": "drawio", "elements": []}',
    "a list": b"[1, 2]",
    "no elements": holding(b"7}"),
    "an empty drawing": holding(b"[]}"),
    "all deleted": holding(b'[{"id": "a", "type": "text", "isDeleted": true}]}'),
    "no end": holding(b"[" * 200_000),
    "nested": holding(b'[{"id": "a", "more": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}]}"),
    "not a number": holding(b'[{"id": "a", "type": "line", "x": NaN}]}'),
    "endless": holding(b'[{"id": "a", "type": "line", "x": 1e999}]}'),
    "too many": holding(b"[" + b",".join([b'{"type":"line"}'] * 20_001) + b"]}"),
    "too many points": holding(b'[{"type": "line", "points": [' + b",".join([b"[1,2]"] * 500_001) + b"]}]}"),
    "too large": b" " * 20_000_001,
    "invalid": (FILES / "invalid.excalidraw").read_bytes(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_words_and_leaves_nothing(store: Store, citizen: str, name: str) -> None:
    before = everything(store, citizen)

    with pytest.raises(UserError) as refused:
        taken_in(store, BROKEN[name], citizen=citizen)

    assert refused.value.message().endswith(".")
    assert "{" not in refused.value.message()
    assert everything(store, citizen) == before


def test_entries_that_are_no_elements_are_refused_one_by_one(store: Store, citizen: str) -> None:
    told = of_2022()
    told["elements"] += [None, 7, "tekst"]

    report = taken_in(store, told, citizen=citizen)

    assert (report.outcomes["refused"], report.outcomes["mapped"]) == (3, 8)


def test_names_colours_and_places_that_no_board_has_are_made_to_fit(store: Store, citizen: str) -> None:
    told = of_2022()
    box = next(each for each in told["elements"] if each["id"] == "box1")
    box |= {"x": 1e300, "y": "her", "width": -(10**400), "height": None, "backgroundColor": {"r": 1}, "angle": "skæv"}

    report = taken_in(store, told, citizen=citizen, name="  \n ")

    with store.reader() as reader:
        view = board_view(reader, citizen=citizen, today=TODAY, board=report.board)
    (card,) = (card for card in view.cards if card.item.title == "Få ro om morgenen")
    assert (card.spot.x, card.spot.y, card.spot.height) == (1e7, 0.0, 1.0)
    assert report.title == "Tegning"


def test_one_file_that_is_broken_leaves_the_others_alone(store: Store, citizen: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "god.excalidraw", tmp_path / "ødelagt.excalidraw"
    good.write_bytes(encoded(of_2022()))
    bad.write_bytes(b"{")

    one, two, three = import_drawings(store, [bad, good, tmp_path / "mangler.excalidraw"], citizen=citizen)

    assert (one.status, two.status, three.status) == ("refused", "read", "refused")
    assert [one.words, three.words] == [[], []]
    assert two.title == "god"
