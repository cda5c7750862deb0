"""Plans for tests: a small one as after a first meeting, and a full one as after years."""

from datetime import date
from math import cos, pi, sin
from typing import Any

from app.domain.connector import Meaning
from app.domain.consent import Given
from app.domain.item import Item, ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING, Attendance
from app.domain.plan import PLAN
from app.domain.record import RecordType
from app.domain.values import Speaker, State
from app.ids import main_board_of, plan_of
from app.operations.board import draw_stroke
from app.operations.consents import give_consent
from app.operations.items import add_item, connect, disagree
from app.operations.meetings import attend
from app.operations.plans import edit_plan
from app.operations.ratings import rate
from app.queries.snapshot import PlanSnapshot, plan_snapshot
from app.store.store import Store

TODAY = date(2026, 11, 24)


def a_snapshot(store: Store, citizen: str) -> PlanSnapshot:
    """Return what may be printed of a citizen."""
    with store.reader() as reader:
        return plan_snapshot(reader, citizen=citizen, today=TODAY)


def an_item(store: Store, identity: str) -> Item:
    """Return an item as it is read."""
    with store.reader() as reader:
        found = reader.record(identity)
    assert isinstance(found, Item)
    return found


def an_agreed_start(store: Store, citizen: str) -> dict[str, str]:
    """Write what a first meeting leaves: a contact, a wish, a goal, two agreements, a meeting. Return their ids."""

    def add(kind: ItemType, title: str, **fields: Any) -> str:
        return add_item(store, citizen=citizen, type=kind, title=title, **fields)

    mette = add(
        ItemType.ACTOR,
        "Mette Dahl",
        role="Plankoordinator",
        organisation="Job og Social",
        phone="87 12 34 56",
        is_contact=True,
        responsibility="Holder sammen på planen",
    )
    sister = add(ItemType.ACTOR, "Anne Holm", role="Din søster", phone="20 30 40 50", responsibility="Ringer og vækker")
    wish = add(ItemType.WISH, "Jeg vil være en mor, der er oppe om morgenen", speaker=Speaker.CITIZEN)
    goal = add(
        ItemType.GOAL,
        "Op klokken 7 fire dage om ugen",
        words="Når jeg er oppe, bliver resten af dagen god",
        sign="Børnene kommer i skole til tiden",
        witness="Anne",
        due="2027-03-01",
        life_area=LifeArea.DAYS,
        from_item=wish,
    )
    ring = add(
        ItemType.AGREEMENT,
        "Ringe til Karen kl. 6.45",
        responsible=sister,
        due="2026-12-01",
        frequency="Hver hverdag",
        life_area=LifeArea.DAYS,
        from_item=goal,
    )
    bank = add(
        ItemType.AGREEMENT,
        "Ringe til banken om en aftale",
        responsible=mette,
        due="2026-11-27",
        life_area=LifeArea.MONEY,
    )
    meeting = add(ItemType.MEETING, "Opfølgning hos dig", starts_at="2026-12-15T10:00", place="Hjemme hos dig")
    with store.reader() as reader:
        planned = reader.get(MEETING, meeting)
        plan = reader.get(PLAN, plan_of(citizen))
    assert planned is not None
    assert plan is not None
    attend(store, meeting=planned, actor=mette, attendance=Attendance.INVITED)
    attend(store, meeting=planned, actor=sister, attendance=Attendance.INVITED)
    edit_plan(store, plan, coordinator=mette)
    return {
        "mette": mette, "sister": sister, "wish": wish, "goal": goal, "ring": ring, "bank": bank, "meeting": meeting,
    }  # fmt: skip


