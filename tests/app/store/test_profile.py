"""A profile is one folder, held by one process, and refused when a newer program wrote it."""

import os
import stat
from pathlib import Path

import pytest

from app.store import key_file
from app.store.profile import (
    Profile,
    ProfileDamaged,
    ProfileExists,
    ProfileInUse,
    ProfileMissing,
    ProfileTooNew,
    default_folder,
    read_facts,
)
from profiles import MONDAY, a_local_profile, contents, started

HOLDER = """
import sys
from pathlib import Path
from app.store.profile import Profile
profile = Profile.open(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_what_stands_in_clear_is_there_at_the_next_opening(tmp_path: Path) -> None:
    with Profile.create(tmp_path / "p", server="https://plan.example", login="jonas") as profile:
        profile.update(last_contact=MONDAY, sealing_key=bytes(32))
        facts = profile.facts

    with Profile.open(tmp_path / "p") as again:
        assert again.facts == facts == read_facts(tmp_path / "p")
        assert (again.facts.server, again.facts.last_contact) == ("https://plan.example", MONDAY)


def test_a_second_opening_is_told_that_the_program_is_open(tmp_path: Path) -> None:
    with Profile.create(tmp_path / "p"), pytest.raises(ProfileInUse):
        Profile.open(tmp_path / "p")


def test_a_process_that_was_killed_holds_no_profile(tmp_path: Path) -> None:
    Profile.create(tmp_path / "p").close()
    with started(HOLDER, tmp_path / "p") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(ProfileInUse):
            Profile.open(tmp_path / "p")
        holder.kill()

    Profile.open(tmp_path / "p").close()


def test_a_closed_profile_opens_again_in_the_same_process(tmp_path: Path) -> None:
    Profile.create(tmp_path / "p").close()

    Profile.open(tmp_path / "p").close()
    Profile.open(tmp_path / "p").close()


def test_a_folder_without_a_profile_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileMissing) as refusal:
        Profile.open(tmp_path)

    assert str(tmp_path) in refusal.value.message()
    assert str(tmp_path) not in str(refusal.value)


def test_a_folder_in_use_takes_no_profile(tmp_path: Path) -> None:
    profile, _ = a_local_profile(tmp_path / "p")
    profile.close()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "brev.txt").write_text("Kære", "utf-8")

    with pytest.raises(ProfileExists):
        Profile.create(tmp_path / "p")
    with pytest.raises(ProfileExists):
        Profile.create(tmp_path / "letters")


def test_a_profile_that_got_no_keys_may_be_made_anew(tmp_path: Path) -> None:
    Profile.create(tmp_path / "p", server="https://wrong.example").close()

    with Profile.create(tmp_path / "p") as profile:
        assert profile.facts.server is None


@pytest.mark.parametrize("name", ["profile.json", "keys.json"])
def test_a_file_of_a_newer_program_is_refused_and_left_untouched(tmp_path: Path, name: str) -> None:
    profile, _ = a_local_profile(tmp_path)
    profile.close()
    written = (tmp_path / name).read_text("utf-8")
    (tmp_path / name).write_text(written.replace('"format": 1', '"format": 2, "invented": true'), "utf-8")
    before = contents(tmp_path)

    with pytest.raises(ProfileTooNew):
        _open_and_read_keys(tmp_path)

    assert contents(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"format": 1}', b'{"format": "x"}'])
def test_a_file_that_the_program_did_not_write_is_named(tmp_path: Path, content: bytes) -> None:
    Profile.create(tmp_path).close()
    (tmp_path / "profile.json").write_bytes(content)

    with pytest.raises(ProfileDamaged) as trouble:
        Profile.open(tmp_path)

    assert "profile.json" in trouble.value.message()


def test_a_draft_left_by_a_crash_is_in_nobodys_way(tmp_path: Path) -> None:
    Profile.create(tmp_path).close()
    (tmp_path / "profile.json.new").write_bytes(b'{"format"')

    with Profile.open(tmp_path) as profile:
        profile.update(login="mette")

    assert read_facts(tmp_path).login == "mette"


def test_nobody_but_the_owner_reads_the_folder_and_its_files(tmp_path: Path) -> None:
    profile, _ = a_local_profile(tmp_path / "p")
    profile.close()

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "p").rglob("*")}

    expected = {"profile.json": 0o600, "keys.json": 0o600, "profile.lock": 0o600, "logs": 0o700}
    assert stat.S_IMODE((tmp_path / "p").stat().st_mode) == (0o700 if os.name == "posix" else 0o777)
    assert os.name == "nt" or modes == expected


def test_the_default_folder_is_the_users_own() -> None:
    assert default_folder().parent.name == "enplan"
    assert default_folder().is_relative_to(Path.home())


def _open_and_read_keys(folder: Path) -> None:
    with Profile.open(folder) as profile:
        key_file.load(profile)
