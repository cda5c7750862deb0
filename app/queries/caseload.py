"""Mine borgere: the citizens on this device, a page at a time, and how each is named and known."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.domain.citizen import (
    CITIZEN,
    CONTACT_POINT,
    IDENTIFIER,
    Citizen,
    ContactPoint,
    ContactUse,
    Identifier,
    IdentifierSystem,
)
from app.domain.cpr import read_cpr
from app.domain.danish import fold, sort_key
from app.domain.item import Item
from app.domain.record import Mark
from app.store.reader import Reader
from app.texts import mark, say

PAGE = 100
_UNKNOWN = mark("citizen", "Ukendt borger")
_SOMEBODY = mark("citizen", "Borgeren")

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
        return CaseloadPage(rows=_rows(reader, [each for each in found if isinstance(each, Citizen)]))
    citizens = reader.all(CITIZEN, after=after, limit=limit)
    is_last = len(citizens) < limit
    return CaseloadPage(
        rows=_rows(reader, citizens),
        after=None if is_last else (sort_key(citizens[-1].family), citizens[-1].id),
        total=reader.count(CITIZEN) if after is None else None,
    )


def name_of(citizen: Citizen | None) -> str:
    """Return a citizen's name as it is said."""
    if citizen is None:
        return say(_UNKNOWN)
    return " ".join(part for part in (citizen.given, citizen.family) if part) or say(_UNKNOWN)


def is_oneself(actor: Item, citizen: Citizen | None) -> bool:
    """Tell whether the card of *actor* is the citizen's own: it bears the citizen's whole name."""
    return fold(actor.title or "") == fold(name_of(citizen))


def first_name(reader: Reader, *, citizen: str) -> str:
    """Return what a citizen is called at the table: the first given name, «Borgeren» while none is known."""
    found = reader.get(CITIZEN, citizen)
    names = (found.given or "").split() if found is not None else []
    return names[0] if names else say(_SOMEBODY)


def initials_of(name: str) -> str:
    """Return the first letters of the first and the last word of *name*."""
    words = name.split()
    return "".join(word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))).upper()


def masked_number(reader: Reader, *, citizen: str) -> str:
    """Return the citizen's CPR number without its last four, empty when none is known."""
    return _masked(whole_number(reader, citizen=citizen))


def whole_number(reader: Reader, *, citizen: str) -> str:
    """Return the CPR or replacement number as it is written; to be shown only after the look-up is logged."""
    return _number(reader.all(IDENTIFIER, citizen=citizen))


def names_here(reader: Reader, *, citizens: Collection[str]) -> dict[str, str]:
    """Return the names of those of *citizens* who are on this device."""
    found = {each: reader.get(CITIZEN, each) for each in citizens}
    return {each: name_of(told) for each, told in found.items() if told is not None and not told.deleted}


def _rows(reader: Reader, citizens: Sequence[Citizen]) -> tuple[CaseloadRow, ...]:
    """Make the rows of a page with one question for the numbers and addresses of them all."""
    numbers: dict[str, list[Identifier]] = {}
    addresses: dict[str, ContactPoint] = {}
    for each in reader.all_of(IDENTIFIER, CONTACT_POINT, citizens=[citizen.id for citizen in citizens]):
        if isinstance(each, Identifier):
            numbers.setdefault(each.citizen or "", []).append(each)
        elif each.use is ContactUse.ADDRESS and each.end is None:
            addresses.setdefault(each.citizen or "", each)
    return tuple(_row(each, _number(numbers.get(each.id, [])), addresses.get(each.id)) for each in citizens)


def _row(citizen: Citizen, number: str, address: ContactPoint | None) -> CaseloadRow:
    name = name_of(citizen)
    is_protected = bool(citizen.protected)
    return CaseloadRow(
        id=citizen.id,
        name=name,
        initials=initials_of(name),
        number=_masked(number),
        address="" if is_protected or address is None else _address(address),
        is_protected=is_protected,
        marks=citizen.marks,
    )


def _number(numbers: Iterable[Identifier]) -> str:
    """Return the number in force as it is written, a CPR number before others; empty when none is known."""
    known = [each for each in numbers if each.value and each.end is None]
    known.sort(key=lambda each: each.system is not IdentifierSystem.CPR)
    if not known or known[0].value is None:
        return ""
    cpr = read_cpr(known[0].value)
    return cpr.written if cpr is not None else known[0].value


def _masked(number: str) -> str:
    return number and f"{number[:6]}-••••"


def _address(point: ContactPoint) -> str:
    town = " ".join(part for part in (point.postal_code, point.city) if part)
    return ", ".join(part for part in (point.line or point.value, town) if part)
