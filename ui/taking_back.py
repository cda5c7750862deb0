"""What is said when an act was taken back or done again: the same words on every face of a plan."""

from collections.abc import Callable
from dataclasses import dataclass

from app.store.history import Undone
from app.texts import Text, mark, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to turn: what is said of the act, and where there was none to turn."""

    done: Text
    nothing: Text


BACK = Way(done=mark("undo", "Fortrudt: {act}."), nothing=mark("undo", "Der er ikke mere at fortryde."))
AGAIN = Way(done=mark("undo", "Gentaget: {act}."), nothing=mark("undo", "Der er ikke mere at gentage."))
_LEFT_NAMED = mark("undo", "Det, andre har ændret siden, står: {titles}.")
_LEFT = mark("undo", "Det, andre har ændret siden, står, som det er.")
_WRITTEN_ONCE = mark("undo", "Det, der kun kan skrives én gang, står. Slet det hele, hvis det er forkert.")


def _nameless(_record: str) -> str:
    return ""


def turned_in_words(turned: Undone | None, way: Way, *, title: Callable[[str], str] = _nameless) -> str:
    """Return what was turned and what was left as it is: by its *title*, where that knows the record."""
    if turned is None:
        return say(way.nothing)
    words = [say(way.done, act=say(Text("act", turned.name)))]
    altered = [each.record for each in turned.left if not each.is_once]
    titles = ", ".join(filter(None, map(title, dict.fromkeys(altered))))
    if altered:
        words.append(say(_LEFT_NAMED, titles=titles) if titles else say(_LEFT))
    if any(each.is_once for each in turned.left):
        words.append(say(_WRITTEN_ONCE))
    return " ".join(words)
