"""A lost device: what was on it, when it was last here, until when it opens; closed at once, wiped when it calls."""

import hmac
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from app.changes import signing
from app.clock import DANISH_TIME, instant, moment
from sync.acts import CitizenRow, DeviceRow, Devices, LossReport, Lost, WipeOrder, Wiping, wipe_words
from sync.server import accounts, devices, leading, people, units
from sync.server.accounts import Denied, digest
from sync.server.core import Core
from sync.server.permits import NotDone, require
from sync.server.rights import DEFAULT_LEASE_DAYS, LEASE_DAYS, Role, Session
from sync.server.statements import Statement

NOTICE = """\
Udkast til anmeldelse af brud på persondatasikkerheden (GDPR artikel 33, senest 72 timer efter at bruddet er kendt)

Enhed: {name} ({device}), bruger {login}
Meldt tabt: {lost} af {by}. Årsag: {reason}
Seneste kontakt med serveren: {seen}
Oplysninger på enheden, så vidt serveren ved: planer for {count} borgere.
Beskyttelse: Databasen er krypteret med AES-256. Den kan ikke åbnes på enheden efter {until} uden kontakt med serveren.
Den, der har kopieret mappen inden da, og som kender eller gætter adgangssætningen, kan åbne kopien.
Gjort: Adgangen er lukket. Enheden sletter sine nøgler og data, næste gang den får kontakt. Kvittering: {wiped}
Mangler: Hvad der er skrevet på enheden uden kontakt siden da, kendes ikke. Vurdér risikoen for de registrerede.
"""
_NEVER = "aldrig"
_NOT_YET = "ikke modtaget"


def devices_of(core: Core, session: Session) -> Devices:
    """Return the own devices; all of the unit's to a team leader, and all there are to an administrator."""

    def read(connection: Connection) -> Devices:
        inside = _led(connection, session)
        return Devices([_row(each) for each in _newest_first(connection) if _may_see(session, each, inside)])

    return core.database.read(read)


def every(connection: Connection) -> list[DeviceRow]:
    """Return all devices, those seen last first."""
    return [_row(each) for each in _newest_first(connection)]


def report(core: Core, session: Session, asked: Lost) -> LossReport:
    """Close a device and say what was on it, which is written down. Raises Forbidden and NotDone."""
    if not asked.reason.strip():
        raise NotDone("reason")
    now = core.clock.now()

    def write(connection: Connection) -> LossReport:
        row = _ONE.first(connection, id=asked.device)
        require(row is not None and _may_see(session, row, _led(connection, session)))
        devices.report_lost(connection, asked.device, now=now, by=session.login, why=asked.reason.strip())
        people.note_look_up(connection, session, subject=asked.device, act="lost", now=now)  # it names citizens
        return loss(connection, asked.device)

    return core.database.write(write)


def loss(connection: Connection, device: str) -> LossReport:
    """Return what is known of a device that was reported lost. Raises NotDone for one that was not.

    A device says itself what it holds: a citizen with whom its user never worked is counted, and not named.
    """
    row = _ONE.first(connection, id=device)
    if row is None or row.lost is None:
        raise NotDone("device")
    citizens = sorted({each.citizen for each in _HELD.each(connection, device=device) if each.citizen})
    known = {row.citizen for row in _WORKED_WITH.of(connection, citizens, login=row.login)}
    names = leading.names(connection, known)
    until = _opens_until(connection, row)
    told = NOTICE.format(
        name=row.name or "uden navn", device=row.id, login=row.login, lost=_day(row.lost), by=row.lost_by or "",
        reason=row.lost_why or "", seen=_day(row.seen) if row.seen else _NEVER, count=len(citizens), until=_day(until),
        wiped=_day(row.wiped) if row.wiped else _NOT_YET,
    )  # fmt: skip
    return LossReport(
        device=_row(row), citizens=[CitizenRow(citizen=each, name=names.get(each, "")) for each in citizens],
        opens_until=until, notice=told,
    )  # fmt: skip


def wiping(core: Core, asked: Wiping) -> WipeOrder:
    """Tell a device that shows its secret whether it is to be wiped, or take its receipt. Raises Denied."""

    def write(connection: Connection) -> WipeOrder:
        row = _SECRET.first(connection, id=asked.device)
        if row is None or not hmac.compare_digest(bytes(row.secret), digest(asked.secret)):
            raise Denied
        if row.lost is None:
            return WipeOrder(b"")
        if asked.is_done:
            _WIPED.run(connection, id=asked.device, now=instant(core.clock.now()))
        return WipeOrder(signing.sign(core.identity.signing.private, wipe_words(asked.device)))

    return core.database.write(write)


def _led(connection: Connection, session: Session) -> frozenset[str]:
    """Return the units that the session's user leads."""
    is_leader = session.role is Role.MANAGER and bool(session.unit)
    return units.below(connection, session.unit) if is_leader else frozenset()


def _newest_first(connection: Connection) -> list[Any]:
    return sorted(_ALL.each(connection), key=lambda each: (each.seen or each.since, each.id), reverse=True)


def _may_see(session: Session, row: Any, inside: frozenset[str]) -> bool:
    return session.login == row.login or session.role is Role.ADMINISTRATOR or row.unit in inside


def _opens_until(connection: Connection, row: Any) -> str:
    """Return when the lease ends that the device was given at its last contact, at the latest."""
    role = accounts.role_of(connection, row.login)
    days = LEASE_DAYS.get(role, DEFAULT_LEASE_DAYS) if role is not None else max(LEASE_DAYS.values())
    return instant(moment(row.seen or row.since) + devices.SEEN_EVERY + timedelta(days=days))


def _row(row: Any) -> DeviceRow:
    return DeviceRow(
        device=row.id, login=row.login, user=row.user, name=row.name, since=row.since, seen=row.seen or "",
        lost=row.lost or "", wiped=row.wiped or "",
    )  # fmt: skip


def _day(at: str) -> str:
    return moment(at).astimezone(DANISH_TIME).strftime("%d.%m.%Y kl. %H.%M")


_COLUMNS = (
    "device.id, device.login, device.name, device.since, device.seen, device.lost, device.lost_by, device.lost_why, "
    "device.wiped, account.name AS user, account.unit FROM device JOIN account ON account.login = device.login"
)
_ALL = Statement(f"SELECT {_COLUMNS}")
_ONE = Statement(f"SELECT {_COLUMNS} WHERE device.id = :id")
_HELD = Statement(
    "SELECT stream.citizen FROM holding JOIN stream ON stream.id = holding.stream WHERE holding.device = :device"
)
_WORKED_WITH = Statement("SELECT citizen FROM assignment_period WHERE login = :login AND citizen IN :ids")
_SECRET = Statement("SELECT secret, lost FROM device WHERE id = :id")
_WIPED = Statement("UPDATE device SET wiped = :now WHERE id = :id AND wiped IS NULL")
