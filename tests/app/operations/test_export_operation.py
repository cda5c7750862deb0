"""Exporting is written down before anything is read, and the file bears an id and never a name."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from app.domain.look_up import LOOK_UP, LookUpAct
from app.errors import EnvironmentTrouble, UserError
from app.export import EXPORTERS
from app.export.svg import SvgExporter
from app.operations.export import Exported, export_all, export_citizen
from app.queries.snapshot import PlanSnapshot
from app.store.store import Store
from builders import a_citizen
from plans import an_agreed_start, an_item

SVG = SvgExporter()
OTHERS = 0 if os.name == "nt" else 0o077
"""The rights of everybody else; Windows keeps to those of the folder."""
NOBODY = "00000000-0000-7000-8000-000000000000"


class Broken:
    """A format that fails while it writes."""

    suffix = ".txt"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        out.write(b"half of ")
        raise EnvironmentTrouble("Der er ikke mere papir.")


def look_ups(store: Store) -> list[tuple[str | None, LookUpAct | None, str | None]]:
    with store.reader() as reader:
        return [(each.subject, each.act, each.purpose) for each in reader.all(LOOK_UP)]


def test_an_export_is_written_down_with_its_purpose(store: Store, citizen: str, tmp_path: Path) -> None:
    export_citizen(store, SVG, citizen=citizen, out=tmp_path / "tavle.svg", purpose="Klagesag", act=LookUpAct.PRINT)

    assert look_ups(store) == [(citizen, LookUpAct.PRINT, "Klagesag")]


def test_without_a_purpose_nothing_is_written(store: Store, citizen: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="hvorfor"):
        export_citizen(store, SVG, citizen=citizen, out=tmp_path / "tavle.svg", purpose=" ")

    assert not (tmp_path / "tavle.svg").exists()


def test_an_export_that_fails_is_in_the_log_and_leaves_no_half_file(store: Store, citizen: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("den forrige", encoding="utf-8")

    with pytest.raises(EnvironmentTrouble):
        export_citizen(store, Broken(), citizen=citizen, out=path, purpose="Kopi")

    assert path.read_text(encoding="utf-8") == "den forrige"
    assert [each.name for each in tmp_path.glob("plan.txt*")] == ["plan.txt"]
    assert len(look_ups(store)) == 1


def test_a_file_in_a_folder_is_named_by_the_id(store: Store, citizen: str, tmp_path: Path) -> None:
    folder = tmp_path / "ud"
    folder.mkdir()

    assert export_citizen(store, SVG, citizen=citizen, out=folder, purpose="Kopi") == folder / f"{citizen}.svg"


def test_the_file_is_its_owners_alone(store: Store, citizen: str, tmp_path: Path) -> None:
    path = export_citizen(store, SVG, citizen=citizen, out=tmp_path / "tavle.svg", purpose="Kopi")

    assert stat.S_IMODE(path.stat().st_mode) & OTHERS == 0


def test_what_is_typed_at_the_moment_is_in_the_copy_and_provable(store: Store, citizen: str, tmp_path: Path) -> None:
    made = an_agreed_start(store, citizen)
    store.typing("Skriv i planen", an_item(store, made["goal"]), title="Op klokken otte")

    path = export_citizen(store, SVG, citizen=citizen, out=tmp_path / "tavle.svg", purpose="Kopi")

    assert "Op klokken otte" in path.read_text(encoding="utf-8")
    with store.reader() as reader:
        assert {each.state for each in reader.changes(citizen=citizen)} == {"pending"}


def test_a_folder_that_cannot_be_written_is_told_in_words(store: Store, citizen: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as caught:
        export_citizen(store, SVG, citizen=citizen, out=tmp_path / "findes" / "ikke" / "tavle.svg", purpose="Kopi")

    assert "Vælg en anden mappe" in caught.value.message()


def test_all_citizens_are_exported_each_to_a_file_named_by_id(store: Store, citizen: str, tmp_path: Path) -> None:
    other = a_citizen(store, given="Bo")
    steps: list[tuple[int, int]] = []

    done = export_all(
        store, SVG, folder=tmp_path / "ud", purpose="Årsrapport", progress=lambda *step: steps.append(step)
    )

    assert {each.citizen for each in done} == {citizen, other}
    assert {path.name for path in (tmp_path / "ud").iterdir()} == {f"{citizen}.svg", f"{other}.svg"}
    assert steps == [(1, 2), (2, 2)]
    assert {subject for subject, *_ in look_ups(store)} == {citizen, other}


def test_a_citizen_who_is_not_here_leaves_the_others_alone(store: Store, citizen: str, tmp_path: Path) -> None:
    missing, found = export_all(store, SVG, folder=tmp_path / "ud", purpose="Kopi", citizens=[NOBODY, citizen])

    assert missing.error is not None
    assert missing.path is None
    assert found == Exported(citizen=citizen, path=tmp_path / "ud" / f"{citizen}.svg")
    assert [subject for subject, *_ in look_ups(store)] == [citizen]


def test_a_run_that_is_stopped_ends_between_two_citizens(store: Store, citizen: str, tmp_path: Path) -> None:
    a_citizen(store, given="Bo")

    done = export_all(store, SVG, folder=tmp_path / "ud", purpose="Kopi", cancelled=iter([False, True]).__next__)

    assert len(done) == 1


def test_every_format_has_a_name_of_its_own_and_an_ending() -> None:
    assert len({each.id for each in EXPORTERS}) == len(EXPORTERS)
    assert [each.id for each in EXPORTERS if not each.suffix.startswith(".") or not each.label] == []
