"""A program with a canary in every text it can be given: it writes, searches, exports, says «ready», and waits."""

import io
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from app.clock import SystemClock, instant
from app.domain import RECORD_TYPES
from app.domain.citizen import CITIZEN, Citizen
from app.domain.record import RecordType
from app.export import EXPORTERS
from app.operations.look_ups import look_up
from app.queries.snapshot import plan_snapshot
from app.store.opened import create_local

PASSPHRASE = "seks gule traktorer synger"
_OF_EVERY_RECORD = {"id", "stream", "citizen", "seen", "marks", "deleted"}


def _text_fields(kind: RecordType[Any]) -> list[str]:
    """Return the fields that take any text: those the canary fits in."""
    return [name for name, hint in kind.hints.items() if _fits(hint)]


def _fits(hint: Any) -> bool:
    try:
        msgspec.convert("kanariefuglen æøå", type=hint)
    except msgspec.ValidationError:
        return False
    return True


def main(folder: Path, canary: str) -> None:
    """Do all of it with the profile in *folder*."""
    clock = SystemClock()
    opened = create_local(folder, user="mette", passphrase=PASSPHRASE, clock=clock)
    store = opened.store
    with store.transact(f"Skriv {canary}", reason=f"{canary} grund") as transaction:
        citizen = transaction.put(CITIZEN, Citizen(given=f"{canary} fornavn", family=f"{canary} efternavn"))
        for kind in RECORD_TYPES:
            values = {name: f"{canary} {name}" for name in _text_fields(kind)}
            held = {each.name for each in fields(kind.record)} - _OF_EVERY_RECORD
            record = kind.record(**{name: value for name, value in values.items() if name in held})
            transaction.put(kind, record, citizen=None if kind is CITIZEN else citizen)
    look_up(store, citizen=citizen, purpose=f"{canary} formål")
    with store.reader() as reader:
        found = len(reader.texts(canary)) + len(reader.people(canary))
        snapshot = plan_snapshot(reader, citizen=citizen, today=date.fromisoformat(instant(clock.now())[:10]))
    for exporter in EXPORTERS:
        exporter.write(snapshot, io.BytesIO())
    store.typing(f"Skriv {canary}", snapshot.citizen, given=f"{canary} halvt")
    sys.stdout.write(f"ready {found}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
