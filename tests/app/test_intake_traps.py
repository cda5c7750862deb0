"""Shapes that real systems send and that are easy to trip over; every person is made up."""

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import ACTOR
from app.domain.citizen import RELATIVE
from app.domain.record import RecordType
from app.intake.fact import Fact, Outcome, Refused
from app.intake.fhir_r4 import PACKED, UNKNOWN_FORMAT, XML, FhirR4
from app.intake.json_stream import CUT_SHORT, EMPTY, NOT_UTF8
from app.intake.narrative import plain_text
from app.operations.intake import import_files
from app.texts import say
from fhir_files import ANNA, CPR, GO_OUT, TODAY, a_store, changes, citizens, goals, take_in, written

GOAL: dict[str, Any] = {"resourceType": "Goal", "id": "g", "subject": {"reference": "Patient/p"}}
PLAN: dict[str, Any] = {"resourceType": "CarePlan", "id": "c", "subject": {"reference": "Patient/p"}}
TASK: dict[str, Any] = {"resourceType": "Task", "id": "t", "for": {"reference": "Patient/p"}}
MEET: dict[str, Any] = {"resourceType": "Appointment", "id": "a", "status": "booked"}
WOMAN: dict[str, Any] = {"resourceType": "Patient", "id": "p"}
UNKNOWN = [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]
BASE64 = "QUFB" * 200_000


def read(*resources: dict[str, Any]) -> list[Fact | Refused]:
    content = "\n".join(json.dumps(one) for one in resources).encode()
    return list(FhirR4().read(io.BytesIO(content), source=None, today=TODAY))


def fact(resource: dict[str, Any]) -> Fact:
    (told,) = read(resource)
    assert isinstance(told, Fact)
    return told


SHOWN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a name that is only text": (WOMAN | {"name": [{"text": "Bodil Æbelø"}]}, {"family": "Bodil Æbelø"}),
    "several official names, one ended": (
        WOMAN
        | {
            "name": [
                {"use": "official", "family": "Gammel", "period": {"end": "2019"}},
                {"use": "official", "family": "Ny", "given": ["Bo"]},
            ]
        },
        {"family": "Ny", "given": "Bo"},
    ),
    "a name with holes": (
        WOMAN | {"name": [{"given": [None, "Ida"], "_given": [{"extension": UNKNOWN}, None], "family": 7}]},
        {"given": "Ida"},
    ),
    "one name where a list belongs": (WOMAN | {"name": {"given": "Ida", "family": "Berg"}}, {"given": "Ida"}),
    "letters in two parts": (WOMAN | {"name": [{"family": "A\u030asen"}]}, {"family": "Åsen"}),
    "a withheld name": (WOMAN | {"name": [{"extension": UNKNOWN}]}, {"family": "Ukendt borger"}),
    "nothing but an id": (WOMAN, {"family": "Ukendt borger"}),
    "a birthday withheld": (
        WOMAN | {"name": [{"family": "B"}], "_birthDate": {"extension": UNKNOWN}},
        {"family": "B"},
    ),
    "a year of birth": (WOMAN | {"birthDate": "1950"}, {"birth_date": "1950"}),
    "a month of birth": (WOMAN | {"birthDate": "1950-03"}, {"birth_date": "1950-03"}),
    "a day of birth that is none": (WOMAN | {"birthDate": "1950-02-30", "gender": "female"}, {"gender": "female"}),
    "a death near midnight": (WOMAN | {"deceasedDateTime": "2026-01-01T23:30:00Z"}, {"death_date": "2026-01-02"}),
    "a goal with narrative only": (
        GOAL | {"text": {"status": "generated", "div": "<div><style>p{}</style><p>Gå tur &amp; sove</p></div>"}},
        {"title": "Gå tur & sove"},
    ),
    "a goal by code alone": (GOAL | {"description": {"coding": [{"code": "X1"}]}}, {"title": "X1"}),
    "a goal with several targets": (
        GOAL
        | {
            "description": {"text": "Spare"},
            "target": [
                {"measure": {"text": "Kroner"}, "detailQuantity": {"value": 500, "unit": "kr."}, "dueDate": "2027-01"},
                {"detailBoolean": True},
                {
                    "detailRatio": {
                        "numerator": {"value": 2, "unit": "gange"},
                        "denominator": {"value": 1, "unit": "uge"},
                    }
                },
                {"dueDuration": {"value": 3, "unit": "måneder"}},
            ],
        },
        {"due": "2027-01", "sign": "Kroner: 500 kr.; ja; 2 gange / 1 uge; inden for 3 måneder"},
    ),
    "a goal with one target no list": (GOAL | {"target": [{"detailString": "10 skridt"}]}, {"sign": "10 skridt"}),
    "a plan without end": (
        PLAN | {"title": "Plan", "period": {"start": "2026-03-01T22:30:00-05:00"}},
        {"title": "Plan", "start": "2026-03-02"},
    ),
    "a plan whose activity is a reference": (
        PLAN | {"activity": [{"reference": {"display": "Svømning"}}]},
        {"title": "Svømning"},
    ),
    "a plan whose activity is not to be done": (
        PLAN | {"activity": [{"detail": {"description": "Løfte", "doNotPerform": True}}]},
        {"title": "Skal ikke gøres: Løfte"},
    ),
    "a task with an attachment": (
        TASK
        | {
            "description": "Ansøg",
            "input": [
                {"type": {"text": "Skema"}, "valueBase64Binary": BASE64},
                {"type": {"text": "Bilag"}, "valueAttachment": {"title": "Kvittering", "data": BASE64}},
            ],
        },
        {"title": "Ansøg", "note": "Skema\nBilag: Kvittering"},
    ),
    "a task that says nothing": (TASK, {"title": "Opgave"}),
    "a meeting by length": (
        MEET | {"start": "2026-12-01T09:00:00Z", "minutesDuration": 30},
        {"starts_at": "2026-12-01T10:00", "ends_at": "2026-12-01T10:30"},
    ),
    "a meeting of endless length": (
        MEET | {"start": "9999-12-31T09:00:00Z", "minutesDuration": 10**17},
        {"title": "Møde", "starts_at": "9999-12-31T10:00"},
    ),
    "a length as text": (MEET | {"description": "Møde A", "minutesDuration": "30"}, {"title": "Møde A"}),
    "a relative without name": (
        {"resourceType": "RelatedPerson", "id": "r", "patient": {"reference": "Patient/p"}},
        {"role": "Pårørende"},
    ),
    "a status with capitals": (GOAL | {"lifecycleStatus": "On-Hold"}, {"state": "stopped"}),
    "a status nobody knows": (GOAL | {"lifecycleStatus": "sleeping", "startDate": "2026"}, {"start": "2026"}),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_can_be_read_is_shown(name: str) -> None:
    resource, expected = SHOWN[name]

    told = fact(resource)

    assert told.outcome is Outcome.MAPPED
    assert {each: told.drafts[0].fields.get(each) for each in expected} == expected


