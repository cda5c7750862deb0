"""The guided tour: the meeting story played through the real window, with a picture of each step and the citizen's PDF.

It knows Qt and nothing of the program: what is there, it finds by role and name in the accessibility tree. Of the
twelve steps of the story it plays the first nine, the end of the meeting and the copy, the minutes and the replay. The
check against the law, Digital Post, the curve of markers and the handing over are no part of it.
"""

from collections.abc import Iterable
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from story import follow_up, meeting, preparing
from story.facts import Fact, stand_in, typed_once
from story.person import NotThere, Person, Role

FIRST_WORDS_ACTS, MEETING_ACTS = 4, 60
"""At most so many acts from the locked program to the first words on the board, and from the opening of the citizen's
board to the copy."""


def play(*, pictures: Path, passphrase: str, size: tuple[int, int] | None = None, person: Person | None = None) -> int:
    """Play the story, keep pictures and papers in the folder *pictures*, and return 0. Raises NotThere.

    *size* is that of the window in pixels, its own when None. *person* plays it, one with mouse and finger when None.
    What is on the screen when something is not there is kept as a picture too.
    """
    person = person or Person(pictures)
    try:
        return _play(person, pictures=pictures, passphrase=passphrase, size=size)
    except NotThere:
        person.keep("99-ikke-fundet")
        raise


def _play(person: Person, *, pictures: Path, passphrase: str, size: tuple[int, int] | None) -> int:
    _unlock(person, passphrase, picture="00-laas-op")
    person.see("Åbn Karen")
    if size is not None:
        person.window().resize(*size)
    person.picture("01-i-dag")
    opened = person.acts
    person.press("Åbn Karen")
    person.see("Tavle", Role.List)
    preparing.settle_clash(person)
    preparing.prepare(person)
    preparing.see_what_is_hidden(person)
    first_words = _first_words(person, passphrase)
    facts, start = _hold(person)
    copy, paper = pictures / follow_up.COPY, pictures / follow_up.MINUTES
    follow_up.give_copy(person, copy)
    acts = person.acts - opened
    if acts > MEETING_ACTS:
        raise NotThere(f"the meeting took {acts} acts, not {MEETING_ACTS}")
    _stand_everywhere(person, facts, start=start, copy=copy, paper=paper)
    follow_up.settle_apart(person)
    follow_up.replay(person)
    print(f"first words after {first_words} acts, the whole meeting {acts} acts")  # noqa: T201
    return 0


def _unlock(person: Person, passphrase: str, *, picture: str = "") -> None:
    person.see("Adgangssætning")
    person.write(passphrase, is_secret=True)
    if picture:
        person.picture(picture)
    person.press_enter()


def _first_words(person: Person, passphrase: str) -> int:
    """Lock; at the citizen's table unlock, begin the meeting and write what is hoped for. Return how many acts it took.

    No question is asked on the way.
    """
    person.press("Lås", Role.Button)
    before = person.acts
    _unlock(person, passphrase)
    person.press("Start møde med Karen")
    person.see(meeting.END)
    person.use_finger()
    person.new_card(meeting.WISH)
    acts = person.acts - before
    if acts > FIRST_WORDS_ACTS:
        raise NotThere(f"the first words took {acts} acts, not {FIRST_WORDS_ACTS}")
    preparing.no_number(person)
    person.picture("05-foerste-ord")
    return acts


def _hold(person: Person) -> tuple[tuple[Fact, ...], str]:
    """Hold the meeting; return what was told at it, and the day that what is done was moved to."""
    meeting.hope(person)
    away = meeting.round_of_people(person)
    absent = away[0].split()[0]
    meeting.where_now(person)
    meeting.goals(person)
    start = meeting.promises(person, absent=absent)
    meeting.against(person)
    meeting.consent(person, away=away)
    meeting.close(person)
    meeting.copy_wanted(person)
    person.use_mouse()
    return tuple(meeting.facts(absent)), start


def _stand_everywhere(person: Person, facts: Iterable[Fact], *, start: str, copy: Path, paper: Path) -> None:
    """See that each fact was typed once and stands on the board, in the list, in the minutes and in the copy.

    So does the day of what was moved, and the minutes say what the line between the goals says.
    """
    facts = tuple(facts)
    typed_once(facts, person.typed)
    stand_in(facts, _text(copy), "the copy")
    for each in facts:
        person.told_on_board(each.card, each.kind, each.words)
        person.told_in_list(each.card, each.kind, each.words)
    person.in_list(meeting.MEASURE, f" {start}")
    for text, where in ((follow_up.minutes(person, paper), "the page of the minutes"), (_text(paper), "their paper")):
        stand_in((*facts, *meeting.changes(start)), text, where)


def _text(file: Path) -> str:
    """Return the words of a PDF."""
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
