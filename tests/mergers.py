"""Two citizens who are one person, as an office merges them: for tests."""

from types import SimpleNamespace

from app.domain.citizen import CITIZEN
from app.store.store import Store
from builders import a_citizen, a_goal
from offices import Office
from sync.server import check, merging
from sync.server.merging import Asked, Merged
from sync.server.rights import Role

REASON = "borgeren var oprettet to gange"


def merge(office: Office, citizen: str, survivor: str, *, without: tuple[str, ...] = ()) -> Merged:
    """Let the manager merge *citizen* into *survivor*."""
    asked = Asked(citizen=citizen, survivor=survivor, by="leder", reason=REASON, without=without)
    return merging.merge(office.core.database, asked, clock=office.clock)


def twice(office: Office, mette: Store) -> SimpleNamespace:
    """Karen is here twice: Mette wrote both, each with a goal, and Jonas works with the one that is to go."""
    office.add_user("leder", role=Role.MANAGER)
    office.add_user("jonas")
    old, new = a_citizen(mette), a_citizen(mette, given="Karen Marie")
    old_goal, new_goal = a_goal(mette, old, "mål i den gamle"), a_goal(mette, new, "mål i den nye")
    office.sync(mette)
    office.assign("jonas", old)
    jonas = office.client("jonas")
    office.sync(jonas)
    office.sync(mette)
    return SimpleNamespace(old=old, new=new, old_goal=old_goal, new_goal=new_goal, jonas=jonas)


def citizens(store: Store) -> list[str]:
    with store.reader() as reader:
        return sorted(each.id for each in reader.all(CITIZEN))


def problems(office: Office) -> list[str]:
    with office.core.database.reading() as connection:
        return [each.problem for each in check.check(connection)]


def settle(office: Office, *stores: Store) -> None:
    """Let everybody call until nobody hears anything new: what has moved is fetched when the old is purged."""
    for _ in range(3):
        for store in stores:
            office.sync(store, with_log=True)
