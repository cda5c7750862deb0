"""A profile is opened in one place, and a crash while it was made loses nothing and locks nobody out."""

from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.goal import GOAL
from app.store import keys
from app.store.opened import create_local, open_with_passphrase
from app.store.profile import Profile, ProfileInUse
from builders import NOON, a_citizen, a_goal

PASSPHRASE = "fire tilfældige ord her"


def test_what_was_written_is_there_with_the_passphrase(tmp_path: Path) -> None:
    with create_local(tmp_path / "p", user="mette", passphrase=PASSPHRASE, clock=FixedClock(NOON)) as opened:
        goal = a_goal(opened.store, a_citizen(opened.store))

    with (
        open_with_passphrase(tmp_path / "p", PASSPHRASE, clock=FixedClock(NOON)) as again,
        again.store.reader() as reader,
    ):
        assert reader.get(GOAL, goal) is not None
        assert again.store.user == "mette"
        assert again.store.device == again.profile.facts.device


def test_a_crash_between_the_keys_and_the_database_is_mended_at_the_next_opening(tmp_path: Path) -> None:
    with Profile.create(tmp_path / "p", login="mette") as profile:
        keys.create(profile, PASSPHRASE, clock=FixedClock(NOON))
        profile.database.write_bytes(b"half of a first page")

    with open_with_passphrase(tmp_path / "p", PASSPHRASE, clock=FixedClock(NOON)) as opened:
        assert a_citizen(opened.store)


def test_an_open_profile_is_not_opened_twice(tmp_path: Path) -> None:
    with (
        create_local(tmp_path / "p", user="mette", passphrase=PASSPHRASE, clock=FixedClock(NOON)),
        pytest.raises(ProfileInUse),
    ):
        open_with_passphrase(tmp_path / "p", PASSPHRASE, clock=FixedClock(NOON))
