"""The guided tour: the meeting story played through the real window, with a picture of each step and the citizen's PDF.

It knows Qt and nothing of the program: what is there, it finds by role and name in the accessibility tree.
"""

import re
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt

from story.person import NotThere, Person, Role, name_of, rest

FIRST_WORDS_ACTS, MEETING_ACTS = 4, 60
"""At most so many acts from the start of the program to the first words on the board, and for the whole meeting."""
HOLD_MS = 1_600
QUESTION = "Hvad er vigtigt for dig?"
WISH = "Jeg vil være en mor, der er oppe om morgenen"
GOAL, SECOND_GOAL = "Op kl. 7 fire dage om ugen", "Beholde lejligheden"
MEASURE, PROMISE = "Bostøtte to gange om ugen", "Ringe til banken før fredag"
AREA = "Få dagen til at hænge sammen"
NEW_ACTOR = "Ali fra jobcentret"
WRITTEN = (QUESTION, WISH, GOAL, SECOND_GOAL, MEASURE, PROMISE, NEW_ACTOR)
MEETING = "Møde om Én plan"
COPY = "plan.pdf"
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_OPEN_KINDS = "Tryk for at lave kortet om."
_TWIN = re.compile(r"^[A-ZÆØÅ]\. ")
_NUMBER = re.compile(r"\d{6}-")


def play(*, pictures: Path, passphrase: str, size: tuple[int, int] | None = None) -> int:
    """Play the story, keep pictures and the PDF in the folder *pictures*, and return 0. Raises NotThere.

    *size* is that of the window in pixels, its own when None.
    """
    person = Person(pictures)
    unlock(person, passphrase, size=size)
    first_words(person)
    who_will_see(person)
    turn_the_screen(person)
    hope(person)
    people(person)
    where_now(person)
    goals(person)
    measures(person)
    consent(person)
    close(person)
    give_copy(person, pictures / COPY)
    if person.acts > MEETING_ACTS:
        raise NotThere(f"the meeting took {person.acts} acts, not {MEETING_ACTS}")
    print(f"first words after {person.first_words} acts, the whole meeting {person.acts} acts")  # noqa: T201
    return 0


def unlock(person: Person, passphrase: str, *, size: tuple[int, int] | None) -> None:
    """Open the program and the citizen whose meeting is today."""
    person.see("Adgangssætning")
    person.write(passphrase)
    person.picture("00-laas-op")
    person.key(Qt.Key.Key_Return)
    person.see("Åbn Karen")
    if size is not None:
        person.window().resize(*size)
    person.picture("01-i-dag")
    person.press("Åbn Karen")
    person.see("Tavle", Role.List)
    person.card(MEETING)


def first_words(person: Person) -> None:
    """Write the first card: no question is asked on the way."""
    _new_card(person, QUESTION)
    person.first_words = person.acts
    if person.acts > FIRST_WORDS_ACTS:
        raise NotThere(f"the first words took {person.acts} acts, not {FIRST_WORDS_ACTS}")
    person.picture("02-foerste-ord")
    person.read_back(QUESTION, "Ikke sorteret")
    person.in_list(MEETING, "Møde")


def who_will_see(person: Person) -> None:
    """Before the screen is turned: what will be hidden, from whom and why."""
    person.press("Det ser borgeren", Role.CheckBox)
    person.see("Hvem er med?")
    person.see("Det er skjult i mødet")
    person.picture("02b-det-ser-borgeren")


def turn_the_screen(person: Person) -> None:
    """Show what the citizen may see: no number, nothing of others."""
    person.press("Start møde")
    person.see("Hold inde for at afslutte mødet")
    person.card(QUESTION)
    shown = [name_of(each) for each in person.everything() if _NUMBER.search(name_of(each))]
    if shown:
        raise NotThere("a CPR number is on the screen that the citizen sees")
    person.picture("03-moedevisning")


def hope(person: Person) -> None:
    """The citizen's wish in the citizen's words."""
    _new_card(person, WISH)
    _turn_into(person, "Ønske", WISH)
    person.picture("04-oenske")
    person.read_back(WISH, "Ønske")


def people(person: Person) -> None:
    """A new actor gets a card; the two cards of one actor become one."""
    person.press("Aktør", Role.CheckBox)
    person.tap(person.free_place())
    person.write(NEW_ACTOR)
    person.key(Qt.Key.Key_Return)
    _is_said(person, NEW_ACTOR, "Aktør")
    twin = next(name_of(each) for each in person.cards() if _TWIN.match(name_of(each)))
    family = twin.split()[-1]
    person.tap_card(next(name for name in map(name_of, person.cards()) if name.endswith(family) and name != twin))
    person.press("Samme person som …")
    person.press(twin, Role.MenuItem)
    person.until(lambda: twin not in [name_of(each) for each in person.cards()], "the second card of an actor stayed")
    person.picture("05-aktoerer")
    person.key(Qt.Key.Key_Escape)
    person.read_back(NEW_ACTOR, "Aktør")
    person.in_list(twin, "Aktør", is_there=False)


def where_now(person: Person) -> None:
    """The citizen's and the worker's marker on one part of life, in words."""
    person.press("Livsområder", Role.CheckBox)
    person.see("Karen siger")
    for place, downs in ((0, 4), (1, 3)):
        _choose(person, AREA, place, downs)
    person.scroll_to("I ser det forskelligt")
    person.picture("06-livsomraader")
    person.press("Tavle", Role.CheckBox)
    person.card(WISH)


