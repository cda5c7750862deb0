"""A drawing in SVG: shapes and text as text, one unit a board unit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from app.export.glyphs import OTHER_FONTS, runs, width
from app.export.look import icon_shapes
from app.queries.ink_path import bends

FAMILY = ", ".join(f"'{name}'" for name in ("Source Sans 3", *OTHER_FONTS)) + ", sans-serif"
STRONG = "600"
_ELLIPSIS = "…"

Point = tuple[float, float]
Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its base line at x and y from the upper left corner of the picture."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    is_strong: bool


class Drawing:
    """A picture that grows by what is drawn on it; what is drawn later lies above.

    Lines of text that *leaves_out* names are not drawn but kept in `left_out`, for who can write them better.
    """

    def __init__(
        self, *, left: float, top: float, width: float, height: float, leaves_out: Callable[[str], bool] | None = None
    ) -> None:
        self.left, self.top, self.width, self.height = left, top, width, height
        self.left_out: list[Line] = []
        self._leaves_out = leaves_out or (lambda _: False)
        self.root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"{_number(left)} {_number(top)} {_number(width)} {_number(height)}",
                "width": _number(width),
                "height": _number(height),
                "lang": "da",
                "font-family": FAMILY,
            },
        )
        self._into = self.root

    def name(self, title: str, description: str) -> None:
        """Say in words what the picture shows."""
        self.root.set("role", "img")
        for tag, text in (("desc", description), ("title", title)):
            told = Element(tag)
            told.text = text
            self.root.insert(0, told)

    def group(self, title: str) -> None:
        """Put what follows into a group of its own that is called *title*."""
        self._into = SubElement(self.root, "g")
        SubElement(self._into, "title").text = title

    def scaled(self, scale: float, at: Point) -> None:
        """Put what follows into a group whose units are *scale* of the picture's, its corner *at* a point of it."""
        told = f"translate({_number(at[0])} {_number(at[1])}) scale({scale:.6f})"
        self._into = SubElement(self.root, "g", {"transform": told})

    def end_group(self) -> None:
        """Go on outside the group."""
        self._into = self.root

    def rectangle(self, x: float, y: float, width: float, height: float, **look: str) -> None:
        """Draw a rectangle from its upper left corner."""
        self._add("rect", x=_number(x), y=_number(y), width=_number(width), height=_number(height), **look)

    def path(self, data: str, **look: str) -> None:
        """Draw a line; it is not filled unless *look* says so."""
        self._add("path", d=data, **{"fill": "none", **look})

    def text(self, lines: Sequence[str], at: Point, size: float, **look: str) -> None:
        """Write *lines* with the first base line at *at*, one and a quarter sizes apart."""
        made = self._add("g", **{"font-size": _number(size), **look})
        is_strong = look.get("font_weight") == STRONG
        for number, line in enumerate(lines):
            at_x, at_y = at[0], at[1] + 1.25 * size * number
            if self._leaves_out(line):
                place = (at_x - self.left, at_y - self.top)
                self.left_out.append(Line(line, *place, size, look.get("fill", ""), is_strong))
                continue
            for family, part in runs(line):
                where = {"x": _number(at_x), "y": _number(at_y), **({"font-family": family} if family else {})}
                SubElement(made, "text", where).text = part
                at_x += width(part, size, is_strong=is_strong)

    def icon(self, name: str, at: Point, size: float, ink: str) -> None:
        """Draw an icon in one colour with its upper left corner at *at*."""
        scale = size / 24
        made = self._add(
            "g",
            transform=f"translate({_number(at[0])} {_number(at[1])}) scale({_number(scale)})",
            fill="none",
            stroke=ink,
            **{"stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round"},
        )
        made.extend(icon_shapes(name))

    def image(self, address: str, at: Point, room: Point, **look: str) -> None:
        """Draw the picture that *address* holds as large as *room* allows, in the middle of it."""
        (x, y), (width, height) = at, room
        where = {"x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height)}
        self._add("image", href=address, **where, **look)

    def encoded(self) -> bytes:
        """Return the file."""
        encoded: bytes = tostring(self.root, encoding="utf-8", xml_declaration=True)
        return encoded

    def _add(self, tag: str, **attributes: str) -> Element:
        return SubElement(self._into, tag, {name.replace("_", "-"): value for name, value in attributes.items()})


def trail(points: Iterable[Point]) -> str:
    """Return the data of a path that goes straight from point to point; a single point is a dot."""
    placed = [f"{_number(x)} {_number(y)}" for x, y in points]
    return "M" + "L".join(placed if len(placed) > 1 else placed * 2)


def bent(points: Sequence[Point]) -> str:
    """Return the data of a path that bends from point to point as ink does; a single point is a dot."""
    if len(points) < 3:
        return trail(points)
    curves = ("C" + " ".join(_number(part) for part in bend) for bend in bends(points))
    return f"M{_number(points[0][0])} {_number(points[0][1])}" + "".join(curves)


def wrapped(text: str, *, room: float, size: float, lines: int, is_strong: bool = False) -> list[str]:
    """Return *text* in at most so many *lines*, none wider than *room*; what is left out is told by …

    A word that is longer than a line is broken.
    """

    def fits(tried: str) -> bool:
        return width(tried, size, is_strong=is_strong) <= room

    made: list[str] = []
    rest = text.split()
    while rest and len(made) < lines:
        line, rest = _line(rest, fits)
        made.append(line)
    if rest:
        made[-1] = _shortened(made[-1], fits)
    return made


def _line(words: list[str], fits: Fits) -> tuple[str, list[str]]:
    """Return as many *words* as fit in one line, and the others."""
    count = 1
    while count < len(words) and fits(" ".join(words[: count + 1])):
        count += 1
    if count > 1 or fits(words[0]):
        return " ".join(words[:count]), words[count:]
    letters = max((end for end in range(1, min(len(words[0]), 200)) if fits(words[0][:end])), default=1)
    return words[0][:letters], [words[0][letters:], *words[1:]]


def _shortened(line: str, fits: Fits) -> str:
    while line and not fits(line + _ELLIPSIS):
        line = line[:-1]
    return line.rstrip(" ,.;:–-") + _ELLIPSIS


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