@pytest.mark.parametrize(
    ("system", "value", "expected"),
    [
        (CPR, "020160-9995", ("cpr", "0201609995")),
        ("urn:oid:1.2.208.176.1.6.1.1", "021174AB12", ("x_ecpr", "021174AB12")),
        ("urn:oid:1.2.208.176.1.6.1.3", "621174ab12", ("d_ecpr", "621174AB12")),
        ("urn:oid:1.2.208.176.1.6.1.3.7", "621174AB12", ("d_ecpr", "621174AB12")),
        (CPR, "999999-0000", ("cpr", "999999-0000")),
        ("http://a.dk/numre", "020160-9995", ("other", "020160-9995")),
        (None, "12", ("other", "12")),
    ],
)
def test_numbers_are_told_by_their_system(system: str | None, value: str, expected: tuple[str, str]) -> None:
    told = fact(WOMAN | {"identifier": [{"system": system, "value": value}, {"system": CPR, "_value": {}}]})

    assert [(one.fields["system"], one.fields["value"]) for one in told.drafts[1:]] == [expected]


@pytest.mark.parametrize(
    ("resource", "status"),
    [(GOAL, "lifecycleStatus"), (PLAN, "status"), (TASK, "status"), (MEET, "status")],
    ids=["Goal", "CarePlan", "Task", "Appointment"],
)
def test_what_the_source_takes_back_is_kept_and_never_shown(resource: dict[str, Any], status: str) -> None:
    told = fact(resource | {status: "entered-in-error"})

    assert (told.outcome, told.drafts) == (Outcome.KEPT, ())
    assert told.reason


def test_a_death_without_a_date_is_told() -> None:
    told = fact(WOMAN | {"deceasedBoolean": True})

    assert told.notice is not None
    assert say(told.notice).startswith("Borgeren er død")


KINDS_OF_BUNDLE = [
    "batch", "transaction", "searchset", "collection", "document", "message", "history",
    "batch-response", "transaction-response", "subscription-notification", None,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS_OF_BUNDLE)
