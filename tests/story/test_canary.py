"""Nothing a caseworker writes lies readable on the machine: not while the program runs, not after it was killed."""

import base64
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.danish import fold

CANARY = "Zxqvkanæriefåglwj"
ROOT = Path(__file__).parents[2]


def disguises(canary: str) -> list[bytes]:
    """Return the bytes that *canary* may hide as: encodings, folded, base64 at each of its three offsets."""
    texts = {canary, canary.lower(), canary.upper(), fold(canary)}
    plain = [text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")]
    shifted = [base64.b64encode(b"\0" * offset + text.encode())[4:-4] for text in texts for offset in range(3)]
    return plain + shifted


def readable_in(folder: Path) -> list[str]:
    """Return the files below *folder* whose name or content holds the canary in any disguise."""
    hidden = disguises(CANARY)
    files = [Path(where, name) for where, _, names in os.walk(folder) for name in names]
    return [str(file) for file in files if _holds(file, hidden)]


def _holds(file: Path, hidden: list[bytes]) -> bool:
    try:
        content = os.fsencode(str(file)) + file.read_bytes()
    except OSError:  # another program's, gone meanwhile or not to be read
        return False
    return any(each in content for each in hidden)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the program with a canary in everything it was told; its temporary folder is its own."""
    (tmp_path / "temporary").mkdir()
    environment = os.environ | {"TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("canary_program.py")), str(tmp_path / "profile"), CANARY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    yield running
    running.kill()
    running.communicate()


def test_a_canary_is_found_nowhere_while_running_and_after_a_kill(
    program: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert program.stdout is not None
    ready, found = program.stdout.readline().split()
    shared = Path("/dev/shm")  # noqa: S108 - only looked into

    running = readable_in(tmp_path) + (readable_in(shared) if shared.exists() else [])
    program.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    program.wait()
    killed = readable_in(tmp_path) + (readable_in(shared) if shared.exists() else [])

    assert (ready, int(found) > 0) == ("ready", True)
    assert (running, killed) == ([], [])


def test_the_search_for_the_canary_would_find_it(tmp_path: Path) -> None:
    written = [CANARY.encode("utf-16-le"), base64.b64encode(f"xx {CANARY} yy".encode()), fold(CANARY).encode()]
    for number, content in enumerate(written):
        (tmp_path / str(number)).write_bytes(b"before" + content + b"after")

    assert len(readable_in(tmp_path)) == len(written)
