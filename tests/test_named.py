"""Nothing may be added without a test that names it: records, formats, importers, screens, commands, settings.

The rules of the exchange are looked after by `tests/sync/test_spec.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import click
import pytest

from app.domain import RECORD_TYPES
from app.export import EXPORTERS
from app.intake import IMPORTERS
from sync.server.__main__ import main as server_commands
from ui.appearance import Appearance
from ui.board.elements import ELEMENT_KINDS
from ui.commands import COMMANDS
from ui.screens import LEADING, SCREENS
from ui.screens.citizen_header import FACES

TESTS = Path(__file__).parent
SOURCES = [file for folder in ("app", "sync", "ui") for file in (TESTS.parent / folder).rglob("*.py")]


@cache
def all_tests() -> str:
    """Return the text of every test but this one."""
    files = [file for file in TESTS.rglob("*.py") if file != Path(__file__)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def quoted_words() -> frozenset[str]:
    """Return every word that a test writes in quotes."""
    return frozenset(re.findall(r'"[^\s"]+"', all_tests()))


def is_named(name: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", all_tests()) is not None


def commands(*groups: click.Command) -> Iterator[click.Command]:
    """Yield every command with those below it."""
    for each in groups:
        yield each
        yield from commands(*each.commands.values()) if isinstance(each, click.Group) else ()


EVERY_COMMAND = list(commands(*COMMANDS, *server_commands.commands.values()))
OPTIONS = sorted(
    {
        word
        for command in (*EVERY_COMMAND, server_commands)
        for each in command.params
        for word in (*each.opts, *each.secondary_opts)
        if word.startswith("--")
    }
)
VARIABLES = sorted({name for file in SOURCES for name in re.findall(r'"(ENPLAN_[A-Z_]+)"', file.read_text("utf-8"))})


@pytest.mark.parametrize("name", sorted({each.record.__name__ for each in RECORD_TYPES}))
def test_every_record_type_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.id for each in EXPORTERS])
def test_every_exporter_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.id for each in IMPORTERS])
def test_every_importer_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.id for each in (*SCREENS, *LEADING)] + [face for face, _, _ in FACES])
def test_every_screen_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.type.name for each in ELEMENT_KINDS])
def test_every_card_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", sorted({str(each.name) for each in EVERY_COMMAND}))
def test_every_command_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.name for each in fields(Appearance)] + VARIABLES)
def test_every_setting_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_of_a_command_is_named_by_a_test(option: str) -> None:
    assert f'"{option}"' in quoted_words()


def test_settings_were_found() -> None:
    assert len(OPTIONS) > 20
    assert "ENPLAN_PASSPHRASE" in VARIABLES
