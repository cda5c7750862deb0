"""Element: one element of an Excalidraw scene, whichever generation of the format wrote it."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

REACH = 1e7
"""Board units from the middle that a board has."""
LARGEST_SIDE = 1e5
BOXES = frozenset({"rectangle", "ellipse", "diamond"})
LINES = frozenset({"arrow", "line", "draw", "freedraw"})
"""`draw` is what lines drawn by hand were called until 2021."""
FRAMES = frozenset({"frame", "magicframe"})
TEXT, IMAGE, ARROW, FREEDRAW = "text", "image", "arrow", "freedraw"
_ADAPTIVE, _PROPORTIONAL, _LEGACY = 3, 2, 1
_ROUND_CORNER = 32.0
_ROUND_SHARE = 0.25

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element; `raw` is what the file says of it, unknown fields included.

    `key` is its id, made unique in the scene, `number` its place in the file. x and y are its upper left corner, for
    lines their first point; `points` count from there, `angle` is in radians. `container` is the box or line that a
    text is bound to; `source` and `target` are what a line is bound to.
    """

    key: str
    number: int
    type: str
    raw: Mapping[str, Any]
    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0
    text: str = ""
    points: tuple[Point, ...] = ()
    pressures: tuple[float, ...] = ()
    container: str | None = None
    source: str | None = None
    target: str | None = None

    @property
    def id(self) -> str:
        """What other elements call it."""
        return _word(self.raw.get("id")) or ""

    @property
    def box(self) -> Box:
        """The upright box round the element, its turning not counted."""
        if not self.points:
            return self.x, self.y, self.x + self.width, self.y + self.height
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return self.x + min(xs), self.y + min(ys), self.x + max(xs), self.y + max(ys)

    @property
    def corner(self) -> float:
        """How far round its corners are, in board units; 0 for sharp ones."""
        least = min(self.width, self.height)
        kind = _roundness(self.raw)
        if kind is None:
            return 0.0
        return min(least * _ROUND_SHARE, _ROUND_CORNER) if kind == _ADAPTIVE else least * _ROUND_SHARE

    @property
    def is_curved(self) -> bool:
        """Tell whether a line goes in bows from point to point."""
        return self.type in LINES and _roundness(self.raw) is not None

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups it belongs to, the innermost first."""
        told = self.raw.get("groupIds")
        return tuple(str(each) for each in told) if isinstance(told, list) else ()


def element_of(raw: Mapping[str, Any], keys: Counter[str] | None = None) -> Element:
    """Return an element as it is read; *keys* counts the ids before it. What is no number counts as nothing."""
    keys = Counter() if keys is None else keys
    named = raw.get("id")
    identity = named if isinstance(named, str) and named else f"nr. {keys.total() + 1}"
    keys[identity] += 1
    kind = _word(raw.get("type")) or "?"
    points = _points(raw.get("points")) if kind in LINES else ()
    x, y = _number(raw, "x", REACH), _number(raw, "y", REACH)
    width, height = _number(raw, "width", LARGEST_SIDE), _number(raw, "height", LARGEST_SIDE)
    is_box = not points
    return Element(
        key=identity if keys[identity] == 1 else f"{identity} #{keys[identity]}",
        number=keys.total(),
        type=kind,
        raw=raw,
        x=x + min(width, 0.0) if is_box else x,
        y=y + min(height, 0.0) if is_box else y,
        width=abs(width),
        height=abs(height),
        angle=_number(raw, "angle", REACH),
        text=_text(raw),
        points=points,
        pressures=_pressures(raw, len(points)),
        container=_word(raw.get("containerId")),
        source=_bound(raw.get("startBinding")),
        target=_bound(raw.get("endBinding")),
    )


def number(value: Any) -> float | None:
    """Return a number of the file; None for what is none, or has no end."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        told = float(value)
    except OverflowError:
        return None
    return told if math.isfinite(told) else None


def _number(raw: Mapping[str, Any], name: str, reach: float) -> float:
    return max(-reach, min(reach, number(raw.get(name)) or 0.0))


def _points(told: Any) -> tuple[Point, ...]:
    """Return the points of a line, none farther away than a board reaches; a line without any has one."""
    made = (
        [(_clamped(each[0]), _clamped(each[1])) for each in told if _is_point(each)] if isinstance(told, list) else []
    )
    return tuple(made) or ((0.0, 0.0),)


def _is_point(each: Any) -> bool:
    return isinstance(each, list) and len(each) >= 2 and number(each[0]) is not None and number(each[1]) is not None


def _clamped(value: Any) -> float:
    return max(-REACH, min(REACH, number(value) or 0.0))


def _pressures(raw: Mapping[str, Any], count: int) -> tuple[float, ...]:
    """Return how hard each point was pressed, 0 to 1; nothing where the file only pretends, or lacks some."""
    told = raw.get("pressures")
    if raw.get("simulatePressure") is not False or not isinstance(told, list) or len(told) != count:
        return ()
    return tuple(max(0.0, min(1.0, number(each) or 0.0)) for each in told)


def _text(raw: Mapping[str, Any]) -> str:
    """Return what a text says: as it was written, before it was broken into lines to fit."""
    told = next((raw[name] for name in ("originalText", "rawText", "text") if _word(raw.get(name))), "")
    return str(told) if raw.get("type") == TEXT else ""


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _bound(binding: Any) -> str | None:
    """Return the id of what an end of a line is bound to, in either shape of a binding."""
    return _word(binding.get("elementId")) if isinstance(binding, dict) else None


def _roundness(raw: Mapping[str, Any]) -> int | None:
    """Return the kind of roundness; files before 2022 told it in a word."""
    told = raw.get("roundness")
    if isinstance(told, dict):
        kind = told.get("type")
        return kind if kind in (_LEGACY, _PROPORTIONAL, _ADAPTIVE) else _PROPORTIONAL
    if "roundness" in raw:
        return None
    return _LEGACY if raw.get("strokeSharpness") == "round" else None


def named_in(told: Any) -> Sequence[str]:
    """Return the ids of the texts that an element names as bound to it."""
    if not isinstance(told, list):
        return ()
    return [str(each.get("id")) for each in told if isinstance(each, dict) and each.get("type") == TEXT]
