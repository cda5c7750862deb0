"""Every Danish text is marked, collected, translated with the same fields, and shown in the language chosen."""

import ast
import importlib.util
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

import resources
from app.domain.days import show_day
from app.texts import Text, mark, say
from ui import language

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "packaging" / "translations.py"
# Made-up plans are Danish in every language; the letters and the spelling of days are what these two read.
NO_SCREEN = (
    "app/demo/", "app/domain/danish.py", "app/domain/weekly.py", "app/queries/said.py", "ui/widgets/day_text.py",
)  # fmt: skip
DANISH = re.compile(
    r"[a-z]+[æøå]|[æøå][a-z]"
    r"|\b(og|ikke|er|det|den|til|med|af|som|har|kan|skal|eller|du|jeg|en|et|der|fra|ved|på|ny|nye|nyt|ingen|alt"
    r"|mål|kort|borger\w*|plan(en|er)|tavle\w*|aftale\w*|møde\w*|gem|slet|vælg|vis|luk)\b[ ,.:]",
    re.IGNORECASE,
)
RAISED = ("UserError", "EnvironmentTrouble")
# Words of a language: two letters in a row, but not the name of the program.
WORDS = re.compile(r"(?!Enplan)\b[^\W\d_]{2}")
SHOWN_BY = re.compile(
    r"set(Text|PlainText|ToolTip|StatusTip|WhatsThis|Title|WindowTitle|PlaceholderText|AccessibleName|Accessible"
    r"Description|Description|Header\w*)|QLabel|Label|QPushButton|Button|QToolButton|QCheckBox|QRadioButton|QGroupBox"
    r"|QAction|addAction|addTab|UserError|EnvironmentTrouble|EnplanError|refuse|tell|transact"
)


