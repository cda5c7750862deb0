"""Mødevisning: few tools, large words, nothing that is not for everyone present."""

from collections.abc import Callable

from app.domain.actor import ActorSort
from app.domain.consent import Given
from app.domain.item import Audience, ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import Attendance
from app.domain.record import Mark
from app.operations.consents import give_consent
from app.operations.meetings import attend, begin_meeting
from board_desk import Desk
from ui.board.card import _signs
from ui.board.words import spoken

A_MEETING = "0192f000-0000-7000-8000-000000000001"
"""A meeting that nobody has been marked at: the citizen alone looks at the screen."""


def test_a_meeting_has_at_most_six_tools_and_the_rest_under_more(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(held=A_MEETING)

    words = [button.text() for button in desk.screen.tools.buttons if button.isVisible()]
    menu = desk.screen.tools.open_more()
    rest = [action.text() for action in menu.actions() if action.text()]
    menu.close()

    assert words == ["Kort", "Aktør", "Pen", "Forbind", "Fortryd", "Zoom"]
    assert {"Ønske", "Mål", "Indsats", "Aftale", "Bekymring", "Styrke", "Møde", "Tekst", "Gentag"} <= set(rest)


def test_a_meeting_tells_no_state_of_storage(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(held=A_MEETING)
    goal = desk.add(ItemType.GOAL, "Job")
    card = desk.card(goal)

    assert card.item.marks & Mark.PENDING
    assert "Gemt her" not in spoken(desk.screen.easel.view, card, meeting=True)


def test_hidden_items_are_not_on_the_board_nor_in_its_tree(make_desk: Callable[..., Desk]) -> None:
    main = make_desk()
    main.add(ItemType.CONCERN, "Hemmelig", audience=Audience.PROFESSIONALS)
    goal = main.add(ItemType.GOAL, "Job")
    desk = make_desk(held=A_MEETING)
    desk.wait(lambda: desk.screen.easel.card(goal) is not None)

    assert desk.screen.access.order() == [goal]


def test_a_card_goes_from_the_board_when_somebody_comes_who_may_not_see_it_and_comes_back_by_consent(
    make_desk: Callable[..., Desk],
) -> None:
    main = make_desk()
    main.add(ItemType.GOAL, "Sove om natten", life_area=LifeArea.SLEEP)
    school = main.add(ItemType.ACTOR, "Skolen", sort=ActorSort.ORGANISATION)
    main.store.clock.advance(hours=1)  # type: ignore[attr-defined]
    meeting = begin_meeting(main.store, citizen=main.citizen)
    desk = make_desk(held=meeting)
    desk.wait(lambda: "Sove om natten" in shown(desk))
    goal = next(each for each in desk.items() if each.title == "Sove om natten")

    attend(desk.store, meeting=desk.item(meeting), actor=school, attendance=Attendance.PRESENT)
    desk.wait(lambda: "Sove om natten" not in shown(desk))
    desk.add(ItemType.GOAL, "Sagt ved bordet", life_area=LifeArea.SLEEP)
    give_consent(desk.store, citizen=desk.citizen, items=[goal.id], actors=[school], given=Given.WRITTEN)

    desk.wait(lambda: "Sove om natten" in shown(desk))
    assert "Delt med Skolen." in spoken(desk.screen.easel.view, desk.card(goal.id), meeting=True)
    assert _signs(desk.card(goal.id)) == [("handshake", "information")]


def test_a_card_of_somebody_who_is_not_there_awaits_an_answer_until_there_is_one(
    make_desk: Callable[..., Desk],
) -> None:
    main = make_desk()
    jonas = main.add(ItemType.ACTOR, "Jonas Friis", sort=ActorSort.PRIVATE)
    before = main.add(ItemType.AGREEMENT, "Fra sidst", responsible=jonas)
    main.store.clock.advance(hours=1)  # type: ignore[attr-defined]
    meeting = begin_meeting(main.store, citizen=main.citizen)
    desk = make_desk(held=meeting)
    promise = desk.add(ItemType.AGREEMENT, "Ringe til banken", responsible=jonas)
    assert not desk.card(promise).awaits

    attend(desk.store, meeting=desk.item(meeting), actor=jonas, attendance=Attendance.ABSENT)
    desk.wait(lambda: desk.card(promise).awaits)
    card = desk.card(promise)
    assert "Ansvarlig Jonas Friis. Afventer svar." in spoken(desk.screen.easel.view, card, meeting=True)
    assert _signs(card) == [("clock", "muted")]
    item = desk.screen.canvas.board.cards[promise]
    item.title(item.stage.optics)
    assert item._foot_words(110.0, 1) == ["Afventer svar"]
    assert not desk.card(before).awaits

    attend(desk.store, meeting=desk.item(meeting), actor=jonas, attendance=Attendance.PRESENT)
    desk.wait(lambda: not desk.card(promise).awaits)


def shown(desk: Desk) -> list[str | None]:
    return [card.item.title for card in desk.screen.easel.view.cards]


def test_the_foot_is_left_out_and_zoom_is_a_tool(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(held=A_MEETING)
    menu = desk.screen.tools.open_zoom()
    before = desk.screen.canvas.zoom

    menu.actions()[0].trigger()
    menu.close()

    assert not desk.screen.foot.isVisible()
    assert desk.screen.canvas.zoom > before
