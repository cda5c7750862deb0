"""The table of faults in docs/reliability.md, and what a test tells of how often it met its fault."""

import ast
import functools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "reliability.md"
_COLUMNS = 4

Occurred = Callable[[str, int], None]
"""Takes a fault's name in the table, and how often the test has met it; fails below what the table says."""


class Row(NamedTuple):
    """One line of the table: `test` is «file::function», `least` how often the fault occurs each time it runs."""

    fault: str
    promise: str
    test: str
    least: int


@functools.cache
def rows() -> tuple[Row, ...]:
    """Return the lines of the table, in order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [[each.strip() for each in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return tuple(
        Row(fault.strip(), promise.strip(), test.strip().strip("`"), int(least))
        for fault, promise, test, least in (each for each in cells if len(each) == _COLUMNS)
        if least.strip().isdecimal()
    )


def row_of(test: str, fault: str) -> Row:
    """Return the line that the table has for *test* and *fault*; raises LookupError."""
    found = [each for each in rows() if (each.test, each.fault) == (test, fault)]
    if len(found) != 1:
        raise LookupError(f"docs/reliability.md has {len(found)} lines for «{fault}» and {test}")
    return found[0]


def arguments_of(test: str) -> set[str]:
    """Return what the function of a line asks for; raises LookupError when there is no such function."""
    name, _, function = test.partition("::")
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
    raise LookupError(test)


def tests_that_count() -> set[str]:
    """Return every test that takes `occurred`."""
    return {
        f"{path.relative_to(ROOT).as_posix()}::{node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "occurred" in (text := path.read_text(encoding="utf-8"))
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if "occurred" in {each.arg for each in node.args.args}
    }
