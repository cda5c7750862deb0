"""Excalidraw: a `.excalidraw` or `.excalidrawlib` file of any generation; bytes in, a scene out, nothing followed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from app.domain.legible import legible
from app.errors import UserError
from app.intake.excalidraw_element import Element, element_of
from app.intake.excalidraw_files import Embedded, embedded
from app.texts import mark

SUFFIXES = (".excalidraw", ".excalidrawlib")
LARGEST = 20_000_000
"""Bytes of a file, at most."""
MOST_ELEMENTS = 20_000
MOST_POINTS = 500_000
"""Points of all lines together, at most."""
_BESIDE = 80.0
"""Board units between parts of a library that would lie on each other."""
_ROW = 1_600.0
"""Board units after which the next part of a library begins a new row."""
_DRAWING, _LIBRARY = "excalidraw", "excalidrawlib"
_KEPT_STATE = ("viewBackgroundColor", "gridSize", "gridStep", "gridModeEnabled")

_TOO_LARGE = mark("excalidraw", "Filen er for stor. En tegning må fylde højst {most} MB; del den i mindre tegninger.")
_TOO_MANY = mark(
    "excalidraw", "Tegningen har flere end {most} ting. Del den i mindre tegninger, og hent dem hver for sig."
)
_TOO_FINE = mark("excalidraw", "Tegningens streger har for mange punkter. Del den i mindre tegninger.")
_NO_JSON = mark(
    "excalidraw", "Filen er ødelagt og kan ikke læses. Åbn tegningen i Excalidraw, gem den igen, og vælg den nye fil."
)
_NOT_ONE = mark("excalidraw", "Filen er ikke en tegning fra Excalidraw. Vælg en fil, der ender på .excalidraw.")
_NOTHING = mark("excalidraw", "Filen har ingen tegning i sig. Gem tegningen igen i Excalidraw, og vælg den nye fil.")
_EMPTY = mark("excalidraw", "Tegningen er tom. Vælg en fil, der er tegnet noget i.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Elements that belong together: a whole drawing, or one thing of a library.

    They lie `across` and `down` from where the file says, so that things of a library do not lie on each other.
    """

    told: Mapping[str, Any]
    elements: tuple[Element, ...]
    across: float = 0.0
    down: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a file shows. `document` is its elements as the file has them, as canonical JSON without pictures.

    `unreadable` counts entries that are no elements at all; what was deleted in Excalidraw is in none of it.
    """

    parts: tuple[Part, ...]
    document: str
    is_library: bool = False
    state: Mapping[str, Any]
    files: Mapping[str, Embedded]
    unreadable: int = 0

    @property
    def elements(self) -> Iterator[Element]:
        """All elements, from the lowest to the topmost."""
        return (element for part in self.parts for element in part.elements)

    @property
    def digest(self) -> str:
        """The SHA-256 of the document, in hexadecimal."""
        return hashlib.sha256(self.document.encode()).hexdigest()


def is_drawing(name: str) -> bool:
    """Tell whether a file called *name* says that it is Excalidraw's."""
    return name.lower().endswith(SUFFIXES)


