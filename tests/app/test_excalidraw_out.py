"""Boards go out as drawings: what came from Excalidraw as it was, with what was altered here, and what is new."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from app.domain.connector import Meaning
from app.domain.idea import IDEA
from app.domain.item import Audience, ItemType
from app.domain.life_area import LifeArea
from app.domain.record import Record
from app.errors import UserError
from app.export.excalidraw import ExcalidrawExporter, LibraryExporter
from app.operations.board import (
    Move,
    add_board,
    add_frame,
    add_label,
    draw_stroke,
    move_cards,
    set_meaning,
)  # fmt: skip
from app.operations.export import export_citizen
from app.operations.items import add_item, connect, delete_records, edit_record, turn_into
from app.queries.board import BoardView, CardView
from app.queries.snapshot import plan_snapshot
from app.store.store import Store
from builders import a_citizen, a_store
from excalidraw_files import (
    GENERATIONS,
    TODAY,
    WHOLE,
    a_library,
    bare,
    elements_of,
    encoded,
    everything,
    handed_out,
    of_2022,
    of_2024,
    taken_in,
    view_of,
)


def test_a_picture_that_was_moved_and_made_fainter_goes_out_so_and_comes_back_from_there(store: Store) -> None:
    citizen, told = a_citizen(store), of_2024()
    next(each for each in told["elements"] if each["type"] == "image")["angle"] = 0
    board = taken_in(store, told, citizen=citizen).board
    (laid,) = [each for each in view_of(store, citizen, board).frames if each.picture is not None]
    edit_record(store, record=laid, x=600.0, width=120.0, faded=35)

    out = handed_out(store, citizen)
    picture = next(each for each in out["elements"] if each["type"] == "image")
    assert [picture[name] for name in ("x", "y", "width", "height", "opacity")] == [600, 300, 120, 60, 65]
    assert out["files"]["file1"]["dataURL"] == told["files"]["file1"]["dataURL"]
    picture |= {"y": 280}
    taken_in(store, out, citizen=citizen)

    (back,) = [each for each in view_of(store, citizen, board).frames if each.picture is not None]
    assert (back.id, back.x, back.y, back.width, back.picture) == (laid.id, 600, 280, 120, laid.picture)


DRAWN = {each.name: json.loads(each.read_bytes()) for each in WHOLE if each.suffix == ".excalidraw"}
DRAWN |= {year: made() for year, made in GENERATIONS.items()}
LIBRARIES = {each.name: json.loads(each.read_bytes()) for each in WHOLE if each.suffix == ".excalidrawlib"}
LIBRARIES["2021"] = a_library()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One local copy for all: each test has a citizen of its own."""
    return a_store(tmp_path_factory.mktemp("drawings"))


@pytest.fixture
def citizen(store: Store) -> str:
    return a_citizen(store)


def card_called(view: BoardView, title: str) -> CardView:
    return next(card for card in view.cards if card.item.title == title)


