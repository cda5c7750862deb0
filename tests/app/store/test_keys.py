"""The data key is for life; the passphrase that opens it may change, and no crash comes between."""

import subprocess
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import key_file, keys, wraps
from app.store.profile import Profile, ProfileDamaged, ProfileExists
from app.store.wraps import Cost
from profiles import (
    CHEAP,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    a_clock,
    a_local_profile,
    started,
)

CHANGER = """
import sys
from itertools import cycle
from pathlib import Path
from app.store import keys
from app.store.profile import Profile
from profiles import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, a_clock
profile = Profile.open(Path(sys.argv[1]))
unlocked = keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
print("changing", flush=True)
for new in cycle([OTHER_PASSPHRASE, PASSPHRASE]):
    keys.change_passphrase(profile, unlocked, new=new, clock=a_clock(), cost=CHEAP)
"""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    profile, _ = a_local_profile(tmp_path)
    yield profile
    profile.close()


def test_the_passphrase_opens_the_same_data_key_each_time(tmp_path: Path) -> None:
    profile, made = a_local_profile(tmp_path)

    assert keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP) == made
    assert len(made.data_key) == 32
    profile.close()


def test_two_profiles_have_two_data_keys(tmp_path: Path) -> None:
    one, first = a_local_profile(tmp_path / "one")
    two, second = a_local_profile(tmp_path / "two")

    assert first.data_key != second.data_key
    one.close()
    two.close()


def test_a_wrong_passphrase_opens_nothing(profile: Profile) -> None:
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock(profile, PASSPHRASE + " ", clock=a_clock(), cost=CHEAP)


def test_the_passphrase_is_the_same_however_the_keyboard_composes_its_letters(profile: Profile) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE

    keys.unlock(profile, decomposed, clock=a_clock(), cost=CHEAP)


@pytest.mark.parametrize("passphrase", ["", "elleve tegn", unicodedata.normalize("NFD", "ååååååååååå")])
def test_a_passphrase_of_fewer_than_twelve_characters_is_not_taken(profile: Profile, passphrase: str) -> None:
    with pytest.raises(keys.PassphraseTooShort) as refusal:
        keys.check_passphrase(passphrase)

    assert "12 tegn" in refusal.value.message()


def test_twelve_characters_are_enough(profile: Profile) -> None:
    keys.check_passphrase("ååååååååååå!")


def test_a_new_passphrase_replaces_the_old_one_and_keeps_the_data_key(tmp_path: Path) -> None:
    profile, unlocked = a_local_profile(tmp_path)

    keys.change_passphrase(profile, unlocked, new=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)

    assert keys.unlock(profile, OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP) == unlocked
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    assert [wrap.number for wrap in key_file.load(profile).wraps] == [2]
    profile.close()


@pytest.mark.parametrize("delay_ms", range(24))
def test_killed_while_changing_the_passphrase_the_old_or_the_new_one_opens(tmp_path: Path, delay_ms: int) -> None:
    profile, unlocked = a_local_profile(tmp_path)
    profile.close()

    _change_until_killed(tmp_path, after_s=delay_ms / 1000)

    with Profile.open(tmp_path) as again:
        assert _data_keys(again) == [unlocked.data_key]


def test_a_second_data_key_is_never_made(profile: Profile) -> None:
    with pytest.raises(ProfileExists):
        keys.create(profile, OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)


def test_the_cost_of_guessing_is_raised_at_the_next_unlocking(tmp_path: Path) -> None:
    profile, unlocked = a_local_profile(tmp_path)
    dearer = Cost(memory=16, passes=2, lanes=1)

    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=dearer)
    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)

    wrap = key_file.load(profile).passphrase
    assert wrap is not None
    assert wrap.cost == dearer
    assert keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=dearer) == unlocked
    profile.close()


def test_by_default_a_guess_costs_64_mib_and_three_passes() -> None:
    assert Cost(memory=65536, passes=3, lanes=4) == wraps.DEFAULT_COST


@pytest.mark.parametrize(
    ("was", "forged"),
    [('"memory": 8', '"memory": 99999999999'), ('"lanes": 1', '"lanes": 64'), ('"salt": "', '"salt": "AAAA')],
)
def test_a_file_that_asks_for_what_cannot_be_computed_is_refused(profile: Profile, was: str, forged: str) -> None:
    written = profile.keys_path.read_text("utf-8")
    profile.keys_path.write_text(written.replace(was, forged), "utf-8")

    with pytest.raises(ProfileDamaged):
        keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)


@given(at=st.integers(min_value=0))
def test_an_altered_byte_never_opens_a_wrong_key(at: int) -> None:
    salt, base = wraps.new_salt(), b"b" * 32
    wrap = wraps.sealed_wrap(
        wraps.PassphraseWrap, b"d" * 32, number=1, base=base, salt=salt, cost=CHEAP, lease_key=None
    )
    sealed = bytearray(wrap.sealed)
    sealed[at % len(sealed)] ^= 1
    altered = wraps.PassphraseWrap(number=1, salt=salt, cost=CHEAP, lease=None, sealed=bytes(sealed), base=wrap.base)

    assert wraps.opened(wrap, base=base, lease_keys={}) == b"d" * 32
    with pytest.raises(wraps.WrapClosed):
        wraps.opened(altered, base=base, lease_keys={})


def test_a_wrap_given_another_number_does_not_open() -> None:
    base = b"b" * 32
    wrap = wraps.sealed_wrap(
        wraps.PassphraseWrap, b"d" * 32, number=1, base=base, salt=b"s" * 16, cost=CHEAP, lease_key=None
    )
    renumbered = wraps.PassphraseWrap(
        number=2, salt=wrap.salt, cost=CHEAP, lease=None, sealed=wrap.sealed, base=wrap.base
    )

    with pytest.raises(wraps.WrapClosed):
        wraps.opened(renumbered, base=base, lease_keys={})


def test_no_secret_is_shown_with_what_holds_it(tmp_path: Path) -> None:
    profile, unlocked = a_local_profile(tmp_path)

    assert repr(unlocked) == "Unlocked()"
    profile.close()


def _change_until_killed(folder: Path, *, after_s: float) -> None:
    with started(CHANGER, folder) as changer:
        assert changer.stdout is not None
        assert changer.stdout.readline().strip() == b"changing"
        with pytest.raises(subprocess.TimeoutExpired):
            changer.wait(timeout=after_s)
        changer.kill()


def _data_keys(profile: Profile) -> list[bytes]:
    """The data key of each of the two passphrases that opens the profile."""
    found = []
    for passphrase in (PASSPHRASE, OTHER_PASSPHRASE):
        try:
            found.append(keys.unlock(profile, passphrase, clock=a_clock(), cost=CHEAP).data_key)
        except keys.WrongPassphrase:
            continue
    return found


def test_secrets_are_stretched_from_several_threads_at_a_time() -> None:
    cost = Cost(memory=1_024, passes=3, lanes=4)

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: wraps.stretched(PASSPHRASE, salt=bytes(16), cost=cost), range(40)))

    assert set(made) == {wraps.stretched(PASSPHRASE, salt=bytes(16), cost=cost)}
