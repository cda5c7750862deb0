"""Drawings for tests: files that others drew, and the same small scene as each generation of Excalidraw writes it.

The scene is two boxes with text, an arrow between them, free text, a curve, a line drawn by hand and, where the
generation knows them, a frame and a picture. `python tests/excalidraw_files.py FOLDER` writes one file for each.
"""

import json
import struct
import sys
import zlib
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from app.domain.record import Record
from app.export.excalidraw import ExcalidrawExporter, LibraryExporter
from app.intake.excalidraw import read_scene
from app.operations.drawing_report import DrawingReport
from app.operations.intake_drawing import import_scene
from app.queries.board import BoardView, board_view
from app.queries.drawings import drawn_boards
from app.store.store import Store

FILES = Path(__file__).parent / "data" / "excalidraw"
TODAY = date(2026, 11, 24)
WHOLE = sorted(each for each in FILES.glob("*.exc*") if each.stem != "invalid")
Json = dict[str, Any]


def png(*, width: int = 2, height: int = 2) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + b"\x2b\x5c\x9e" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def element(kind: str, identity: str, place: tuple[float, float, float, float], **told: Any) -> Json:
    """An element with what all generations say."""
    x, y, width, height = place
    return {
        "id": identity, "type": kind, "x": x, "y": y, "width": width, "height": height, "angle": 0,
        "strokeColor": "#1e1e1e", "backgroundColor": "transparent", "fillStyle": "hachure", "strokeWidth": 1,
        "strokeStyle": "solid", "roughness": 1, "opacity": 100, "groupIds": [], "seed": 7 + len(identity),
        "version": 3, "versionNonce": 5, "isDeleted": False,
    } | told  # fmt: skip


def text(identity: str, words: str, place: tuple[float, float, float, float], **told: Any) -> Json:
    """A text."""
    look = {"text": words, "textAlign": "left", "verticalAlign": "top", "fontSize": 20, "fontFamily": 1}
    return element("text", identity, place, **look | told)


def _scene() -> dict[str, Json]:
    """The scene as all generations have it."""
    return {
        "box1": element("rectangle", "box1", (100, 100, 180, 90), backgroundColor="#ffec99", fillStyle="solid"),
        "box2": element("ellipse", "box2", (420.5, 130.25, 200, 110)),
        "text1": text("text1", "Få ro om morgenen", (110, 132, 160, 25)),
        "text2": text("text2", "Støtte i hjemmet", (445, 172, 150, 25)),
        "arrow": element("arrow", "arrow", (284, 150, 132, 30), points=[[0, 0], [132, 30]], endArrowhead="arrow"),
        "free": text("free", "Det talte vi om", (100, 40, 140, 25)),
        "curve": element("line", "curve", (100, 300, 200, 40), points=[[0, 0], [90, 40], [200, 10]]),
        "hand": element("draw", "hand", (350, 300, 120, 33), points=[[0, 0], [20, 9.5], [60, 33], [120, 12.25]]),
        "gone": text("gone", "Slettet", (0, 0, 60, 25), isDeleted=True),
    }


def _bound(scene: dict[str, Json], **shape: Any) -> dict[str, Json]:
    """Tie texts to their boxes and the arrow to both, as from 2022 on."""
    for number in "12":
        scene[f"text{number}"] |= {
            "containerId": f"box{number}", "textAlign": "center", "verticalAlign": "middle",
            "originalText": scene[f"text{number}"]["text"],
        }  # fmt: skip
        bound = [{"type": "text", "id": f"text{number}"}, {"type": "arrow", "id": "arrow"}]
        scene[f"box{number}"] |= {"boundElements": bound}
    scene["hand"] |= {"type": "freedraw", "pressures": [0.1, 0.5, 0.9, 0.4], "simulatePressure": False}
    for each in scene.values():
        each.update({"updated": 1_650_000_000_000, "link": None, "locked": False, **shape})
    return scene


def of_2020() -> Json:
    """`font` in one word, `draw`, and a text that only lies in its box; an arrow that says what it is bound to."""
    scene = _scene()
    for each in scene.values():
        if each["type"] == "text":
            del each["fontSize"], each["fontFamily"]
            each |= {"font": "20px Virgil", "baseline": 18}
    return _file(_pointing(scene))


def of_2021() -> Json:
    """`boundElementIds` and `strokeSharpness`; a note is a box and a text in one group."""
    scene = _pointing(_scene())
    for each in scene.values():
        each |= {"strokeSharpness": "round", "boundElementIds": None}
    for number in "12":
        scene[f"box{number}"] |= {"boundElementIds": ["arrow"], "groupIds": [f"group{number}"]}
        scene[f"text{number}"] |= {"groupIds": [f"group{number}"], "baseline": 18}
    return _file(scene)


def of_2022() -> Json:
    """`boundElements`, `containerId`, `link`, `locked`."""
    return _file(_bound(_pointing(_scene()), strokeSharpness="sharp"))


