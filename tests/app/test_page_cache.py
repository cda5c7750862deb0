"""The page cache: its size follows the file."""

from pathlib import Path

from app.page_cache import LEAST_KIB, MOST_KIB, PLAN_KIB, cache_kib


def a_file(folder: Path, *, megabytes: int) -> Path:
    """Make a file that takes no room on the disk."""
    file = folder / "profile.db"
    with file.open("wb") as opened:
        opened.truncate(megabytes * 1024 * 1024)
    return file


def test_a_file_that_is_not_there_yet_gets_the_least(tmp_path: Path) -> None:
    assert cache_kib(tmp_path / "profile.db") == LEAST_KIB


def test_a_connection_that_reads_plans_keeps_what_a_large_one_takes(tmp_path: Path) -> None:
    small, large = a_file(tmp_path, megabytes=8), cache_kib(tmp_path / "profile.db", reads_plans=True)

    assert cache_kib(small) == LEAST_KIB < large == PLAN_KIB
    assert cache_kib(a_file(tmp_path, megabytes=320), reads_plans=True) == 20 * 1024


def test_a_connection_keeps_a_sixteenth_of_the_file(tmp_path: Path) -> None:
    assert cache_kib(a_file(tmp_path, megabytes=320)) == 20 * 1024


def test_a_large_file_takes_no_more_memory_than_the_most(tmp_path: Path) -> None:
    assert cache_kib(a_file(tmp_path, megabytes=5_000)) == MOST_KIB
