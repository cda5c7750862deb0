"""The made-up municipality: its people, its plans, its history."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import combinations, islice
from typing import Any

import msgspec
import pytest

from app.changes.change import RIVAL, encode
from app.demo import JONAS, METTE, Fault, FaultKind, assignments, generate, municipality, planted
from app.domain.board import NOTE_SIZE
from app.domain.cpr import Cpr, read_cpr
from app.domain.drawing import Ink
from app.domain.item import ItemType
from app.domain.values import State
from demo_replay import Replay, Told, replayed

TODAY = date(2026, 11, 24)
Kept = Mapping[str, Mapping[str, list[Told]]]


@pytest.fixture(scope="module")
def samsoe() -> Replay:
    return replayed(generate(today=TODAY))


@pytest.fixture(scope="module")
def plans(samsoe: Replay) -> Kept:
    """The records of each citizen by kind, items by type."""
    plans: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in samsoe.records():
        plans[told.citizen][told.kind.type or told.kind.kind].append(told)
    return plans


@pytest.fixture(scope="module")
def answers() -> list[Fault]:
    """The list of answers."""
    return list(planted(today=TODAY))


def _of(plans: Kept, name: str) -> list[Told]:
    return [told for kept in plans.values() for told in kept.get(name, [])]


def _full(plans: Kept) -> list[Mapping[str, list[Told]]]:
    return [kept for kept in plans.values() if len(kept.get("board", [])) == 6]


def _records(answers: list[Fault], kind: FaultKind) -> set[frozenset[str]]:
    return {frozenset(fault.records) for fault in answers if fault.kind is kind}


def test_a_server_takes_every_change_and_keeps_a_few_rivals(samsoe: Replay) -> None:
    assert samsoe.refusals == []
    assert Counter((verdict.field, verdict.code) for verdict in samsoe.verdicts) == {("place", RIVAL): 9}


def test_what_is_generated_reads_as_its_types_without_loss(samsoe: Replay) -> None:
    written = [(told, msgspec.json.encode(told.kind.written(told.record))) for told in samsoe.records()]
    lost = [told for told, again in written if msgspec.json.decode(again) != told.fields]

    assert lost == []


def test_samsoe_has_the_citizens_plans_and_users_that_its_size_says(plans: Kept) -> None:
    with_plan = [kept for kept in plans.values() if kept.get("plan")]

    assert (len(plans), len(with_plan), len(_full(plans)), len(municipality().users)) == (690, 180, 36, 72)


def test_a_full_plan_holds_what_a_full_plan_holds(plans: Kept) -> None:
    names = ("goal", "agreement", "meeting", "board", "note", "intervention", "actor", "placement")
    least = {name: min(len(kept.get(name, ())) for kept in _full(plans)) for name in names}

    assert least["goal"] >= 5
    assert least["agreement"] >= 40
    assert least["meeting"] >= 6
    assert least["note"] >= 20
    assert least["intervention"] >= 7
    assert least["actor"] >= 15
    assert least["placement"] >= 35


def test_no_plan_has_more_actors_than_anybody_would_believe(plans: Kept) -> None:
    assert max(len(kept.get("actor", ())) for kept in plans.values()) <= 21


def test_every_citizen_has_a_number_of_the_test_style_that_no_person_can_have(plans: Kept) -> None:
    numbers = [told for told in _of(plans, "identifier") if told.fields["system"] == "cpr"]
    cpr = [Cpr(told.fields["value"]) for told in numbers]

    assert {each.value[6:9] for each in cpr} == {"998", "999"}
    assert [each for each in cpr if each.fits_modulus_11] == []
    assert {told.fields["issuer"] for told in numbers} == {"Opdigtet testperson"}


def test_the_birth_date_is_the_one_the_number_tells(plans: Kept) -> None:
    told = {kept["identifier"][0].fields["value"]: kept["citizen"][0].fields["birth_date"] for kept in plans.values()}
    read = {value: str(cpr.birth_date) for value in told if (cpr := read_cpr(value))}

    assert read == told


def test_a_protected_address_lies_in_the_protected_compartment_alone(plans: Kept) -> None:
    protected = [kept for kept in plans.values() if kept["citizen"][0].fields.get("protected")]
    places = {point.compartment for kept in protected for point in kept["contact_point"]}

    assert len(protected) >= 5
    assert places == {"protected"}


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert _digest(seed=3) == _digest(seed=3)


def test_another_seed_gives_other_people() -> None:
    assert _digest(seed=3) != _digest(seed=4)


def test_a_large_municipality_comes_one_citizen_at_a_time() -> None:
    first = list(islice(generate("herning", years=1, today=TODAY), 300))

    assert len({change.stream for act in first for change in act.changes}) < 40


def test_nothing_is_told_before_the_citizen_is_known_or_after_today(samsoe: Replay) -> None:
    at = [act.at for act in samsoe.acts]

    assert max(at) < "2026-11-24"
    assert min(at) > "2023-11-01"


def test_each_citizens_history_runs_forward(samsoe: Replay) -> None:
    told: dict[str, list[str]] = defaultdict(list)
    for act in samsoe.acts:
        told[act.changes[0].stream].append(act.at)

    assert [stream for stream, at in told.items() if at != sorted(at)] == []


def test_caseworkers_have_twenty_to_forty_citizens_each() -> None:
    working = Counter(each.login for each in assignments(municipality(), years=3, today=TODAY) if not each.ended)
    loads = [working[user.login] for user in municipality().of("caseworker")]

    assert min(loads) >= 20
    assert max(loads) <= 40


def test_mette_and_jonas_share_citizens_and_karen_is_the_first(plans: Kept) -> None:
    of: dict[str, list[str]] = defaultdict(list)
    for each in assignments(municipality(), years=3, today=TODAY):
        of[each.login].append(each.citizen)
    shared = [citizen for citizen in of[JONAS] if citizen in of[METTE]]

    assert len(shared) >= 4
    assert plans[shared[0]]["citizen"][0].fields["given"] == "Karen"


def test_authors_are_users_who_work_with_the_citizen(samsoe: Replay) -> None:
    of: dict[str, set[str]] = defaultdict(set)
    for each in assignments(municipality(), years=3, today=TODAY):
        of[each.citizen].add(each.login)
    strangers = [
        act
        for act in samsoe.acts
        for change in act.changes
        if act.author not in of[samsoe.compartments[change.stream][0]]
    ]

    assert strangers == []


def test_karens_plan_is_thin_and_her_meeting_is_today(plans: Kept) -> None:
    karen = next(kept for kept in plans.values() if kept["citizen"][0].fields["given"] == "Karen")

    assert karen.get("goal") is None
    assert karen.get("agreement") is None
    assert len(karen["actor"]) == 9
    assert karen["meeting"][0].fields["starts_at"] == "2026-11-24T10:00"


def test_karens_two_children_have_plans_of_their_own_and_mette_works_with_all_three(plans: Kept) -> None:
    karen, kept = next(each for each in plans.items() if each[1]["citizen"][0].fields["given"] == "Karen")
    named = [each.fields for each in kept["relative"] if "related" in each.fields]
    children = [plans[each["related"]] for each in named]
    people = [each["citizen"][0].fields for each in children]
    of_mette = {each.citizen for each in assignments(municipality(), years=3, today=TODAY) if each.login == METTE}

    assert sorted(TODAY.year - int(each["birth_date"][:4]) for each in people) == [8, 16]
    assert {each["family"] for each in people} == {kept["citizen"][0].fields["family"]}
    assert [set(each) for each in named] == [{"related"}] * 2
    assert {karen, *(each["related"] for each in named)} <= of_mette
    assert all(each.get("plan") and each.get("goal") for each in children)


def test_no_two_cards_of_a_drawn_board_lie_on_each_other(plans: Kept) -> None:
    by_board: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for told in _of(plans, "placement"):
        by_board[told.fields["board"]].append((told.fields["x"], told.fields["y"]))
    overlapping = [pair for spots in by_board.values() for pair in combinations(spots, 2) if _overlap(*pair)]

    assert overlapping == []


def test_ink_stays_near_the_card_it_is_tied_to(plans: Kept) -> None:
    tied = [told.record for told in _of(plans, "ink") if told.fields.get("item")]
    corners = [(ink.stroke[0], ink.stroke[1]) for ink in tied if isinstance(ink, Ink)]

    assert len(corners) > 100
    assert max(abs(each) for corner in corners for each in corner) < 3_000


def test_about_a_hundred_faults_are_planted_and_each_names_records_of_its_citizen(
    samsoe: Replay, answers: list[Fault]
) -> None:
    of = {told.id: told.citizen for told in samsoe.records()}
    foreign = [fault for fault in answers if fault.citizen not in {of[record] for record in fault.records}]

    assert 95 <= len(answers) <= 105
    assert {fault.kind for fault in answers} == set(FaultKind)
    assert foreign == []


def test_the_overdue_agreements_are_those_that_were_planted(plans: Kept, answers: list[Fault]) -> None:
    over = (State.DONE, State.STOPPED)
    late = [
        told
        for told in _of(plans, ItemType.AGREEMENT)
        if told.fields["due"] < TODAY.isoformat() and told.fields["state"] not in over
    ]

    assert {frozenset({told.id}) for told in late} == _records(answers, FaultKind.OVERDUE)


def test_the_silent_actors_are_those_that_were_planted(plans: Kept, answers: list[Fault]) -> None:
    long_ago = (TODAY - timedelta(days=120)).isoformat()
    silent = [told for told in _of(plans, ItemType.ACTOR) if told.fields.get("last_contact", "9") < long_ago]

    assert {frozenset({told.id}) for told in silent} == _records(answers, FaultKind.SILENT_ACTOR)


def test_the_clashing_meetings_are_those_that_were_planted(plans: Kept, answers: list[Fault]) -> None:
    clashing = {
        frozenset({one.id, other.id})
        for kept in plans.values()
        for one, other in combinations(kept.get("meeting", []), 2)
        if _starts(one) < _ends(other) and _starts(other) < _ends(one)
    }

    assert clashing == _records(answers, FaultKind.MEETING_CLASH)


def test_the_actors_with_one_telephone_are_those_that_were_planted(plans: Kept, answers: list[Fault]) -> None:
    same = {
        frozenset({one.id, other.id})
        for kept in plans.values()
        for one, other in combinations(kept.get("actor", []), 2)
        if one.fields.get("phone", 1) == other.fields.get("phone", 2)
    }

    assert same == _records(answers, FaultKind.DUPLICATE_ACTOR)


def test_the_persons_written_down_twice_are_those_that_were_planted(plans: Kept, answers: list[Fault]) -> None:
    by_number: dict[str, list[str]] = defaultdict(list)
    for told in _of(plans, "identifier"):
        by_number[told.fields["value"]].append(told.citizen)

    assert {frozenset(each) for each in by_number.values() if len(each) > 1} == _records(
        answers, FaultKind.DUPLICATE_CITIZEN
    )


def _digest(*, seed: int) -> str:
    acts = islice(generate(seed=seed, today=TODAY), 1_500)
    told = hashlib.sha256()
    for act in acts:
        told.update(msgspec.json.encode([act.author, act.device, act.at]))
        told.update(b"".join(encode(change) for change in act.changes))
    return told.hexdigest()


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    width, height = NOTE_SIZE
    return abs(one[0] - other[0]) < width and abs(one[1] - other[1]) < height


def _starts(told: Told) -> datetime:
    return datetime.fromisoformat(_text(told, "starts_at"))


def _ends(told: Told) -> datetime:
    return datetime.fromisoformat(_text(told, "ends_at"))


def _text(told: Told, name: str) -> str:
    value: Any = told.fields[name]
    return str(value)
