"""Takes drawings through a plan and out again: `python tests/bench/excalidraw/through.py FOLDER [FILE …]`.

Each file, or those of the tests and one of each generation, lies afterwards in FOLDER/before and FOLDER/after, for
`compare.mjs`. A JSON line tells what came in.
"""

import json
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[3])]

from builders import a_citizen, a_store  # noqa: E402 - the tests are no package
from excalidraw_files import GENERATIONS, WHOLE, a_library, encoded, handed_out, taken_in  # noqa: E402


def main(folder: Path, paths: list[Path]) -> None:
    """Write both files of each drawing."""
    drawings = {path.name: path.read_bytes() for path in paths or WHOLE}
    if not paths:
        drawings |= {f"{year}.excalidraw": encoded(made()) for year, made in GENERATIONS.items()}
        drawings["2021.excalidrawlib"] = encoded(a_library())
    for when in ("before", "after"):
        (folder / when).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        store = a_store(Path(place))
        for name, content in drawings.items():
            citizen = a_citizen(store)
            report = taken_in(store, content, citizen=citizen, name=Path(name).stem)
            out = handed_out(store, citizen, is_library=name.endswith("lib"))
            (folder / "before" / name).write_bytes(content)
            (folder / "after" / name).write_bytes(encoded(out))
            sys.stdout.write(json.dumps({"file": name, **{str(sort): n for sort, n in report.sorts.items()}}) + "\n")
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
