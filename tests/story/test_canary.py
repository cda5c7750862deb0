"""Nothing a caseworker writes lies readable on the machine: not while the program runs, not after it was killed."""

import base64
import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from app.domain.danish import fold

CANARY = "".join(secrets.choice("bcdfghjkmpqvwxz") for _ in range(9)).capitalize() + "anæriefåglwj"
"""Another one each time: nothing that an earlier run has left is found."""
ROOT = Path(__file__).parents[2]
_SHARED = Path("/dev/shm")  # noqa: S108 - only looked into
_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR")


def disguises(canary: str) -> list[bytes]:
    """Return the bytes that *canary* may hide as.

    Encodings, folded, base64 at each of its three offsets, as in an address, and its plain first letters, which every
    way of escaping the others leaves. What another disguise is a part of is found by that one.
    """
    texts = {canary, canary.lower(), canary.upper(), fold(canary)}
    texts |= {canary[:7], canary[:7].lower(), canary[:7].upper()}
    plain = [text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")]
    shifted = [
        base64.b64encode(b"\0" * offset + text.encode(encoding))[4:-4]
        for text in texts
        for offset in range(3)
        for encoding in ("utf-8", "utf-16-le")
    ]
    found = {*plain, *(each for each in shifted if len(each) >= 6), *(quote(text).encode() for text in texts)}
    return [each for each in found if not any(other in each for other in found - {each})]


def readable_in(folder: Path, *, canary: str = CANARY, since: float = 0.0) -> list[str]:
    """Return the files below *folder* whose name or content holds *canary* in any disguise.

    The folder of temporary files is passed over when it lies in there: it is full of other tests' files. So is what
    nobody has made, named or written *since* a time in seconds: it was there before there was a canary.
    """
    hidden, passed_over = disguises(canary), tempfile.gettempdir()
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if os.path.join(where, each) != passed_over]
        found += [Path(where, name) for name in names]
    return [str(file) for file in found if _is_younger(file, since) and _holds(file, hidden)]


def _is_younger(file: Path, since: float) -> bool:
    try:
        status = file.lstat()
    except OSError:  # gone meanwhile
        return False
    return max(status.st_mtime, status.st_ctime) >= since


def _holds(file: Path, hidden: list[bytes]) -> bool:
    try:
        content = os.fsencode(str(file)) + file.read_bytes()
    except OSError:  # another program's, gone meanwhile or not to be read
        return False
    return any(each in content for each in hidden)


class Seen(NamedTuple):
    """What the program told of itself, and the files that gave the canary away."""

    told: dict[str, Any]
    running: list[str]
    killed: list[str]
    kept: list[str]
    """What the program has written on the machine at all."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Run the program with a canary in everything; home, settings and temporary files lie in a folder of its own."""
    began = tmp_path_factory.mktemp("began").stat().st_mtime  # by the clock of the files
    machine, asked = tmp_path_factory.mktemp("machine"), tmp_path_factory.mktemp("asked")
    homes = {name: str(machine / name.lower()) for name in _HOMES}
    for each in homes.values():
        Path(each).mkdir(mode=0o700)
    running = subprocess.Popen(
        [sys.executable, "-m", "story.canary_program", str(machine / "profile"), str(asked), CANARY],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | homes | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        cwd=machine,
    )
    try:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        found = [*readable_in(machine), *readable_in(_SHARED, since=began)]
    finally:
        running.kill()
        running.communicate()
    files = [str(each.relative_to(machine)) for each in machine.rglob("*") if each.is_file()]
    return Seen(told, found, [*readable_in(machine), *readable_in(_SHARED, since=began)], files)


@pytest.mark.timeout(300)
def test_a_canary_is_found_nowhere_while_running_and_after_a_kill(seen: Seen) -> None:
    assert seen.told["found"] > 0
    assert "profile/plan.db" in seen.kept
    assert (seen.running, seen.killed) == ([], [])


def test_no_title_that_other_programs_see_tells_of_a_person(seen: Seen) -> None:
    assert seen.told["titles"] == ["Enplan"]


def test_the_program_never_connects_by_a_second_sqlite(seen: Seen) -> None:
    assert seen.told["connected"] == []


def test_the_search_for_the_canary_would_find_it(tmp_path: Path) -> None:
    began = tmp_path.stat().st_mtime
    canary = "Wqzxjvkanærinogetåv"  # the other one is looked for in every folder of this machine
    written = [
        canary.encode("utf-16-le"),
        fold(canary).encode(),
        json.dumps(canary).encode(),
        quote(canary).encode(),
        *(base64.b64encode(b"x" * offset + f"{canary} yy".encode()) for offset in range(3)),
        *(base64.b64encode(b"x" * offset + f"{canary} yy".encode("utf-16-le")) for offset in range(3)),
    ]
    for number, content in enumerate(written):
        (tmp_path / str(number)).write_bytes(b"before" + content + b"after")

    assert len(readable_in(tmp_path, canary=canary, since=began)) == len(written)
