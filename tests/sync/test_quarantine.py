"""Work that comes after a reassignment: it is kept, seen by who works there now, and taken over or let go."""

import pytest

from app.changes import chain
from app.domain.goal import GOAL, Goal
from app.domain.late_work import LATE_WORK, LateWork, Outcome, Verdict
from app.errors import UserError
from app.ids import citizen_stream
from app.operations.late_work import adopt, let_go
from app.queries.late_work import late_work
from app.store.store import Store
from builders import NOON, a_goal
from exchanges import edit, entries_of, titles
from offices import Office
from sync.server import accounts, check
from sync.server.rights import Role

TODAY = NOON.date()


def only_work(store: Store) -> LateWork:
    with store.reader() as reader:
        (found,) = reader.all(LATE_WORK)
    return found


def written_late(office: Office, jonas: Store, mette: Store, shared: str, citizen: str) -> None:
    """Jonas writes offline, loses the right, and comes back; Mette fetches."""
    edit(jonas, shared, title="mål som Jonas ser det")
    office.end("jonas", citizen)
    office.sync(jonas)
    office.sync(mette)


@pytest.fixture
def late(office: Office, jonas: Store, mette: Store, shared: str, citizen: str) -> LateWork:
    written_late(office, jonas, mette, shared, citizen)
    return only_work(mette)


def who_wrote(store: Store, citizen: str) -> set[tuple[str, str]]:
    """Return (user, device) of all entries of the plan."""
    metas = [chain.decode_meta(each.meta) for each in entries_of(store, citizen_stream(citizen, "plan"))]
    return {(each.by, each.device) for each in metas}


def test_S25_who_works_there_now_sees_what_came_too_late_and_whose_it_is(
    office: Office, mette: Store, late: LateWork, shared: str
) -> None:
    with mette.reader() as reader:
        (view,) = late_work(reader, today=TODAY)

    assert (view.author, view.title) == ("jonas", "mål som Jonas ser det")
    assert ("Titel", "mål som Jonas ser det") in view.written
    assert titles(mette, shared) == ("mål", [])


def test_S25_what_is_taken_over_enters_under_its_authors_name(
    office: Office, mette: Store, jonas: Store, late: LateWork, shared: str
) -> None:
    citizen = late.citizen or ""
    before = ("jonas", jonas.device) in who_wrote(mette, citizen)
    adopt(mette, late)
    office.sync(mette, with_log=True)

    with mette.reader() as reader:
        assert late_work(reader, today=TODAY) == []
    assert titles(mette, shared) == ("mål som Jonas ser det", [])
    assert (before, ("jonas", jonas.device) in who_wrote(mette, citizen)) == (False, True)
    assert only_work(mette).outcome is Outcome.ENTERED
    with office.core.database.reading() as connection:
        assert list(check.check(connection)) == []


def test_S25_what_somebody_has_written_meanwhile_stays_and_the_late_value_is_kept_beside_it(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    edit(mette, shared, title="mål som Mette ser det")
    office.sync(mette)
    written_late(office, jonas, mette, shared, citizen)
    adopt(mette, only_work(mette))
    office.sync(mette)

    assert titles(mette, shared) == ("mål som Mette ser det", ["mål som Jonas ser det"])


def test_S25_a_new_thing_is_taken_over_too(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    made = a_goal(jonas, citizen, "nyt mål")
    office.end("jonas", citizen)
    office.sync(jonas)
    office.sync(mette)
    adopt(mette, only_work(mette))
    office.sync(mette)

    assert titles(mette, made) == ("nyt mål", [])


def test_S25_what_is_let_go_stays_outside_with_a_reason(
    office: Office, mette: Store, late: LateWork, shared: str
) -> None:
    with pytest.raises(UserError):
        let_go(mette, late, reason=" ")
    let_go(mette, late, reason="gælder en anden borger")
    office.sync(mette)

    settled = only_work(mette)
    assert (settled.verdict, settled.reason) == (Verdict.LET_GO, "gælder en anden borger")
    assert titles(mette, shared) == ("mål", [])


def test_S25_two_who_settle_it_at_once_settle_it_once(
    office: Office, mette: Store, late: LateWork, shared: str, citizen: str
) -> None:
    office.add_user("signe")
    office.assign("signe", citizen)
    signe = office.client("signe")
    office.sync(signe)
    let_go(signe, only_work(signe), reason="dobbelt")
    adopt(mette, late)
    office.sync(signe)
    office.sync(mette)

    assert only_work(mette).verdict is Verdict.LET_GO
    assert titles(mette, shared) == ("mål", [])


def test_S25_who_never_worked_there_leaves_no_trace_in_the_plan(office: Office, mette: Store, citizen: str) -> None:
    office.sync(mette)
    office.add_user("bo")
    bo = office.client("bo")
    office.sync(bo)
    a_goal(bo, citizen, "fremmed")
    office.sync(bo)
    office.sync(mette)

    with mette.reader() as reader:
        assert reader.all(LATE_WORK) == []


def test_S25_an_author_who_comes_back_has_what_was_taken_over(
    office: Office, mette: Store, jonas: Store, late: LateWork, shared: str
) -> None:
    adopt(mette, late)
    office.sync(mette)
    office.assign("jonas", late.citizen or "")
    office.sync(jonas, with_log=True)

    assert titles(jonas, shared) == ("mål som Jonas ser det", [])


def test_S25_older_work_does_not_take_the_place_of_newer_work_of_the_same_author(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    edit(jonas, shared, title="først")
    written_late(office, jonas, mette, shared, citizen)
    with mette.reader() as reader:
        first, second = sorted(reader.all(LATE_WORK), key=lambda each: each.change or "")
    adopt(mette, second)
    office.sync(mette)
    adopt(mette, first)
    office.sync(mette)

    assert titles(mette, shared) == ("mål som Jonas ser det", [])
    with mette.reader() as reader:
        outcomes = {each.change: each.outcome for each in reader.all(LATE_WORK)}
    assert outcomes == {second.change: Outcome.ENTERED, first.change: Outcome.REFUSED}


def let_into_area(office: Office, *logins: str, areas: str = "bolig") -> None:
    with office.core.database.writing() as connection:
        for login in logins:
            accounts.put(
                connection, login=login, name=login.title(), role=Role.CASEWORKER, hashed="", areas=areas, unit=""
            )  # fmt: skip


def test_S25_work_of_who_lost_a_compartment_alone_is_kept_there_before_it_is_purged(
    office: Office, mette: Store, jonas: Store, citizen: str
) -> None:
    let_into_area(office, "mette", "jonas")
    with mette.transact("Tilføj", citizen=citizen) as transaction:
        housing = transaction.put(GOAL, Goal(title="egen bolig"), compartment="area:bolig")
    office.sync(mette)
    office.sync(jonas)
    edit(jonas, housing, title="botilbud")
    let_into_area(office, "jonas", areas="")
    office.sync(jonas)
    office.sync(mette)

    with jonas.reader() as reader:
        assert reader.head(citizen_stream(citizen, "area:bolig")) is None
        assert reader.head(citizen_stream(citizen, "plan")) is not None
    adopt(mette, only_work(mette))
    office.sync(mette)
    assert titles(mette, housing) == ("botilbud", [])
