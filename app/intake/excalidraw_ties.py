"""Ties: which elements of an Excalidraw scene belong together, whichever generation tied them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.danish import clean
from app.domain.drawing import INK, LABEL
from app.intake.excalidraw_custom import shows
from app.intake.excalidraw_element import ARROW, BOXES, TEXT, Box, Element, named_in

_FEW = 500
"""Boxes and texts that are compared each with each; larger drawings were made when texts were tied."""


@dataclass(slots=True, kw_only=True)
class Ties:
    """What belongs together in one part.

    `keys` are the elements that ids mean, `words` the text of each box that has one, `cards` the boxes with text and
    the free texts that arrows go to, `spoken` the texts that stand in boxes, `frames` the boxes with text that no arrow
    goes to and other such boxes lie in.
    """

    keys: dict[str, str] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    words: dict[str, Element] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)
    frames: set[str] = field(default_factory=set)


def ties_of(elements: Sequence[Element]) -> Ties:
    """Return what belongs together among the elements of one part."""
    by_key = {each.key: each for each in elements}
    ties = Ties(keys={each.id: each.key for each in reversed(elements) if each.id}, elements=by_key)
    texts = [each for each in elements if each.type == TEXT and clean(each.text) and not shows(each, LABEL.kind)]
    bound = {name: each.key for each in elements for name in named_in(each.raw.get("boundElements"))}
    for text in texts:
        named = (by_key.get(key) for key in (ties.keys.get(text.container or "", ""), bound.get(text.id, "")))
        box = next((each for each in named if each is not None and _takes_words(each)), None)
        if box is not None and box.key not in ties.words:
            ties.words[box.key] = text
    ends = Counter(
        ties.keys.get(end or "") for each in elements if each.type == ARROW for end in (each.source, each.target)
    )
    _tie_loose(ties, elements, texts, ends)
    ties.spoken = {text.key for text in ties.words.values()}
    nodes = {text.key for text in texts if ends[text.key] and text.key not in ties.spoken}
    ties.frames = _holding([by_key[key] for key in ties.words], ends)
    ties.cards = (set(ties.words) - ties.frames) | nodes
    return ties


def _tie_loose(ties: Ties, elements: Sequence[Element], texts: Sequence[Element], ends: Counter[str | None]) -> None:
    """Tie the one text that lies in a box of its own group, or in one that arrows go to: as was done before 2022."""
    held = {text.key for text in ties.words.values()}
    loose = [text for text in texts if text.key not in held and not text.container]
    boxes = [each for each in elements if _takes_words(each) and each.key not in ties.words]
    if len(loose) > _FEW:
        return
    within = {
        box.key: [text for text in loose if _lies_in(text, box) and (ends[box.key] or _is_grouped(text, box))]
        for box in boxes[:_FEW]
        if ends[box.key] or box.groups
    }
    claims = Counter(text.key for found in within.values() for text in found)
    for key, found in within.items():
        if len(found) == 1 and claims[found[0].key] == 1:
            ties.words[key] = found[0]


def _takes_words(element: Element) -> bool:
    """Tell whether *element* may be a card: a box that is not known here as ink."""
    return element.type in BOXES and not shows(element, INK.kind)


def _holding(boxes: Sequence[Element], ends: Counter[str | None]) -> set[str]:
    """Return the boxes that others lie in: what they say is a heading."""
    if len(boxes) > _FEW:
        return set()
    return {
        box.key
        for box in boxes
        if not ends[box.key] and any(other is not box and _holds(box.box, other.box) for other in boxes)
    }


def _holds(outer: Box, inner: Box) -> bool:
    is_larger = outer[2] - outer[0] > inner[2] - inner[0] or outer[3] - outer[1] > inner[3] - inner[1]
    begins = outer[0] <= inner[0] and outer[1] <= inner[1]
    return is_larger and begins and inner[2] <= outer[2] and inner[3] <= outer[3]


def _lies_in(text: Element, box: Element) -> bool:
    left, top, right, bottom = box.box
    x, y = text.x + text.width / 2, text.y + text.height / 2
    return left <= x <= right and top <= y <= bottom


def _is_grouped(one: Element, other: Element) -> bool:
    return bool(one.groups) and one.groups[0] == other.groups[0]
