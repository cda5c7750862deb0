"""Which files are read, and why others are not."""

import gzip
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake import IMPORTERS, importer_for
from app.intake.deletions import DELETED_THERE
from app.intake.fact import Fact, Outcome, Refused
from app.intake.fhir_r4 import NOT_FHIR, PACKED, UNKNOWN_FORMAT, XML, FhirR4
from app.intake.json_stream import (
    BROKEN,
    CUT_SHORT,
    EMPTY,
    NOT_UTF8,
    TOO_DEEP,
    TWICE,
    Document,
    Unreadable,
    canonical,
    decoded,
)
from app.intake.versions import R5, STU3
from app.operations.intake import import_files
from app.texts import Text
from fhir_files import FILES, TODAY, a_store, facts, group, read_all, shown_by_citizen, take_in

PATIENT = b'{"resourceType":"Patient","id":"p1","name":[{"family":"\xc3\x98stergaard"}]}'


def read(content: bytes) -> list[Fact | Refused]:
    return list(FhirR4().read(io.BytesIO(content), source=None, today=TODAY))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", EMPTY),
        (b" \n\t ", EMPTY),
        (b"<Patient xmlns='http://hl7.org/fhir'/>", XML),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', XML),
        (PATIENT[:40], CUT_SHORT),
        (b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}},', CUT_SHORT),
        (b"Borgere i 2026", UNKNOWN_FORMAT),
        (b"%PDF-1.7", UNKNOWN_FORMAT),
        (b"Navn;Plan", UNKNOWN_FORMAT),
        (gzip.compress(PATIENT, mtime=0), PACKED),
        (b"PK\x03\x04" + bytes(26), PACKED),
        (b'{"resourceType":"Observation","id":"o","valueDecimal":1e99999999999999999999}', BROKEN),
        (b'{"resourceType":"Patient","id":"\\ud83d"}', NOT_UTF8),
        (b'{"resourceType":"Patient","id":"\xed\xa0\xbd"}', NOT_UTF8),
        (b'{"resourceType":"Goal","id":"\\udc00","status":"in-progress"}', NOT_UTF8),
        (b"{]", BROKEN),
        (PATIENT + b"]", BROKEN),
        (b'{"resourceType":"Patient","id":NaN}', BROKEN),
        (b'{"resourceType":"Observation","valueInteger":Infinity}', BROKEN),
        (b'{"resourceType":"Patient" "id":"p1"}', BROKEN),
        (b'{"resourceType":"Patient","id":"p1","id":"p2"}', TWICE),
        (b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Task","status":"a","status":"b"}}]}', TWICE),
        (b'{"name":"Anna"}', NOT_FHIR),
        (b'[{"resourceType":"Patient"}]', NOT_FHIR),
        (b'{"resourceType":"patient list"}', NOT_FHIR),
        ('{"resourceType":"Patient"}'.encode("utf-16"), NOT_UTF8),
        ('{"resourceType":"Patient"}'.encode("utf-16-le"), NOT_UTF8),
        ('{"resourceType":"Patient","id":"Åse"}'.encode("latin-1"), NOT_UTF8),
        (b'{"resourceType":"Patient","a":' + b"[" * 5_000 + b"]" * 5_000 + b"}", TOO_DEEP),
        (b'{"a":' * 100_000, TOO_DEEP),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.text == reason


@pytest.mark.parametrize("path", group("r5"), ids=lambda path: path.stem)
def test_r5_is_told_by_its_shape(path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read_all(path)

    assert refused.value.text == R5


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Goal", "status": "in-progress", "description": {"text": "Komme ud"}},
        {"resourceType": "Condition", "clinicalStatus": "active"},
        {"resourceType": "CarePlan", "status": "active", "context": {"reference": "Encounter/1"}},
        {"resourceType": "RelatedPerson", "relationship": {"text": "Mor"}},
    ],
)
def test_stu3_is_told_by_its_shape(resource: dict[str, object]) -> None:
    with pytest.raises(Unreadable) as refused:
        read(json.dumps(resource).encode())

    assert refused.value.text == STU3


def test_a_resource_of_another_version_in_a_bundle_leaves_the_others() -> None:
    goal = {"resourceType": "Goal", "id": "g", "status": "in-progress"}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": goal}, {"resource": json.loads(PATIENT)}]}

    told = read(json.dumps(bundle).encode())

    assert told[0] == Refused(type="Goal", id="g", reason=STU3)
    assert isinstance(told[1], Fact)


