"""The meeting, with a finger and a pen: hopes, the round, where I am now, goals that pull apart, promises, the end."""

from collections.abc import Callable, Iterator

from story.facts import Fact
from story.person import NotThere, Person, Role

WISH = "Jeg vil være en mor, der er oppe om morgenen"
NEWCOMER, ROLE, DOES, HOW_OFTEN = (
    "Ali fra jobcentret", "Virksomhedskonsulent", "Finder et job, der begynder i det små", "Hver anden uge",
)  # fmt: skip
GOAL, SECOND_GOAL = "Op kl. 7 fire dage om ugen inden 1. marts", "Beholde lejligheden ved at tage aftenvagter"
SIGN = "Børnene når skolen uden at løbe"
MEASURE, PROMISE = "Jonas kommer to gange om ugen", "Mette ringer til banken inden fredag"
ABSENT_PROMISE = "svarer om søvngruppen om to uger"
AREA, NEXT_AREA = "Få dagen til at hænge sammen", "Pres og forandring"
SAID, SEEN = "Svært det meste af tiden", "Svært noget af tiden"
HOLD_MS = 1_600
END = "Hold inde for at afslutte mødet"
LEADS, APART, RELATES = (
    f"«{SECOND_GOAL}» {says} «{GOAL}»." for says in ("fører til", "modarbejder", "hænger sammen med")
)
"""What the line between the two goals says: when it is drawn, when they pull apart, when that is settled."""
_NOT_SAID = ": er du med?"
_OURS = ("Mette", "Jonas")


def facts(absent: str) -> Iterator[Fact]:
    """Yield what is told at the meeting."""
    for kind, titles in (
        ("Ønske", (WISH,)),
        ("Mål", (GOAL, SECOND_GOAL)),
        ("Indsats", (MEASURE,)),
        ("Aftale", (PROMISE, f"{absent} {ABSENT_PROMISE}")),
    ):
        yield from (Fact(words=each, card=each, kind=kind) for each in titles)
    yield Fact(words=SIGN, card=GOAL, kind="Mål")
    for words in (NEWCOMER, ROLE, DOES, HOW_OFTEN):
        yield Fact(words=words, card=NEWCOMER, kind="Aktør")


def hope(person: Person) -> None:
    """The citizen's wish in the citizen's words; the note is an item of the plan."""
    person.turn_into("Ønske", WISH)
    person.picture("06-oenske")
    person.read_back(WISH, "Ønske")


def round_of_people(person: Person) -> list[str]:
    """Each tells who they are; one has two cards, which become one. Return who is not there, by names of their own."""
    person.press("Mødet", Role.CheckBox)
    person.press("De inviterede er her")
    person.tell_of(NEWCOMER, ROLE, DOES, HOW_OFTEN)
    person.picture("07-runden")
    person.press("Er ", Role.Button)
    person.until(lambda: person.find("Er ", Role.Button) is None, "the second card of a person stayed")
    person.picture("08-samlet")
    return _away(person)


def where_now(person: Person) -> None:
    """The citizen's own marker on two parts of life and the worker's on one, in words; the rest stays untold."""
    person.press("Livsområder", Role.CheckBox)
    person.press(f"Tal om {AREA}")
    person.press(f"Karen siger: {SAID}")
    person.press(f"Jeg ser: {SEEN}")
    person.picture("09-et-livsomraade")
    person.press("Det næste")
    person.see(NEXT_AREA)
    person.press(f"Karen siger: {SEEN}")
    person.press("Alle livsområder")
    person.scroll_to("I ser det forskelligt")
    person.picture("10-livsomraader")


def goals(person: Person) -> None:
    """A line from the wish into empty ground is a goal, and a second one another; the first is made measurable.

    A line joins the two.
    """
    person.press("Tavle", Role.CheckBox)
    person.line_into_ground(WISH, GOAL)
    person.is_said(GOAL, "Mål")
    person.answer("Hvordan kan vi se, at det lykkes?", SIGN)
    person.see("Hvem lægger mærke til det?")
    person.picture("11-maal")
    person.press("Mette Holm", Role.Button)
    person.line_into_ground(WISH, SECOND_GOAL)
    person.is_said(SECOND_GOAL, "Mål")
    person.line_to(SECOND_GOAL, GOAL)
    person.see(LEADS, Role.Graphic)
    for title in (GOAL, SECOND_GOAL):
        person.is_said(title, WISH)


