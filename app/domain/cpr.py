"""CPR numbers: read by shape and date, shown masked; modulus 11 is a hint and never a verdict."""

import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"(\d{2})(\d{2})(\d{2})[- ]?([0-9A-Z]{4})", re.ASCII)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAYS = 60
"""What is added to the day of birth in replacement numbers made by hand."""


@dataclass(frozen=True, slots=True)
class Cpr:
    """A CPR number or replacement number: ten characters without hyphen, letters in capitals.

    Replacement numbers have 60 added to the day, or letters among the last four characters.
    """

    value: str

    @property
    def is_replacement(self) -> bool:
        """Tell whether the number stands in for a CPR number that is not there yet."""
        return not self.value.isdigit() or int(self.value[:2]) > _REPLACEMENT_DAYS

    @property
    def birth_date(self) -> date | None:
        """Return the date of birth that the number tells; an explicit date of birth goes before it.

        The seventh character gives the century (table of the CPR office); where it is a letter, none is told.
        """
        century = _century(int(self.value[4:6]), self.value[6])
        if century is None:
            return None
        day = int(self.value[:2])
        return _date(century + int(self.value[4:6]), int(self.value[2:4]), _without_replacement(day))

    @property
    def fits_modulus_11(self) -> bool:
        """Tell whether the check sum holds, as it need not since 1 October 2007: a hint to look again, no more."""
        if not self.value.isdigit():
            return False
        return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, self.value, strict=True)) % 11 == 0

    @property
    def masked(self) -> str:
        """Return `DDMMYY-••••`."""
        return f"{self.value[:6]}-••••"

    @property
    def written(self) -> str:
        """Return `DDMMYY-XXXX`, for the eyes of those who asked for the whole number."""
        return f"{self.value[:6]}-{self.value[6:]}"


def read_cpr(text: str | None) -> Cpr | None:
    """Read a number written with or without hyphen; None where shape or date say that it cannot be one."""
    match = _SHAPE.fullmatch((text or "").strip().upper())
    if match is None:
        return None
    day, month, year = (int(match[part]) for part in (1, 2, 3))
    if not any(_date(century + year, month, _without_replacement(day)) for century in (1800, 1900, 2000)):
        return None
    return Cpr("".join(match.groups()))


def _without_replacement(day: int) -> int:
    return day - _REPLACEMENT_DAYS if day > _REPLACEMENT_DAYS else day


def _century(year: int, seventh: str) -> int | None:
    """Return the century by the seventh character (cpr.dk, «Opbygning af personnummeret»)."""
    if seventh in "0123":
        return 1900
    if seventh in "49":
        return 2000 if year <= 36 else 1900
    if seventh in "5678":
        return 2000 if year <= 57 else 1800
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
