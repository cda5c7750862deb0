"""What awaits an answer: somebody was made responsible at the last meeting, was not there, and has not said yes."""

from collections.abc import Iterator

from app.clock import moment
from app.domain.item import Item
from app.domain.meeting import Meeting
from app.ids import is_uuid, made_at
from app.queries.meetings import attendees
from app.queries.minutes import at_home, awaits_answer
from app.queries.privacy import room_of
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called
from app.queries.words import day_of_moment
from app.texts import mark, say


def awaited(ground: Ground) -> Iterator[Tell]:
    """Tell of what was agreed on at the latest meeting for somebody who was not there."""
    meetings = (each for each in ground.items.values() if isinstance(each, Meeting) and each.begun_at)
    held = max((each for each in meetings if each.closed_at), key=lambda each: each.closed_at or "", default=None)
    if held is None:
        return
    people = tuple(attendees(ground.reader, citizen=ground.citizen, meeting=held))
    room = room_of(ground.reader, citizen=ground.citizen, meeting=held.id, today=ground.today)
    steady = at_home(ground.reader, citizen=ground.citizen, room=room)
    names = {each.actor: each.name for each in people}
    for item in ground.items.values():
        if _is_of(held, item) and awaits_answer(item, people, at_home=steady):
            yield _tell(item, held, name=names.get(item.responsible or "", ""))


def _is_of(held: Meeting, item: Item) -> bool:
    """Tell whether *item* was written or agreed on at the meeting."""
    begun, closed = held.begun_at or "", held.closed_at or ""
    made = made_at(item.id) if is_uuid(item.id) else None
    was_made = made is not None and moment(begun).timestamp() * 1_000 <= made <= moment(closed).timestamp() * 1_000
    return was_made or (item.agreed_at is not None and begun <= item.agreed_at <= closed)


def _tell(item: Item, held: Meeting, *, name: str) -> Tell:
    day = day_of_moment(held.begun_at or "")
    owner = item.responsible or ""
    return Tell(
        kind=TellKind.AWAITED,
        cards=(item.id,),
        words=say(mark("minutes", "Afventer svar")),
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
