"""Facts: what is told at the meeting; each is typed once and stands everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from story.person import NotThere


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was typed; `card` is the title of the card that it is told on, and what kind that is."""

    words: str
    card: str
    kind: str


def typed_once(facts: Sequence[Fact], typed: Sequence[str]) -> None:
    """See that each fact was typed once, alone. Raises NotThere."""
    for each in facts:
        times = sum(each.words in written for written in typed)
        if times != 1:
            raise NotThere(f"«{each.words}» was typed {times} times, not once")


def stand_in(facts: Sequence[Fact], text: str, where: str) -> None:
    """See that each fact stands in *text*, whatever its lines are broken at. Raises NotThere."""
    words = _joined(text)
    missing = [each.words for each in facts if _joined(each.words) not in words]
    if missing:
        raise NotThere(f"{where} does not tell: {'; '.join(missing)}")


def _joined(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())
