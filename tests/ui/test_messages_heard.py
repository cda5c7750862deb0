"""What the program says is heard by a screen reader, in a meeting too, where nothing is shown."""

import pytest

from ui.screens.screen import Desk


@pytest.mark.parametrize("is_quiet", [False, True], ids=["at the desk", "in a meeting"])
def test_what_has_happened_is_heard_whether_it_is_shown_or_not(desk: Desk, is_quiet: bool) -> None:
    heard: list[str] = []
    desk.messages.spoken.connect(heard.append)
    desk.messages.is_quiet = is_quiet

    desk.messages.tell("Samtykket er gemt.")
    desk.messages.tell("Sagt af tavlen.", is_said=True)

    assert heard == ["Samtykket er gemt."]
    assert desk.messages._toast.isHidden() is is_quiet
