"""A program with its modules loaded: for every line it is sent it forks, and the fork runs the program once.

It is started by `ready_programs`, which knows what the words and the lines mean.
"""

import importlib
import json
import os
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def main(program: str, *loaded: str) -> None:
    """Run *program* with *loaded* modules once for every line, and answer each with the code it ended with."""
    for name in (*loaded, f"{program}.__main__"):
        importlib.import_module(name)
    del sys.modules[f"{program}.__main__"]
    if program == "ui":
        _make_guessing_cheap()
    sys.path.remove(str(Path(__file__).parent))  # it is no part of the program
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            _run(program, json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(program: str, asked: Mapping[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, path in enumerate((os.devnull, asked["output"], asked["errors"])):
        opened = os.open(path, os.O_RDWR)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = [program, *asked["words"]]
    if asked["script"]:
        exec(compile(asked["script"], "<script>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's own words
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)


def _make_guessing_cheap() -> None:
    from profiles import make_guessing_cheap

    make_guessing_cheap()


if __name__ == "__main__":
    main(*sys.argv[1:])