def _load() -> ModuleType:
    """Load the recipe by its path: `packaging/` must never become an importable package."""
    spec = importlib.util.spec_from_file_location("enplan_translations", RECIPE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translations = _load()
FILES = sorted(file for folder in translations.SOURCES for file in folder.rglob("*.py"))


def called(node: ast.AST) -> str:
    """Return the bare name of what is called, or "" where nothing is."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


@cache
def read(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@cache
def unmarked(file: Path) -> list[ast.AST]:
    """Return everything in *file* but marked texts and docstrings."""
    found: list[ast.AST] = [read(file)]
    for node in found:
        inside = ast.iter_child_nodes(node)
        found.extend(each for each in inside if called(each) != "mark" and not is_docstring(each))
    return found


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def place(file: Path, node: ast.AST) -> str:
    return f"{name_of(file)}:{getattr(node, 'lineno', 0)}"


def is_literal(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_written_out(node: ast.AST) -> bool:
    """Tell whether words of a language stand in this very expression."""
    parts = [node, *getattr(node, "values", ())] if isinstance(node, ast.Constant | ast.JoinedStr) else []
    return any(is_literal(part) and WORDS.search(getattr(part, "value", "")) for part in parts)


def is_error(file: Path, node: ast.AST) -> bool:
    """Tell whether an error is made here; in the core, what hands its text up to a base class is an error too."""
    return called(node) in RAISED or (called(node) == "__init__" and not name_of(file).startswith("ui/"))


def fields(text: str) -> list[tuple[str, str, str | None]]:
    """Return the fields in braces with their formats, in alphabetical order."""
    found = ((name, form or "", turn) for _, name, form, turn in Formatter().parse(text) if name is not None)
    return sorted(found)


def ending(text: str) -> str:
    """Return the punctuation and the blanks that end *text*."""
    return text[len(text.rstrip(" \n.?!:…")) :]


@cache
def marks() -> list[tuple[Path, ast.AST]]:
    """Return every call of `mark` with its file."""
    return [(file, node) for file in FILES for node in ast.walk(read(file)) if called(node) == "mark"]


@cache
def marked() -> set[tuple[str, ...]]:
    """Return the context and the words of every marked text."""
    calls = [node for _, node in marks() if isinstance(node, ast.Call)]
    return {tuple(ast.literal_eval(each) for each in node.args) for node in calls}


CATALOGUES = {name: translations.messages(translations.catalogue(name)) for name in translations.LANGUAGES}


@pytest.fixture
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("da")


def test_every_marked_text_is_two_plain_literals() -> None:
    wrong = [
        place(file, node)
        for file, node in marks()
        if not (isinstance(node, ast.Call) and len(node.args) == 2 and all(map(is_literal, node.args)))
    ]

    assert wrong == []
    assert len(marked()) > 500


def test_no_danish_text_stands_outside_a_mark() -> None:
    wrong = [
        f"{place(file, node)}: {node.value}"
        for file in FILES
        if not name_of(file).startswith(NO_SCREEN)
        for node in unmarked(file)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DANISH.search(node.value)
    ]

    assert wrong == []


def test_no_widget_and_no_error_is_handed_words_that_are_not_marked() -> None:
    wrong = [
        place(file, argument)
        for file in FILES
        for node in unmarked(file)
        if isinstance(node, ast.Call) and SHOWN_BY.fullmatch(called(node))
        for argument in node.args
        if is_written_out(argument)
    ]

    assert wrong == []


def test_an_error_ends_with_a_full_stop() -> None:
    raised = [
        (place(file, node), argument.args[1])
        for file in FILES
        for node in ast.walk(read(file))
        if is_error(file, node) and isinstance(node, ast.Call)
        for argument in node.args[:1]
        if called(argument) == "mark" and isinstance(argument, ast.Call)
    ]

    assert [where for where, text in raised if not ast.literal_eval(text).endswith(".")] == []
    assert raised


def test_a_text_of_several_sentences_ends_as_a_sentence() -> None:
    assert [
        text for _, text in sorted(marked()) if re.search(r"[a-z]\. [A-ZÆØÅ]", text) and text[-1] not in ".?!…}"
    ] == []


@pytest.mark.parametrize(
    "danish", ["Vælg en dato.", "Ny borger", "Det er gemt.", "Luk vinduet", "på tavlen", "Gem planen"]
)
def test_a_danish_text_is_known_when_it_is_seen(danish: str) -> None:
    assert DANISH.search(danish)


@pytest.mark.parametrize("code", ["en", "due", "plan.db", "item panel", "%Y-%m-%d", "responsible", "icons/pen.svg"])
def test_a_word_of_the_code_is_not_taken_for_danish(code: str) -> None:
    assert DANISH.search(code) is None


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_marked_text_is_in_the_catalogue_and_no_other(name: str) -> None:
    collected = {(each.context, each.source) for each in CATALOGUES[name]}

    assert collected == marked()


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_text_is_translated(name: str) -> None:
    assert [each for each in CATALOGUES[name] if not each.translation] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_translation_has_the_fields_of_its_text(name: str) -> None:
    wrong = [each for each in CATALOGUES[name] if fields(each.source) != fields(each.translation or "")]

    assert wrong == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_translation_ends_as_its_text_does(name: str) -> None:
    wrong = [each for each in CATALOGUES[name] if ending(each.source) != ending(each.translation or "")]

    assert wrong == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_shipped_file_says_what_the_catalogue_says(name: str) -> None:
    translator = QTranslator()
    assert translator.load(str(resources.path(f"translations/enplan_{name}.qm")))

    said = [translator.translate(each.context, each.source) for each in CATALOGUES[name]]

    assert said == [each.translation for each in CATALOGUES[name]]


@pytest.mark.parametrize("name", translations.LANGUAGES)
def test_the_collector_finds_in_the_code_what_the_catalogue_holds(name: str, tmp_path: Path) -> None:
    fresh = Path(shutil.copy(translations.catalogue(name), tmp_path))

    translations.collect(fresh, translations.LANGUAGES[name])

    assert fresh.read_text(encoding="utf-8") == translations.catalogue(name).read_text(encoding="utf-8")


def test_a_new_text_is_collected_unfinished_and_an_old_one_goes(tmp_path: Path) -> None:
    (tmp_path / "first.py").write_text('OLD = mark("card", "Gammel")\n', encoding="utf-8")
    translations.collect(tmp_path / "x.ts", "en_GB", sources=[tmp_path])
    (tmp_path / "first.py").write_text('NEW = mark("card", "Mærkat {day}")\n', encoding="utf-8")

    translations.collect(tmp_path / "x.ts", "en_GB", sources=[tmp_path])

    assert translations.messages(tmp_path / "x.ts") == [translations.Message("card", "Mærkat {day}", None)]


@pytest.mark.usefixtures("english")
def test_english_is_shown_as_soon_as_it_is_chosen() -> None:
    assert say(mark("contest", "Forskel 1 af {count}"), count=2) == "Difference 1 of 2"


@pytest.mark.usefixtures("english")
def test_a_day_is_said_in_the_language_chosen() -> None:
    assert [show_day("2026-11-24"), show_day("2026-05"), show_day("1974")] == ["24 November 2026", "May 2026", "1974"]


@pytest.mark.usefixtures("english")
def test_a_text_without_translation_stays_danish() -> None:
    assert say(Text("contest", "Findes ikke")) == "Findes ikke"


def test_the_menus_that_qt_makes_itself_follow_the_language(qapp: QApplication) -> None:
    language.use("en")
    english = qapp.translate("QPlatformTheme", "Cancel")
    language.use("da")

    assert (english, qapp.translate("QPlatformTheme", "Cancel")) == ("Cancel", "Annuller")
    assert len(qapp.findChildren(QTranslator)) == 1


def test_danish_is_what_stands_in_the_code() -> None:
    language.use("da")

    assert say(mark("contest", "Forskel 1 af {count}"), count=2) == "Forskel 1 af 2"


def test_every_language_to_choose_is_shipped() -> None:
    assert [code for code, _ in language.LANGUAGES] == ["da", *translations.LANGUAGES]
