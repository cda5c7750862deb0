"""Ikke godkendt: the own changes the server did not accept, each with its reason and what was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.changes.change import Edit, Refusal
from app.domain import KINDS
from app.domain.citizen import CITIZEN
from app.domain.record import TYPE
from app.domain.values import LongText, Title
from app.queries.caseload import name_of
from app.queries.contests import title_of
from app.queries.words import FIELDS, field_in_words, moment_in_words, value_in_words
from app.store.reader import Reader, StoredChange
from app.texts import Text, mark, say

_REASONS: Mapping[str, Text] = {
    "forbidden": mark("refusal", "Du har ikke adgang til at skrive her. Tal med den, der styrer adgangen hos jer."),
    "not_assigned": mark(
        "refusal", "Du er ikke tilknyttet borgeren længere. Giv teksten videre til den, der er det nu."
    ),
    "read_only": mark("refusal", "Du kan læse dette, men ikke ændre det. Tal med den, der styrer adgangen hos jer."),
    "missing": mark("refusal", "Det, du skrev i, findes ikke på serveren. Opret det igen, hvis det stadig skal stå."),
    "stale": mark(
        "refusal", "En anden havde ændret det imens. Se, hvad der står nu, og skriv det igen, om nødvendigt."
    ),
    "too_large": mark("refusal", "Det var for meget på én gang. Del teksten i mindre stykker, og skriv den igen."),
    "closed": mark("refusal", "Planen er lukket for nye ændringer. Tal med den, der kan åbne den igen."),
    "schema": mark("refusal", "Serveren kender ikke oplysningen i denne form. Opdatér Enplan, og skriv den igen."),
    "unreadable": mark(
        "refusal",
        "Serveren kunne ikke læse ændringen. Skriv den igen, og sig det til jeres support, hvis det sker igen.",
    ),
}
_UNKNOWN = mark("refusal", "Serveren tog ikke imod ændringen. Opdatér Enplan, og skriv den igen.")
_THING = mark("refusal", "Ændring")
_TEXTS = (Title | None, LongText | None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedView:
    """One refused change: whose, what it was about, why it was refused, and (field, words) of what was written."""

    change: str
    citizen: str | None
    name: str
    title: str
    act: str
    at: str
    reason: str
    written: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """Return all that was written, to be taken elsewhere."""
        return "\n".join(f"{field}: {words}" for field, words in self.written)


def reason_in_words(refusal: Refusal | None) -> str:
    """Return why a change was refused, and what can be done."""
    return say(_REASONS.get(refusal.code, _UNKNOWN) if refusal is not None else _UNKNOWN)


def refusals(reader: Reader, *, today: date, limit: int = 1_000) -> list[RefusedView]:
    """Return what the server did not accept, newest first."""
    return [_view(reader, each, today=today) for each in reader.refused(limit=limit)]


def _view(reader: Reader, refused: StoredChange, *, today: date) -> RefusedView:
    edits = refused.change.edits if refused.change is not None else []
    return RefusedView(
        change=refused.id,
        citizen=refused.citizen,
        name=name_of(reader.get(CITIZEN, refused.citizen)) if refused.citizen else "",
        title=title_of_edits(reader, edits),
        act=say(Text("act", refused.change.name)) if refused.change is not None else "",
        at=moment_in_words(refused.at, today=today),
        reason=reason_in_words(refused.refusal),
        written=tuple(line for edit in edits for line in written_in(reader, edit)),
    )


def title_of_edits(reader: Reader, edits: list[Edit]) -> str:
    """Return what the change is about: the title it gives, else that of the record, else its kind."""
    for edit in edits:
        if isinstance(edit.set.get("title"), str):
            return str(edit.set["title"])
    for edit in edits:
        record = reader.record(edit.record)
        if record is not None:
            return title_of(record)
    known = KINDS.get(edits[0].kind) if edits else None
    return say(known.type_of(edits[0].set).label if known is not None else _THING)


def written_in(reader: Reader, edit: Edit) -> Iterable[tuple[str, str]]:
    """Yield the fields a person has written or chosen; places, sizes and order are left out."""
    known = KINDS.get(edit.kind)
    names = {each.id: title_of(each) for each in reader.some([str(value) for value in edit.set.values()])}
    for field, value in edit.set.items():
        is_text = known is not None and known.hints.get(field) in _TEXTS
        if field != TYPE and value is not None and (field in FIELDS or is_text):
            yield field_in_words(field), value_in_words(field, value, names=names)