def a_full_plan(store: Store, citizen: str) -> dict[str, str]:
    """Write a plan as full as they come: 5 goals, 10 interventions, 17 actors, 40 agreements, ratings, ink."""
    made = an_agreed_start(store, citizen)
    areas = (LifeArea.DAYS, LifeArea.HOME, LifeArea.WORK, LifeArea.MONEY, LifeArea.FAMILY)
    goals = [made["goal"]]
    for number, (title, sign) in enumerate(_GOALS):
        goal = add_item(
            store, citizen=citizen, type=ItemType.GOAL, title=title, sign=sign, due=f"2027-0{number + 2}-01",
            life_area=areas[number + 1],
        )  # fmt: skip
        goals.append(goal)
        add_item(
            store, citizen=citizen, type=ItemType.SUBGOAL, title=f"Første skridt: {title.lower()}", part_of=goal,
            due=f"2027-0{number + 1}-15", life_area=areas[number + 1],
        )  # fmt: skip
    actors = [
        add_item(
            store, citizen=citizen, type=ItemType.ACTOR, title=name, role=role, phone=f"87 12 {number:02} 00",
            responsibility=role,
        )
        for number, (name, role) in enumerate(_ACTORS)
    ]  # fmt: skip
    for number, title in enumerate(_INTERVENTIONS):
        add_item(
            store, citizen=citizen, type=ItemType.INTERVENTION, title=title, start=f"2026-1{number % 3}-01",
            frequency="Hver uge", hours=2.0, responsible=actors[number], from_item=goals[number % 5],
            meaning=Meaning.SUPPORTS, life_area=areas[number % 5], state=State.ACTIVE,
        )  # fmt: skip
    for number in range(38):
        add_item(
            store, citizen=citizen, type=ItemType.AGREEMENT, title=f"{_PROMISES[number % 6]} ({number + 1})",
            responsible=actors[number % 15], due=f"2027-0{number % 6 + 1}-{number % 27 + 1:02}",
            life_area=areas[number % 5], state=State.DONE if number % 4 == 0 else None,
        )  # fmt: skip
    for title in _STRENGTHS:
        add_item(store, citizen=citizen, type=ItemType.STRENGTH, title=title, life_area=LifeArea.FRIENDS)
    for title in _CONCERNS:
        add_item(store, citizen=citizen, type=ItemType.CONCERN, title=title, life_area=LifeArea.HOME)
    add_item(store, citizen=citizen, title="Måske en hund?")
    made["programme"] = add_item(
        store, citizen=citizen, type=ItemType.INTERVENTION, title="Morgenprogram kl. 8 på jobcentret",
        start="2026-12-01", life_area=LifeArea.WORK,
    )  # fmt: skip
    disagree(store, an_item(store, made["programme"]), words="Klokken 8 skal jeg aflevere Emma i skole")
    connect(store, citizen=citizen, source=made["programme"], target=made["goal"], meaning=Meaning.HINDERS)
    for number, area in enumerate(areas):
        rate(store, citizen=citizen, life_area=area, level=number, rater=Speaker.CITIZEN, day="2026-11-24")
    rate(store, citizen=citizen, life_area=LifeArea.DAYS, level=3, rater=Speaker.WORKER, day="2026-11-24")
    give_consent(
        store, citizen=citizen, items=[made["goal"], made["ring"]], actors=[actors[0]], given=Given.ORAL,
        witness="Anne Holm", purpose="Skolen må kende aftalerne om morgenen", until="2027-06-30",
    )  # fmt: skip
    circle = [(1880 + 130 * cos(2 * pi * step / 60), 190 + 80 * sin(2 * pi * step / 60)) for step in range(61)]
    draw_stroke(store, circle, citizen=citizen, board=main_board_of(citizen), width=4.0)
    return made


def titled(kind: RecordType[Any], items: tuple[Item, ...]) -> list[str | None]:
    """Return the titles of the items of one type."""
    return [each.title for each in items if each.type == kind.type]


_GOALS = (
    ("Jeg bliver boende i min lejlighed", "Huslejen er betalt til tiden tre måneder i træk"),
    ("Et roligt job på 15 timer om ugen", "Karen går glad hjem fra arbejde"),
    ("Overblik over min økonomi", "Alle breve er åbnet om søndagen"),
    ("Mere ro sammen med børnene", "Vi spiser sammen fire aftener om ugen"),
)
_ACTORS = (
    ("Skolen ved Åen", "Emmas skole"),
    ("Jonas Nielsen", "Bostøtte"),
    ("Lone Aagaard", "Jobkonsulent"),
    ("Psykiatrien", "Behandling"),
    ("Dr. Sørensen", "Din læge"),
    ("Ali Hassan", "Gældsrådgiver"),
    ("Birgit Krogh", "Sagsbehandler"),
    ("SFO Solstrålen", "Emmas SFO"),
    ("Peter Møller", "Mentor"),
    ("Boligforeningen", "Udlejer"),
    ("Koret i sognegården", "Kor"),
    ("Ungdomsskolen", "Oskars fritid"),
    ("Sundhedshuset", "Søvngruppe"),
    ("Ydelsescentret", "Sygedagpenge"),
    ("Fagforeningen", "Hjælp med papirer"),
)
_INTERVENTIONS = (
    "Søvngruppe i Sundhedshuset",
    "Bostøtte hjemme",
    "Mentor på praktikstedet",
    "Gældsrådgivning",
    "Samtaler om familien",
    "Psykolog",
    "Praktik to timer om dagen",
    "Hjælp til post og økonomi",
    "Lektiehjælp til Oskar",
)
_PROMISES = (
    "Sende det nye skema til dig",
    "Aftale tid med lægen",
    "Åbne breve sammen om søndagen",
    "Skrive til skolen",
    "Gå en tur om onsdagen",
    "Tage kontakt til boligforeningen",
)
_STRENGTHS = ("Går til kor hver onsdag", "God til at lave mad", "Har en søster, der altid tager telefonen")
_CONCERNS = ("Sover dårligt og får angst i bussen", "Bange for at miste lejligheden")
