"""What is entered anew by the server after a redaction has seen no more than its author had."""

import pytest

from app.ids import citizen_stream
from app.store.store import Store
from exchange_whole import Whole
from exchanges import edit
from offices import SQLITE, Office, goal
from redactions import SECRET, join_texts, last_change, meet, problems, redact, server_texts, texts_of


@pytest.fixture
def engine() -> str:
    """What is tried is what the server makes of it, on whatever the log lies."""
    return SQLITE


def test_R6_words_of_a_lost_past_that_are_entered_anew_have_seen_no_more_than_they_had(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(mette, shared, note="en to tre")
    meet(office, mette, jonas)
    backup = office.backup()
    for title in ("et", "andet", "tredje", "fjerde"):
        edit(jonas, shared, title=title)
    office.sync(jonas)
    edit(jonas, shared, note="en to tre fire")
    office.restore(backup)
    for note in ("NUL en to tre", f"NUL {SECRET} en to tre"):
        edit(mette, shared, note=note)
    secret = last_change(mette, shared)
    meet(office, mette, jonas)
    assert goal(jonas, shared).note == f"NUL {SECRET} en to tre fire"

    redact(mette, shared, secret)
    meet(office, mette, jonas)

    assert goal(mette, shared).note == goal(jonas, shared).note == "NUL en to tre fire"
    assert problems(office) == []


def test_R6_what_its_author_takes_back_goes_though_the_server_has_just_entered_it_anew(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    theirs, mine = join_texts(office, mette, jonas, shared)
    redact(jonas, shared, mine)
    redact(mette, shared, theirs)
    office.sync(mette)
    held = goal(mette, shared).note

    meet(office, jonas, mette)

    assert (held, goal(mette, shared).note, goal(jonas, shared).note) == ("en to tre fire", "en to tre", "en to tre")
    held_anywhere = [server_texts(office, citizen_stream(citizen, "plan")), texts_of(mette), texts_of(jonas)]
    assert [b"fire" in each for each in held_anywhere] == [False, False, False]
    assert problems(office) == []


def test_R6_nobody_takes_back_what_was_entered_anew_for_another(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    theirs, mine = join_texts(office, mette, jonas, shared)
    redact(mette, shared, theirs)
    meet(office, mette, jonas)

    redact(mette, shared, mine)
    meet(office, mette, jonas)

    assert goal(mette, shared).note == goal(jonas, shared).note == "en to tre fire"


@pytest.mark.parametrize("restored", ["", "before.db", "joined.db", "written_on.db", "waiting.db"])
def test_R6_words_that_went_with_a_secret_stand_again_when_what_their_device_wrote_on_is_taken_back(
    office: Office, mette: Store, jonas: Store, shared: str, restored: str
) -> None:
    edit(mette, shared, note="en to tre")
    meet(office, mette, jonas)
    backups = {"before.db": office.backup("before.db")}
    theirs, _ = join_texts(office, mette, jonas, shared)
    backups["joined.db"] = office.backup("joined.db")
    edit(jonas, shared, note="en to tre fire fem")
    later = last_change(jonas, shared)
    meet(office, jonas, mette)
    backups["written_on.db"] = office.backup("written_on.db")
    redact(mette, shared, theirs)
    meet(office, mette, jonas)
    backups["waiting.db"] = office.backup("waiting.db")
    written_on = goal(mette, shared).note

    redact(jonas, shared, later)
    meet(office, jonas, mette)
    if restored:
        office.restore(backups[restored])
        meet(office, jonas, mette)

    assert written_on == "en to tre fire fem"
    assert goal(mette, shared).note == goal(jonas, shared).note == "en to tre fire"
    assert SECRET.encode() not in texts_of(jonas) + texts_of(mette) + server_texts(office, goal(mette, shared).stream)
    assert problems(office) == []


def test_R6_words_that_went_with_a_secret_and_were_written_over_are_taken_back_by_their_author(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    theirs, mine = join_texts(office, mette, jonas, shared)
    edit(jonas, shared, note="en to tre fem")
    later = last_change(jonas, shared)
    meet(office, jonas, mette)
    redact(mette, shared, theirs)
    meet(office, mette, jonas)

    for each in (mine, later):
        redact(jonas, shared, each)
        meet(office, jonas, mette)

    assert goal(mette, shared).note == goal(jonas, shared).note == "en to tre"
    held = [server_texts(office, goal(mette, shared).stream), texts_of(mette), texts_of(jonas)]
    assert [b"fire" in each for each in held] == [False] * 3


def test_R6_of_a_change_that_went_with_a_secret_one_field_is_entered_at_once_and_the_other_when_it_is_not_outrun(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(mette, shared, note="en to tre")
    meet(office, mette, jonas)
    edit(mette, shared, note=f"{SECRET} en to tre")
    edit(jonas, shared, note="en to tre fire", title="Et andet mål")
    meet(office, mette, jonas)
    theirs = last_change(mette, shared)
    edit(jonas, shared, note="en to tre fire fem")
    later = last_change(jonas, shared)
    meet(office, jonas, mette)
    redact(mette, shared, theirs)
    meet(office, mette, jonas)
    at_once = goal(mette, shared)

    redact(jonas, shared, later)
    meet(office, jonas, mette)

    assert (at_once.title, at_once.note) == ("Et andet mål", "en to tre fire fem")
    assert (goal(mette, shared).title, goal(mette, shared).note) == ("Et andet mål", "en to tre fire")
    assert goal(jonas, shared).note == "en to tre fire"
    assert problems(office) == []


def test_R6_words_that_are_entered_anew_twice_are_as_old_as_they_were() -> None:
    people = Whole()
    people.join_and_take_back(who=1, other=3, which=0)
    people.copy_client(who=0)
    people.join_and_take_back(who=1, other=9, which=0)
    people.protect(who=3)
    people.take_backup()
    people.restore()
    people.join_and_take_back(who=8, other=7, which=0)
    people.write_and_take_back(who=1, which=2, meanwhile="lost request")
    people.restore()

    people.teardown()  # judges that no newer words of theirs have gone


@pytest.mark.parametrize("field", ["title", "note", "deleted"])
def test_R6_what_two_have_said_alike_stands_when_one_of_them_takes_it_back(
    office: Office, mette: Store, jonas: Store, shared: str, field: str
) -> None:
    meet(office, mette, jonas)
    told = True if field == "deleted" else "Praktik to dage om ugen"
    for store in (mette, jonas):
        edit(store, shared, **{field: told})
    mine = last_change(mette, shared)
    meet(office, mette, jonas)

    redact(mette, shared, mine)
    meet(office, mette, jonas)

    assert [getattr(goal(store, shared), field) for store in (mette, jonas)] == [told, told]
    assert problems(office) == []


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("is_before", [True, False])
def test_R7_what_was_entered_anew_is_entered_again_when_a_restored_server_has_lost_it(
    office: Office, mette: Store, jonas: Store, shared: str, *, is_known: bool, is_before: bool
) -> None:
    edit(mette, shared, note="en to tre")
    meet(office, mette, jonas)
    before = office.backup("before.db")
    theirs, _ = join_texts(office, mette, jonas, shared)
    backup = before if is_before else office.backup()
    redact(mette, shared, theirs)
    meet(office, mette, *([jonas] if is_known else []))

    for _ in range(2):
        office.restore(backup)
        meet(office, mette, jonas)

    assert goal(mette, shared).note == goal(jonas, shared).note == "en to tre fire"
    assert SECRET.encode() not in texts_of(jonas) + texts_of(mette) + server_texts(office, goal(mette, shared).stream)
    assert problems(office) == []


@pytest.mark.parametrize("is_known", [True, False])
def test_R7_what_was_entered_anew_and_then_taken_back_is_not_entered_again_by_a_restored_server(
    office: Office, mette: Store, jonas: Store, shared: str, is_known: bool
) -> None:
    theirs, mine = join_texts(office, mette, jonas, shared)
    backup = office.backup()
    redact(mette, shared, theirs)
    meet(office, mette, *([jonas] if is_known else []))
    redact(jonas, shared, mine)
    meet(office, jonas, mette)

    office.restore(backup)
    at_once = server_texts(office, goal(mette, shared).stream)
    meet(office, mette, jonas)

    assert goal(mette, shared).note == goal(jonas, shared).note == "en to tre"
    held = [at_once, server_texts(office, goal(mette, shared).stream), texts_of(mette), texts_of(jonas)]
    assert [b"fire" in each for each in held] == [False] * 4
    assert problems(office) == []