def promises(person: Person, *, absent: str) -> str:
    """What is done, and who has promised what: each in one line that says who and when.

    What is done is moved along the time axis; returns the day that it begins on then.
    """
    person.line_into_ground(SECOND_GOAL, MEASURE)
    person.is_said(MEASURE, "Jonas Friis")
    person.line_into_ground(MEASURE, PROMISE)
    person.is_said(PROMISE, "Mette Holm")
    start = _moved(person)
    person.line_into_ground(MEASURE, f"{absent} {ABSENT_PROMISE}")
    person.is_said(f"{absent} {ABSENT_PROMISE}", f"Ansvarlig {absent}")
    person.picture("12-indsats-og-aftaler")
    for title, kind in ((GOAL, "Mål"), (SECOND_GOAL, "Mål"), (MEASURE, "Indsats"), (PROMISE, "Aftale")):
        person.read_back(title, kind)
    person.draw_under(PROMISE)
    person.picture("13-pen")
    return start


def against(person: Person) -> None:
    """Somebody says that the one goal works against the other; the line says it, and no badge points at it now."""
    person.choose_line(LEADS, of=SECOND_GOAL)
    person.choose("Forbindelsen siger", "Modarbejder")
    person.see(APART, Role.Graphic)
    person.picture("13b-modarbejder")
    told = [each for each in person.names(Role.Button, scrolled_away=True) if each.endswith("Hvorfor?")]
    if told:
        raise NotThere(f"at the meeting the board tells {told}")


def consent(person: Person, *, away: list[str]) -> None:
    """The citizen says that one who is not there, and sees nothing yet, may see a goal; all see it become shared."""
    person.press("Samtykke", Role.CheckBox)
    person.see("Nyt samtykke")
    shared = [line for line in person.reads().splitlines() if line.startswith("Delt med")]
    absent = next(each for each in away if not any(each in line for line in shared))
    person.tick(GOAL)
    person.tick(absent)
    person.press("Et halvt år")
    person.press(_heard_by(person))
    person.picture("14-samtykke-gives")
    person.press("Karen siger ja")
    person.see("Nu delt med")
    person.scroll_to(f"Delt med {absent}")
    person.picture("15-samtykke")


def close(person: Person) -> None:
    """The minutes are there; the next meeting is one of the free times."""
    person.hold(END, HOLD_MS)
    person.see("Det blev I enige om")
    person.see("Afventer svar")
    person.press(_free_time(person))
    person.picture("16-afslut-moedet")


def copy_wanted(person: Person) -> None:
    """What the citizen takes home: codes for the own telephone, and the plan as a file when the screen is turned."""
    person.press("Giv Karen en kopi")
    person.see("Næste møde")
    person.tick("Planen som fil (PDF)")
    person.picture("17-giv-en-kopi")
    person.press("Tilbage")
    person.press("Afslut møde", Role.Button)
    person.see("Start møde")


def changes(start: str) -> Iterator[Fact]:
    """Yield what the minutes tell that nobody typed: the day that what is done was moved to, and what a line says."""
    yield Fact(words=f"Jonas Friis · {start}", card=MEASURE, kind="Indsats")
    yield Fact(words=APART, card=SECOND_GOAL, kind="Mål")


def _moved(person: Person) -> str:
    """Drag what is done along the time axis, and return the day that it begins on then."""
    before = person.day_of(MEASURE)
    person.move_in_time(MEASURE)
    person.until(lambda: person.day_of(MEASURE) not in ("", before), f"«{MEASURE}» has no other day")
    person.picture("11b-flyttet")
    return person.day_of(MEASURE)


def _away(person: Person) -> list[str]:
    """Return those of whom nobody has said that they are there, who have a first name of their own."""
    away = _buttons(person, lambda name: name.endswith(_NOT_SAID))
    there = _buttons(person, lambda name: name.endswith(": til stede"))
    firsts = [each.split(":")[0].split()[0] for each in (*away, *there)]
    names = [each.removesuffix(_NOT_SAID) for each in away]
    return [each for each in names if firsts.count(each.split()[0]) == 1 and not each.startswith(_OURS)]


def _heard_by(person: Person) -> str:
    """Return the button of a witness: one of those at the table, who is none of the municipality's."""
    not_ours = (*_OURS, NEWCOMER)
    return _buttons(person, lambda name: name.endswith("hørte det") and not name.startswith(not_ours))[0]


def _free_time(person: Person) -> str:
    """Return the button of a free time."""
    return _buttons(person, lambda name: " kl. " in name and "dag " in name)[0]


def _buttons(person: Person, is_wanted: Callable[[str], bool]) -> list[str]:
    """Wait until there are buttons with such names, and return the names."""
    found: list[str] = []

    def look() -> bool:
        found[:] = [each for each in person.names(Role.Button, scrolled_away=True) if is_wanted(each)]
        return bool(found)

    person.until(look, "a button that is wanted is not on the page")
    return found
