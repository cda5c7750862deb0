"""The marks: where a thing is, in the words that stand on cards, in lists and in the corner of the window."""

from dataclasses import dataclass

from app.domain.record import Mark, Record
from app.texts import Text, mark
from ui.theme import mark_icon

SAVING = mark("mark", "Gemmer …")
SAVED_HERE = mark("mark", "Gemt her")
RECEIVED = mark("mark", "Modtaget centralt")
TWO_VERSIONS = mark("mark", "To versioner")
NOT_APPROVED = mark("mark", "Ikke godkendt")


@dataclass(frozen=True, slots=True)
class MarkLook:
    """Words, icon and the name of the colour of a mark; `is_alarming` ones want an act of somebody."""

    text: Text
    icon: str
    colour: str
    is_alarming: bool = False


def mark_look(record: Record, *, is_saving: bool = False) -> MarkLook:
    """Return the one mark of a record: what matters most comes first."""
    if record.marks & Mark.REFUSED:
        return MarkLook(NOT_APPROVED, mark_icon("not_approved"), "warning", is_alarming=True)
    if record.marks & Mark.CONTESTED:
        return MarkLook(TWO_VERSIONS, mark_icon("two_versions"), "warning", is_alarming=True)
    if is_saving:
        return MarkLook(SAVING, mark_icon("saving"), "muted")
    if record.marks & Mark.PENDING:
        return MarkLook(SAVED_HERE, mark_icon("saved_here"), "muted")
    return MarkLook(RECEIVED, mark_icon("received"), "muted")
