"""When the screen is turned back, with the mouse: the copy, the minutes that wrote themselves, the meeting again."""

from pathlib import Path

from story.meeting import APART, RELATES
from story.person import BOARD, Person, Role

PULL_APART = "To mål trækker hver sin vej"
COPY, MINUTES = "plan.pdf", "referat.pdf"
_WRITTEN = "Gemt som"


def give_copy(person: Person, file: Path) -> None:
    """The plan as a PDF in the citizen's hand."""
    person.see("Kun for fagfolk", Role.EditableText)
    person.picture("18-efter-moedet")
    person.press("Gem borgerens kopi")
    _save(person, file)
    person.picture("19-kopi")


def minutes(person: Person, file: Path) -> str:
    """The minutes of the meeting as a page and on paper. Return all that the page says."""
    person.press("Gør klar til møde", Role.CheckBox)
    person.press("Referat: ")
    person.see("Det blev I enige om")
    person.picture("20-referat")
    told = person.reads()
    person.press("Gem referatet (PDF)")
    _save(person, file)
    return told


def settle_apart(person: Person) -> None:
    """The board tells now that two goals pull apart, and why; it has been talked through."""
    person.press("Tavle", Role.CheckBox)
    person.ask_why(PULL_APART)
    person.see(f"En forbindelse på tavlen siger: {APART}")
    person.picture("20b-hver-sin-vej")
    person.press("Det er talt igennem", Role.Button)
    person.until(lambda: person.find(PULL_APART) is None, "the goals still pull apart")
    person.see(RELATES, Role.Graphic)


def replay(person: Person) -> None:
    """The meeting played again on the board, only to be read."""
    person.press("Tavle", Role.CheckBox)
    person.press("Mere", Role.Button)
    person.press("Tavlen, som den stod", Role.MenuItem)
    person.picture("21-som-den-stod")
    person.press("Mere", Role.Button)
    person.press("Afspil mødet", Role.MenuItem)
    person.press("Stop", Role.Button)
    person.picture("22-afspillet")
    person.press("Tilbage til i dag", Role.Button)
    person.see(BOARD, Role.List)


def _save(person: Person, file: Path) -> None:
    person.write_over(str(file), is_secret=True)
    person.press_enter()
    person.until(lambda: file.exists() and file.read_bytes()[-8:].strip().endswith(b"%%EOF"), "nothing was written")
    person.see(_WRITTEN)
