"""Nyt siden sidst: what others wrote since one saw the plan, and what is not told of."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.item import ItemType
from app.domain.values import State
from app.operations.items import add_item, delete_records, edit_record
from app.operations.telling import plan_seen
from app.queries.news import News, NewsKind, both_news, news_since_seen
from app.queries.past_board import course, end_of_day, past_board
from app.queries.tells.board import plan_tells
from app.queries.tells.tell import TellKind
from app.store.store import Store
from builders import a_goal
from exchanges import edit
from offices import Office, an_office, copy_furnished, furnished, goal, open_client
from redactions import SECRET, last_change, redact

TODAY = date(2026, 11, 24)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A server and two colleagues who share a citizen."""
    copy_furnished(tmp_path)
    with an_office(tmp_path) as made:
        yield made


def news(store: Store, citizen: str) -> News:
    with store.reader() as reader:
        return news_since_seen(reader, citizen=citizen)


def told(found: News) -> dict[str, tuple[NewsKind, tuple[str, ...]]]:
    return {each.title: (each.kind, each.lines) for each in found.pieces}


def test_what_a_colleague_wrote_since_is_told_by_what_became_of_it_until_it_is_seen(office: Office) -> None:
    mette, jonas = open_client(office, "mette"), open_client(office, "jonas")
    first, second = furnished().goals
    citizen = goal(mette, first).citizen or ""
    third, fourth = (a_goal(mette, citizen, title) for title in ("mål c", "mål d"))
    for store in (mette, jonas):
        office.sync(store)
    plan_seen(mette, citizen=citizen)
    assert news(mette, citizen) == News()
    edit(jonas, first, title="Nyt navn")
    edit(jonas, second, due="2027-03-01")
    edit(jonas, third, state=State.DONE)
    gone = goal(jonas, fourth)
    delete_records(jonas, [gone])
    add_item(jonas, citizen=citizen, type=ItemType.WISH, title="Sove om natten")
    taken_back = add_item(jonas, citizen=citizen, type=ItemType.WISH, title="Glem det")
    delete_records(jonas, [goal(jonas, taken_back)])
    edit(mette, first, sign="Egne ord tæller ikke")
    for store in (jonas, mette, jonas):
        office.sync(store)

    found = told(news(mette, citizen))
    names = {title: kind for title, (kind, _) in found.items()}
    assert names == {
        "Nyt navn": NewsKind.CHANGED,
        goal(mette, second).title: NewsKind.MOVED,
        goal(mette, third).title: NewsKind.DONE,
        gone.title: NewsKind.GONE,
        "Sove om natten": NewsKind.NEW,
    }
    assert found["Nyt navn"][1][0] == "Titel: Nyt navn"
    assert found["Nyt navn"][1][-1] == "Skrevet af jonas."
    with mette.reader() as reader:
        tells = plan_tells(reader, citizen=citizen, today=TODAY).tells
    assert [each.words for each in tells if each.kind is TellKind.UNREAD and each.cards[0] == first] == [
        "Ændret siden sidst"
    ]

    plan_seen(mette, citizen=citizen)
    assert news(mette, citizen) == News()


def test_before_the_first_time_and_without_meetings_nothing_is_new(office: Office) -> None:
    mette = open_client(office, "mette")
    citizen = goal(mette, furnished().goals[0]).citizen or ""

    with mette.reader() as reader:
        assert both_news(reader, citizen=citizen) == (News(), News())


def test_what_was_taken_back_is_neither_news_nor_part_of_the_past(office: Office) -> None:
    mette, jonas = open_client(office, "mette"), open_client(office, "jonas")
    first = furnished().goals[0]
    citizen = goal(mette, first).citizen or ""
    plan_seen(mette, citizen=citizen)
    edit_record(jonas, goal(jonas, first), title=SECRET)
    for store in (jonas, mette):
        office.sync(store)
    assert SECRET in told(news(mette, citizen))

    redact(jonas, first, last_change(jonas, first))
    for store in (jonas, mette, jonas, mette):
        office.sync(store)

    with mette.reader() as reader:
        steps = course(reader, citizen=citizen)
        ends = [each.at for each in steps.moments] + [end_of_day(TODAY)]
        boards = [past_board(reader, before=None, citizen=citizen, board=None, at=at)[0] for at in ends]
    assert SECRET not in str(told(news(mette, citizen)))
    assert SECRET not in str(steps)
    assert SECRET not in str(boards)
    assert len(boards[-1].cards) > 0