def goals(person: Person) -> None:
    """The wish becomes a goal, to which a line leads; another goal stands for itself."""
    person.tap_card(WISH)
    _child(person, GOAL, "Mål")
    _date(person, GOAL, "1/3")
    person.key(Qt.Key.Key_Escape)
    _new_card(person, SECOND_GOAL)
    _turn_into(person, "Mål", SECOND_GOAL)
    _date(person, SECOND_GOAL, "1/6")
    person.picture("07-maal")
    _is_said(person, GOAL, WISH)
    for title in (GOAL, SECOND_GOAL):
        person.read_back(title, "Mål")


def measures(person: Person) -> None:
    """What is done, and who has promised what."""
    person.tap_card(GOAL)
    _child(person, MEASURE, "Indsats")
    _date(person, MEASURE, "i morgen")
    person.tap_card(GOAL)
    _child(person, PROMISE, "Aftale")
    person.tap_card(PROMISE)
    rest(300)
    person.key(Qt.Key.Key_R)
    person.choose_by_letters("Mette")
    _is_said(person, PROMISE, "Mette Holm")
    person.picture("08-indsats-og-aftale")
    person.key(Qt.Key.Key_Escape)
    for title, kind in ((MEASURE, "Indsats"), (PROMISE, "Aftale")):
        _is_said(person, title, GOAL)
        person.read_back(title, kind)
    _ring(person, PROMISE)
    person.press("Liste", Role.CheckBox)
    person.see("Efter slags")
    person.picture("09-liste")


def consent(person: Person) -> None:
    """The citizen says who may see which goal."""
    person.press("Samtykke", Role.CheckBox)
    person.see("Nyt samtykke")
    person.tick(GOAL)
    person.tick("Jonas Friis")
    person.press("Gælder til", Role.EditableText)
    person.write("1/6")
    person.press("Hvem hørte det?", Role.EditableText)
    person.write("Karens søster")
    person.press("Karen siger ja")
    person.scroll_to("Jonas Friis må se")
    person.picture("10-samtykke")


def close(person: Person) -> None:
    """End the meeting: the worker's own page comes back."""
    person.press("Tavle", Role.CheckBox)
    person.hold("Hold inde for at afslutte mødet", HOLD_MS)
    person.see("Det blev I enige om")
    person.see(PROMISE)
    person.picture("11-afslut-moedet")
    person.press("Afslut møde")
    person.see("Start møde")
    for each in WRITTEN:
        person.card(each)
    person.see("Kun for fagfolk", Role.EditableText)
    person.see("Behold tegningen som billede")
    person.picture("12-efter-moedet")


def give_copy(person: Person, file: Path) -> None:
    """The plan as a PDF in the citizen's hand."""
    person.press("Giv borgeren en kopi")
    person.write_over(str(file))
    person.key(Qt.Key.Key_Return)
    person.until(
        lambda: file.exists() and file.read_bytes()[-8:].strip().endswith(b"%%EOF"), "the copy was not written"
    )
    person.see("Kopien ligger i")
    person.picture("13-kopi")


def _new_card(person: Person, title: str) -> None:
    person.double_tap(person.free_place())
    person.write(title)
    person.key(Qt.Key.Key_Return)
    person.card(title)


def _child(person: Person, title: str, kind: str) -> None:
    """Write a card that follows from the chosen one; it is what follows from that kind, else say what it is."""
    person.key(Qt.Key.Key_Return, _SHIFT)
    person.write(title)
    person.key(Qt.Key.Key_Return)
    if kind not in person.said_of(title):
        _turn_into(person, kind, title)


def _ring(person: Person, title: str) -> None:
    """Draw a line under the words of a card with the pen."""
    person.press("Pen", Role.CheckBox)
    rest(300)
    card = person.in_view(title)
    person.drag(card.bottomLeft() + QPoint(14, -28), card.bottomRight() + QPoint(-30, -26))
    person.key(Qt.Key.Key_Escape)


def _date(person: Person, title: str, day: str) -> None:
    """Write the day of a card in the panel, as people write days."""
    person.tap_card(title)
    rest(300)
    person.key(Qt.Key.Key_D)
    person.write_over(day)
    person.key(Qt.Key.Key_Return)
    rest(300)


def _turn_into(person: Person, kind: str, title: str) -> None:
    wanted = f"Lav om til {kind}"
    person.until(lambda: person.find(wanted) is not None or bool(_opener(person)), f"«{title}» offers no other kind")
    if person.find(wanted) is None:
        person.press(_opener(person))
    person.press(wanted)
    _is_said(person, title, kind)


def _opener(person: Person) -> str:
    """Return the name of the chip that opens the other kinds; empty when it is not on the screen."""
    return next((name for name in person.names(Role.Button) if name.endswith(_OPEN_KINDS)), "")


def _is_said(person: Person, title: str, words: str) -> None:
    person.until(lambda: words in person.said_of(title), f"«{title}» is not told as «{words}»")


def _choose(person: Person, area: str, place: int, downs: int) -> None:
    """Set one of the choices under a part of life, counted from the first, by the keyboard."""
    person.scroll_to(area, Role.StaticText, to_top=True)
    person.tap(_choices(person, area)[place].center())
    for _ in range(downs):
        person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Return)


def _choices(person: Person, area: str) -> list[QRect]:
    """Return where the choices under a part of life lie on the screen, from the top."""
    label = person.see(area, Role.StaticText).rect()
    choices = [each.rect() for each in person.everything(scrolled_away=True) if each.role() == Role.ComboBox]
    below = [each for each in choices if each.left() <= label.center().x() <= each.right() and each.top() > label.top()]
    return sorted(below, key=lambda each: each.top())