def read_scene(content: bytes) -> Scene:
    """Return what a file shows. Raises UserError, in words, for what is no drawing, broken or too large."""
    if len(content) > LARGEST:
        raise UserError(_TOO_LARGE, most=LARGEST // 1_000_000)
    told = _decoded(content)
    if not isinstance(told, dict) or not str(told.get("type", _DRAWING)).startswith(_DRAWING):
        raise UserError(_NOT_ONE)
    parts, unreadable = _parts(told)
    pictures = told.get("files")
    files = embedded(pictures) if isinstance(pictures, dict) else {}
    return _scene(_document(told, parts), files=files, unreadable=unreadable)


def scene_of(document: str, *, files: Mapping[str, Embedded] | None = None) -> Scene:
    """Return the scene whose `document` was kept. Raises UserError when it is not one."""
    return _scene(document, files=files or {}, unreadable=0)


def _decoded(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as broken:
        raise UserError(_NO_JSON) from broken


def _no_number(_word: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError("not a number")


def _parts(told: Mapping[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """Return the parts as they are kept, each with what the file says beside its elements."""
    raw = list(_groups(told))
    if not raw:
        raise UserError(_NOTHING)
    known = [{**beside, "elements": [each for each in members if _is_one(each)]} for beside, members in raw]
    unreadable = sum(not isinstance(each, dict) for _beside, members in raw for each in members)
    count = sum(len(each["elements"]) for each in known)
    if count > MOST_ELEMENTS:
        raise UserError(_TOO_MANY, most=MOST_ELEMENTS)
    if not count:
        raise UserError(_EMPTY)
    lines = (one.get("points") for each in known for one in each["elements"])
    if sum(len(line) for line in lines if isinstance(line, list)) > MOST_POINTS:
        raise UserError(_TOO_FINE)
    return [each for each in known if each["elements"]], unreadable


def _groups(told: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Yield each group of elements with what is told beside it: a drawing is one, a library has one a thing."""
    if isinstance(told.get("elements"), list):
        yield {}, told["elements"]
    items = told.get("libraryItems", told.get("library"))
    for item in items if isinstance(items, list) else ():
        if isinstance(item, list):  # libraries of 2020 and 2021
            yield {}, item
        elif isinstance(item, dict) and isinstance(item.get("elements"), list):
            yield {name: value for name, value in item.items() if name != "elements"}, item["elements"]


def _is_one(each: Any) -> bool:
    return isinstance(each, dict) and not each.get("isDeleted")


def _document(told: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> str:
    state = told.get("appState")
    kept = {name: state[name] for name in _KEPT_STATE if name in state} if isinstance(state, dict) else {}
    is_library = told.get("type") == _LIBRARY or "libraryItems" in told or "library" in told
    try:
        whole = {"library": is_library, "parts": parts, "state": kept}
        document = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        try:
            document.encode()
        except UnicodeEncodeError:  # halves of characters: nobody has ever seen them
            document = json.dumps(legible(whole), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except (ValueError, RecursionError) as broken:  # numbers without end, nested without end
        raise UserError(_NO_JSON) from broken
    return document


def _scene(document: str, *, files: Mapping[str, Embedded], unreadable: int) -> Scene:
    told = json.loads(document)
    keys: Counter[str] = Counter()
    parts = [Part(told=_beside(each), elements=_elements(each["elements"], keys)) for each in told["parts"]]
    return Scene(
        parts=tuple(_laid_out(parts)),
        document=document,
        is_library=told["library"],
        state=told["state"],
        files=files,
        unreadable=unreadable,
    )


def _beside(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "elements"}


def _elements(members: Sequence[Mapping[str, Any]], keys: Counter[str]) -> tuple[Element, ...]:
    """Return the elements of one part from the lowest up, tied to each other."""
    made = [element_of(each, keys) for each in members]
    if all(isinstance(each.raw.get("index"), str) for each in made):
        made.sort(key=lambda each: str(each.raw["index"]))
    return tuple(made)


def _laid_out(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts where the file has them; one that would lie on another goes beside those before it."""
    taken: list[tuple[float, float, float, float]] = []
    right = low = 0.0
    for part in parts:
        box = _box(part.elements)
        across = down = 0.0
        if any(_meet(box, other) for other in taken):
            base = min(each[1] for each in taken) if right <= _ROW else low + _BESIDE
            right = right if right <= _ROW else min(each[0] for each in taken) - _BESIDE
            across, down = right + _BESIDE - box[0], base - box[1]
            while any(_meet(_moved(box, across, down), other) for other in taken):
                across += box[2] - box[0] + _BESIDE
        placed = _moved(box, across, down)
        taken.append(placed)
        right, low = max(right, placed[2]), max(low, placed[3])
        yield Part(told=part.told, elements=part.elements, across=across, down=down)


def _box(elements: Sequence[Element]) -> tuple[float, float, float, float]:
    boxes = [each.box for each in elements]
    return (
        min(each[0] for each in boxes),
        min(each[1] for each in boxes),
        max(each[2] for each in boxes),
        max(each[3] for each in boxes),
    )


def _moved(box: tuple[float, float, float, float], across: float, down: float) -> tuple[float, float, float, float]:
    return box[0] + across, box[1] + down, box[2] + across, box[3] + down


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
