"""The day before, with the mouse: what the board tells, one page to prepare, and what the citizen will see."""

import re

from story.person import NotThere, Person, Role, name_of

CLASH = "To møder på samme tid"
_NUMBER = re.compile(r"\d{6}-")


def settle_clash(person: Person) -> None:
    """The board tells that two have asked the citizen for the same hours, says why, and offers the first free one."""
    person.ask_why(CLASH)
    person.see("Hvorfor?")
    person.picture("02-hvorfor")
    person.press("Flyt til", Role.Button)
    person.until(lambda: person.find(CLASH) is None, "the meetings still clash")


def prepare(person: Person) -> None:
    """One page: agenda, who is asked, what is new and what waits; nothing on it is typed."""
    person.press("Gør klar til møde", Role.CheckBox)
    for each in ("Dagsorden", "Hvem er med?", "Nyt siden sidst", "Det venter"):
        person.see(each)
    person.picture("03-goer-klar")


def see_what_is_hidden(person: Person) -> None:
    """Before the screen is turned: what will be hidden, from whom and why."""
    person.press("Det ser borgeren", Role.CheckBox)
    person.see("Det er skjult i mødet")
    person.picture("04-det-ser-borgeren")


def no_number(person: Person) -> None:
    """See that no CPR number is on the screen. Raises NotThere."""
    if any(_NUMBER.search(name_of(each)) for each in person.everything()):
        raise NotThere("a CPR number is on the screen that the citizen sees")
