"""Programs that need no time to load: each run is a process of its own, forked from one that has loaded the modules."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SERVER, CLIENT = "sync.server", "ui"
LOADED = {
    SERVER: ("alembic.migration",),
    CLIENT: ("ui.command_line", "app.store.opened", "alembic.migration", "sync.client.access", "sync.client.once"),
}
"""What a program loads when it is used: what it needs to start, it names itself."""


def run(
    program: str,
    *words: str,
    environment: Mapping[str, str] | None = None,
    packages: Path = ROOT,
    script: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run *program* (SERVER, CLIENT) with *words* to its end, or a *script* that uses its modules.

    It runs the sources in *packages*, which must not change from then on. Its input is empty.
    """
    with tempfile.TemporaryDirectory(prefix="enplan-run-") as folder:
        output, errors = Path(folder, "output"), Path(folder, "errors")
        output.touch()
        errors.touch()
        given = dict(os.environ if environment is None else environment)
        asked = {"words": words, "script": script, "environment": given, "output": str(output), "errors": str(errors)}
        code = _ready(program, packages).ask(asked)
        return subprocess.CompletedProcess(
            words, code, output.read_text(encoding="utf-8"), errors.read_text(encoding="utf-8")
        )


class _Ready:
    """The process that has loaded a program; it ends with this one at the latest."""

    def __init__(self, program: str, packages: Path) -> None:
        words = (str(ROOT / "tests" / "ready_program.py"), program, *LOADED[program])
        self._process = subprocess.Popen(
            [sys.executable, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=packages, text=True,
            env={**os.environ, "PYTHONPATH": str(packages), "PYTHONUTF8": "1"},
        )  # fmt: skip
        atexit.register(self.end)

    def ask(self, asked: Mapping[str, object]) -> int:
        """Have one run, and return the code it ended with."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()


@cache
def _ready(program: str, packages: Path) -> _Ready:
    return _Ready(program, packages)
