"""The shape that the code keeps: where things may stand, how large they grow, what is never named."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("app", "ui", "sync", "resources")
CODE = (*PACKAGES, "packaging")
FOLDERS = (*CODE, "tests", "docs", "requirements", ".ci")
NEVER_PACKAGES = ("packaging", "tests", "docs", ".ci")
LONGEST_FILE = 400
CLOCKS = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
    "QDate": {"currentDate"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc"},
    "QTime": {"currentTime"},
}
# In parts, so that this file does not name them.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("debian", "org"),
    )
]


def sources(*folders: str) -> list[Path]:
    """Return every Python file under the given folders."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def texts() -> Iterator[Path]:
    """Yield every text file of the project."""
    kept = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*") if file.is_file()]
    top = [file for file in ROOT.iterdir() if file.is_file()]
    binary = {".qm", ".ttf", ".png", ".pdf", ".pyc", ".jpg", ".db", ".gz"}
    return (file for file in kept + top if file.suffix not in binary)


def where(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def places(files: list[Path], is_wrong: Callable[[ast.AST], bool]) -> list[str]:
    """Return ``file:line`` of everything that is wrong in the given files."""
    return [f"{where(file)}:{node.lineno}" for file in files for node in walk(file) if is_wrong(node)]


def walk(file: Path) -> Iterator[ast.stmt | ast.expr]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.stmt | ast.expr))


def calls(name: str) -> Callable[[ast.AST], bool]:
    """Return a question: is this a call of a method of that name?"""
    return lambda node: isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name


def imports_sqlite3(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(alias.name.partition(".")[0] in {"sqlite3", "_sqlite3"} for alias in names)
        case ast.ImportFrom(module=str(module)):
            return module.partition(".")[0] in {"sqlite3", "_sqlite3"}
    return False


def reads_the_clock(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
            return name in CLOCKS.get(owner, ())
    return False


def marks_something_else_than_two_plain_texts(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="mark"), args=args, keywords=keywords):
            plain = [part for part in args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            return bool(keywords) or (len(plain), len(args)) != (2, 2)
    return False


@pytest.mark.parametrize("folder", NEVER_PACKAGES)
def test_a_folder_that_must_not_hide_a_library_is_no_package(folder: str) -> None:
    assert list((ROOT / folder).rglob("__init__.py")) == []


def test_every_module_says_in_a_sentence_what_it_is_for() -> None:
    first_lines = {where(file): (ast.get_docstring(tree(file)) or "").partition("\n")[0] for file in sources(*CODE)}

    assert {file: line for file, line in first_lines.items() if not line.endswith(".")} == {}


def test_no_module_is_named_after_nothing() -> None:
    nothing = re.compile(r"^(utils?|helpers?|common|misc|part\d+)$")

    assert [where(file) for file in sources(*CODE, "tests") if nothing.match(file.stem)] == []


def test_no_file_has_outgrown_its_notion() -> None:
    lengths = {where(file): len(file.read_text(encoding="utf-8").splitlines()) for file in sources(*CODE, "tests")}

    assert {file: length for file, length in lengths.items() if length > LONGEST_FILE} == {}


def test_only_operations_and_the_store_itself_write_to_the_store() -> None:
    elsewhere = [file for file in sources(*CODE) if not where(file).startswith(("app/operations/", "app/store/"))]

    assert places(elsewhere, calls("transact")) == []


def test_a_second_sqlite_is_imported_nowhere() -> None:
    assert places(sources(*CODE, "tests"), imports_sqlite3) == []


def test_only_the_clock_reads_the_clock() -> None:
    elsewhere = [file for file in sources(*PACKAGES) if where(file) != "app/clock.py"]

    assert places(elsewhere, reads_the_clock) == []


def test_every_text_for_the_user_is_written_so_that_the_translators_tool_finds_it() -> None:
    assert places(sources(*PACKAGES), marks_something_else_than_two_plain_texts) == []


def test_every_test_file_has_a_name_of_its_own() -> None:
    names = Counter(file.name for file in sources("tests") if file.name != "conftest.py")

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("registry", REGISTRIES)
def test_no_file_says_where_packages_are_fetched(registry: str) -> None:
    naming = [where(file) for file in texts() if registry in file.read_text(encoding="utf-8")]

    assert naming == []


@pytest.mark.parametrize("part", ["client", "server", "dev"])
def test_every_requirement_is_pinned_by_hash_and_without_an_address(part: str) -> None:
    lines = (ROOT / "requirements" / f"{part}.txt").read_text(encoding="utf-8").splitlines()

    shapes = re.compile(r"[a-z0-9._-]+==[^\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not shapes.fullmatch(line)] == []


def test_client_and_server_run_on_the_versions_that_are_tested() -> None:
    pins = {
        part: set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / f"{part}.txt").read_text("utf-8"), re.MULTILINE))
        for part in ("client", "server", "dev")
    }

    assert pins["client"] | pins["server"] <= pins["dev"]


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (calls("transact"), "store.transact('x')"),
        (imports_sqlite3, "import sqlite3"),
        (imports_sqlite3, "from sqlite3.dbapi2 import connect"),
        (reads_the_clock, "datetime.now(UTC)"),
        (reads_the_clock, "datetime.datetime.utcnow()"),
        (reads_the_clock, "date.today()"),
        (reads_the_clock, "QDate.currentDate()"),
        (marks_something_else_than_two_plain_texts, "mark('kind', f'Mål {name}.')"),
        (marks_something_else_than_two_plain_texts, "mark('kind', text='Mål.')"),
    ],
)
def test_the_questions_above_find_what_they_ask_for(wrong: Callable[[ast.AST], bool], line: str) -> None:
    assert any(wrong(node) for node in ast.walk(ast.parse(line)))
