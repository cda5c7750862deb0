"""Words that the server entered anew for their author after a redaction, kept outside the backups.

What it loses of them when it is restored nobody else would send: their author's device holds them as the server's.
"""

from collections.abc import Iterable

import msgspec

from app.changes.change import Change, decode
from app.changes.outcome import parents_of
from app.domain import KINDS
from app.ids import follower
from sync.server import own
from sync.server.log import Log
from sync.server.settings import Identity
from sync.server.statements import Statement
from sync.server.vault import StreamKey, Vault, vault_of


class Anew(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A change as it was entered, and whose."""

    body: bytes
    device: str
    by: str


def named(change: str) -> str:
    """Return the id under which the words of *change* are entered anew."""
    return follower(change, change, "anew")


def enter(log: Log, change: Change, *, device: str, by: str, now: str, identity: Identity) -> None:
    """Enter *change* for its author, and keep it."""
    made = own.signed(change, identity)
    log.load({edit.record for edit in change.edits} | parents_of(change, KINDS))
    if own.enter(log, made, now=now, device=device, by=by):
        vault = vault_of(log.connection)
        sealed = _key(log).seal(_place(change.id), _pack(Anew(made.body, device, by)))
        with vault.writing() as connection:
            _KEEP.run(connection, id=change.id, stream=log.stream.id, at=now, content=sealed)
    log.write()


def enter_lost(log: Log, *, now: str, identity: Identity) -> None:
    """Enter what a restored log has lost of these, as of somebody who has seen nothing above its head."""
    head = log.version
    with vault_of(log.connection).reading() as connection:
        kept = {row.id: row.content for row in _KEPT.all(connection, stream=log.stream.id)}
    for each in _KNOWN.of(log.connection, kept, stream=log.stream.id):
        del kept[each.id]
    for name, sealed in kept.items():
        told = _anew.decode(_key(log).open(_place(name), sealed))
        change = decode(told.body)
        log.load({edit.record for edit in change.edits} | parents_of(change, KINDS))
        made = msgspec.structs.replace(own.signed(change, identity), ceiling=head)
        own.enter(log, made, now=now, device=told.device, by=told.by)
        log.write()


def drop(vault: Vault, changes: Iterable[str]) -> None:
    """Forget those of *changes*: their content was removed."""
    with vault.writing() as connection:
        _DROP.run_many(connection, [(each,) for each in changes])


def _key(log: Log) -> StreamKey:
    return vault_of(log.connection).key(log.stream.id)


def _place(change: str) -> bytes:
    return b"anew" + change.encode()


_pack = msgspec.msgpack.Encoder().encode
_anew = msgspec.msgpack.Decoder(Anew)
_KEEP = Statement(
    "INSERT INTO anew (id, stream, at, content) VALUES (:id, :stream, :at, :content) ON CONFLICT (id) DO NOTHING"
)
_KEPT = Statement("SELECT id, content FROM anew WHERE stream = :stream ORDER BY at, id")
_KNOWN = Statement("SELECT id FROM entry WHERE stream = :stream AND id IN :ids")
_DROP = Statement("DELETE FROM anew WHERE id = :id")
