"""Mine borgere: the citizens on this device, a page at a time, and how each is named and known."""

from dataclasses import dataclass

from app.domain.citizen import CITIZEN, CONTACT_POINT, IDENTIFIER, Citizen, ContactUse, IdentifierSystem
from app.domain.cpr import read_cpr
from app.domain.danish import sort_key
from app.domain.record import Mark
from app.store.reader import Reader
from app.texts import mark, say

PAGE = 100
_UNKNOWN = mark("citizen", "Ukendt borger")

After = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One citizen in the list; `number` is the masked CPR, `address` empty for a protected one."""

    id: str
    name: str
    initials: str
    number: str = ""
    address: str = ""
    is_protected: bool = False
    marks: Mark = Mark.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadPage:
    """A page of the list; `after` is where the next one begins, None when this is the last."""

    rows: tuple[CaseloadRow, ...]
    after: After | None = None
    total: int | None = None


def caseload(reader: Reader, *, asked: str = "", after: After | None = None, limit: int = PAGE) -> CaseloadPage:
    """Return a page of the citizens by family name, or those found by name, birth date, CPR or address."""
    if asked.strip():
        found = reader.some(reader.people(asked, limit=limit))
        return CaseloadPage(rows=tuple(_row(reader, each) for each in found if isinstance(each, Citizen)))
    citizens = reader.all(CITIZEN, after=after, limit=limit)
    is_last = len(citizens) < limit
    return CaseloadPage(
        rows=tuple(_row(reader, each) for each in citizens),
        after=None if is_last else (sort_key(citizens[-1].family), citizens[-1].id),
        total=reader.count(CITIZEN) if after is None else None,
    )


def name_of(citizen: Citizen | None) -> str:
    """Return a citizen's name as it is said."""
    if citizen is None:
        return say(_UNKNOWN)
    return " ".join(part for part in (citizen.given, citizen.family) if part) or say(_UNKNOWN)


def initials_of(name: str) -> str:
    """Return the first letters of the first and the last word of *name*."""
    words = name.split()
    return "".join(word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))).upper()


def masked_number(reader: Reader, *, citizen: str) -> str:
    """Return the citizen's CPR number without its last four, empty when none is known."""
    number = whole_number(reader, citizen=citizen)
    return number and f"{number[:6]}-••••"


def whole_number(reader: Reader, *, citizen: str) -> str:
    """Return the CPR or replacement number as it is written; to be shown only after the look-up is logged."""
    numbers = reader.all(IDENTIFIER, citizen=citizen)
    known = [each for each in numbers if each.value and each.end is None]
    known.sort(key=lambda each: each.system is not IdentifierSystem.CPR)
    if not known or known[0].value is None:
        return ""
    cpr = read_cpr(known[0].value)
    return cpr.written if cpr is not None else known[0].value


def _row(reader: Reader, citizen: Citizen) -> CaseloadRow:
    name = name_of(citizen)
    is_protected = bool(citizen.protected)
    return CaseloadRow(
        id=citizen.id,
        name=name,
        initials=initials_of(name),
        number=masked_number(reader, citizen=citizen.id),
        address="" if is_protected else _address(reader, citizen.id),
        is_protected=is_protected,
        marks=citizen.marks,
    )


def _address(reader: Reader, citizen: str) -> str:
    points = reader.all(CONTACT_POINT, citizen=citizen)
    found = next((each for each in points if each.use is ContactUse.ADDRESS and each.end is None), None)
    if found is None:
        return ""
    town = " ".join(part for part in (found.postal_code, found.city) if part)
    return ", ".join(part for part in (found.line or found.value, town) if part)