def test_every_resource_of_every_type_of_bundle_is_told_of_once(kind: str | None) -> None:
    entries = [
        {"fullUrl": "urn:uuid:5ba54dcd-1694-404c-b839-70897f06ad57", "resource": WOMAN, "search": {"mode": "match"}},
        {"request": {"method": "DELETE", "url": "Patient/gone"}},
        {"response": {"status": "404", "outcome": {"resourceType": "OperationOutcome", "issue": []}}},
        {"resource": GOAL, "request": {"method": "PUT", "url": "Goal/g"}, "response": {"etag": 'W/"2"'}},
        {"link": [{"relation": "self", "url": "http://a.dk"}]},
        None,
    ]

    told = read({"resourceType": "Bundle", "type": kind, "total": "2", "entry": entries})

    assert [one.identity.type for one in told if isinstance(one, Fact)] == ["Patient", "Goal"]


def test_a_bundle_with_one_entry_and_no_list_loses_nothing() -> None:
    (told,) = read({"resourceType": "Bundle", "entry": {"resource": WOMAN}})

    assert isinstance(told, Fact)


def test_a_resource_without_an_id_has_the_name_its_bundle_gives_it() -> None:
    entry = {"fullUrl": "urn:uuid:5ba54dcd-1694-404c-b839-70897f06ad57", "resource": {"resourceType": "Patient"}}

    (told,) = read({"resourceType": "Bundle", "entry": [entry]})

    assert isinstance(told, Fact)
    assert told.identity.id == "5ba54dcd-1694-404c-b839-70897f06ad57"


def test_an_id_written_as_a_number_is_an_id() -> None:
    assert fact({"resourceType": "Patient", "id": 17}).identity.id == "17"


POINTERS = {
    "relative": "Patient/anna",
    "with version": "Patient/anna/_history/3",
    "absolute": "https://a.dk/fhir/Patient/anna",
    "by address within the file": "urn:uuid:5ba54dcd-1694-404c-b839-70897f06ad57",
    "by number": "Patient?identifier=http://a.dk/numre|7",
    "by number, written as an address": "Patient?identifier=http%3A%2F%2Fa.dk%2Fnumre%7C7",
}


@pytest.mark.parametrize("kind", POINTERS)
def test_a_reference_of_any_kind_reaches_the_citizen(tmp_path: Path, kind: str) -> None:
    anna = ANNA | {"identifier": [{"system": "http://a.dk/numre", "value": "7"}]}
    goal = GO_OUT | {"subject": {"reference": POINTERS[kind]}}
    entries = [
        {"resource": goal},
        {"fullUrl": "urn:uuid:5ba54dcd-1694-404c-b839-70897f06ad57", "resource": anna},
    ]
    with a_store(tmp_path) as store:
        take_in(store, {"resourceType": "Bundle", "type": "transaction", "entry": entries}, folder=tmp_path)
        (citizen,) = citizens(store)
        (shown,) = goals(store)

    assert shown.citizen == citizen.id
    assert citizen.given == "Anna"


@pytest.mark.parametrize(
    "resources",
    [
        [WOMAN, WOMAN | {"id": "q"}],
        [WOMAN | {"name": [{"text": "Eva"}]}, WOMAN | {"name": [{"text": "Ida"}]}, GOAL],
        [WOMAN | {"name": [{"extension": UNKNOWN}]}],
        [WOMAN | {"telecom": [{"system": "phone", "value": "1"}, {"system": "email", "value": "1"}]}],
        [WOMAN | {"address": [{"city": "Ry"}, {"city": "Ry", "period": {"end": "2020"}}]}],
        [WOMAN | {"contact": [{"name": {"text": "Eva"}}, {"name": {"text": "Eva"}}, {}, None]}],
        [GOAL, GOAL | {"description": {"text": "Nyere"}, "meta": {"lastUpdated": "2026-01-01T00:00:00Z"}}],
        [GOAL | {"subject": {"reference": "#p"}, "contained": [WOMAN]}],
        [PLAN | {"goal": [{"reference": "#g"}, {"reference": "#g"}], "contained": [GOAL, GOAL]}],
        [MEET | {"participant": [{"actor": {"display": "Eva"}}, {"actor": {"display": "Eva"}}]}],
    ],
    ids=range(10),
)
def test_a_second_run_changes_nothing(tmp_path: Path, resources: list[dict[str, Any]]) -> None:
    with a_store(tmp_path) as store:
        first = take_in(
            store, {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}, folder=tmp_path
        )
        before = changes(store)
        take_in(store, {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}, folder=tmp_path)

        assert changes(store) == before
    assert first.is_clean


