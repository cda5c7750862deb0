"""Merging: two citizens who turned out to be one person become one, with one plan, and nothing of either is lost."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from app.clock import Clock, instant
from app.ids import citizen_stream, is_uuid
from sync.server import answerable, assignments, mergers, people, register, settings, sharing
from sync.server import log as logs
from sync.server.assignments import Given, Period, Sort
from sync.server.database import Database
from sync.server.log import Log
from sync.server.mergers import Merger
from sync.server.rights import PLAN, SHARE
from sync.server.settings import Identity
from sync.server.staffing import NotDone
from sync.server.statements import Statement
from sync.server.taking_over import Act, take_over, target_of
from sync.server.vault import vault_of

MERGED = "merged"
"""Why rights to a citizen end who was merged into another, and why others begin."""
SHORTEST_WORDS = 10
"""Characters of a reason, at least: a word is none."""
_FOLLOWING = (Sort.ASSIGNED, Sort.SUBSTITUTE)
"""Rights that follow into the other plan; one that was taken in an emergency or for a visit was for that plan alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: *citizen* is the same person as *survivor*, whose plan stays; by whose word, and why.

    Who is assigned to *citizen* follows, but for the logins of *without*.
    """

    citizen: str
    survivor: str
    by: str
    reason: str
    without: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of it: streams and changes that went over, who was given the right, who lost it."""

    streams: int
    changes: int
    assigned: list[str]
    ended: list[str]


def merge(database: Database, asked: Asked, *, clock: Clock) -> Merged:
    """Let the plan of one citizen go into that of another, in one transaction. Raises NotDone."""
    if not is_uuid(asked.citizen) or not is_uuid(asked.survivor) or asked.citizen == asked.survivor:
        raise NotDone("name two different citizens by their ids")
    if len(asked.reason.strip()) < SHORTEST_WORDS:
        raise NotDone("say the reason in words")
    act = Act(by=asked.by, reason=asked.reason.strip(), at=clock.now())

    def write(connection: Connection) -> Merged:
        answerable.check(connection, asked.by, answerable.DECIDING)
        _check(connection, asked.citizen)
        _check(connection, asked.survivor)
        return _merge(connection, asked, act, identity=settings.identity(connection))

    return database.write(write)


def check_whole(connection: Connection, citizen: str) -> None:
    """Raise NotDone when *citizen* was merged into another, who is to be named instead."""
    survivor = mergers.survivor_of(connection, citizen)
    if survivor is not None:
        raise NotDone(f"this citizen was merged into {survivor}: name that one")


def _check(connection: Connection, citizen: str) -> None:
    check_whole(connection, citizen)
    if register.is_erased(vault_of(connection), citizen):
        raise NotDone("one of the citizens was erased")
    if _PLAN.scalar(connection, id=citizen_stream(citizen, PLAN), citizen=citizen) is None:
        raise NotDone("there is no such citizen")


def _merge(connection: Connection, asked: Asked, act: Act, *, identity: Identity) -> Merged:
    assigned, ended = _pass_on_rights(connection, asked, act)
    rows = _STREAMS.all(connection, citizen=asked.citizen)
    streams = [row for row in rows if not row.compartment.startswith(SHARE)]
    changes = 0
    for row in streams:
        source = logs.lock(connection, row.id)
        if source is None or source.key is None:
            continue
        if row.compartment == PLAN:
            sharing.keep(connection, identity, citizen=asked.citizen, now=act.at)  # nobody outside reads it any more
        target = target_of(connection, asked.survivor, row.compartment)
        changes += take_over(source, target, identity, act)
        if row.compartment == PLAN:
            _keep_known(connection, asked, target)
    mergers.note(connection, Merger(asked.citizen, asked.survivor, instant(act.at), act.by, act.reason))
    settings.beat(connection)
    return Merged(streams=len(streams), changes=changes, assigned=assigned, ended=ended)


def _pass_on_rights(connection: Connection, asked: Asked, act: Act) -> tuple[list[str], list[str]]:
    """End every right to the citizen; give those who work with the citizen the same right to the survivor."""
    now = instant(act.at)
    standing = [each for each in assignments.of_citizens(connection, [asked.citizen]) if each.ends > now]
    following = [each for each in standing if _follows(each, asked.without)]
    held = {each.login for each in assignments.of_citizens(connection, [asked.survivor]) if each.ends > now}
    for login in {each.login for each in standing}:
        assignments.end(connection, login=login, citizen=asked.citizen, at=now, reason=MERGED)
    for each in following:
        given = Given(
            login=each.login, citizen=asked.survivor, starts=max(each.starts, now), ends=each.ends,
            sort=Sort(each.sort), by=act.by, why=MERGED,
        )  # fmt: skip
        assignments.give(connection, given, now=act.at)
    assigned = {each.login for each in following}
    return sorted(assigned - held), sorted({each.login for each in standing} - assigned - held)


def _follows(period: Period, without: Collection[str]) -> bool:
    return not period.party and period.sort in _FOLLOWING and period.login not in without


def _keep_known(connection: Connection, asked: Asked, target: Log) -> None:
    """Let one citizen be found where two were; what the survivor has no number or KLE for is taken from the other."""
    people.made_anew(target, {asked.survivor})
    found = _CITIZEN.first(connection, id=asked.citizen)
    if found is not None:
        _FILL.run(connection, id=asked.survivor, number=found.number, kle=found.kle)
    _FORGET.run(connection, id=asked.citizen)


_PLAN = Statement("SELECT 1 FROM stream WHERE id = :id AND citizen = :citizen AND version > 0")
_STREAMS = Statement(
    "SELECT id, compartment FROM stream WHERE citizen = :citizen AND moved_to IS NULL AND version > 0 ORDER BY id"
)
_CITIZEN = Statement("SELECT number, kle FROM citizen WHERE id = :id")
_FILL = Statement(
    "UPDATE citizen SET number = COALESCE(number, :number), kle = CASE WHEN kle = '' THEN :kle ELSE kle END "
    "WHERE id = :id"
)
_FORGET = Statement("DELETE FROM citizen WHERE id = :id")
