"""Municipality: its administrations, its users with their roles and units, and who works with which citizen."""

from dataclasses import dataclass

from app.demo.chance import Chance
from app.demo.lists import Administration, Post, staff
from app.demo.person import family_name, first_name, phone
from app.demo.sizes import SIZES, Size
from app.domain.danish import fold

METTE, JONAS = "mette", "jonas"
"""The plan coordinator and the support worker of the meeting story; they share citizens, Karen among them."""
_LEADS = {
    METTE: ("plan_coordinator", "Job og Ydelse", "Mette Holm"),
    JONAS: ("field_worker", "Bostøtten", "Jonas Friis"),
}
_WITHOUT_AREA = frozenset({"superuser", "auditor", "administrator"})


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A worker with an account; `areas` are the codes of the administrations whose own notes the user may read."""

    login: str
    name: str
    role: str
    title: str
    unit: str
    administration: str
    areas: tuple[str, ...]
    responsibility: str
    device: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A user's work with a citizen, from the instant `since`; ended at `ended` for `reason`."""

    citizen: str
    login: str
    since: str
    ended: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A made-up municipality; `users` are all accounts."""

    size: Size
    seed: int
    administrations: tuple[Administration, ...]
    users: tuple[User, ...]

    def user(self, login: str) -> User:
        """Return the user *login*."""
        return next(each for each in self.users if each.login == login)

    def of(self, role: str, *, unit: str | None = None) -> tuple[User, ...]:
        """Return the users of a role, within one unit when it is named."""
        return tuple(each for each in self.users if each.role == role and unit in (None, each.unit))

    @property
    def units(self) -> tuple[str, ...]:
        """Return the names of all units."""
        return tuple(unit for each in self.administrations for unit in each.units)


def municipality(size: str = "samsoe", seed: int = 1) -> Municipality:
    """Return the municipality of *size* that *seed* gives. Raises KeyError for a size that `SIZES` does not hold."""
    wanted = SIZES[size]
    chance = Chance(seed, size, "staff")
    taken: set[str] = set()
    users: list[User] = []
    for post in staff().post:
        for place in range(round(post.share * wanted.users)):
            users.append(_user(chance, post, place=place, taken=taken))
    return Municipality(size=wanted, seed=seed, administrations=staff().administration, users=tuple(users))


def _user(chance: Chance, post: Post, *, place: int, taken: set[str]) -> User:
    administrations = staff().administration
    lead = next((login for login, told in _LEADS.items() if told[0] == post.role and place == 0), None)
    where = administrations[(place + 2) % len(administrations)]
    unit = where.units[place // len(administrations) % len(where.units)]
    name = _name(chance)
    if lead is not None:
        _, unit, name = _LEADS[lead]
        where = next(each for each in administrations if unit in each.units)
    login = lead or _login(name, taken)
    taken.add(login)
    return User(
        login=login,
        name=name,
        role=post.role,
        title=staff().titles.get(post.role, {}).get(unit, post.title),
        unit=unit,
        administration=where.code,
        areas=() if post.role in _WITHOUT_AREA else (where.code,),
        responsibility=post.responsibility,
        device=chance.device_id(),
        phone=phone(chance),
        email=f"{login}@kommune.example",
    )


def _name(chance: Chance) -> str:
    gender = chance.one(("female", "female", "male"))
    return f"{first_name(chance, gender=gender, born=chance.number(1962, 1999))} {family_name(chance)}"


def _login(name: str, taken: set[str]) -> str:
    given, *_, family = fold(name).split()
    stem = given[:3] + family[:3]
    if stem not in taken:
        return stem
    return next(f"{stem}{number}" for number in range(2, len(taken) + 3) if f"{stem}{number}" not in taken)