def test_those_a_patient_names_are_shown_around_the_citizen(tmp_path: Path) -> None:
    mother = {
        "relationship": [{"coding": [{"code": "MTH"}]}],
        "name": {"given": ["Karen"], "family": "Ærø"},
        "telecom": [{"system": "phone", "value": "20 30 40 50"}],
    }
    with a_store(tmp_path) as store:
        take_in(store, ANNA | {"contact": [mother, {"organization": {"display": "Banken"}}]}, folder=tmp_path)
        (relative,) = all_of(store, RELATIVE)

    assert (relative.name, relative.role, relative.phone) == ("Karen Ærø", "Mor", "20 30 40 50")


def test_who_is_contained_in_a_team_takes_part(tmp_path: Path) -> None:
    team = {
        "resourceType": "CareTeam",
        "id": "team",
        "name": "Støtteteam",
        "subject": {"reference": "Patient/anna"},
        "contained": [{"resourceType": "Practitioner", "id": "d", "name": [{"text": "Dorte Diætist"}]}],
        "participant": [{"member": {"reference": "#d"}, "role": [{"text": "Diætist"}]}],
    }
    with a_store(tmp_path) as store:
        take_in(store, ANNA, team, folder=tmp_path)
        titles = {each.title for each in all_of(store, ACTOR)}

    assert {"Støtteteam", "Dorte Diætist"} <= titles


def all_of(store: Any, kind: RecordType[Any]) -> list[Any]:
    with store.reader() as reader:
        return list(reader.all(kind))


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("p.json"), json.dumps(WOMAN))
    return stream.getvalue()


ODD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "tom.json": (lambda path: path.write_bytes(b""), EMPTY),
    "halv.json": (lambda path: path.write_bytes(json.dumps(ANNA).encode()[:30]), CUT_SHORT),
    "borger.xml": (lambda path: path.write_bytes(b'<?xml version="1.0"?><Patient/>'), XML),
    "borger.json.gz": (lambda path: path.write_bytes(gzip.compress(json.dumps(ANNA).encode())), PACKED),
    "borgere.zip": (lambda path: path.write_bytes(zipped()), PACKED),
    "bred.json": (lambda path: path.write_text(json.dumps(ANNA), encoding="utf-16"), NOT_UTF8),
    "brev.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n"), UNKNOWN_FORMAT),
    "mappe.json": (lambda path: path.mkdir(), "Filen kan ikke åbnes."),
    "væk.json": (lambda path: None, "Filen kan ikke åbnes."),
    "løs.json": (lambda path: path.symlink_to(path.parent / "ingen"), "Filen kan ikke åbnes."),
}


@pytest.mark.parametrize("name", ODD_FILES)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_leaves_the_others(tmp_path: Path, name: str) -> None:
    make, reason = ODD_FILES[name]
    odd = tmp_path / name
    make(odd)

    with a_store(tmp_path) as store:
        report = import_files(store, [odd, *written(tmp_path, ANNA, GO_OUT)])

    assert [each.status for each in report.files] == ["refused", "read", "read"]
    assert (report.files[0].reason or "").startswith(reason)
    assert report.totals["mapped"] == 2


def test_a_file_reached_by_a_link_and_one_with_a_name_no_text_can_write_are_read(tmp_path: Path) -> None:
    (path,) = written(tmp_path, ANNA)
    link = tmp_path / "genvej.json"
    link.symlink_to(path)
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xf8rn.json"))
    strange.write_text(json.dumps(GO_OUT), encoding="utf-8")

    with a_store(tmp_path) as store:
        report = import_files(store, [link, strange])

    assert [each.status for each in report.files] == ["read", "read"]


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        ("<div>A<br/>B</div>", "A\nB"),
        ('<p title="a > b">A</p>', "A"),
        ("<p>1 < 2 &lt; 3</p>", "1 < 2 < 3"),
        ("A<!-- <p>B</p> -->C", "AC"),
        ("<![CDATA[<b>]]>x", "<b>x"),
        ("<script>alert('<p>')</script>A<script/>B", "AB"),
        ("<![foo[bar]]>A", "A"),
        ("<table><tr><td>A</td><td>B</td></tr></table>", "A B"),
        ("A<p", "A"),
        ("<!--" * 50_000, None),
        ("<a b='" * 50_000, None),
        (5, None),
    ],
    ids=range(12),
)
def test_the_narrative_is_what_a_reader_would_see(xhtml: object, expected: str | None) -> None:
    assert plain_text(xhtml) == expected
