"""Person: a made-up citizen's or worker's name, birth date, address and test CPR number."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from app.demo.chance import Chance
from app.demo.lists import Town, people
from app.domain.cpr import Cpr

FICTITIOUS = "Opdigtet testperson"
"""Stands as the issuer of every made-up CPR number."""
FIRST_YEAR = 1937
"""Numbers of the test style tell the right century for those born from here on."""
_TAILS = range(9980, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A made-up person; `gender` is FHIR's word, `cpr` ten digits of the test style."""

    given: str
    family: str
    gender: str
    birth_date: date
    cpr: str
    street: str
    postal_code: str
    city: str
    phone: str

    def age_on(self, day: date) -> int:
        """Return the age in whole years on *day*."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)


class Numbers:
    """Gives out test numbers, each once: 998x or 999x at the end, odd for men, never fitting modulus 11.

    The persons whom MedCom and dk-core publish for testing have numbers of this style; no real person has.
    """

    def __init__(self) -> None:
        self._given: Counter[tuple[date, str]] = Counter()

    def next(self, birth_date: date, gender: str) -> tuple[date, str]:
        """Return a number with its birth date: the next day when all numbers of *birth_date* are given out."""
        while True:
            free = _numbers(birth_date, gender)
            place = self._given[birth_date, gender]
            if place < len(free):
                self._given[birth_date, gender] += 1
                return birth_date, free[place]
            birth_date += timedelta(days=1)


def person(
    chance: Chance, numbers: Numbers, *, gender: str, ages: tuple[int, int], town: tuple[Town, ...], today: date
) -> Person:
    """Make a person of an age within *ages* on *today*."""
    gender = gender if gender in ("female", "male") else chance.one(("female", "male"))
    oldest = min(ages[1], today.year - FIRST_YEAR - 1)
    days = chance.number(min(ages[0], oldest) * 365 + 100, oldest * 365 + 300)
    born, cpr = numbers.next(today - timedelta(days=days), gender)
    where = chance.one(town)
    return Person(
        given=first_name(chance, gender=gender, born=born.year),
        family=family_name(chance),
        gender=gender,
        birth_date=born,
        cpr=cpr,
        street=_address(chance, where),
        postal_code=where.postal_code,
        city=where.city,
        phone=phone(chance),
    )


def first_name(chance: Chance, *, gender: str, born: int) -> str:
    """Return a first name as it was given in the year *born*."""
    named = next(each for each in people().generation if born <= each.until)
    return chance.one(named.female if gender == "female" else named.male)


def family_name(chance: Chance) -> str:
    """Return a family name."""
    return chance.one(people().families.names)


def phone(chance: Chance) -> str:
    """Return a number that no telephone has: Danish numbers do not begin with 0."""
    return f"00 {chance.number(10, 99)} {chance.number(10, 99)} {chance.number(10, 99)}"


def _numbers(birth_date: date, gender: str) -> list[str]:
    odd = 1 if gender == "male" else 0
    written = [f"{birth_date:%d%m%y}{tail}" for tail in _TAILS if tail % 2 == odd]
    free = [each for each in written if not Cpr(each).fits_modulus_11]
    turn = birth_date.toordinal() % len(free)
    return free[turn:] + free[:turn]


def _address(chance: Chance, town: Town) -> str:
    village = chance.one(town.villages)
    floor = chance.one((", st. tv.", ", 1. th.", ", 2. mf.")) if chance.happens(0.2) else ""
    line = f"{chance.one(people().streets.names)} {chance.number(1, 98)}{floor}"
    return f"{line}, {village}" if village else line
