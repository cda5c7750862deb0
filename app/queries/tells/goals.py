"""Goals that pull apart: a person has said that one works against the other."""

from collections.abc import Iterator

from app.domain.connector import Connector, Meaning
from app.domain.goal import Goal
from app.domain.item import Item
from app.domain.values import OVER
from app.queries.colleagues import colleagues
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called, written
from app.queries.words import MEANINGS
from app.texts import mark, say


def goals_apart(ground: Ground) -> Iterator[Tell]:
    """Tell of what a line says works against a goal."""
    for line in ground.lines:
        source, target = ground.items.get(line.source or ""), ground.items.get(line.target or "")
        if line.meaning is not Meaning.HINDERS or source is None or not isinstance(target, Goal):
            continue
        if source.state not in OVER and target.state not in OVER:
            yield _apart(ground, line, source, target)


def _apart(ground: Ground, line: Connector, source: Item, target: Goal) -> Tell:
    words = mark("tell", "To mål trækker hver sin vej")
    if not isinstance(source, Goal):
        words = mark("tell", "Modarbejder et mål")
    said = say(MEANINGS[Meaning.HINDERS], source=called(source), target=called(target))
    return Tell(
        kind=TellKind.GOALS,
        cards=(source.id, target.id),
        words=say(words),
        line=said,
        why=(say(mark("tell", "En forbindelse på tavlen siger: {sentence}"), sentence=said), *_by(ground, line)),
        settlements=(
            Settlement(
                words=say(mark("tell", "Det er talt igennem")),
                way=Way.EDIT,
                record=line,
                fields={"meaning": Meaning.RELATES},
                done=say(mark("tell", "Forbindelsen siger nu, at de hænger sammen.")),
            ),
        ),
        facts=(line.id,),
    )


def _by(ground: Ground, line: Connector) -> tuple[str, ...]:
    """Return who drew the line, as far as the directory tells it, and on which day."""
    devices = {each.device for each in ground.reader.changes(identity=line.id) if each.device and not each.own}
    people = sorted(set(colleagues(ground.reader, devices=devices).values()))
    drawn = (say(mark("tell", "Skrevet af {name}."), name=", ".join(people)),) if people else ()
    return (*drawn, *written(line.id))
