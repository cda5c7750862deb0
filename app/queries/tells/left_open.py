"""What was left open: agreements whose day has gone by, and what nobody sees to."""

from collections.abc import Iterator

from app.domain.agreement import Agreement
from app.domain.days import is_over
from app.domain.intervention import Intervention
from app.domain.values import OVER, State
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called, written
from app.queries.words import day_in_words, near_day
from app.texts import mark, say


def overdue(ground: Ground) -> Iterator[Tell]:
    """Tell of agreements that should have been kept by now, the longest overdue first."""
    agreements = (each for each in ground.items.values() if isinstance(each, Agreement) and each.state not in OVER)
    late = [each for each in agreements if each.due and is_over(each.due, today=ground.today)]
    for each in sorted(late, key=lambda late: (late.due or "", late.id)):
        title, due = called(each), each.due or ""
        day = near_day(due, today=ground.today).lower()
        held, not_held = mark("tell", "Marker som holdt"), mark("tell", "Ikke holdt")
        yield Tell(
            kind=TellKind.OVERDUE,
            cards=(each.id,),
            words=say(mark("tell", "Over fristen")),
            line=say(mark("prepare", "{title}: skulle være sket {day}."), title=title, day=day),
            why=tuple(_of_agreement(ground, each)),
            settlements=(
                _state(each, State.DONE, say(held), mark("tell", "«{title}» er holdt.")),
                _state(each, State.STOPPED, say(not_held), mark("tell", "«{title}» blev ikke holdt.")),
            ),
            facts=(due, each.responsible or "", each.state or ""),
        )


def nobody(ground: Ground) -> Iterator[Tell]:
    """Tell of agreements and interventions that nobody sees to."""
    for each in ground.items.values():
        if each.state in OVER or each.responsible is not None or not _asks_for_one(each):
            continue
        words = mark("tell", "Ingen ser til aftalen, så ingen ved, om det er deres tur.")
        if isinstance(each, Intervention):
            words = mark("tell", "Ingen er ansvarlig for indsatsen, og der står ikke, hvem der udfører den.")
        yield Tell(
            kind=TellKind.NOBODY,
            cards=(each.id,),
            words=say(mark("tell", "Ingen ansvarlig")),
            line=say(mark("prepare", "{title}: ingen ser til det endnu."), title=called(each)),
            why=(say(words), *written(each.id)),
            settlements=(
                Settlement(words=say(mark("tell", "Vælg ansvarlig")), way=Way.FIELD, place="responsible"),
            ),
        )  # fmt: skip


def _asks_for_one(item: object) -> bool:
    return isinstance(item, Agreement) or (isinstance(item, Intervention) and not item.provider)


def _of_agreement(ground: Ground, agreement: Agreement) -> Iterator[str]:
    yield say(mark("tell", "Fristen var {day}."), day=day_in_words(agreement.due or ""))
    person = ground.reader.record(agreement.responsible) if agreement.responsible else None
    name = getattr(person, "title", None)
    yield say(mark("tell", "{name} gør det."), name=name) if name else say(mark("tell", "Ingen er ansvarlig."))
    yield say(mark("tell", "Ingen har sagt, om den er holdt."))
    yield from written(agreement.id)


def _state(agreement: Agreement, state: State, words: str, done: str) -> Settlement:
    return Settlement(
        words=words, way=Way.EDIT, record=agreement, fields={"state": state}, done=say(done, title=called(agreement))
    )
