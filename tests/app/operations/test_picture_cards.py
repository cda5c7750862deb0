"""Picture cards: laid, moved and taken back they are the citizen's own markers, and the table is read from those."""

from datetime import date
from typing import Any, cast

import resources
from app.clock import FixedClock
from app.domain.actor import ActorSort
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING, Attendance
from app.domain.picture import LEVEL_OF, PICTURES, Column, column_of, picture
from app.domain.rating import RATING, Rating
from app.domain.values import Speaker
from app.export.citizen_copy import citizen_copy
from app.operations.items import add_item
from app.operations.meetings import attend, begin_meeting
from app.operations.ratings import lay_picture, rate, take_back_picture
from app.operations.undoing import undo
from app.queries.minutes import minutes
from app.queries.ratings import PictureCard, markers, picture_cards
from app.queries.snapshot import plan_snapshot
from app.store.store import Store

EARLIER, TODAY = "2026-10-01", "2026-11-24"
DAY = date(2026, 11, 24)


def lay(store: Store, citizen: str, key: str, column: Column, day: str = TODAY, **more: Any) -> str:
    found = picture(key)
    assert found is not None
    return lay_picture(store, citizen=citizen, picture=found, column=column, day=day, **more)


def back(store: Store, citizen: str, key: str) -> None:
    found = picture(key)
    assert found is not None
    take_back_picture(store, citizen=citizen, picture=found, day=TODAY)


def told(store: Store, citizen: str) -> list[Rating]:
    with store.reader() as reader:
        return reader.all(RATING, citizen=citizen)


def table(store: Store, citizen: str, meeting: str | None = None) -> dict[str, PictureCard]:
    with store.reader() as reader:
        found = picture_cards(reader, citizen=citizen, today=DAY, meeting=meeting)
    return {each.picture.key: each for each in found}


def test_every_picture_has_a_drawing_of_its_own_a_word_of_its_own_and_nothing_is_drawn_in_vain() -> None:
    drawn = {each.stem: each.read_text(encoding="utf-8") for each in resources.path("pictures").glob("*.svg")}

    assert set(drawn) == {each.key for each in PICTURES}
    assert len({*drawn.values()}) == len({each.word for each in PICTURES}) == len(PICTURES) == 41
    assert {each.area for each in PICTURES} == set(LifeArea)


def test_every_column_comes_back_from_the_level_it_stands_for() -> None:
    assert [column_of(LEVEL_OF[each]) for each in Column] == list(Column)
    assert [column_of(level) for level in range(5)] == ["well", "well", "between", "hard", "hard"]


def test_a_card_laid_and_moved_the_same_day_is_one_marker_of_the_citizen(store: Store, citizen: str) -> None:
    laid = lay(store, citizen, "pain", Column.HARD)
    moved = lay(store, citizen, "pain", Column.BETWEEN)

    (marker,) = told(store, citizen)
    assert laid == moved == marker.id
    assert (marker.life_area, marker.level, marker.rater, marker.day) == (LifeArea.BODY, 2, Speaker.CITIZEN, TODAY)
    assert table(store, citizen)["pain"].column is Column.BETWEEN


def test_moving_is_one_act_that_undo_takes_back_and_then_the_laying(store: Store, citizen: str) -> None:
    lay(store, citizen, "pain", Column.HARD)
    lay(store, citizen, "pain", Column.WELL)

    undo(store, citizen=citizen)
    assert table(store, citizen)["pain"].column is Column.HARD
    undo(store, citizen=citizen)
    assert table(store, citizen)["pain"].column is None
    assert told(store, citizen) == []


def test_a_card_that_lies_elsewhere_than_last_time_says_where_it_lay(store: Store, citizen: str) -> None:
    lay(store, citizen, "pain", Column.HARD, EARLIER)
    lay(store, citizen, "sleep", Column.HARD, EARLIER)
    lay(store, citizen, "pain", Column.WELL)

    found = table(store, citizen)

    assert (found["pain"].column, found["pain"].before) == (Column.WELL, Column.HARD)
    assert (found["sleep"].column, found["sleep"].before) == (Column.HARD, None)
    assert len(told(store, citizen)) == 3