def named(told: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(each for each in elements_of(told) if each["id"] == identity)


@pytest.mark.parametrize("name", DRAWN)
def test_what_came_in_goes_out_as_it_was_element_by_element(store: Store, citizen: str, name: str) -> None:
    taken_in(store, DRAWN[name], citizen=citizen)

    out = handed_out(store, citizen)

    assert [bare(each) for each in elements_of(out)] == elements_of(DRAWN[name])
    assert out["appState"] == DRAWN[name]["appState"] | {"gridSize": DRAWN[name]["appState"].get("gridSize")}
    assert {each: told["dataURL"] for each, told in out["files"].items()} == {
        each: told["dataURL"] for each, told in DRAWN[name].get("files", {}).items()
    }


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_goes_out_as_a_library_thing_by_thing(store: Store, citizen: str, name: str) -> None:
    taken_in(store, LIBRARIES[name], citizen=citizen)

    out = handed_out(store, citizen, is_library=True)

    assert [bare(each) for each in elements_of(out)] == elements_of(LIBRARIES[name])
    assert len(out["libraryItems"]) == len(LIBRARIES[name].get("libraryItems", LIBRARIES[name].get("library")))
    assert [each.get("name") for each in out["libraryItems"]] == [
        each.get("name") if isinstance(each, dict) else "Skitse"
        for each in LIBRARIES[name].get("libraryItems", LIBRARIES[name].get("library"))
    ]


@pytest.mark.parametrize("name", DRAWN)
def test_what_went_out_comes_in_as_nothing_new_and_goes_out_the_same(store: Store, citizen: str, name: str) -> None:
    taken_in(store, DRAWN[name], citizen=citizen)
    once = handed_out(store, citizen)

    before = _without_sources(everything(store, citizen))
    taken_in(store, once, citizen=citizen, name="Hjem igen")

    assert _without_sources(everything(store, citizen)) == before
    assert handed_out(store, citizen) == once


def test_a_drawing_goes_out_whole_by_way_of_another_plan(store: Store, citizen: str) -> None:
    other = a_citizen(store, given="Bo")
    taken_in(store, of_2024(), citizen=citizen)

    taken_in(store, handed_out(store, citizen), citizen=other)

    assert [bare(each) for each in elements_of(handed_out(store, other))] == elements_of(of_2024())


def test_a_card_that_was_moved_takes_its_text_and_the_arrow_with_it(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2022(), citizen=citizen)
    card = card_called(view_of(store, citizen, report.board), "Få ro om morgenen")
    move = Move(item=card.item, placement=card.placement, x=card.spot.x + 30, y=card.spot.y - 12)
    move_cards(store, [move], citizen=citizen, board=report.board)

    out = handed_out(store, citizen)

    assert (named(out, "box1")["x"], named(out, "box1")["y"]) == (130, 88)
    assert (named(out, "text1")["x"], named(out, "text1")["y"]) == (140, 120)
    assert named(out, "arrow")["points"] != named(of_2022(), "arrow")["points"]
    assert named(out, "arrow")["startBinding"]["elementId"] == "box1"
    assert bare(named(out, "box2")) == named(of_2022(), "box2")


def test_words_that_were_altered_here_stand_in_the_text_of_the_box(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2022(), citizen=citizen)
    view = view_of(store, citizen, report.board)
    edit_record(store, card_called(view, "Få ro om morgenen").item, title="Stå op klokken otte")
    edit_record(store, view.labels[0], text="Det aftalte vi")
    turn_into(store, card_called(view, "Støtte i hjemmet").item, type=ItemType.GOAL)
    set_meaning(store, view.links[0].connector, meaning=Meaning.HINDERS)
    move_cards(store, [], citizen=citizen, board=report.board, drawn=[view.strokes[0].ink], by=(5, 7))

    out = handed_out(store, citizen)

    assert named(out, "text1")["originalText"] == "Stå op klokken otte"
    assert named(out, "text1")["containerId"] == "box1"
    assert named(out, "free")["text"] == "Det aftalte vi"
    assert named(out, "box2")["backgroundColor"] == "#FFF6E0"
    assert named(out, "arrow")["strokeStyle"] == "dashed"
    moved = {"curve": 100, "hand": 350}
    assert sorted(named(out, each)["x"] - x for each, x in moved.items()) == [0, 5]


def test_what_was_deleted_here_does_not_go_out(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2022(), citizen=citizen)
    delete_records(store, [card_called(view_of(store, citizen, report.board), "Få ro om morgenen").item])

    out = handed_out(store, citizen)

    assert {each["id"] for each in elements_of(out)} == {"box2", "text2", "free", "curve", "hand"}
    assert "ro om morgenen" not in json.dumps(out, ensure_ascii=False)


def test_what_is_for_professionals_only_does_not_go_out(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2022(), citizen=citizen)
    edit_record(store, card_called(view_of(store, citizen, report.board), "Få ro om morgenen").item,
                audience=Audience.PROFESSIONALS)  # fmt: skip

    assert "ro om morgenen" not in json.dumps(handed_out(store, citizen), ensure_ascii=False)


def test_new_cards_and_lines_are_bound_to_what_came_in(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2022(), citizen=citizen)
    first = card_called(view_of(store, citizen, report.board), "Få ro om morgenen")
    new = add_item(store, citizen=citizen, title="Lægge tøj frem", board=report.board, at=(100, 400))
    connect(store, citizen=citizen, source=new, target=first.id)

    out = handed_out(store, citizen)

    box = next(each for each in elements_of(out) if each.get("customData", {}).get("enplan", {}).get("id") == new)
    text = next(each for each in elements_of(out) if each.get("containerId") == box["id"])
    (arrow,) = (each for each in elements_of(out) if each["type"] == "arrow" and each["id"] != "arrow")
    assert (box["x"], box["y"], text["originalText"]) == (100, 400, "Lægge tøj frem")
    assert (arrow["startBinding"]["elementId"], arrow["endBinding"]["elementId"]) == (box["id"], "box1")
    assert {"type": "arrow", "id": arrow["id"]} in named(out, "box1")["boundElements"]
    assert {"type": "arrow", "id": arrow["id"]} in box["boundElements"]


@pytest.fixture
def native(store: Store, citizen: str) -> str:
    """The id of a board that was made here."""
    board = add_board(store, citizen=citizen, title="Karens drøm")
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Et roligt job", board=board, at=(40, 40),
                    due="2027-03-01", life_area=LifeArea.WORK)  # fmt: skip
    wish = add_item(store, citizen=citizen, type=ItemType.WISH, title="Ud blandt folk", board=board, at=(340, 40))
    connect(store, citizen=citizen, source=wish, target=goal)
    add_frame(store, citizen=citizen, board=board, at=(20, 0), size=(560, 190), title="Det vil jeg")
    add_label(store, citizen=citizen, board=board, at=(40, 400), text="24. november\nvi talte længe")
    draw_stroke(store, [(0, 300), (40, 340), (90, 300)], citizen=citizen, board=board, pressures=[50, 100, 200])
    return board


