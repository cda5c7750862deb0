"""The made-up municipality as acts: every citizen's history, one citizen at a time, each in the order of time."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.demo.act import Act
from app.demo.chance import Chance
from app.demo.chronicle import Chronicle
from app.demo.circle import gather
from app.demo.course import tell_course
from app.demo.dossier import begin
from app.demo.faults import Fault, FaultKind
from app.demo.follow_up import follow
from app.demo.gatherings import hold_meetings
from app.demo.karen import tell_family, tell_karen
from app.demo.lists import common
from app.demo.municipality import Municipality, municipality
from app.demo.promises import make_promises
from app.demo.registering import register, stand_plan
from app.demo.roster import Known, children, roster
from app.demo.sketches import sketch_boards
from app.domain.note import NOTE, Note
from app.texts import mark

MOST_LANES = 5


def generate(size: str = "samsoe", seed: int = 1, *, years: int = 3, today: date) -> Iterator[Act]:
    """Yield the acts of a made-up municipality up to *today*; the same arguments give the same bytes.

    *size* is a key of `SIZES`. Memory does not grow with the number of citizens but for their test numbers.
    """
    where = municipality(size, seed)
    family = children(where, years=years, today=today)
    for known in roster(where, years=years, today=today):
        yield from _history(known, where, today=today, family=family)[0].acts()


def planted(size: str = "samsoe", seed: int = 1, *, years: int = 3, today: date) -> Iterator[Fault]:
    """Yield the list of answers: every fault that `generate` plants with the same arguments."""
    where = municipality(size, seed)
    for known in roster(where, years=years, today=today):
        if known.twin is not None:
            yield Fault(kind=FaultKind.DUPLICATE_CITIZEN, citizen=known.id, records=(known.twin, known.id))
        elif known.faults:
            yield from _history(known, where, today=today)[1]


def _history(
    known: Known, where: Municipality, *, today: date, family: tuple[str, ...] = ()
) -> tuple[Chronicle, list[Fault]]:
    if known.story is None:
        return _brief(known, where, today=today), []
    dossier = begin(known, known.story, seed=where.seed, today=today)
    author = known.coordinator or known.caseworkers[0]
    register(dossier.chronicle, known, at=known.since, author=author, municipality=where.size.title)
    stood = known.since + timedelta(minutes=3)
    stand_plan(dossier.chronicle, known, at=stood, author=author, lanes=known.story.areas[:MOST_LANES])
    if known.is_karen:
        tell_karen(dossier)
        tell_family(dossier, family)
        return dossier.chronicle, dossier.faults
    for teller in (gather, tell_course, make_promises, hold_meetings, follow, sketch_boards):
        teller(dossier)
    return dossier.chronicle, dossier.faults


def _brief(known: Known, where: Municipality, *, today: date) -> Chronicle:
    """Write a citizen whom one administration knows: who it is, and a few notes that stay there."""
    chance = Chance(where.seed, "brief", known.id)
    chronicle = Chronicle(known.id, chance)
    author = known.caseworkers[0]
    register(chronicle, known, at=known.since, author=author, municipality=where.size.title)
    told = [each for each in common().jotting if not each.areas and "{" not in each.title + each.text]
    days = (today - known.since.date()).days
    for each in chance.some(told, chance.number(0, 3)):
        day = known.since.date() + timedelta(days=chance.number(1, max(1, days - 1)))
        at = max(chance.working_time(day), known.since + timedelta(hours=1))
        note = Note(title=each.title, text=each.text, day=day.isoformat(), author=author.name)
        deed = chronicle.deed(at, author, mark("act", "Skriv notat"))
        deed.put(NOTE, note, compartment=f"area:{known.administrations[0]}")
    return chronicle
