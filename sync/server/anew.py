"""Words that went with what they were joined with or gave way to, kept outside the backups to be entered anew.

While its device has written on in the same field they wait: what it wrote there may go too. What of them a restored
server has lost nobody else would send: the author's device holds it as the server's.
"""

from collections.abc import Container, Iterable

import msgspec

from app.changes.change import Change, Edit, decode, encode
from app.changes.outcome import parents_of
from app.changes.redaction import Folded
from app.domain import KINDS
from app.ids import follower
from sync.server import own
from sync.server.log import Log
from sync.server.settings import Identity
from sync.server.statements import Statement
from sync.server.vault import StreamKey, Vault, vault_of


class Anew(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A change as it is to be entered, the entry whose words it has, whose they are, and when they came.

    A restored server sets the `ceiling`: of what came above it the author has seen nothing there.
    """

    body: bytes
    source: str
    device: str
    by: str
    version: int
    ceiling: int | None = None

    @property
    def place(self) -> int:
        """The version above which its device has written later."""
        return self.version if self.ceiling is None else min(self.version, self.ceiling)


def followers(log: Log, ids: Iterable[str]) -> list[str]:
    """Return the ids under which words of *ids* were entered anew, or wait for it."""
    asked = [follower(each, each, name) for each in ids for name in (_WORDS, _REST)]
    found = {row.id for row in _KNOWN.of(log.connection, asked, stream=log.stream.id)}
    with vault_of(log.connection).reading() as connection:
        found |= {row.id for row in _HELD.of(connection, asked)}
    return [each for each in asked if each in found]


def keep(log: Log, gone: Folded, *, by: str) -> None:
    """Keep the words of an entry that goes although its author has not taken them back; entered anew, they are as old.

    Call it before what goes is dropped.
    """
    change, _, stamp = gone
    edits = [edit.under(stamp.ceiling) for edit in change.edits]
    again = _part(change, _WORDS, edits)
    with vault_of(log.connection).reading() as connection:
        sealed = _CONTENT.scalar(connection, id=change.id)
    version = stamp.version if sealed is None else _told(log, change.id, sealed).version
    _keep(log, again.id, Anew(encode(again), change.id, stamp.device, by, version))


def lower(log: Log) -> None:
    """Let the authors of what a restored log has lost have seen nothing above its head."""
    for name, told in _missing(log):
        ceiling = log.version if told.ceiling is None else min(told.ceiling, log.version)
        _keep(log, name, msgspec.structs.replace(told, ceiling=ceiling))


def enter(log: Log, left: Iterable[Folded], *, now: str, identity: Identity) -> None:
    """Enter what is kept and not in the log, but for fields in which its device wrote later by what is *left* there.

    As the device's own the older words would take the place of those, which were written knowing them; also where
    those do not stand now, since what took their place may be taken back.
    """
    missing = _missing(log)
    standing = list(left) if missing else []
    present = {change.id for change, _, _ in standing}
    for name, told in missing:
        change = decode(told.body)
        fresh, outrun = _parts(change, _newer(told, standing))
        if not fresh or told.source in present:  # what was kept by a removal that did not come to its end
            continue
        if outrun:
            rest = _part(change, _REST, outrun)
            change = msgspec.structs.replace(change, edits=fresh)
            _keep(log, rest.id, msgspec.structs.replace(told, body=encode(rest)))
            _keep(log, name, msgspec.structs.replace(told, body=encode(change)))
        log.load({edit.record for edit in fresh} | parents_of(change, KINDS))
        made = msgspec.structs.replace(own.signed(change, identity), ceiling=told.ceiling)
        own.enter(log, made, now=now, device=told.device, by=told.by)
        log.write()


def drop(vault: Vault, changes: Iterable[str]) -> None:
    """Forget those of *changes*: their content was removed."""
    with vault.writing() as connection:
        _DROP.run_many(connection, [(each,) for each in changes])


def _missing(log: Log) -> list[tuple[str, Anew]]:
    """Return what is kept and not in the log by its ids, the oldest words first."""
    with vault_of(log.connection).reading() as connection:
        kept = {row.id: row.content for row in _KEPT.all(connection, stream=log.stream.id)}
    for each in _KNOWN.of(log.connection, kept, stream=log.stream.id):
        del kept[each.id]
    told = [(name, _told(log, name, sealed)) for name, sealed in kept.items()]
    return sorted(told, key=lambda each: each[1].version)


def _told(log: Log, name: str, sealed: bytes) -> Anew:
    return _anew.decode(_key(log).open(_place(name), sealed))


def _keep(log: Log, name: str, told: Anew) -> None:
    sealed = _key(log).seal(_place(name), _pack(told))
    with vault_of(log.connection).writing() as connection:
        _KEEP.run(connection, id=name, stream=log.stream.id, content=sealed)


def _newer(told: Anew, standing: Iterable[Folded]) -> set[tuple[str, str]]:
    """Return (record, field) of everything that the device of *told* has set later."""
    later = [
        change for change, _, stamp in standing if (stamp.device, stamp.version > told.place) == (told.device, True)
    ]
    return {setting for change in later for setting in change.settings()}


def _parts(change: Change, newer: Container[tuple[str, str]]) -> tuple[list[Edit], list[Edit]]:
    """Return the edits of *change* without what is *newer*, and only that."""
    fresh, outrun = [], []
    for edit in change.edits:
        waiting = {name: told for name, told in edit.set.items() if (edit.record, name) in newer}
        rest = {name: told for name, told in edit.set.items() if name not in waiting}
        fresh.append(msgspec.structs.replace(edit, set=rest))
        outrun.append(msgspec.structs.replace(edit, set=waiting, add={}, drop={}))
    return [each for each in fresh if each.fields()], [each for each in outrun if each.set]


def _part(change: Change, name: str, edits: list[Edit]) -> Change:
    """Return a change of its own, whose id follows by *name*, with *edits* of *change*."""
    return Change(
        id=follower(change.id, change.id, name), stream=change.stream, at=change.at, name=change.name, edits=edits,
        reason=change.reason,
    )  # fmt: skip


def _key(log: Log) -> StreamKey:
    return vault_of(log.connection).key(log.stream.id)


def _place(change: str) -> bytes:
    return b"anew" + change.encode()


_WORDS = "anew"
_REST = "rest"
_pack = msgspec.msgpack.Encoder().encode
_anew = msgspec.msgpack.Decoder(Anew)
_KEEP = Statement(
    "INSERT INTO kept_words (id, stream, content) VALUES (:id, :stream, :content) "
    "ON CONFLICT (id) DO UPDATE SET content = excluded.content"
)
_KEPT = Statement("SELECT id, content FROM kept_words WHERE stream = :stream")
_CONTENT = Statement("SELECT content FROM kept_words WHERE id = :id")
_HELD = Statement("SELECT id FROM kept_words WHERE id IN :ids")
_KNOWN = Statement("SELECT id FROM entry WHERE stream = :stream AND id IN :ids")
_DROP = Statement("DELETE FROM kept_words WHERE id = :id")