@pytest.mark.parametrize(
    ("kind", "reason", "version"),
    [
        ("DeviceUsage", R5, "FHIR R5"),
        ("EncounterHistory", R5, "FHIR R5"),
        ("Transport", R5, "FHIR R5"),
        ("ReferralRequest", STU3, "FHIR STU3"),
        ("ProcedureRequest", STU3, "FHIR STU3"),
    ],
)
def test_a_kind_that_r4_has_not_is_refused_with_the_name_of_its_version(kind: str, reason: Text, version: str) -> None:
    resource = {"resourceType": kind, "id": "x", "status": "active"}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": resource}]}

    with pytest.raises(Unreadable) as refused:
        read(json.dumps(resource).encode())
    told = read(json.dumps(bundle).encode())

    assert refused.value.text == reason
    assert version in refused.value.message()
    assert told == [Refused(type=kind, id="x", reason=reason)]


@pytest.mark.parametrize(
    ("entry", "kind", "name"),
    [
        ({"request": {"method": "DELETE", "url": "Goal/g1"}}, "Goal", "g1"),
        ({"request": {"method": "DELETE", "url": "Goal/g1/_history/3"}, "response": {"status": "204"}}, "Goal", "g1"),
        ({"request": {"method": "DELETE", "url": "https://fhir.example.dk/r4/Goal/g1"}}, "Goal", "g1"),
        ({"request": {"method": "DELETE"}, "fullUrl": "https://fhir.example.dk/r4/Goal/g1"}, "Goal", "g1"),
        ({"request": {"method": "DELETE"}, "resource": {"resourceType": "Goal", "id": "g1"}}, "Goal", "g1"),
        ({"request": {"method": "DELETE", "url": "Patient?identifier=0101701234"}}, "Patient", ""),
        ({"request": {"method": "DELETE"}}, "", ""),
    ],
)
def test_a_deletion_in_a_bundle_is_skipped_by_name(entry: dict[str, object], kind: str, name: str) -> None:
    bundle = {"resourceType": "Bundle", "type": "history", "entry": [entry, {"resource": json.loads(PATIENT)}]}

    told = read(json.dumps(bundle).encode())

    assert told[0] == Refused(type=kind, id=name, reason=DELETED_THERE, outcome=Outcome.SKIPPED)
    assert isinstance(told[1], Fact)


def test_a_deletion_leaves_what_was_brought_in_and_is_counted_as_skipped(tmp_path: Path) -> None:
    bundles = {
        "before": [{"resource": json.loads(PATIENT)}],
        "after": [{"request": {"method": "DELETE", "url": "Patient/p1"}, "resource": {"resourceType": "Patient"}}],
    }
    for name, entry in bundles.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"resourceType": "Bundle", "entry": entry}), encoding="utf-8")
    with a_store(tmp_path) as store:
        import_files(store, [tmp_path / "before.json"])
        before = shown_by_citizen(store)
        report = import_files(store, [tmp_path / "after.json"])
        after = shown_by_citizen(store)

    (row,) = report.files[0].resources
    assert before == after != []
    assert (row.type, row.id, row.outcome) == ("Patient", "p1", "skipped")
    assert row.reason == DELETED_THERE
    assert report.is_clean


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n\n  "])
def test_a_byte_order_mark_and_leading_space_are_passed_over(mark: bytes) -> None:
    (fact,) = read(mark + PATIENT + b"\n")

    assert isinstance(fact, Fact)
    assert fact.title == "Østergaard"


def test_a_resource_on_each_line_is_read() -> None:
    told = read(PATIENT + b"\n" + PATIENT.replace(b"p1", b"p2") + b"\r\n")

    assert [each.identity.id for each in told if isinstance(each, Fact)] == ["p1", "p2"]


def test_the_members_of_a_bundle_may_stand_in_any_order() -> None:
    told = read(b'{"entry":[{"resource":' + PATIENT + b'}],"type":"collection","resourceType":"Bundle"}')

    assert len(told) == 1


def test_a_list_resource_is_no_bundle_though_it_has_entries() -> None:
    content = b'{"resourceType":"List","id":"l","entry":[{"item":{"reference":"Patient/1"}}]}'

    (fact,) = read(content)

    assert isinstance(fact, Fact)
    assert (fact.identity.type, json.loads(fact.body)["entry"]) == ("List", [{"item": {"reference": "Patient/1"}}])


def test_a_bundle_in_a_bundle_is_read_too() -> None:
    inner = {"resourceType": "Bundle", "entry": [{"resource": json.loads(PATIENT)}]}

    told = read(json.dumps({"resourceType": "Bundle", "entry": [{"resource": inner}, {"request": {}}]}).encode())

    assert [each.identity.type for each in told if isinstance(each, Fact)] == ["Patient"]


