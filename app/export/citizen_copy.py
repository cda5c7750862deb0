"""The citizen's copy: the plan told to the person it belongs to, what matters most first and worries last."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from app.domain.actor import ACTOR, Actor
from app.domain.agreement import AGREEMENT, Agreement
from app.domain.concern import CONCERN
from app.domain.consent import Consent
from app.domain.danish import sort_key
from app.domain.goal import GOAL, SUBGOAL, Goal
from app.domain.idea import IDEA
from app.domain.intervention import INTERVENTION, Intervention
from app.domain.item import Item, ItemType
from app.domain.life_area import life_area
from app.domain.meeting import Meeting
from app.domain.rating import Rating
from app.domain.record import RecordType
from app.domain.strength import STRENGTH
from app.domain.values import OVER, State
from app.domain.wish import WISH
from app.export.calendar import contact_card, event, square
from app.export.document import (
    Block,
    Box,
    Document,
    Entry,
    Fact,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Row,
    Section,
    Table,
)
from app.export.handwritten import face_drawing
from app.export.look import kind_name
from app.export.proof import proof_of
from app.queries.ratings import cards_in_words
from app.queries.snapshot import AreaRating, PlanSnapshot
from app.queries.words import LEVELS, NOT_SPOKEN_OF, STATES, day_in_words, item_title
from app.texts import Text, mark, say

Card = TypeVar("Card", bound=Item)


def citizen_copy(snapshot: PlanSnapshot, *, pictures: Sequence[Picture] = ()) -> Document:
    """Return what the printed plan of a citizen says; *pictures* are those of the board."""
    sections = tuple(made for tell in _SECTIONS if (made := tell(snapshot)) is not None)
    return Document(
        title=say(mark("print", "Din plan")),
        name=snapshot.name,
        lead=say(mark("print", "Sådan ser den ud {day}."), day=_day(snapshot.day.isoformat())),
        boxes=tuple(_boxes(snapshot)),
        sections=sections or (_beginning(),),
        pictures_title=say(mark("print", "Din tavle")),
        pictures=tuple(pictures),
        proof=proof_of(snapshot.edition),
        page=say(mark("print", "Side {page} af {pages}")),
        notes=say(mark("print", "Plads til dine egne ord")),
        objection=say(mark("print", "Det er jeg ikke enig i:")),
    )


def _beginning() -> Section:
    lines = (
        mark("print", "Der er ikke skrevet noget i planen endnu, og det er helt i orden."),
        mark("print", "Når vi har talt sammen, står det her: det, du ønsker, det, vi aftaler, og hvem der gør hvad."),
    )
    title = say(mark("print", "Din plan er lige begyndt"))
    return Section(title=title, blocks=tuple(Paragraph(say(line)) for line in lines))


def _boxes(snapshot: PlanSnapshot) -> Iterator[Box]:
    contact, coordinator = snapshot.contact, snapshot.coordinator
    if contact is not None:
        yield _person(say(mark("print", "Din kontaktperson")), contact)
    if coordinator is not None and contact is not None and coordinator.id != contact.id:
        yield _person(say(mark("print", "Holder sammen på planen")), coordinator)
    if snapshot.meetings:
        yield _meeting_box(snapshot, snapshot.meetings[0])


def _person(label: str, actor: Actor) -> Box:
    told = ", ".join(part for part in (actor.role, actor.organisation) if part)
    lines = tuple(line for line in (told, actor.responsibility, actor.frequency, actor.email) if line)
    svg = square(contact_card(actor)) if actor.phone or actor.email else ""
    code = say(mark("print", "Til din telefon"))
    return Box(label=label, title=_title(actor), lines=lines, large=actor.phone or "", svg=svg, code=code)


def _meeting_box(snapshot: PlanSnapshot, meeting: Meeting) -> Box:
    names = ", ".join(snapshot.taking_part(meeting))
    with_whom = say(mark("print", "Sammen med {names}"), names=names) if names else ""
    lines = tuple(line for line in (meeting.title, meeting.place, with_whom) if line)
    day, code = _day(meeting.starts_at or ""), say(mark("print", "Til din telefon"))
    return Box(label=say(mark("print", "Næste møde")), title=day, lines=lines, svg=square(event(meeting)), code=code)


def _wishes(snapshot: PlanSnapshot) -> Section | None:
    quotes = tuple(Quote(entry=_entry(snapshot, wish)) for wish in snapshot.of(WISH) if wish.state not in OVER)
    return _section(mark("print", "Det ønsker du"), quotes, ItemType.WISH)


def _agreements(snapshot: PlanSnapshot) -> Section | None:
    told = sorted(
        snapshot.of(AGREEMENT), key=lambda each: (each.due is None, each.due or "", each.order or "", each.id)
    )
    blocks: list[Block] = []
    coming = [each for each in told if each.state not in OVER]
    if coming:
        headers = (mark("print", "Hvad"), mark("print", "Hvem"), mark("print", "Senest"))
        rows = [_row(snapshot, each, _who(snapshot, each), _day(each.due or "")) for each in coming]
        blocks.append(_table((4, 3, 3), headers, rows))
    done = [_entry(snapshot, each) for each in told if each.state is State.DONE]
    if done:
        blocks += [Paragraph(say(mark("print", "Det er allerede gjort:"))), Listing(entries=tuple(done))]
    return _section(mark("print", "Det har vi aftalt"), blocks, ItemType.AGREEMENT)


def _goals(snapshot: PlanSnapshot) -> Section | None:
    steps: dict[str, list[Entry]] = {}
    goals = {goal.id for goal in snapshot.of(GOAL)}
    for step in snapshot.of(SUBGOAL):
        steps.setdefault(step.part_of if step.part_of in goals else "", []).append(_goal(snapshot, step, ()))
    told = [_goal(snapshot, goal, steps.get(goal.id, ())) for goal in snapshot.of(GOAL)]
    return _section(mark("print", "Dine mål"), [*told, *steps.get("", ())], ItemType.GOAL)


def _goal(snapshot: PlanSnapshot, goal: Goal, steps: Sequence[Entry]) -> Entry:
    facts = (
        _fact(mark("print", "Sådan kan vi se det"), goal.sign),
        _fact(mark("print", "Den, der ser det"), goal.witness),
        _fact(mark("print", "Senest"), _day(goal.due or "")),
        _fact(mark("print", "Hvem hjælper"), _who(snapshot, goal)),
    )
    return _entry(snapshot, goal, facts=facts, steps=tuple(steps))


def _interventions(snapshot: PlanSnapshot) -> Section | None:
    headers = (mark("print", "Hvad"), mark("print", "Hvem"), mark("print", "Hvornår"))
    running = [each for each in snapshot.of(INTERVENTION) if each.state not in OVER]
    rows = [_row(snapshot, each, each.provider or _who(snapshot, each), _period(each)) for each in running]
    blocks = (_table((4, 3, 4), headers, rows),) if rows else ()
    return _section(mark("print", "Det får du hjælp til"), blocks, ItemType.INTERVENTION)


def _strengths(snapshot: PlanSnapshot) -> Section | None:
    return _listed(snapshot, mark("print", "Det, der er godt for dig"), STRENGTH)


def _ratings(snapshot: PlanSnapshot) -> Section | None:
    headers = (mark("print", "Livsområde"), mark("print", "Det siger du"), mark("print", "Det siger vi"))
    rows = [Row(entry=_area(each), columns=(_said(each), _level(each.worker))) for each in snapshot.ratings]
    blocks = (_table((3, 4, 4), headers, rows),) if rows else ()
    return _section(mark("print", "Sådan går det"), blocks)


def _people(snapshot: PlanSnapshot) -> Section | None:
    headers = (mark("print", "Hvem"), mark("print", "Det gør de for dig"), mark("print", "Telefon"))
    on_top = (snapshot.contact, snapshot.coordinator)
    others = [each for each in snapshot.of(ACTOR) if each.state not in OVER and each not in on_top]
    rows = [_row(snapshot, each, _does(each), each.phone or "") for each in others]
    told = {sort_key(each.title) for each in snapshot.of(ACTOR) if each.title}
    for each in sorted(snapshot.relatives, key=lambda each: sort_key(each.name)):
        if each.name and sort_key(each.name) not in told:
            entry = Entry(kind=ItemType.ACTOR, title=each.name)
            rows.append(Row(entry=entry, columns=(each.role or "", each.phone or "")))
    blocks = (_table((4, 6, 3), headers, rows),) if rows else ()
    return _section(mark("print", "Mennesker omkring dig"), blocks, ItemType.ACTOR)


def _more_meetings(snapshot: PlanSnapshot) -> Section | None:
    entries = [
        _entry(snapshot, each, facts=(_fact(mark("print", "Hvornår"), _day(each.starts_at or "")),))
        for each in snapshot.meetings[1:]
    ]
    blocks = (Listing(entries=tuple(entries)),) if entries else ()
    return _section(mark("print", "Flere møder"), blocks, ItemType.MEETING)


def _ideas(snapshot: PlanSnapshot) -> Section | None:
    return _listed(snapshot, mark("print", "Det har vi også talt om"), IDEA)


def _consents(snapshot: PlanSnapshot) -> Section | None:
    entries = tuple(_consent(snapshot, each) for each in snapshot.consents)
    rest = Paragraph(say(mark("print", "Du kan altid sige nej igen. Sig det til din kontaktperson.")))
    blocks = (Listing(entries=entries), rest) if entries else ()
    return _section(mark("print", "Det har du sagt ja til, at vi deler"), blocks)


def _concerns(snapshot: PlanSnapshot) -> Section | None:
    return _listed(snapshot, mark("print", "Det, der kan være svært"), CONCERN)


_SECTIONS: tuple[Callable[[PlanSnapshot], Section | None], ...] = (
    _wishes,
    _agreements,
    _goals,
    _interventions,
    _strengths,
    _ratings,
    _people,
    _more_meetings,
    _ideas,
    _consents,
    _concerns,
)
"""In the order of the page."""


def _section(title: Text, blocks: Sequence[Block], kind: ItemType | None = None) -> Section | None:
    return Section(title=say(title), blocks=tuple(blocks), kind=kind) if blocks else None


def _listed(snapshot: PlanSnapshot, title: Text, kind: RecordType[Card]) -> Section | None:
    entries = tuple(_entry(snapshot, each) for each in snapshot.of(kind) if each.state not in OVER)
    return _section(title, (Listing(entries=entries),) if entries else (), ItemType(kind.type or ItemType.IDEA))


def _table(shares: tuple[int, ...], headers: Sequence[Text], rows: Sequence[Row]) -> Table:
    """Return a table without the columns in which no row says anything."""
    kept = [place for place in range(len(headers) - 1) if any(row.columns[place] for row in rows)]
    shown = (0, *(place + 1 for place in kept))
    return Table(
        shares=tuple(shares[place] for place in shown),
        headers=tuple(say(headers[place]) for place in shown),
        rows=tuple(Row(entry=row.entry, columns=tuple(row.columns[place] for place in kept)) for row in rows),
    )


def _row(snapshot: PlanSnapshot, item: Item, *columns: str) -> Row:
    return Row(entry=_entry(snapshot, item), columns=columns)


def _entry(
    snapshot: PlanSnapshot, item: Item, *, facts: Iterable[Fact | None] = (), steps: tuple[Entry, ...] = ()
) -> Entry:
    is_over = item.state in OVER and not isinstance(item, Agreement)
    state = _fact(mark("print", "Nu"), say(STATES[item.state]) if is_over and item.state else None)
    return Entry(
        kind=item.type,
        title=_title(item),
        words=item.words or "",
        svg=face_drawing(snapshot.faces.get(item.id)),
        facts=tuple(fact for fact in (*facts, state) if fact is not None),
        note=item.note or "",
        objections=snapshot.objections(item),
        steps=steps,
    )


def _area(rating: AreaRating) -> Entry:
    words = rating.citizen.words if rating.citizen else None
    return Entry(kind=ItemType.IDEA, title=say(life_area(rating.area).label), words=words or "")


def _consent(snapshot: PlanSnapshot, consent: Consent) -> Entry:
    names = ", ".join(filter(None, (snapshot.title(each) for each in consent.actors)))
    shared = ", ".join(filter(None, (snapshot.title(each) for each in consent.items)))
    facts = (
        _fact(mark("print", "Hvem må vide det"), names),
        _fact(mark("print", "Hvad må de vide"), shared),
        _fact(mark("print", "Gælder til"), _day(consent.until or "")),
    )
    title = consent.purpose or say(mark("print", "Det må vi dele"))
    return Entry(kind=ItemType.IDEA, title=title, facts=tuple(fact for fact in facts if fact is not None))


def _title(item: Item) -> str:
    return item_title(item) or kind_name(item.type)


def _who(snapshot: PlanSnapshot, item: Item) -> str:
    return snapshot.title(item.responsible) or ""


def _does(actor: Actor) -> str:
    who = ", ".join(dict.fromkeys(part for part in (actor.role, actor.organisation) if part))
    return ". ".join(dict.fromkeys(part for part in (who, actor.responsibility, actor.frequency) if part))


def _period(intervention: Intervention) -> str:
    start, end = _day(intervention.start or ""), _day(intervention.end or "")
    if start and end:
        days = say(mark("print", "Fra {start} til {end}"), start=start, end=end)
    else:
        days = say(mark("print", "Fra {start}"), start=start) if start else ""
    return ". ".join(part for part in (intervention.frequency, days) if part)


def _said(area: AreaRating) -> str:
    """Return what the citizen says: a marker set for the area as a whole, and the picture cards that lie."""
    own = area.citizen if area.citizen is None or area.citizen.picture is None else None
    parts = [_level(own)] if own is not None or not area.cards else []
    return ". ".join([*parts, cards_in_words(area.cards)] if area.cards else parts)


def _level(rating: Rating | None) -> str:
    return say(NOT_SPOKEN_OF) if rating is None or rating.level is None else say(LEVELS[rating.level])


def _fact(label: Text, text: str | None) -> Fact | None:
    return Fact(say(label), text) if text else None


def _day(day: str) -> str:
    """Return a day in words; one that no calendar has stays as it was told."""
    try:
        return day_in_words(day) if day else ""
    except (ValueError, IndexError):
        return day
