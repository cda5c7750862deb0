"""What awaits an answer: somebody was made responsible at the last meeting, was not there, and has not said yes."""

from collections.abc import Iterator

from app.domain.item import Item
from app.domain.meeting import Meeting
from app.queries.awaits import AWAITS, awaiting
from app.queries.meetings import last_held
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called
from app.queries.words import day_of_moment
from app.texts import mark, say


def awaited(ground: Ground) -> Iterator[Tell]:
    """Tell of what was agreed on at the latest meeting for somebody who was not there."""
    items = tuple(ground.items.values())
    held = last_held(items)
    waiting = awaiting(ground.reader, items, citizen=ground.citizen, held=held, today=ground.today)
    for item in items:
        owner = ground.items.get(item.responsible or "")
        if held is not None and item.id in waiting:
            yield _tell(item, held, name=(owner and owner.title) or "")


def _tell(item: Item, held: Meeting, *, name: str) -> Tell:
    day = day_of_moment(held.begun_at or "")
    owner = item.responsible or ""
    return Tell(
        kind=TellKind.AWAITED,
        cards=(item.id,),
        words=say(AWAITS),
        line=say(mark("tell", "{title}: {name} har ikke svaret."), title=called(item), name=name),
        why=(
            say(mark("tell", "{name} blev ansvarlig på mødet {day} uden at være med."), name=name, day=day),
            say(mark("tell", "Ingen har skrevet, at {name} har sagt ja."), name=name),
        ),
        settlements=(
            Settlement(
                words=say(mark("tell", "{name} har sagt ja"), name=name),
                way=Way.EDIT,
                record=item,
                fields={"agreed_with": (*item.agreed_with, owner)},
                done=say(mark("tell", "{name} har sagt ja til «{title}»."), name=name, title=called(item)),
            ),
        ),
        facts=(owner, held.id),
    )
