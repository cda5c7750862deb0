"""The guided tour, played as a newcomer plays it: one command, no screen."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

PICTURES = ("03-moedevisning", "06-livsomraader", "08-indsats-og-aftale", "10-samtykke", "13-kopi")


@pytest.mark.timeout(900)
def test_one_command_plays_the_meeting_from_the_lock_to_the_copy(tmp_path: Path) -> None:
    played = _play(tmp_path)

    assert "first words after 4 acts" in played
    assert [name for name in PICTURES if not (tmp_path / f"{name}.png").exists()] == []
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("options", [("--screen", "1600x1000"), ("--text", "200")])
def test_the_tour_plays_in_a_large_window_and_with_large_text(tmp_path: Path, options: tuple[str, str]) -> None:
    assert "the whole meeting" in _play(tmp_path, *options)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_another_seed_shows_other_people(tmp_path: Path) -> None:
    _play(tmp_path / "one", "--seed", "1")
    _play(tmp_path / "two", "--seed", "2")

    assert _digest(tmp_path / "one") != _digest(tmp_path / "two")


def _play(folder: Path, *options: str) -> str:
    words = [sys.executable, "-m", "ui", "demo", "--tour", str(folder), *options]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


def _digest(folder: Path) -> str:
    return sha256((folder / "01-i-dag.png").read_bytes()).hexdigest()
