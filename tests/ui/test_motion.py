"""A computer that is set to show no animations gets a calm screen, whatever was chosen here."""

import ctypes
from typing import Any

import pytest

from ui.appearance import Appearance
from ui.motion import is_unwanted
from windows import application


class User32:
    """Windows, set to show animations or not, or with no answer."""

    def __init__(self, *, shows: bool, answers: bool = True) -> None:
        self.shows = shows
        self.answers = answers

    def SystemParametersInfoW(self, action: int, _size: int, found: Any, _kept: int) -> int:
        """Answer as Windows does: by writing where it is told to."""
        if action == 0x1042 and self.answers:
            found._obj.value = int(self.shows)
        return int(self.answers)


@pytest.mark.parametrize(
    ("shows", "answers", "calm"), [(True, True, False), (False, True, True), (False, False, False)]
)
def test_windows_without_animations_has_a_calm_screen(
    qapp: object, monkeypatch: pytest.MonkeyPatch, shows: bool, answers: bool, calm: bool
) -> None:
    class Windll:
        user32 = User32(shows=shows, answers=answers)

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(ctypes, "windll", Windll, raising=False)

    assert is_unwanted() is calm
    assert Appearance().theme(application()).calm is calm
    assert Appearance(calm=True).theme(application()).calm


def test_where_the_computer_tells_nothing_the_setting_decides(qapp: object) -> None:
    assert [Appearance(calm=each).theme(application()).calm for each in (False, True)] == [False, True]
