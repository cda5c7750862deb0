"""Erasure: two persons, the keys go, nobody can read it again, and no restored backup brings it back."""

import base64
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url, text

from app.clock import FixedClock, moment
from app.domain.danish import fold
from app.domain.goal import GOAL
from app.domain.plan import PLAN
from app.ids import citizen_stream, plan_of
from app.operations.plans import edit_plan, stand_plan
from app.store.store import Store
from builders import KEY, a_citizen, a_goal
from decrypted import decrypted
from exchanges import edit
from offices import POSTGRESQL, SQLITE, Office, goal
from postgres import cluster
from raw_devices import RawDevice
from sync.server import check, embedded, erasing, register, retention
from sync.server.__main__ import main
from sync.server.erasing import Asked
from sync.server.retention import Class
from sync.server.rights import Role
from sync.server.staffing import NotDone
from sync.server.vault import VAULT_FILE, NoKey

CANARY = "Zxqvkanæriefåglwj"
CONTROL = "Qwzprøvekløverjx"
"""Written in clear beside the plans, to be found."""
WHY, LAW = "Sagen er lukket og opbevaringstiden udløbet", "Databeskyttelsesforordningen artikel 17"


def disguises() -> list[bytes]:
    """Return the bytes that the canary may hide as: encodings, folded, hexadecimal, base64 at each offset."""
    texts = {CANARY, CANARY.lower(), CANARY.upper(), fold(CANARY)}
    plain = [each.encode(encoding) for each in texts for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")]
    shifted = [base64.b64encode(b"\0" * offset + each)[4:-4] for each in plain for offset in range(3)]
    return [
        *plain,
        *shifted,
        *(each.hex().encode() for each in plain),
        *(each.hex().upper().encode() for each in plain),
    ]


def holds_canary(content: bytes) -> bool:
    return any(each in content for each in disguises())


@pytest.fixture
def erased(office: Office, mette: Store, jonas: Store, shared: str) -> tuple[str, Path]:
    """A citizen with a canary in everything, whom two devices and a backup held, and who was erased."""
    citizen = goal(mette, shared).citizen or ""
    edit(mette, shared, title=CANARY, note=f"{CANARY} og {CANARY}")
    a_goal(mette, citizen, f"{CANARY} igen")
    for store in (mette, jonas, mette):
        office.sync(store, with_log=True)
    backup = office.backup()
    erase(office, citizen)
    return citizen, backup


def erase(office: Office, citizen: str) -> None:
    for login in ("leder", "jurist"):
        office.add_user(login, role=Role.ADMINISTRATOR)
    asked = Asked(citizen=citizen, reason=WHY, basis=LAW, by="leder")
    erasure = erasing.ask(office.core.database, asked, clock=office.clock)
    erasing.confirm(office.core.database, erasure.id, by="jurist", clock=office.clock)


def server_bytes(office: Office, *backups: Path) -> bytes:
    """Return everything the server has on its disk, with the files' own encryption taken off."""
    folder = office.folder / "server"
    key = embedded.server_key(folder)
    files = [folder / embedded.DATABASE_FILE, folder / VAULT_FILE, *backups]
    return b"".join(decrypted(each, key) for each in files)


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_E1_after_erasure_no_canary_is_in_the_servers_database_log_free_pages_or_backups(
    office: Office, mette: Store, erased: tuple[str, Path]
) -> None:
    _, backup = erased

    assert holds_canary(decrypted(mette.database.path, KEY)), "the search would find it"
    assert not holds_canary(server_bytes(office, backup))
    with pytest.raises(NoKey):
        office.core.database.vault.key(citizen_stream(erased[0], "plan"))


@pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
def test_E1_after_erasure_no_canary_is_in_postgresqls_rows_dead_rows_write_ahead_log_or_backups(
    office: Office, erased: tuple[str, Path]
) -> None:
    name, folder = make_url(office.url).database or "", office.folder / "server"
    with cluster().connect(name) as connection:
        connection.execute("CREATE TABLE control AS SELECT %s::text AS words", (CONTROL,))
    found = cluster().files(name)
    with cluster().connect(name) as connection:
        connection.execute("DROP TABLE control")
    rows = [each.read_bytes() for each in erased[1].iterdir()]

    assert any(CONTROL.encode() in each for each in found), "the search would find it"
    assert len(rows) > 10
    assert not any(holds_canary(each) for each in (*found, *rows))
    assert not holds_canary(decrypted(folder / VAULT_FILE, embedded.server_key(folder)))


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_E2_the_devices_purge_it_at_contact_and_hold_no_canary_either(
    office: Office, mette: Store, jonas: Store, erased: tuple[str, Path]
) -> None:
    edit(jonas, next(iter(goals_of(jonas, erased[0]))), title=f"{CANARY} til sidst")

    for store in (mette, jonas, mette, jonas):
        office.sync(store)

    for store in (mette, jonas):
        with store.reader() as reader:
            assert reader.everything(citizen=erased[0]) == []
            assert reader.texts(CANARY) == []
        assert not holds_canary(decrypted(store.database.path, KEY))
    assert not holds_canary(server_bytes(office, erased[1]))


def goals_of(store: Store, citizen: str) -> list[str]:
    with store.reader() as reader:
        return [each.id for each in reader.all(GOAL, citizen=citizen)]


def test_E3_a_restored_backup_stays_erased(
    office: Office, mette: Store, jonas: Store, erased: tuple[str, Path]
) -> None:
    citizen, backup = erased

    office.restore(backup)
    for store in (mette, jonas, mette, jonas):
        office.sync(store)

    with office.core.database.reading() as connection:
        held = connection.execute(text("SELECT count(*) FROM record WHERE citizen = :of"), {"of": citizen}).scalar_one()
        assert list(check.check(connection)) == []
    assert held == 0
    with mette.reader() as reader:
        assert reader.everything(citizen=citizen) == []


def test_E4_one_person_alone_erases_nothing(office: Office, mette: Store, shared: str) -> None:
    citizen = goal(mette, shared).citizen or ""
    office.add_user("leder", role=Role.ADMINISTRATOR)
    erasure = erasing.ask(
        office.core.database, Asked(citizen=citizen, reason=WHY, basis=LAW, by="leder"), clock=office.clock
    )

    with pytest.raises(NotDone, match="another person"):
        erasing.confirm(office.core.database, erasure.id, by="leder", clock=office.clock)
    with pytest.raises(NotDone, match="no such user"):
        erasing.confirm(office.core.database, erasure.id, by="ukendt", clock=office.clock)
    assert office.core.database.vault.key(citizen_stream(citizen, "plan")) is not None


@pytest.mark.parametrize(("reason", "basis"), [("kort", LAW), (WHY, "lov")])
def test_E4_reason_and_legal_basis_are_said_in_words(
    office: Office, mette: Store, shared: str, reason: str, basis: str
) -> None:
    office.add_user("leder", role=Role.ADMINISTRATOR)
    asked = Asked(citizen=goal(mette, shared).citizen or "", reason=reason, basis=basis, by="leder")

    with pytest.raises(NotDone, match="in words"):
        erasing.ask(office.core.database, asked, clock=office.clock)


def test_E5_the_register_says_who_when_and_why_and_what_is_left_is_the_place_in_the_chain(
    office: Office, erased: tuple[str, Path]
) -> None:
    (told,) = register.erasures(office.core.database.vault)

    assert (told.citizen, told.asked_by, told.confirmed_by) == (erased[0], "leder", "jurist")
    assert (told.reason, told.basis) == (WHY, LAW)
    with office.core.database.reading() as connection:
        rows = connection.execute(text("SELECT content FROM entry WHERE stream = :of"), {"of": plan(erased[0])}).all()
        assert list(check.check(connection)) == []
    assert rows
    assert {row.content for row in rows} == {None}


def plan(citizen: str) -> str:
    return citizen_stream(citizen, "plan")


def test_E6_nothing_is_taken_of_who_was_erased(office: Office, erased: tuple[str, Path]) -> None:
    anna = RawDevice(office, "anna")
    late = anna.change(erased[0], opens=True, title="igen")
    other = late.__class__(
        id=anna.new_id(), stream=citizen_stream(erased[0], "protected"), at="", name="", edits=late.edits,
        open=(erased[0], "protected"),
    )  # fmt: skip

    answers = [anna.push(other)]

    assert [each.code for one in answers for each in one.results.values()] == ["closed"]


def test_E7_what_is_due_is_listed_by_closing_date_and_class_and_nothing_is_erased(office: Office, mette: Store) -> None:
    citizens = [a_citizen(mette) for _ in range(2)]
    for citizen in citizens:
        with mette.transact("Begynd", citizen=citizen) as transaction:
            stand_plan(transaction, citizen)
    with mette.reader() as reader:
        closing = reader.get(PLAN, plan_of(citizens[0]))
    assert closing is not None
    edit_plan(mette, closing, state="done", kle="27.24.03")
    office.sync(mette)
    rules = (Class("27.24", 10, "ti år"), Class("", 5, "fem år"))

    early, late = (
        retention.due(office.core.database, clock=FixedClock(moment(f"{year}-11-24T12:00:00.000Z")), rules=rules)
        for year in (2035, 2037)
    )

    assert early == []
    assert [(each.citizen, each.closed, each.due, each.source) for each in late] == [
        (citizens[0], "2026-11-24", "2036-11-24", "ti år")
    ]


def test_E8_the_commands_ask_confirm_and_list(office: Office, mette: Store, shared: str, tmp_path: Path) -> None:
    citizen = goal(mette, shared).citizen or ""
    for login in ("leder", "jurist"):
        office.add_user(login, role=Role.ADMINISTRATOR)
    at = ["--data", str(office.folder / "server"), *(["--database", office.url] if office.url else [])]
    run = CliRunner()

    asked = run.invoke(main, ["erase", "ask", citizen, *at, "--by", "leder", "--reason", WHY, "--basis", LAW])
    erasure = asked.output.split()[1]
    alone = run.invoke(main, ["erase", "confirm", erasure, *at, "--by", "leder"])
    done = run.invoke(main, ["erase", "confirm", erasure, *at, "--by", "jurist"])
    listed = run.invoke(main, ["erase", "register", *at])
    due = run.invoke(main, ["erase", "due", *at])

    assert [each.exit_code for each in (asked, alone, done, listed, due)] == [0, 1, 0, 0, 0]
    assert "streams: 1" in done.output
    assert LAW in listed.output
