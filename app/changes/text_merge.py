"""Three-way merge of long texts by words: both authors' words stand, or the merge is left to a person."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

_WORDS = re.compile(r"\s*\S+|\s+$")
"""A word with the space before it."""
_MOST_PAIRS = 400_000
"""Equal words of two texts, each with each, that are compared: about 0.1 s. A judge holds up the whole stream."""

_Span = tuple[int, int, list[str]]


def merge(base: str, first: str, second: str) -> str | None:
    """Return *base* with the alterations of both texts, or None where they touch the same or neighbouring words.

    Whole sentences or lines that both add at one place are kept, those of *first* before a line with those of *second*.
    Equal to either text when the other did not alter the base. None also where the altered parts are so long and so
    repetitive that comparing them would take long.
    """
    if first in (second, base):
        return second
    if second == base:
        return first
    words = _WORDS.findall(base)
    by_first, by_second = _altered(words, first), _altered(words, second)
    if by_first is None or by_second is None:
        return None
    spans = _joined(words, by_first, by_second)
    return None if spans is None else _applied(words, spans)


def _altered(words: list[str], text: str) -> list[_Span] | None:
    """Return the spans of *words* that *text* replaces: (start, end, new words); None where comparing takes long."""
    new = _WORDS.findall(text)
    head = _alike(words, new)
    tail = _alike(words[head:][::-1], new[head:][::-1])
    old_part, new_part = words[head : len(words) - tail], new[head : len(new) - tail]
    if _pairs(old_part, new_part) > _MOST_PAIRS:
        return None
    matcher = SequenceMatcher(a=old_part, b=new_part, autojunk=False)
    return [(head + a, head + b, new_part[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _alike(first: list[str], second: list[str]) -> int:
    """Count the words at the beginning that both have."""
    return next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _pairs(first: list[str], second: list[str]) -> int:
    counted = Counter(second)
    return sum(counted[word] for word in first)


def _joined(words: list[str], first: list[_Span], second: list[_Span]) -> list[_Span] | None:
    """Return all spans in order, or None where two of different authors meet; an equal alteration counts once."""
    common = [span for span in first if span in second]
    ordered = sorted([*first, *(span for span in second if span not in common)], key=lambda span: span[:2])
    joined = ordered[:1]
    for before, after in pairwise(ordered):
        from_one_author = (before in first and after in first) or (before in second and after in second)
        if after[0] > before[1] or from_one_author:
            joined.append(after)
        elif _stands_alone(words, before) and _stands_alone(words, after):
            joined.append((*after[:2], ["\n" + after[2][0].lstrip(), *after[2][1:]]))
        else:
            return None
    return joined


def _stands_alone(words: list[str], span: _Span) -> bool:
    """Tell whether a span adds whole sentences or lines: what else is added there leaves them their meaning."""
    start, end, new = span
    if start != end:
        return False
    begins = start == 0 or _ends_sentence(words[start - 1]) or new[0].startswith("\n")
    ends = start == len(words) or _ends_sentence(new[-1]) or words[start].startswith("\n")
    return begins and ends


def _ends_sentence(word: str) -> bool:
    return word.endswith((".", "!", "?"))


def _applied(words: list[str], spans: list[_Span]) -> str:
    merged: list[str] = []
    at = 0
    for start, end, new in spans:
        merged += words[at:start] + new
        at = end
    return "".join(merged + words[at:])
