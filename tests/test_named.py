"""Nothing may be added without a test that names it: record types, formats, importers, screens, commands."""

import re
from functools import cache
from pathlib import Path

import click
import pytest

from app.domain import RECORD_TYPES
from app.export import EXPORTERS
from app.intake import IMPORTERS
from sync.server.__main__ import main as server_commands
from ui.board.elements import ELEMENT_KINDS
from ui.commands import COMMANDS
from ui.screens import SCREENS

TESTS = Path(__file__).parent


@cache
def all_tests() -> str:
    """Return the text of every test but this one."""
    files = [file for file in TESTS.rglob("*.py") if file != Path(__file__)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def is_named(name: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", all_tests()) is not None


def command_names(group: click.Command) -> list[str]:
    return sorted(group.commands) if isinstance(group, click.Group) else []


@pytest.mark.parametrize("name", sorted({each.record.__name__ for each in RECORD_TYPES}))
def test_every_record_type_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.id for each in EXPORTERS])
def test_every_exporter_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.id for each in IMPORTERS])
def test_every_importer_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.id for each in SCREENS])
def test_every_screen_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [each.type.name for each in ELEMENT_KINDS])
def test_every_card_is_named_by_a_test(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", [str(each.name) for each in COMMANDS] + command_names(server_commands))
def test_every_command_is_named_by_a_test(name: str) -> None:
    assert is_named(name)
