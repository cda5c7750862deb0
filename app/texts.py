"""Danish texts as data: marked in the code, translated where they are shown."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Translate = Callable[[str, str], str]


class Text(str):
    """A Danish text that knows its translation context; fields stand in braces and are handed beside it."""

    __slots__ = ("context",)
    context: str

    def __new__(cls, context: str, text: str) -> "Text":
        """Join *text* with its *context*."""
        self = super().__new__(cls, text)
        self.context = context
        return self


def mark(context: str, text: str) -> Text:
    """Mark *text* for translation; the collector of translations looks for calls of this name."""
    return Text(context, text)


class _Language:
    """The one place that holds the translator in use; Danish needs none."""

    translate: Translate = staticmethod(lambda context, text: text)


def install(translate: Translate) -> None:
    """Show all texts through *translate(context, text)* from now on."""
    _Language.translate = staticmethod(translate)


_keeps_danish: ContextVar[bool] = ContextVar("keeps_danish", default=False)


@contextmanager
def in_danish() -> Iterator[None]:
    """Say everything in Danish meanwhile: what goes into a plan, and what a citizen gets in the hand."""
    before = _keeps_danish.set(True)
    try:
        yield
    finally:
        _keeps_danish.reset(before)


def say(text: str, **fields: object) -> str:
    """Return *text* in the language in use with *fields* filled in."""
    context = text.context if isinstance(text, Text) else ""
    shown = str(text) if _keeps_danish.get() else _Language.translate(context, str(text))
    return shown.format(**fields) if fields else shown
