"""The long forms: each belongs to a part, each part tells what it counted, and one that fails fails the whole."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LONG = "pytest.mark.so" + "ak"


def _load() -> ModuleType:
    """Load the recipe by its path: `packaging/` must never become an importable package."""
    spec = importlib.util.spec_from_file_location("enplan_soak", ROOT / "packaging" / "soak.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


soak = _load()


def test_every_long_test_belongs_to_a_part_and_every_part_is_there() -> None:
    long = {each.relative_to(ROOT).as_posix() for each in ROOT.glob("tests/**/*.py") if LONG in each.read_text("utf-8")}
    named = {file for part in soak.PARTS for file in part.files if file.startswith("tests/")}

    assert long - named == set()
    assert [each for each in named if not (ROOT / each).exists()] == []
    assert [each.script for each in soak.PARTS if each.script and not (ROOT / each.script).exists()] == []


def test_the_hour_is_run_only_by_its_name() -> None:
    usual = [part.name for part in soak.chosen([])]

    assert usual == [name for name in soak.NAMES if name != "hour"]
    assert [part.name for part in soak.chosen(["hour", "kills"])] == ["kills", "hour"]


def test_a_timed_part_lasts_as_long_as_it_is_told_and_keeps_lines_of_its_own(tmp_path: Path) -> None:
    (faults,) = soak.chosen(["faults"])

    words = faults.words(minutes=2.0, output=tmp_path / "night.jsonl")

    assert words == ("tests/fault_soak.py", "--minutes", "2.0", "--output", str(tmp_path / "night.faults.jsonl"))


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (["..F\n", "2 failed, 473 passed, 1 skipped in 29.43s\n"], {"failed": 2, "passed": 473, "skipped": 1}),
        (["937 rounds, 0 with a problem; see soak.jsonl\n"], {"rounds": 937, "with a problem": 0}),
        (["noticed\n", json.dumps({"rules": 5, "unnoticed": ["x (1)"]}) + "\n"], {"rules": 5, "unnoticed": 1}),
        (["{\n", ' "lost": [],\n', ' "told": {},\n', ' "seconds": 60.0\n', "}\n"], {"lost": 0, "seconds": 60.0}),
        (["Traceback\n"], {}),
    ],
)
def test_what_a_part_counted_is_read_from_what_it_said_last(said: list[str], counted: dict[str, float]) -> None:
    assert soak.counts(said) == counted


def test_a_part_that_fails_is_told_and_fails_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "part.py"
    script.write_text("print('{\"rules\": 3}')\nraise SystemExit(1)\n", encoding="utf-8")
    part = soak.Part("mutants", "every rule", (), script=str(script))
    monkeypatch.setattr(soak, "PARTS", (part,))

    code = soak.main(["--output", str(tmp_path / "soak.jsonl")])

    (line,) = (tmp_path / "soak.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert (code, told["part"], told["code"], told["counts"]) == (1, "mutants", 1, {"rules": 3})
    assert capsys.readouterr().out.splitlines() == [line]
