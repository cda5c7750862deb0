"""Drawings of every generation come in whole: counts, order, texts, bindings and places; broken files are refused."""

import json
from base64 import b64encode
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.domain.attachment import ATTACHMENT
from app.domain.board import PLACEMENT
from app.domain.citizen import CITIZEN
from app.domain.connector import CONNECTOR, Meaning
from app.domain.drawing import FRAME, INK, LABEL
from app.domain.idea import IDEA
from app.domain.source_fact import SOURCE_FACT
from app.errors import UserError
from app.intake.excalidraw import read_scene
from app.operations.intake_drawing import import_drawing
from app.queries.attachments import content_of
from app.store.store import Store
from builders import a_citizen, a_store
from excalidraw_files import (
    FILES,
    GENERATIONS,
    WHOLE,
    a_library,
    elements_of,
    encoded,
    everything,
    of_2022,
    of_2024,
    of_2025,
    png,
    taken_in,
    text,
    view_of,
)

EVERY = {each.name: each.read_bytes() for each in WHOLE} | {year: encoded(made()) for year, made in GENERATIONS.items()}
WITHIN = 0.5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One local copy for all: each test has a citizen of its own."""
    return a_store(tmp_path_factory.mktemp("drawings"))


@pytest.fixture
def citizen(store: Store) -> str:
    return a_citizen(store)


def words(raw: dict[str, Any]) -> str:
    return str(raw.get("originalText", raw["text"])).strip()


def nodes(told: Any, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    return [each for each in elements_of(told) if each["type"] in kinds]


@pytest.mark.parametrize("name", EVERY)
def test_every_element_is_told_of_once_and_by_what_it_became(store: Store, citizen: str, name: str) -> None:
    elements = elements_of(json.loads(EVERY[name]))

    report = taken_in(store, EVERY[name], citizen=citizen)

    assert sorted(row.id for row in report.resources) == sorted(each["id"] for each in elements)
    assert [row.id for row in report.resources if not (row.reason or "").endswith(".")] == []
    assert sum(report.sorts.values()) == len(elements)


@pytest.mark.parametrize("name", EVERY)
def test_texts_order_and_bindings_are_those_of_the_file(store: Store, citizen: str, name: str) -> None:
    told = json.loads(EVERY[name])

    report = taken_in(store, EVERY[name], citizen=citizen)

    view = view_of(store, citizen, report.board)
    texts = [*(card.item.title for card in view.cards), *(each.text for each in view.labels)]
    texts += [each.title for each in view.frames if each.title]
    names = [each["name"] for each in elements_of(told) if each["type"] == "frame"]
    assert Counter(texts) == Counter([*(words(each) for each in nodes(told, ("text",))), *names])
    assert len(view.links) == len([each for each in nodes(told, ("arrow",)) if each.get("startBinding")])
    placed = sorted((card.placement for card in view.cards if card.placement), key=lambda each: each.order or "")
    ids = {row.record: row.id for row in report.resources}
    in_file = [each["id"] for each in elements_of(told)]
    assert [in_file.index(ids[each.item]) for each in placed] == sorted(
        in_file.index(ids[each.item]) for each in placed
    )


@pytest.mark.parametrize("name", EVERY)
def test_everything_lies_within_half_a_unit_of_where_it_lay(store: Store, citizen: str, name: str) -> None:
    raw = {each["id"]: each for each in elements_of(json.loads(EVERY[name]))}

    report = taken_in(store, EVERY[name], citizen=citizen)

    view = view_of(store, citizen, report.board)
    ids = {row.record: raw[row.id] for row in report.resources if row.record}
    far = [
        (ids[card.id]["id"], side)
        for card in view.cards
        for side in ("x", "y", "width", "height")
        if abs(getattr(card.spot, side) - ids[card.id][side]) > WITHIN
    ]
    far += [(ids[each.id]["id"], "x") for each in view.labels if abs((each.x or 0) - ids[each.id]["x"]) > WITHIN]
    starts = [(each.ink.stroke[0] / 10, each.ink.stroke[1] / 10, ids[each.id]) for each in view.strokes]
    lines = [each for each in starts if each[2]["type"] in ("line", "draw", "freedraw") and not each[2]["angle"]]
    far += [(raw["id"], "start") for x, y, raw in lines if max(abs(x - raw["x"]), abs(y - raw["y"])) > WITHIN]
    assert far == []


@pytest.mark.parametrize("name", EVERY)
def test_a_second_run_changes_nothing_and_undo_is_one_step(store: Store, citizen: str, name: str) -> None:
    before = everything(store, citizen)
    first = taken_in(store, EVERY[name], citizen=citizen)
    written = everything(store, citizen)

    second = taken_in(store, EVERY[name], citizen=citizen)
    again = everything(store, citizen)
    store.undo(citizen)

    assert second.board == first.board
    assert not second.outcomes["mapped"]
    assert again == written
    assert everything(store, citizen).keys() == before.keys()


def test_a_drawing_whose_import_was_taken_back_comes_again(store: Store, citizen: str) -> None:
    taken_in(store, of_2024(), citizen=citizen)
    before = everything(store, citizen)
    store.undo(citizen)

    taken_in(store, of_2024(), citizen=citizen)

    assert everything(store, citizen).keys() == before.keys()


def test_a_card_that_was_deleted_here_stays_deleted(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2022(), citizen=citizen)
    card = view_of(store, citizen, report.board).cards[0]
    with store.transact("Slet", citizen=citizen) as transaction:
        transaction.delete(card.item)

    taken_in(store, of_2022(), citizen=citizen)

    assert card.id not in everything(store, citizen)


def test_two_devices_that_take_in_the_same_file_make_the_same_records(tmp_path: Path) -> None:
    one, two = a_store(tmp_path, name="one.db"), a_store(tmp_path, name="two.db", user="jonas")
    citizen = a_citizen(one)
    with one.reader() as reader, two.transact("Samme borger") as transaction:
        transaction.put(CITIZEN, reader.all(CITIZEN)[0])

    taken_in(one, of_2025(), citizen=citizen)
    taken_in(two, of_2025(), citizen=citizen)

    assert sorted(everything(one, citizen)) == sorted(everything(two, citizen))


def test_a_box_with_text_is_an_unsorted_card_and_an_arrow_between_two_a_line(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2022(), citizen=citizen, name="Karens skitse")

    view = view_of(store, citizen, report.board)
    assert [type(card.item) for card in view.cards] == [IDEA.record] * 2
    assert sorted(str(card.item.title) for card in view.cards) == ["Få ro om morgenen", "Støtte i hjemmet"]
    (link,) = view.links
    titles = {card.id: card.item.title for card in view.cards}
    assert (titles[link.source], titles[link.target]) == ("Få ro om morgenen", "Støtte i hjemmet")
    assert link.connector.meaning is Meaning.LEADS_TO
    assert [card.placement.colour for card in view.cards if card.placement] == ["#ffec99", None]
    assert view.board.title == "Karens skitse"
    assert report.words[:3] == ["Ligger på tavlen «Karens skitse».", "Kort: 2", "Forbindelser: 1"]


@pytest.mark.parametrize(
    ("heads", "meaning", "is_turned"),
    [
        ((None, "arrow"), Meaning.LEADS_TO, False),
        (("triangle", None), Meaning.LEADS_TO, True),
        ((None, None), Meaning.RELATES, False),
    ],
)
def test_the_heads_of_an_arrow_say_what_the_line_means(
    store: Store, citizen: str, heads: tuple[str | None, str | None], meaning: Meaning, is_turned: bool
) -> None:
    told = of_2022()
    arrow = next(each for each in told["elements"] if each["type"] == "arrow")
    arrow |= {"startArrowhead": heads[0], "endArrowhead": heads[1]}

    report = taken_in(store, told, citizen=citizen)

    (link,) = view_of(store, citizen, report.board).links
    first = next(row.record for row in report.resources if row.id == "box1")
    assert link.connector.meaning is meaning
    assert (link.target == first) is is_turned


def test_a_box_that_holds_other_boxes_is_a_frame_with_what_it_said(store: Store, citizen: str) -> None:
    report = taken_in(store, (FILES / "swimlane.excalidraw").read_bytes(), citizen=citizen)

    assert sorted(str(each.title) for each in view_of(store, citizen, report.board).frames) == [
        "Engineering",
        "Product",
    ]


def test_a_picture_is_attached_whole_and_its_place_is_drawn(store: Store, citizen: str) -> None:
    report = taken_in(store, of_2024(), citizen=citizen)

    with store.reader() as reader:
        (picture,) = reader.all(ATTACHMENT, citizen=citizen)
        content = content_of(reader, attachment=picture)
    assert (picture.item, picture.name, content) == (report.board, "Billede 1 på «Skitse»", png())
    assert [row.reason for row in report.resources if row.type == "image"] == [
        "Billedet er vedhæftet planen, og dets plads er tegnet på tavlen."
    ]


def upright() -> dict[str, Any]:
    """A drawing whose picture is not turned, and a little faint."""
    told = of_2024()
    picture = next(each for each in told["elements"] if each["type"] == "image")
    picture |= {"angle": 0, "opacity": 60}
    return told


def test_an_upright_picture_lies_under_the_board_where_it_was(store: Store, citizen: str) -> None:
    report = taken_in(store, upright(), citizen=citizen)

    (laid,) = [each for each in view_of(store, citizen, report.board).frames if each.picture is not None]
    with store.reader() as reader:
        (picture,) = reader.all(ATTACHMENT, citizen=citizen)
    assert (laid.picture, laid.x, laid.y, laid.width, laid.height, laid.faded) == (picture.id, 520, 300, 80, 60, 40)
    assert [row.reason for row in report.resources if row.type == "image"] == [
        "Billedet ligger under tavlen og er vedhæftet planen."
    ]
    assert taken_in(store, upright(), citizen=citizen).words[0].endswith("Intet er ændret.")


@pytest.mark.parametrize(
    "told", [{"angle": 0.5}, {"scale": [-1, 1]}, {"crop": {"x": 0, "y": 0, "width": 1, "height": 1}}], ids=str
)
def test_a_picture_that_no_frame_can_hold_as_it_was_is_drawn_as_its_place(
    store: Store, citizen: str, told: dict[str, Any]
) -> None:
    drawing = upright()
    next(each for each in drawing["elements"] if each["type"] == "image").update(told)
    view = view_of(store, citizen, taken_in(store, drawing, citizen=citizen).board)

    assert [each for each in view.frames if each.picture is not None] == []


def test_a_photograph_that_tells_its_place_is_attached_and_not_laid(store: Store, citizen: str) -> None:
    told = upright()
    content = b"\xff\xd8\xff\xe1\x00\x20Exif\0\0" + bytes(40)
    told["files"]["file1"]["dataURL"] = f"data:image/jpeg;base64,{b64encode(content).decode()}"
    view = view_of(store, citizen, taken_in(store, told, citizen=citizen).board)

    with store.reader() as reader:
        assert len(reader.all(ATTACHMENT, citizen=citizen)) == 1
    assert [each for each in view.frames if each.picture is not None] == []


def test_a_picture_that_is_no_picture_is_told_of(store: Store, citizen: str) -> None:
    told = of_2024()
    told["files"]["file1"]["dataURL"] = "https://example.org/billede.png"

    report = taken_in(store, told, citizen=citizen)

    with store.reader() as reader:
        assert reader.all(ATTACHMENT, citizen=citizen) == []
    assert "ikke i filen" in str(next(row.reason for row in report.resources if row.type == "image"))


def test_things_of_a_library_that_lie_on_each_other_are_laid_beside_each_other(store: Store, citizen: str) -> None:
    report = taken_in(store, a_library(), citizen=citizen)

    corners = [
        (each.ink.stroke[0] / 10, each.ink.stroke[1] / 10) for each in view_of(store, citizen, report.board).strokes
    ]
    assert len(corners) == len(set(corners)) == len(elements_of(a_library()))


def test_kinds_of_elements_that_nobody_knows_yet_are_drawn_as_their_place(store: Store, citizen: str) -> None:
    told = of_2025()
    told["elements"].append(dict(told["elements"][0]) | {"id": "new", "type": "hologram", "boundElements": None})

    report = taken_in(store, told, citizen=citizen)

    row = next(row for row in report.resources if row.id == "new")
    assert row.record in {each.id for each in view_of(store, citizen, report.board).strokes}
    assert "kender ikke den slags" in str(row.reason)


def test_a_long_text_is_kept_whole_beside_its_title(store: Store, citizen: str) -> None:
    told = of_2022()
    words = "Vi talte om hverdagen. " * 40
    next(each for each in told["elements"] if each["id"] == "text1").update({"text": words, "originalText": words})

    report = taken_in(store, told, citizen=citizen)

    long = max(
        (card.item for card in view_of(store, citizen, report.board).cards), key=lambda item: len(item.title or "")
    )
    assert (len(long.title or "") <= 300, (long.title or "")[-1], long.note) == (True, "…", words.strip())


def test_what_a_stranger_says_of_records_here_is_not_believed(store: Store, citizen: str) -> None:
    other = a_citizen(store, given="Bo")
    report = taken_in(store, of_2022(), citizen=citizen)
    card = view_of(store, citizen, report.board).cards[0]
    told = of_2022()
    box = next(each for each in told["elements"] if each["id"] == "box1")
    box["customData"] = {"enplan": {"id": card.id, "kind": "item", "element": "box1", "board": report.board,
                                    "type": "goal", "said": "Noget andet", "was": {"x": 0}, "at": [0, 0]}}  # fmt: skip
    before = everything(store, citizen)

    foreign = taken_in(store, told, citizen=other)

    assert everything(store, citizen) == before
    assert foreign.board != report.board
    assert sorted(each.item.type for each in view_of(store, other, foreign.board).cards) == ["goal", "idea"]


def test_a_drawing_for_somebody_who_is_not_here_is_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "tegning.excalidraw"
    path.write_bytes(encoded(of_2022()))

    with pytest.raises(UserError, match="findes ikke"):
        import_drawing(store, path, citizen="00000000-0000-4000-8000-000000000000")


def test_a_stroke_of_more_points_than_a_stroke_holds_goes_on_in_another(store: Store, citizen: str) -> None:
    points = [[number * 2, number % 7] for number in range(4_500)]
    line = text("long", "", (0, 0, 9_000, 7)) | {"type": "line", "points": points}

    report = taken_in(store, {"type": "excalidraw", "elements": [line]}, citizen=citizen)

    with store.reader() as reader:
        inks = reader.all(INK, parent=report.board)
    ends = {(ink.stroke[0] + sum(ink.stroke[2::2]), ink.stroke[1] + sum(ink.stroke[3::2])) for ink in inks}
    assert len(inks) > 1
    assert (points[-1][0] * 10, points[-1][1] * 10) in ends


def test_what_is_deleted_in_the_file_leaves_no_trace(store: Store, citizen: str) -> None:
    taken_in(store, of_2022(), citizen=citizen)

    with store.reader() as reader:
        assert "Slettet" not in "".join(each.body or "" for each in reader.all(SOURCE_FACT, citizen=citizen))
        assert [reader.count(kind, citizen=citizen) for kind in (FRAME, LABEL, CONNECTOR, PLACEMENT)] == [0, 1, 1, 2]


def test_halves_of_characters_are_left_out(store: Store, citizen: str) -> None:
    content = encoded(of_2022()).replace(b"Det talte vi om", b"Det \\ud83d vi om")

    report = taken_in(store, content, citizen=citizen)

    assert [each.text for each in view_of(store, citizen, report.board).labels] == ["Det  vi om"]


def test_the_scene_that_is_kept_is_the_scene_that_was_read() -> None:
    scene = read_scene(encoded(of_2025()))

    assert [each.key for each in scene.elements] == [each["id"] for each in elements_of(of_2025())]
