"""Rummet bestemmer: what may not be shown while the citizen looks at the screen."""

from app.domain import ITEM_TYPES
from app.ids import citizen_stream
from app.store.reader import Reader

SHARED = "plan"


def hidden_in_meeting(reader: Reader, *, citizen: str) -> frozenset[str]:
    """Return the items of *citizen* that lie in an administration's own area and not in the shared plan."""
    shared = citizen_stream(citizen, SHARED)
    items = reader.all(*ITEM_TYPES, citizen=citizen)
    return frozenset(each.id for each in items if each.stream != shared)
