"""Wording: how the texts of the stories become those of one person: names, forms of names, and a choice of phrases.

A text names people in braces, `{citizen}` or `{citizen:s}` with the Danish genitive; `[a|b|c]` is one of a, b and c.
"""

import re
from collections.abc import Mapping

from app.demo.chance import Chance

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


class Name(str):
    """A first name or a title that knows its genitive."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        """Return the name itself, or with form `s` its genitive: «Karens», «Jonas'»."""
        if form != "s":
            return str(self)
        return f"{self}'" if self[-1:].lower() in ("s", "x", "z") else f"{self}s"


PRONOUNS: Mapping[str, Mapping[str, Name]] = {
    "female": {
        "hun": Name("hun"), "Hun": Name("Hun"), "hende": Name("hende"), "hendes": Name("hendes"),
    },
    "male": {
        "hun": Name("han"), "Hun": Name("Han"), "hende": Name("ham"), "hendes": Name("hans"),
    },
}  # fmt: skip
"""What a story writes `{hun}` for, by the citizen's gender."""


def told(text: str, names: Mapping[str, Name], chance: Chance) -> str:
    """Return *text* with one of each choice of phrases, and with its names. Raises KeyError for a name unknown."""
    chosen = _CHOICE.sub(lambda found: chance.one(found[1].split("|")), text) if "[" in text else text
    return chosen.format_map(names) if "{" in chosen else chosen
