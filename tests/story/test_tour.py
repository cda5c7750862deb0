"""The guided tour, played as a newcomer plays it: one command, no screen."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

PICTURES = (
    "02-hvorfor", "07-runden", "11-maal", "11b-flyttet", "13b-modarbejder", "15-samtykke", "16-afslut-moedet",
    "19-kopi", "20-referat", "20b-hver-sin-vej",
)  # fmt: skip
PAPERS = ("plan.pdf", "referat.pdf")
RUNS = (("--seed", "1"), ("--seed", "2"), ("--seed", "1", "--keys"))
"""Two seeds by mouse, finger and pen; and once keys alone, where anything that a hand sends is a failure."""
ALIKE = {"00-laas-op.png"}
"""Nobody has unlocked yet: the picture tells of no one."""


@pytest.mark.timeout(900)
def test_one_command_plays_the_meeting_to_the_copy_with_other_people_for_another_seed_and_by_keys_alone(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / str(run) for run in range(len(RUNS))]
    with ThreadPoolExecutor() as side_by_side:
        played = list(side_by_side.map(_play_few, folders, RUNS))

    one, two, by_keys = (_kept(folder) for folder in folders)
    assert ["first words after 4 acts" in each for each in played] == [True] * len(RUNS)
    assert one.keys() == two.keys() == by_keys.keys()
    assert {f"{name}.png" for name in PICTURES} - one.keys() == set()
    assert {folder.joinpath(paper).read_bytes()[:5] for folder in folders for paper in PAPERS} == {b"%PDF-"}
    assert {name for name in one if one[name] == two[name]} <= ALIKE


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("options", [("--screen", "1600x1000"), ("--text", "200")])
def test_the_tour_plays_in_a_large_window_and_with_large_text(tmp_path: Path, options: tuple[str, str]) -> None:
    assert "the whole meeting" in _play(tmp_path, *options)


def _play_few(folder: Path, run: tuple[str, ...]) -> str:
    return _play(folder, *run, "--years", "1", "--size", "few")


def _play(folder: Path, *options: str) -> str:
    words = [sys.executable, "-m", "ui", "demo", "--tour", str(folder), *options]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


def _kept(folder: Path) -> dict[str, bytes]:
    """Return the pictures in *folder* by name."""
    return {each.name: each.read_bytes() for each in folder.glob("*.png")}
