"""Change and entry: what one act did in one stream, and what the server made of it."""

from typing import Any

import msgspec

from app.domain.record import DELETED


class Edit(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """The settings of one record.

    `base` is the stream version the author had seen; `bases` names the fields whose base differs from it.
    `add` and `drop` are members of fields whose policy is `set`.
    """

    record: str = msgspec.field(name="e")
    kind: str = msgspec.field(name="k")
    base: int = 0
    set: dict[str, Any] = {}
    add: dict[str, list[Any]] = {}
    drop: dict[str, list[Any]] = {}
    bases: dict[str, int] = {}

    def base_of(self, name: str) -> int:
        """Return the version at which the author had seen field *name*."""
        return self.bases.get(name, self.base)

    def under(self, ceiling: int | None) -> "Edit":
        """Return the edit as it counts after a fork: with no base above *ceiling*, if there is one.

        Who wrote in a past that was lost saw the record stand there, whatever deletion is older: it has seen none.
        """
        if ceiling is None:
            return self
        bases = {name: min(base, ceiling) for name, base in self.bases.items()}
        if DELETED not in self.set and self.base_of(DELETED) > ceiling:
            bases[DELETED] = 0
        return msgspec.structs.replace(self, base=min(self.base, ceiling), bases=bases)

    def fields(self) -> frozenset[str]:
        """Return the names of all fields this edit touches."""
        return frozenset((*self.set, *self.add, *self.drop))


class Change(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One act in one stream: what is hashed, signed, stored and passed on as the author's very bytes.

    `at` is the author's clock and information only. `name` is the Danish text of the act. `needs` are
    [record, field, version] that must still hold, or the change is refused as stale. Changes of one act that touch
    several streams share `group`. `open` is [citizen or "", compartment] in the first change of a stream.
    `redacts` are ids of changes of the stream whose content goes; such a change has no edits.
    The server alone says that a stream has moved: `moved_to` is the last word of the old one before what comes late,
    `source` is [stream, id] of the change that this one says again in the new one.
    """

    id: str
    stream: str
    at: str
    name: str
    edits: list[Edit]
    needs: list[tuple[str, str, int]] = []
    reason: str | None = None
    group: str | None = None
    open: tuple[str, str] | None = None
    redacts: list[str] = []
    moved_to: str | None = None
    source: tuple[str, str] | None = None

    def settings(self) -> frozenset[tuple[str, str]]:
        """Return (record, field) of everything that the change sets."""
        return frozenset((edit.record, name) for edit in self.edits for name in edit.set)

    def under(self, ceiling: int | None) -> "Change":
        """Return the change as it counts after a fork, if there is a *ceiling*: see `Edit.under`.

        What it needs as it was seen in a past that was lost, nobody has seen as it stands now.
        """
        if ceiling is None:
            return self
        needs = [(record, name, version if version <= ceiling else 0) for record, name, version in self.needs]
        return msgspec.structs.replace(self, edits=[each.under(ceiling) for each in self.edits], needs=needs)


class Verdict(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What became of one setting that was not simply set.

    `code` is one of the letters below; `value` is the joined text of `MERGED`.
    """

    record: str
    field: str
    code: str
    value: Any = None


RIVAL = "r"
"""Kept beside the value that stays; a person chooses."""
IGNORED = "i"
"""Gave way, or said what already stood."""
MERGED = "m"
"""Joined with the value that stood; `value` is the result."""
REVIVED = "l"
"""The record had been deleted by somebody who had not seen this: it stands again, the deletion is the rival."""

Outcomes = list[Verdict]


class Refusal(msgspec.Struct, frozen=True):
    """Why a change was not accepted; final, and remembered."""

    code: str
    detail: str = ""


NOT_ASSIGNED = "not_assigned"
"""The refusal of work that came after the right had ended: the server keeps it for whoever works there now."""
MISSING = "missing"
"""The refusal of what needs something that does not exist."""
REFUSAL_CODES = (
    "unreadable",
    "schema",
    "forbidden",
    NOT_ASSIGNED,
    "read_only",
    MISSING,
    "stale",
    "too_large",
    "closed",
)

_encoder = msgspec.json.Encoder()
_change = msgspec.json.Decoder(Change)
_outcomes = msgspec.json.Decoder(Outcomes)


def encode(change: Change) -> bytes:
    """Return the bytes that are hashed, signed and kept."""
    return _encoder.encode(change)


def decode(body: bytes) -> Change:
    """Read what `encode` wrote. Raises msgspec.DecodeError (ValidationError is one)."""
    return _change.decode(body)


def encode_outcomes(outcomes: Outcomes) -> bytes:
    """Return the bytes of *outcomes* as the chain covers them."""
    return _encoder.encode(outcomes)


def decode_outcomes(body: bytes) -> Outcomes:
    """Read what `encode_outcomes` wrote."""
    return _outcomes.decode(body)
