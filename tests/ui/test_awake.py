"""During a meeting the machine keeps its screen on; a machine that knows no such wish goes on as it does."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from builders import NOON
from ui.awake import Desktop, awake_here
from ui.program import Program
from windows import application


def test_where_there_is_no_bus_nothing_is_asked_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    door = Desktop()

    door.begin()
    door.begin()
    door.end()
    door.end()


@pytest.mark.parametrize(("platform", "door"), [("win32", "Windows"), ("darwin", "Mac"), ("linux", "Desktop")])
def test_each_system_has_its_own_door(platform: str, door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)

    assert type(awake_here()).__name__ == door


def is_awake(program: Program) -> bool:
    return program._awake is not None


def test_the_program_asks_while_a_meeting_is_held_and_lets_go_at_its_end(
    qtbot: QtBot, tmp_path: Path, look: None
) -> None:
    program = Program(application(), folder=tmp_path / "profile", clock=FixedClock(NOON))

    program._on_meeting(True)
    assert is_awake(program)
    program._on_meeting(False)
    assert not is_awake(program)
    program._on_meeting(True)
    program.quit()
    assert not is_awake(program)
