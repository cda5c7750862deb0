"""Three-way merge of long texts by words: both authors' words stand, or the merge is left to a person."""

import re
from difflib import SequenceMatcher
from itertools import pairwise

_WORDS = re.compile(r"\s+|[^\s]+")

_Span = tuple[int, int, list[str]]


def merge(base: str, first: str, second: str) -> str | None:
    """Return *base* with the alterations of both texts, or None where they touch the same or neighbouring words.

    Symmetric, and equal to either text when the other did not alter the base.
    """
    if first in (second, base):
        return second
    if second == base:
        return first
    words = _WORDS.findall(base)
    spans = _joined(_altered(words, first), _altered(words, second))
    if spans is None:
        return None
    return _applied(words, spans)


def _altered(words: list[str], text: str) -> list[_Span]:
    """Return the spans of *words* that *text* replaces: (start, end, new words)."""
    new = _WORDS.findall(text)
    matcher = SequenceMatcher(a=words, b=new, autojunk=False)
    return [(a, b, new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _joined(first: list[_Span], second: list[_Span]) -> list[_Span] | None:
    """Return all spans in order, or None where two of different authors meet; an equal alteration counts once."""
    common = [span for span in first if span in second]
    ordered = sorted([*first, *(span for span in second if span not in common)], key=lambda span: span[:2])
    for before, after in pairwise(ordered):
        from_one_author = (before in first and after in first) or (before in second and after in second)
        if after[0] <= before[1] and not from_one_author:
            return None
    return ordered


def _applied(words: list[str], spans: list[_Span]) -> str:
    merged: list[str] = []
    at = 0
    for start, end, new in spans:
        merged += words[at:start] + new
        at = end
    return "".join(merged + words[at:])