def of_2023() -> Json:
    """`roundness`, `frameId`, `lineHeight`, and a frame."""
    scene = _bound(_pointing(_scene()), roundness=None, frameId=None)
    for each in scene.values():
        each |= {"lineHeight": 1.25, "baseline": 18} if each["type"] == "text" else {}
    scene["box1"] |= {"roundness": {"type": 3}, "frameId": "frame"}
    scene["curve"] |= {"roundness": {"type": 2}}
    scene["frame"] = element("frame", "frame", (80, 80, 230, 140), name="Hjemme", groupIds=[], roundness=None)
    return _file(scene)


def of_2024() -> Json:
    """`index`, `autoResize`, and a picture."""
    told = of_2023()
    picture = element("image", "picture", (520, 300, 80, 60), fileId="file1", status="saved", scale=[1, 1], angle=0.5)
    told["elements"].append(picture | {"roundness": None, "frameId": None})
    for number, each in enumerate(told["elements"]):
        each |= {"index": f"a{'0123456789ABCDEFGHIJ'[number]}"}
        each |= {"autoResize": True} if each["type"] == "text" else {}
    url = f"data:image/png;base64,{b64encode(png()).decode()}"
    told["files"] = {"file1": {"mimeType": "image/png", "id": "file1", "dataURL": url, "created": 1_700_000_000_000}}
    return told


def of_2025() -> Json:
    """Bindings with a fixed point, polygons, and a kind of element that is new."""
    told = of_2024()
    ends = {"startBinding": ("box1", [1.02, 0.5]), "endBinding": ("box2", [-0.02, 0.5])}
    for each in told["elements"]:
        if each["id"] == "arrow":
            each |= {name: {"elementId": end, "fixedPoint": at, "mode": "orbit"} for name, (end, at) in ends.items()}
        each |= {"polygon": False} if each["type"] == "line" else {}
    return told


def a_library() -> Json:
    """A library of 2021: groups of elements, and nothing beside them; both things were drawn in the same place."""
    first, second = _scene(), _scene()
    items = [[first["box1"], first["curve"]], [second["box2"] | {"x": 100, "y": 100}]]
    return {"type": "excalidrawlib", "version": 1, "library": items}


GENERATIONS: dict[str, Callable[[], Json]] = {
    "2020": of_2020, "2021": of_2021, "2022": of_2022, "2023": of_2023, "2024": of_2024, "2025": of_2025,
}  # fmt: skip


def _pointing(scene: dict[str, Json]) -> dict[str, Json]:
    scene["arrow"] |= {
        "startBinding": {"elementId": "box1", "focus": 0.1, "gap": 4},
        "endBinding": {"elementId": "box2", "focus": -0.1, "gap": 4},
        "startArrowhead": None,
    }
    return scene


def _file(scene: dict[str, Json]) -> Json:
    return {
        "type": "excalidraw", "version": 2, "source": "https://excalidraw.com", "elements": list(scene.values()),
        "appState": {"viewBackgroundColor": "#ffffff", "gridSize": None}, "files": {},
    }  # fmt: skip


def encoded(told: Json) -> bytes:
    """The bytes of a file."""
    return json.dumps(told, ensure_ascii=False).encode()


def taken_in(store: Store, told: Json | bytes, *, citizen: str, name: str = "Skitse") -> DrawingReport:
    """Take a file into the plan of *citizen*."""
    content = told if isinstance(told, bytes) else encoded(told)
    return import_scene(store, read_scene(content), name=name, citizen=citizen)


def handed_out(store: Store, citizen: str, *, is_library: bool = False, board: str | None = None) -> Json:
    """The plan's boards as a file, read again."""
    with store.reader() as reader:
        boards = drawn_boards(reader, citizen=citizen, today=TODAY, board=board)
    out = BytesIO()
    (LibraryExporter() if is_library else ExcalidrawExporter()).write_boards(boards, out)
    told: Json = json.loads(out.getvalue())
    return told


def everything(store: Store, citizen: str) -> dict[str, Record]:
    """Return what stands of a citizen, by id."""
    with store.reader() as reader:
        return {each.id: each for each in reader.everything(citizen=citizen) if not each.deleted}


def view_of(store: Store, citizen: str, board: str) -> BoardView:
    """Return a board as it is shown."""
    with store.reader() as reader:
        return board_view(reader, citizen=citizen, today=TODAY, board=board)


def elements_of(told: Json) -> list[Json]:
    """All elements of a file that were not deleted, those of a library thing after thing."""
    items = told.get("libraryItems") or told.get("library") or []
    groups = [told.get("elements", []), *(item["elements"] if isinstance(item, dict) else item for item in items)]
    return [each for group in groups for each in group if not each.get("isDeleted")]


def bare(each: Json) -> Json:
    """An element without what Enplan told of its own."""
    custom = {name: value for name, value in (each.get("customData") or {}).items() if name != "enplan"}
    kept = {name: value for name, value in each.items() if name != "customData"}
    return kept | ({"customData": custom} if custom else {})


if __name__ == "__main__":
    for year, made in GENERATIONS.items():
        (Path(sys.argv[1]) / f"{year}.excalidraw").write_bytes(encoded(made()))
    (Path(sys.argv[1]) / "library.excalidrawlib").write_bytes(encoded(a_library()))