def test_an_entry_without_a_type_is_refused_alone() -> None:
    told = read(b'{"resourceType":"Bundle","entry":[{"resource":{"id":"x"}},{"resource":' + PATIENT + b"}]}")

    assert [type(each) for each in told] == [Refused, Fact]


def test_decimals_keep_their_digits_in_what_is_kept() -> None:
    (fact,) = read(b'{"resourceType":"Observation","id":"o","valueQuantity":{"value":7.10}}')

    assert isinstance(fact, Fact)
    assert '"value":7.10' in fact.body


@pytest.mark.parametrize("path", group("kl-core", "dk-core", "r4", "synthea", "social"), ids=lambda path: path.stem)
def test_the_same_file_gives_the_same_facts_each_time(path: Path) -> None:
    assert facts(path) == facts(path)


def test_the_importers_are_listed_and_found_by_content() -> None:
    assert [each.id for each in IMPORTERS] == ["fhir-r4"]
    assert importer_for("andreas", PATIENT) is IMPORTERS[0]
    assert importer_for("moede.ics", b"BEGIN:VCALENDAR") is None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(st.lists(values, max_size=6), st.integers(min_value=0, max_value=3))
def test_entries_come_out_as_they_went_in_however_the_file_is_cut(entries: list[object], indent: int) -> None:
    content = json.dumps({"entry": entries, "resourceType": "Bundle"}, indent=indent or None).encode()

    document = Document(Slow(content))
    found = [decoded(each) for each in document.elements()]

    assert found == entries
    assert document.header == {"resourceType": "Bundle"}
    assert not document.more()


class Slow(io.BytesIO):
    """A stream that gives a few bytes at a time, whatever is asked for."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7)


@given(values)
def test_the_canonical_form_is_the_same_for_equal_values(value: object) -> None:
    assert decoded(canonical(decoded(json.dumps(value).encode())).encode()) == decoded(json.dumps(value).encode())


types = st.sampled_from(
    re.findall(
        r"\w+",
        """
        Patient RelatedPerson CarePlan Goal CareTeam Appointment Encounter Task Condition
        Observation Consent Practitioner PractitionerRole Organization Flag Provenance
        """,
    )
)
names = st.sampled_from(
    re.findall(
        r"\w+",
        """
        id meta status name subject patient for code category description target note participant
        activity period extension identifier telecom address contained start provision policyRule
        valueQuantity relationship owner goal link communication text detail coding reference
        display system value family given line url use actor
        """,
    )
)
odd = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.text(max_size=4)
    | st.sampled_from(["#1", "Patient/1", "active"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=4),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(types, st.dictionaries(names, odd, max_size=8))
def test_no_shape_of_a_resource_is_too_odd_to_be_read(kind: str, members: dict[str, object]) -> None:
    bundle = {"resourceType": "Bundle", "entry": [{"resource": {**members, "resourceType": kind}}]}

    (told,) = read(json.dumps(bundle).encode())

    assert isinstance(told, Fact | Refused)


def test_one_broken_file_of_ten_leaves_the_other_nine(tmp_path: Path) -> None:
    paths = group("kl-core")[:9]
    broken = tmp_path / "broken.json"
    broken.write_bytes((FILES / "kl-core" / "Patient-Andreas.json").read_bytes()[:60])

    with a_store(tmp_path) as store:
        report = import_files(store, [*paths[:4], broken, *paths[4:]])

    assert [each.path for each in report.files if each.status == "refused"] == [str(broken)]
    assert report.totals["files_read"] == 9
    assert not report.is_clean


def test_a_file_that_breaks_off_after_good_entries_gives_nothing(tmp_path: Path) -> None:
    content = b'{"resourceType":"Bundle","entry":[{"resource":' + PATIENT + b'},{"resource":{"resourceType":Task}}]}'
    (tmp_path / "broken.json").write_bytes(content)

    with a_store(tmp_path) as store:
        report = import_files(store, [tmp_path / "broken.json", tmp_path / "gone.json"])
        with store.reader() as reader:
            assert reader.changes() == []

    assert [each.status for each in report.files] == ["refused", "refused"]
    assert all(each.reason and not each.resources for each in report.files)


def test_definitions_are_skipped_by_name(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        report = take_in(store, {"resourceType": "Questionnaire", "id": "q", "status": "active"}, folder=tmp_path)

    (told,) = report.files[0].resources
    assert (told.type, told.id, told.outcome) == ("Questionnaire", "q", str(Outcome.SKIPPED))
    assert told.reason
    assert report.is_clean
