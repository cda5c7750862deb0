"""A board that is seen whole can be read: its cards fold to their titles, and are whole again where one goes in."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from app.domain.actor import ACTOR
from app.domain.board import Axis
from app.domain.drawing import FRAME, INK, LABEL, Frame, Ink, Label
from app.domain.goal import GOAL
from app.domain.intervention import INTERVENTION
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.ids import main_board_of
from app.operations.board import show_axis
from app.operations.items import edit_record
from app.queries.board import main_board
from board_desk import Desk
from legible import Written, faint_parts, read
from ui.board.ground import FrameItem, LabelItem
from ui.board.scene import BoardScene
from ui.board.stroke import StrokeItem

AREAS = tuple(LifeArea)[:5]
LEAST_PX = 11.0
STROKES = {
    "zig": (300, 200, 400, -300, 300, 300), "zag": (300, -200, 0, 900, 200, 0),
    "ring": (1_200, 0, 1_200, 700, -1_200, 800, -1_200, -800, 60, -700),
}  # fmt: skip
"""Steps of strokes in tenths of a board unit."""
LONG = " ".join(["Vi vil gerne have", "ordnet opvasken"] * 8)


def furnish(desk: Desk, *, axis: Axis = Axis.TIME, day: int = 27) -> list[str]:
    """Write 20 actors, 12 goals and 30 interventions, lay *axis* under the board, and return the titles."""
    with desk.store.reader() as reader:
        board = main_board(reader, citizen=desk.citizen)
    titles = [f"Person Efternavn {place}" for place in range(20)]
    goals = [f"Op klokken syv fire dage om ugen {place}" for place in range(12)]
    aids = [f"Bostøtte i hjemmet to gange om ugen {place}" for place in range(30)]
    with desk.store.transact("P", citizen=desk.citizen) as act:
        for title in titles:
            act.put(ACTOR, ACTOR.record(title=title))
        for place, title in enumerate(goals):
            due = f"2027-{1 + place % 6:02d}-15"
            act.put(GOAL, GOAL.record(title=title, life_area=AREAS[place % 5], due=due))
        for place, title in enumerate(aids):
            start = f"2026-{11 + place % 2}-{1 + place % day:02d}"
            act.put(INTERVENTION, INTERVENTION.record(title=title, life_area=AREAS[place % 5], start=start))
    show_axis(desk.store, board, citizen=desk.citizen, axis=axis)
    desk.wait(
        lambda: len(desk.screen.easel.view.cards) == 62 and (desk.screen.easel.view.axis is None) is (axis is Axis.FREE)
    )
    return [*titles, *goals, *aids]


def painted(desk: Desk) -> list[Written]:
    """Return the lines of text that the canvas paints, all of each in view."""
    desk.qtbot.wait(1)
    canvas = desk.screen.canvas.viewport()
    room = canvas.rect().translated(canvas.mapTo(desk.screen, canvas.rect().topLeft()))
    return [
        each for each in read(desk.screen).texts if each.widget is canvas and room.contains(each.ink.toAlignedRect())
    ]


@pytest.mark.parametrize(("axis", "day"), [(Axis.TIME, 27), (Axis.TIME, 2), (Axis.FREE, 27)])
def test_every_title_of_sixty_two_cards_can_be_read_when_the_whole_board_is_shown(
    desk: Desk, axis: Axis, day: int, record_property: Callable[[str, object], None]
) -> None:
    titles = furnish(desk, axis=axis, day=day)

    desk.screen.do("fit")

    lines = painted(desk)
    faint = faint_parts(read(desk.screen), desk.screen.grab().toImage())
    assert Counter(" ".join(each.words for each in lines).split()) == Counter(" ".join(titles).split())
    assert min(round(each.size, 3) for each in lines) >= LEAST_PX
    assert [each for each in faint if each.startswith("«")] == []
    assert len(titles) == 62
    record_property("told", f"62 titles, the smallest letters {min(each.size for each in lines):.1f} pixels")


def test_no_folded_card_lies_over_another_and_each_is_in_view(desk: Desk) -> None:
    furnish(desk)

    desk.screen.do("fit")

    frames = [card.frame() for card in desk.screen.canvas.board.cards.values()]
    pairs = [(one, other) for place, one in enumerate(frames) for other in frames[place + 1 :]]
    assert [pair for pair in pairs if pair[0].intersects(pair[1])] == []
    assert [frame for frame in frames if not desk.screen.canvas.seen().contains(frame)] == []


def test_a_folded_card_begins_at_its_day_as_a_whole_one_does(desk: Desk) -> None:
    furnish(desk)
    plain = {card.id: card.spot.x for card in desk.screen.easel.view.cards if card.item.type is not ItemType.ACTOR}

    desk.screen.do("fit")

    shown = {card.id: card.spot.x for card in desk.screen.easel.view.cards if card.id in plain}
    assert shown == pytest.approx(plain)


def test_what_is_chosen_on_a_folded_board_unfolds_and_folds_again(desk: Desk) -> None:
    furnish(desk)
    desk.screen.do("fit")
    card = desk.screen.easel.view.cards[10]
    item = desk.screen.canvas.board.cards[card.id]
    folded = item.frame()

    QTest.mouseClick(desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.middle(card.id))
    opened = item.frame()
    desk.screen.easel.select([])

    assert desk.screen.canvas.folding.is_folded
    assert (opened.width(), opened.height()) == (196.0, 106.0)
    assert item.frame() == folded


def test_zooming_in_shows_whole_cards_where_the_pointer_is(desk: Desk) -> None:
    furnish(desk)
    desk.screen.do("fit")
    card = desk.screen.easel.view.cards[20]
    pointer = QPointF(desk.middle(card.id))

    desk.screen.canvas.zoom_by(1.2, at=pointer)

    found = desk.screen.canvas.board.card_at(desk.screen.canvas.to_board(pointer))
    assert not desk.screen.canvas.folding.is_folded
    assert found is not None
    assert (found.id, found.height) == (card.id, 106.0)


def test_zooming_out_of_a_folded_board_shows_all_of_it_with_whole_cards(desk: Desk) -> None:
    furnish(desk)
    desk.screen.do("fit")

    desk.screen.do("zoom out")

    assert not desk.screen.canvas.folding.is_folded
    assert desk.screen.canvas.seen().contains(desk.screen.canvas.board.content())


def test_an_act_that_means_a_place_finds_whole_cards(desk: Desk) -> None:
    furnish(desk)
    desk.screen.do("fit")

    desk.screen.do("new")

    assert not desk.screen.canvas.folding.is_folded
    assert desk.screen.easel.is_writing


def test_a_card_that_comes_while_the_board_is_folded_is_folded_too(desk: Desk) -> None:
    furnish(desk)
    desk.screen.do("fit")

    new = desk.add(ItemType.GOAL, "Et mål til", due="2027-03-01")

    assert desk.screen.canvas.folding.is_folded
    assert desk.screen.canvas.board.cards[new].height < 40


def draw_between(desk: Desk) -> list[str]:
    """Draw three frames, five texts and some ink between the cards, a ring round one; return what is written."""
    board = main_board_of(desk.citizen)
    spots = sorted((card.spot for card in desk.screen.easel.view.cards), key=lambda spot: (spot.y, spot.x))
    titles = ["Det vi gør først", "Hjemme", "Til næste møde"]
    texts = [
        "Skrevet ved bordet",
        "Spørg lægen",
        "Husk nøglen til kælderen",
        "Mandag",
        "Vi ses igen når foråret kommer",
    ]
    with desk.store.transact("P", citizen=desk.citizen) as act:
        for place, title in enumerate(titles):
            first = spots[place * 20 + 2]
            act.put(FRAME, Frame(board=board, title=title, x=first.x - 20, y=first.y - 20, width=620.0, height=270.0))
        for place, text in enumerate(texts):
            near = spots[place * 12 + 5]
            act.put(LABEL, Label(board=board, text=text, x=near.x + 30, y=near.y + near.height + 4, width=240.0))
        for place, shape in enumerate(STROKES.values()):
            near = spots[place * 9 + 30]
            corner = (round(near.x * 10) - 200, round(near.y * 10) - 200)
            act.put(INK, Ink(board=board, stroke=(*corner, *shape), width=3.0))
    easel = desk.screen.easel
    desk.wait(lambda: (len(easel.view.frames), len(easel.view.labels), len(easel.view.strokes)) == (3, 5, 3))
    return [*titles, *texts]


@pytest.mark.parametrize(("axis", "day"), [(Axis.TIME, 27), (Axis.TIME, 2), (Axis.FREE, 27)])
def test_a_board_with_frames_texts_and_ink_can_be_read_whole_too(
    desk: Desk, axis: Axis, day: int, record_property: Callable[[str, object], None]
) -> None:
    titles = furnish(desk, axis=axis, day=day)
    written = draw_between(desk)

    desk.screen.do("fit")

    lines = painted(desk)
    faint = faint_parts(read(desk.screen), desk.screen.grab().toImage())
    words = Counter(" ".join(each.words for each in lines).split())
    assert desk.screen.canvas.folding.is_folded
    assert Counter(" ".join([*titles, *written]).split()) - words == Counter()
    assert min(round(each.size, 3) for each in lines) >= LEAST_PX
    assert [each for each in faint if each.startswith("«")] == []
    record_property("told", f"70 titles and texts, the smallest {min(each.size for each in lines):.1f} pixels")


def test_a_folded_frame_stands_round_what_it_holds_and_round_nothing_else(desk: Desk) -> None:
    furnish(desk, axis=Axis.FREE)
    draw_between(desk)
    plain = {each.id: FrameItem(each, desk.screen.canvas.board.stage).frame() for each in desk.screen.easel.view.frames}
    lay = {card.id: QPointF(card.spot.x + card.spot.width / 2, card.spot.y + card.spot.height / 2)
           for card in desk.screen.easel.view.cards}  # fmt: skip

    desk.screen.do("fit")

    scene = desk.screen.canvas.board
    held = {(frame, card) for frame, room in plain.items() for card, middle in lay.items() if room.contains(middle)}
    now = {(frame.id, card.id) for frame in scene.frames.values() for card in scene.cards.values()
           if frame.frame().intersects(card.frame())}  # fmt: skip
    assert held == now
    assert len(held) >= 3


def covered(scene: BoardScene) -> dict[str, QRectF]:
    """Return what frames, texts and ink cover on the board."""
    things: list[FrameItem | LabelItem | StrokeItem] = [*scene.frames.values(), *scene.labels.values()]
    things += scene.strokes.values()
    return {each.id: each.mapRectToScene(each.boundingRect()) for each in things}


def test_a_folded_board_unfolds_to_frames_texts_and_ink_as_they_lie(desk: Desk) -> None:
    furnish(desk)
    draw_between(desk)
    scene = desk.screen.canvas.board
    before = covered(scene)
    desk.screen.do("fit")
    assert desk.screen.canvas.folding.is_folded

    desk.screen.do("zoom out")

    assert covered(scene) == before


def test_names_of_low_lanes_are_never_painted_over_each_other(desk: Desk) -> None:
    furnish(desk)
    desk.screen.do("fit")
    desk.screen.do("zoom out")
    desk.qtbot.wait(1)

    names = [each.ink for each in read(desk.screen).texts if each.widget is desk.screen.lanes]

    assert len(names) >= 5
    assert [1 for place, one in enumerate(names) for other in names[place + 1 :] if one.intersects(other)] == []


def test_a_card_grows_with_its_title_until_all_of_it_can_be_read(desk: Desk) -> None:
    new = desk.add(ItemType.IDEA, LONG)
    desk.screen.show_item(new)

    lines = [each.words for each in painted(desk)]

    assert Counter(LONG.split()) <= Counter(" ".join(lines).split())
    assert desk.card(new).spot.height > 200


def test_cards_below_one_that_has_grown_give_way(desk: Desk) -> None:
    desk.add(ItemType.GOAL, LONG, due="2026-12-24", life_area=LifeArea.HOME)
    desk.add(ItemType.GOAL, "Under", due="2026-12-24", life_area=LifeArea.HOME)

    high, low = sorted((card.spot for card in desk.screen.easel.view.cards), key=lambda spot: spot.y)

    assert high.y + high.height < low.y


def test_a_card_that_a_hand_has_sized_keeps_its_size(desk: Desk) -> None:
    new = desk.add(ItemType.IDEA, "Kort")
    desk.screen.model.resize(desk.card(new), 180.0, 90.0)
    desk.wait(lambda: desk.card(new).spot.width == 180.0)

    edit_record(desk.store, desk.item(new), title=LONG)
    desk.wait(lambda: desk.card(new).item.title == LONG)

    assert desk.card(new).spot.height == 90.0