def test_a_board_that_was_made_here_has_cards_lines_frames_texts_and_ink(
    store: Store, citizen: str, native: str
) -> None:
    out = handed_out(store, citizen, board=native)

    kinds = [each["type"] for each in elements_of(out)]
    assert sorted(kinds) == ["arrow", "frame", "freedraw", *["rectangle"] * 2, *["text"] * 5]
    arrow = next(each for each in elements_of(out) if each["type"] == "arrow")
    titles = {each["containerId"]: each["originalText"] for each in elements_of(out) if each.get("containerId")}
    assert titles[arrow["startBinding"]["elementId"]] == "Ud blandt folk"
    assert titles[arrow["endBinding"]["elementId"]] == "Et roligt job"
    stroke = next(each for each in elements_of(out) if each["type"] == "freedraw")
    assert stroke["points"] == [[0, 0], [40, 40], [90, 0]]
    assert [round(each * 255) for each in stroke["pressures"]] == [50, 100, 200]
    assert all(each["x"] <= each["x"] + each["width"] for each in elements_of(out))


def test_a_board_that_was_made_here_comes_back_as_itself(store: Store, citizen: str, native: str) -> None:
    out = handed_out(store, citizen)
    before = everything(store, citizen)

    report = taken_in(store, out, citizen=citizen)

    assert everything(store, citizen) == before
    assert report.outcomes["mapped"] == 0
    assert handed_out(store, citizen) == out


def _to_title(each: dict[str, Any]) -> None:
    each.update({"text": "Et roligt job tæt på", "originalText": "Et roligt job tæt på"})


def _aside(each: dict[str, Any]) -> None:
    each.update({"x": each["x"] + 500, "y": each["y"] + 60})


