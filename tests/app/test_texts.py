"""Texts are Danish in the code and shown in the language in use; what is kept or handed over stays Danish."""

from collections.abc import Iterator

import pytest

from app import texts
from app.texts import in_danish, mark, say


@pytest.fixture
def shouting() -> Iterator[None]:
    """Show every text in a language of capitals."""
    texts.install(lambda _context, text: text.upper().replace("{NAME}", "{name}"))
    yield
    texts.install(lambda _context, text: text)


@pytest.mark.usefixtures("shouting")
def test_a_text_is_shown_in_the_language_in_use_with_its_fields() -> None:
    assert say(mark("test", "Hej {name}"), name="Karen") == "HEJ Karen"


@pytest.mark.usefixtures("shouting")
def test_what_is_kept_in_the_plan_is_danish_whatever_the_screen_shows() -> None:
    with in_danish():
        kept = say(mark("test", "Hej {name}"), name="Karen")

    assert kept == "Hej Karen"
    assert say(mark("test", "Hej")) == "HEJ"
