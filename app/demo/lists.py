"""Lists: names, streets, towns, administrations and the texts that any plan may use, read from resources/demo."""

import tomllib
from functools import cache
from typing import Any, TypeVar

import msgspec

from app.domain.life_area import LifeArea
from resources import read_text

T = TypeVar("T")


class Generation(msgspec.Struct, frozen=True):
    """First names of people born up to the year `until`."""

    until: int
    female: tuple[str, ...]
    male: tuple[str, ...]


class Town(msgspec.Struct, frozen=True):
    """A post code of a municipality."""

    municipality: str
    postal_code: str
    city: str
    villages: tuple[str, ...] = ("",)


class Names(msgspec.Struct, frozen=True):
    """A plain list."""

    names: tuple[str, ...]


class People(msgspec.Struct, frozen=True):
    """What a person and an address are made of."""

    generation: tuple[Generation, ...]
    families: Names
    streets: Names
    town: tuple[Town, ...]


class Administration(msgspec.Struct, frozen=True):
    """One of the municipality's administrations; `code` names its compartment."""

    code: str
    title: str
    units: tuple[str, ...]


class Post(msgspec.Struct, frozen=True):
    """A role and the share of all users who hold it."""

    role: str
    title: str
    share: float
    responsibility: str


class Staff(msgspec.Struct, frozen=True):
    """Who works in a municipality."""

    administration: tuple[Administration, ...]
    post: tuple[Post, ...]
    titles: dict[str, dict[str, str]]


class Helper(msgspec.Struct, frozen=True):
    """An actor that any plan may have; `of` is municipal, public or private."""

    role: str
    of: str
    responsibility: str
    organisation: str = ""
    frequency: str = ""
    gender: str = ""
    is_unit: bool = False
    ages: tuple[int, int] = (0, 120)


class Promise(msgspec.Struct, frozen=True):
    """An agreement that any plan may have; `by` is who promises, `areas` where it fits (everywhere when empty)."""

    text: str
    by: str = "citizen"
    areas: tuple[LifeArea, ...] = ()
    ages: tuple[int, int] = (18, 120)


class Jotting(msgspec.Struct, frozen=True):
    """A note that any plan may have."""

    title: str
    text: str
    areas: tuple[LifeArea, ...] = ()
    ages: tuple[int, int] = (18, 120)


class Gathering(msgspec.Struct, frozen=True):
    """A kind of meeting."""

    title: str
    place: str
    agenda: str


class Contradiction(msgspec.Struct, frozen=True):
    """Two goals that pull apart: titles, signs of success, life areas, and for whom they make sense."""

    first: str
    first_sign: str
    first_area: LifeArea
    second: str
    second_sign: str
    second_area: LifeArea
    ages: tuple[int, int] = (18, 120)


class Common(msgspec.Struct, frozen=True):
    """The texts that any plan may use."""

    helper: tuple[Helper, ...]
    promise: tuple[Promise, ...]
    jotting: tuple[Jotting, ...]
    gathering: tuple[Gathering, ...]
    contradiction: tuple[Contradiction, ...]


@cache
def people() -> People:
    """Return names, streets and towns."""
    return _read("people", People)


@cache
def staff() -> Staff:
    """Return administrations and posts."""
    return _read("staff", Staff)


@cache
def common() -> Common:
    """Return the texts that any plan may use."""
    return _read("common", Common)


def read_toml(name: str) -> dict[str, Any]:
    """Return what the file *name* in resources/demo holds."""
    return tomllib.loads(read_text(f"demo/{name}.toml"))


def _read(name: str, shape: type[T]) -> T:
    return msgspec.convert(read_toml(name), type=shape)
