"""Takes drawings of Excalidraw into a plan and out again; prints a JSON line for each file and one for all.

    python tests/bench/drawings.py [--peers DIR]

What came out is held against the file: elements, their order, texts and bindings that are lost or other, and how far an
element lies from where it lay, in units of the drawing. With --peers, where Excalidraw and Chromium are installed in
DIR/canvas/excalidraw, Excalidraw itself paints both, and the percentage of pixels that differ is told.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from builders import a_citizen, a_store
from excalidraw_files import GENERATIONS, WHOLE, a_library, encoded, handed_out, taken_in

PLACE = ("x", "y", "width", "height")
BOUND = ("containerId", "startBinding", "endBinding", "boundElements", "boundElementIds", "frameId", "groupIds")
COMPARE = Path(__file__).parent / "excalidraw"
PAINT_S = 600.0

Json = dict[str, Any]


def elements(told: Json) -> list[Json]:
    """Return the elements of a drawing or a library that are not deleted, in their order."""
    library = told.get("libraryItems") or told.get("library") or []
    things = [each.get("elements", []) if isinstance(each, dict) else each for each in library]
    found = [each for thing in things for each in thing] if library else told.get("elements", [])
    return [each for each in found if not each.get("isDeleted") and (each["type"] != "text" or each["text"].strip())]


def difference(before: Sequence[Json], after: Sequence[Json]) -> Json:
    """Return how many elements, texts, bindings and places in the order are lost or other, and how far they moved."""
    there = {each["id"]: each for each in after}
    pairs = [(each, there[each["id"]]) for each in before if each["id"] in there]
    order = [each["id"] for each in after if each["id"] in {one["id"] for one in before}]
    away = [abs(float(one[name]) - float(other[name])) for one, other in pairs for name in PLACE]
    return {
        "elements": len(before),
        "lost_elements": len(before) - len(pairs),
        "lost_order": sum(each["id"] != name for each, name in zip((one for one, _ in pairs), order, strict=True)),
        "lost_texts": sum(one.get("text") != other.get("text") for one, other in pairs),
        "lost_bindings": sum(_bound(one) != _bound(other) for one, other in pairs),
        "worst_place_error": round(max(away, default=0.0), 3),
    }


def _bound(element: Json) -> Json:
    return {name: element.get(name) for name in BOUND if element.get(name)}


def through(folder: Path) -> list[Json]:
    """Take all drawings in and out; return what differs, by file. Both files of each lie in *folder* afterwards."""
    drawings = {path.name: path.read_bytes() for path in WHOLE}
    drawings |= {f"{year}.excalidraw": encoded(made()) for year, made in GENERATIONS.items()}
    drawings["2021.excalidrawlib"] = encoded(a_library())
    (folder / "before").mkdir()
    (folder / "after").mkdir()
    told = []
    with a_store(folder) as store:
        for name, content in drawings.items():
            citizen = a_citizen(store)
            taken_in(store, content, citizen=citizen, name=Path(name).stem)
            out = handed_out(store, citizen, is_library=name.endswith("lib"))
            (folder / "before" / name).write_bytes(content)
            (folder / "after" / name).write_bytes(encoded(out))
            told.append({"file": name, **difference(elements(json.loads(content)), elements(out))})
    return told


def painted(folder: Path, peers: Path | None) -> Mapping[str, float]:
    """Return how many percent of pixels differ as Excalidraw paints both, by file; nothing where it is not there."""
    modules = peers / "canvas" / "excalidraw" / "node_modules" if peers else None
    if modules is None or not modules.exists() or shutil.which("node") is None:
        return {}
    page = folder / "page"
    shutil.copytree(COMPARE, page)
    (page / "node_modules").symlink_to(modules.resolve())
    fonts = modules / "@excalidraw" / "excalidraw" / "dist" / "prod" / "fonts"
    shutil.copytree(fonts, page / "public" / "fonts")
    subprocess.run(["npx", "vite", "build"], cwd=page, check=True, stdout=subprocess.DEVNULL)
    words = ["node", "compare.mjs", str(folder)]
    done = subprocess.run(words, cwd=page, stdout=subprocess.PIPE, text=True, timeout=PAINT_S, check=True)
    return {line["file"]: line["percent"] for line in map(json.loads, done.stdout.splitlines())}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peers", type=Path)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as place:
        told = through(Path(place))
        percents = painted(Path(place), asked.peers.resolve() if asked.peers else None)
    lost = ("lost_elements", "lost_order", "lost_texts", "lost_bindings")
    every = {
        "files": "all",
        "drawings": len(told),
        "elements": sum(each["elements"] for each in told),
        "lost": sum(each[name] for each in told for name in lost),
        "worst_place_error": max(each["worst_place_error"] for each in told),
        **({"worst_percent": max(percents.values())} if percents else {}),
    }
    for each in told:
        each |= {"percent": percents[each["file"]]} if each["file"] in percents else {}
    for each in (*told, every):
        sys.stdout.write(json.dumps(each) + "\n")


if __name__ == "__main__":
    main()
