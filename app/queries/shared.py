"""What the citizen has said yes to: with whom each item is shared by the consents that stand today."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.domain.consent import CONSENT
from app.domain.item import Item
from app.queries.privacy import stands
from app.store.records import Records
from app.texts import mark, say

WHOLE_PLAN = mark("consent", "Hele planen")
"""What a consent that names no items is for."""
_NOT = mark("shared", "Ikke delt endnu")
_WITH = mark("shared", "Delt med {people}")


def shared(
    reader: Records,
    items: Iterable[Item],
    *,
    citizen: str,
    today: date,
    names: Mapping[str, str | None],
    by_whole: bool = False,
) -> dict[str, tuple[str, ...]]:
    """Return with whom each of *items* is shared, by *names* of actors: one that has none is not told of.

    What is for professionals only is shared by no consent. An item that is shared with the whole plan alone is told of
    only where *by_whole* asks for it: said of everything, it says nothing of any.
    """
    valid = [each for each in reader.all(CONSENT, citizen=citizen) if stands(each, today)]
    if not valid:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for item in items:
        standing = [each for each in valid if not each.items or item.id in each.items]
        is_told = by_whole or any(each.items for each in standing)
        actors = [actor for each in standing for actor in each.actors] if is_told else []
        people = tuple(name for each in dict.fromkeys(actors) if each != item.id and (name := names.get(each)))
        if people and item.audience is None:
            found[item.id] = people
    return found


def shared_in_words(people: Iterable[str]) -> str:
    """Return with whom an item is shared, or that it is not."""
    named = ", ".join(people)
    return say(_WITH, people=named) if named else say(_NOT)