def test_taken_back_the_card_lies_in_the_deck_and_what_was_said_before_stays(store: Store, citizen: str) -> None:
    lay(store, citizen, "pain", Column.HARD, EARLIER)
    lay(store, citizen, "pain", Column.WELL)
    lay(store, citizen, "sleep", Column.WELL)

    back(store, citizen, "pain")
    back(store, citizen, "sleep")

    found = table(store, citizen)
    assert (found["pain"].column, found["pain"].before) == (None, Column.HARD)
    assert (found["sleep"].column, found["sleep"].before) == (None, None)
    assert sorted((each.day or "", each.level) for each in told(store, citizen)) == [(EARLIER, 3), (TODAY, None)]

    lay(store, citizen, "pain", Column.BETWEEN)
    assert table(store, citizen)["pain"].column is Column.BETWEEN
    assert len(told(store, citizen)) == 2


def test_the_hardest_card_is_the_citizens_marker_until_one_is_set_in_so_many_words(store: Store, citizen: str) -> None:
    lay(store, citizen, "pain", Column.HARD)
    lay(store, citizen, "exercise", Column.WELL)
    with store.reader() as reader:
        by_cards = markers(reader, citizen=citizen, today=DAY)
    rate(store, citizen=citizen, life_area=LifeArea.BODY, level=1, rater=Speaker.CITIZEN, day=TODAY)
    with store.reader() as reader:
        by_words = markers(reader, citizen=citizen, today=DAY)

    assert by_cards.level(LifeArea.BODY, Speaker.CITIZEN) == 3
    assert by_words.level(LifeArea.BODY, Speaker.CITIZEN) == 1
    assert [each.picture for each in by_words.cards[LifeArea.BODY]] == ["exercise", "pain"]
    assert table(store, citizen)["pain"].column is Column.HARD


def test_the_copy_tells_every_card_that_lies(store: Store, citizen: str) -> None:
    lay(store, citizen, "pain", Column.HARD)
    lay(store, citizen, "exercise", Column.WELL)
    lay(store, citizen, "work", Column.BETWEEN)
    rate(store, citizen=citizen, life_area=LifeArea.WORK, level=0, rater=Speaker.CITIZEN, day=TODAY)
    with store.reader() as reader:
        copy = citizen_copy(plan_snapshot(reader, citizen=citizen, today=DAY))

    said = repr(copy.sections)
    assert "Motion: går godt · Smerter: svært" in said
    assert "Det går af sig selv. Arbejde: midt imellem" in said


def test_the_minutes_tell_what_was_laid_and_what_was_taken_back(store: Store, citizen: str) -> None:
    lay(store, citizen, "sleep", Column.HARD, EARLIER)
    cast("FixedClock", store.clock).advance(minutes=5)
    meeting = begin_meeting(store, citizen=citizen)
    lay(store, citizen, "pain", Column.HARD, meeting=meeting)
    back(store, citizen, "sleep")
    with store.reader() as reader:
        found = minutes(reader, meeting=meeting, today=DAY)

    assert found is not None
    assert "Smerter – Karen siger: svært." in repr(found)
    assert "Søvn – Karen har taget billedet tilbage." in repr(found)


def test_what_was_laid_before_a_meeting_is_hidden_where_somebody_may_not_see_it_and_what_is_laid_there_is_not(
    store: Store, citizen: str
) -> None:
    sister = add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Anne", sort=ActorSort.PRIVATE)
    lay(store, citizen, "sleep", Column.HARD)
    lay(store, citizen, "work", Column.WELL)
    cast("FixedClock", store.clock).advance(minutes=5)
    meeting = begin_meeting(store, citizen=citizen)
    with store.reader() as reader:
        held = reader.get(MEETING, meeting)
    assert held is not None
    attend(store, meeting=held, actor=sister, attendance=Attendance.PRESENT)

    before = table(store, citizen, meeting)
    lay(store, citizen, "sleep", Column.BETWEEN, meeting=meeting)
    after = table(store, citizen, meeting)

    assert (before["sleep"].column, before["work"].column) == (None, Column.WELL)
    assert (after["sleep"].column, after["sleep"].before) == (Column.BETWEEN, None)
