"""A run of files gives way to other writing, can be stopped, and asks first whether citizens may be made."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.errors import UserError
from app.operations import intake, intake_report
from app.operations.intake import MAY_CREATE, import_files, importing
from app.operations.intake_report import FileReport, ResourceReport
from fhir_files import ANNA, GO_OUT, a_store, changes, citizens, written

LARGE = 400
"""Citizens in a large file."""


def a_large_file(folder: Path, *, refused: int = 0) -> Path:
    """A Bundle that is larger than what is saved as a whole, as these tests set it."""
    people = [{"resource": ANNA | {"id": f"p{number}"}} for number in range(LARGE)]
    people += [{"resource": {"id": f"x{number}"}} for number in range(refused)]
    path = folder / "large.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": people}), encoding="utf-8")
    return path


def test_others_write_while_a_run_stops_between_steps(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        for number, _ in enumerate(importing(store, written(tmp_path, ANNA, GO_OUT))):
            store.put_setting("between", str(number))

        with store.reader() as reader:
            assert reader.setting("between") == str(number)
        assert len(citizens(store)) == 1


def test_a_large_file_is_saved_in_parts_and_a_second_run_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "WHOLE_BYTES", 1)
    path = a_large_file(tmp_path)
    seen = []
    with a_store(tmp_path) as store:
        for _ in importing(store, [path], source="nexus"):
            seen.append(len(citizens(store)))
        before = changes(store)
        again = import_files(store, [path], source="nexus")

        assert changes(store) == before
    assert sorted(set(seen)) == [0, 100, 200, 300, 400]
    assert again.totals["same"] == LARGE


def test_a_large_file_that_is_stopped_keeps_what_is_saved_and_says_how_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "WHOLE_BYTES", 1)
    path = a_large_file(tmp_path)
    with a_store(tmp_path) as store:
        report = import_files(store, [path], source="nexus", cancelled=lambda: len(citizens(store)) >= 200)
        kept = len(citizens(store))
        rest = import_files(store, [path], source="nexus")

        assert len(citizens(store)) == LARGE
    (told,) = report.files
    assert (told.status, len(told.resources), kept) == ("read", 200, 200)
    assert told.reason is not None
    assert "200" in told.reason
    assert not report.is_clean
    assert rest.totals["mapped"] == 200


def test_every_resource_is_told_though_the_report_lists_only_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "WHOLE_BYTES", 1)
    monkeypatch.setattr(intake_report, "LISTED", 10)
    monkeypatch.setattr(intake_report, "REFUSED_LISTED", 5)
    path = a_large_file(tmp_path, refused=20)
    told: list[ResourceReport] = []
    calls: list[int] = []

    def take(_: FileReport, rows: Sequence[ResourceReport]) -> None:
        told.extend(rows)
        calls.append(len(rows))

    with a_store(tmp_path) as store:
        report = import_files(store, [path], rows=take)

    (file,) = report.files
    listed, more = file.refusals(at_most=3)
    assert calls == [100, 100, 100, 100, 20, 0]
    assert len({each.id for each in told}) == file.count == LARGE + 20
    assert [each.outcome for each in file.resources] == ["mapped"] * 10 + ["refused"] * 5
    assert (len(listed), more) == (3, 17)
    assert report.totals["refused"] == 20


def test_of_a_file_that_is_not_saved_no_resource_is_told(tmp_path: Path) -> None:
    told: list[ResourceReport] = []
    with a_store(tmp_path) as store:
        paths = written(tmp_path, ANNA, ANNA | {"id": "bo"})
        import_files(store, paths, rows=lambda _, rows: told.extend(rows), cancelled=lambda: len(citizens(store)) > 0)

    assert [each.id for each in told] == ["anna"]


def test_a_run_that_is_stopped_keeps_the_files_before_and_nothing_of_the_rest(tmp_path: Path) -> None:
    paths = written(tmp_path, ANNA, ANNA | {"id": "bo"}, ANNA | {"id": "eva"})
    with a_store(tmp_path) as store:
        report = import_files(store, paths, source="nexus", cancelled=lambda: len(citizens(store)) > 0)

        assert len(citizens(store)) == 1
    assert [each.status for each in report.files] == ["read", "refused", "refused"]


def test_a_run_that_is_left_in_the_middle_leaves_nothing_half_written(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        steps = importing(store, written(tmp_path, ANNA, GO_OUT))
        next(steps)
        steps.close()

        assert changes(store) == 0


@pytest.mark.parametrize("resource", [ANNA, GO_OUT], ids=["a citizen", "what is of a citizen who is nowhere"])
def test_who_may_make_no_citizens_is_told_before_anything_is_written(
    tmp_path: Path, resource: dict[str, object]
) -> None:
    with a_store(tmp_path) as store:
        store.put_setting(MAY_CREATE, str(False))
        with pytest.raises(UserError, match="må ikke oprette borgere"):
            import_files(store, written(tmp_path, resource), source="nexus")

        assert changes(store) == 0


def test_who_may_make_no_citizens_brings_in_more_of_those_who_are_here(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        import_files(store, written(tmp_path, ANNA), source="nexus")
        store.put_setting(MAY_CREATE, str(False))
        report = import_files(store, written(tmp_path, GO_OUT, name="goal"), source="nexus")

    assert report.totals["mapped"] == 1
