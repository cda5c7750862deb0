"""The head of a citizen's page: name, masked number and the few words that say how it stands."""

from dataclasses import dataclass

from app.domain.actor import ACTOR
from app.domain.citizen import CITIZEN
from app.errors import UserError
from app.queries.caseload import initials_of, masked_number, name_of
from app.store.reader import Reader
from app.texts import mark, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Who the page is about; `chips` are short facts in words."""

    citizen: str
    name: str
    initials: str
    number: str
    chips: tuple[str, ...] = ()
    contested: int = 0


def face(reader: Reader, *, citizen: str) -> Face:
    """Return the head of the page of *citizen*; raises UserError when the citizen is not on this device."""
    found = reader.get(CITIZEN, citizen)
    if found is None or found.deleted:
        raise UserError(mark("face", "Borgeren findes ikke på denne pc. Gå tilbage, og søg igen."))
    name = name_of(found)
    contact = next((each.title for each in reader.all(ACTOR, citizen=citizen) if each.is_contact), None)
    chips = [say(mark("face", "Kontaktperson: {name}"), name=contact)] if contact else []
    if found.protected:
        chips.insert(0, say(mark("face", "Navne- og adressebeskyttelse")))
    return Face(
        citizen=citizen,
        name=name,
        initials=initials_of(name),
        number=masked_number(reader, citizen=citizen),
        chips=tuple(chips),
        contested=len(reader.contested(citizen=citizen)),
    )