def altered(told: dict[str, Any], words: str, alter: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Alter the elements that say *words*, and their boxes where *alter* moves things."""
    texts = [each for each in told["elements"] if each.get("originalText") == words]
    boxes = [each["containerId"] for each in texts if alter is _aside]
    for each in told["elements"]:
        if each in texts or each["id"] in boxes:
            alter(each)
    return told


def test_what_was_altered_in_excalidraw_is_altered_on_its_board_and_nothing_else(
    store: Store, citizen: str, native: str
) -> None:
    before = everything(store, citizen)
    told = altered(handed_out(store, citizen, board=native), "Et roligt job", _to_title)
    told = altered(told, "Ud blandt folk", _aside)

    taken_in(store, told, citizen=citizen)

    view = view_of(store, citizen, native)
    goal, wish = card_called(view, "Et roligt job tæt på"), card_called(view, "Ud blandt folk")
    assert (goal.item.type, goal.spot.x, wish.spot.x, wish.spot.y) == (ItemType.GOAL, 40, 840, 100)
    after = everything(store, citizen)
    assert sorted(type(after[each]).__name__ for each in after if before.get(each) != after[each]) == [
        "Goal",
        "Placement",
    ]
    assert after.keys() == before.keys()


def test_a_text_that_was_altered_here_meanwhile_stays_and_is_told_of(store: Store, citizen: str, native: str) -> None:
    told = altered(handed_out(store, citizen, board=native), "Et roligt job", _to_title)
    edit_record(store, card_called(view_of(store, citizen, native), "Et roligt job").item, title="Et job med dyr")

    report = taken_in(store, told, citizen=citizen)

    assert "Et job med dyr" in [card.item.title for card in view_of(store, citizen, native).cards]
    assert [row.type for row in report.resources if "ændret i planen siden" in (row.reason or "")] == ["rectangle"]


def test_what_was_added_in_excalidraw_is_added_to_the_board(store: Store, citizen: str, native: str) -> None:
    told = handed_out(store, citizen, board=native)
    copied = {each["id"]: each for each in of_2022()["elements"]}
    told["elements"] += [copied["box1"], copied["text1"]]

    report = taken_in(store, told, citizen=citizen)

    assert report.board == native
    assert type(card_called(view_of(store, citizen, native), "Få ro om morgenen").item) is IDEA.record
    assert bare(named(handed_out(store, citizen, board=native), "box1"))["backgroundColor"] == "#ffec99"


def test_a_card_that_was_copied_in_excalidraw_is_a_second_card(store: Store, citizen: str, native: str) -> None:
    told = handed_out(store, citizen, board=native)
    box = next(each for each in told["elements"] if each["type"] == "rectangle")
    text = next(each for each in told["elements"] if each.get("containerId") == box["id"])
    told["elements"] += [box | {"id": "copy", "x": 900, "boundElements": None},
                         text | {"id": "words", "containerId": "copy", "originalText": "Kopi"}]  # fmt: skip

    taken_in(store, told, citizen=citizen)

    view = view_of(store, citizen, native)
    assert len(view.cards) == 3
    assert card_called(view, "Kopi").spot.x == 900


def test_boards_lie_beside_each_other_and_come_back_to_their_own(store: Store, citizen: str, native: str) -> None:
    add_item(store, citizen=citizen, title="Kun på planens tavle")
    out = handed_out(store, citizen)
    before = everything(store, citizen)

    taken_in(store, out, citizen=citizen)

    titles = [each["originalText"] for each in elements_of(out) if each["type"] == "text"]
    assert {"Tavle", "Karens drøm", "Kun på planens tavle"} <= set(titles)
    assert titles.count("Et roligt job") == 2
    assert len({each["id"] for each in elements_of(out)}) == len(elements_of(out))
    assert everything(store, citizen) == before


def test_one_board_of_a_plan_is_asked_for_by_its_name(store: Store, citizen: str, native: str, tmp_path: Path) -> None:
    path = tmp_path / "tavle.excalidraw"

    export_citizen(store, ExcalidrawExporter(), citizen=citizen, out=path, purpose="Prøve", board="Karens drøm")

    assert json.loads(path.read_bytes()) == handed_out(store, citizen, board=native)
    with pytest.raises(UserError, match="ingen tavle"):
        handed_out(store, citizen, board="En anden")


def test_the_main_board_goes_out_from_a_snapshot_too(store: Store, citizen: str, native: str) -> None:
    with store.reader() as reader:
        snapshot = plan_snapshot(reader, citizen=citizen, today=TODAY)
    drawing, library = BytesIO(), BytesIO()

    ExcalidrawExporter().write(snapshot, drawing)
    LibraryExporter().write(snapshot, library)

    told = json.loads(drawing.getvalue())
    assert {"Hjemmet", "Arbejde", "Et roligt job"} <= {each.get("originalText") for each in told["elements"]}
    assert json.loads(library.getvalue())["libraryItems"][0]["elements"] == told["elements"]
    assert (ExcalidrawExporter().id, LibraryExporter().id) == ("excalidraw", "excalidrawlib")


def test_a_plan_with_nothing_in_it_is_an_empty_drawing(store: Store, citizen: str) -> None:
    assert elements_of(handed_out(store, citizen)) == []
    assert encoded(handed_out(store, citizen, is_library=True)).endswith(b'"libraryItems": []}')


def _without_sources(found: dict[str, Record]) -> dict[str, Record]:
    return {each: record for each, record in found.items() if type(record).__name__ != "SourceFact"}
