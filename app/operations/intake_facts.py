"""Source facts: one resource as it came, in as many records as its length needs."""

from typing import Any

from app.domain.source_fact import SOURCE_FACT, SourceFact, continuation
from app.intake.fact import Fact
from app.intake.json_stream import decoded
from app.operations.intake_ledger import Ledger, Wanted

PART = 90_000
"""Characters of a body in one source fact; more would not fit into one change."""


def write_fact(
    ledger: Ledger,
    where: str,
    held: Any,
    before: dict[str, Any],
    fields: dict[str, Any],
    *,
    citizen: str | None,
    compartment: str,
) -> None:
    """Write *fields* over what the fact *held* said *before*; one that was deleted stands again."""
    if held is None:
        ledger.put(SOURCE_FACT, where, fields, citizen=citizen, compartment=compartment)
        return
    stands = before or fields_of(held)
    altered = {name: value for name, value in fields.items() if value != stands.get(name)}
    altered |= {name: None for name in stands if name not in fields and name != "read_at"}
    if held.deleted:
        ledger.revive(held, altered)
    else:
        ledger.edit(held, altered)


def write_rest(ledger: Ledger, where: str, parts: list[str], *, citizen: str | None, compartment: str) -> None:
    """Write the parts of a body that the fact *where* has no room for; parts of a longer one before it go."""
    number = 1
    while True:
        identity = continuation(where, number)
        told = {"continues": where, "body": parts[number]} if number < len(parts) else None
        held = ledger.record(identity, citizen)
        if told is None:
            if held is None or held.deleted:
                return
            ledger.withdraw(identity, {})
        else:
            wanted = Wanted(id=identity, type=SOURCE_FACT, fields=told, citizen=citizen, compartment=compartment)
            before = fields_of(held) if isinstance(held, SourceFact) and not held.deleted else {}
            ledger.want(wanted, before)
        number += 1


def is_older(fact: Fact, held: SourceFact) -> bool:
    """Tell whether a newer version was read before, by the source's own stamps."""
    if not fact.updated or held.body is None or held.digest == fact.digest or len(held.body) >= PART:
        return False
    meta = decoded(held.body.encode()).get("meta")
    stamp = meta.get("lastUpdated") if isinstance(meta, dict) else None
    return isinstance(stamp, str) and fact.updated < stamp


def fields_of(fact: SourceFact) -> dict[str, Any]:
    """Return what a source fact says."""
    return SOURCE_FACT.written(fact)
