"""Makes the pictures of the README and of docs/board.md: python packaging/pictures.py TOUR TESTS.

TOUR is the folder of a guided tour (dev.py demo --tour), TESTS that of what tests leave on the screen
(ENPLAN_TEST_PICTURES).
"""

import re
import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

DOCS = Path(__file__).resolve().parents[1] / "docs"
PICTURES = DOCS / "pictures"
BOARD, COPY = "18-efter-moedet.png", "plan.pdf"
COPY_SCALE = 1.1
"""Pixels to a point of the page."""
FEATURE_PIXELS, FEATURE_COLOURS = (683, 384), 96
FEATURE = re.compile(r"\(pictures/board/([\w-]+\.png)\)")


def main(tour: Path, tests: Path) -> int:
    """Write the board, the first page of the citizen's copy, and what docs/board.md shows of each feature."""
    Image.open(tour / BOARD).convert("RGB").save(PICTURES / "tavle.png", optimize=True)
    page = pypdfium2.PdfDocument(tour / COPY)[0]
    page.render(scale=COPY_SCALE).to_pil().save(PICTURES / "kopi.png", optimize=True)
    for name in sorted(set(FEATURE.findall((DOCS / "board.md").read_text(encoding="utf-8")))):
        made = next(folder / name for folder in (tests, tour) if (folder / name).exists())
        picture = Image.open(made).convert("RGB")
        picture.thumbnail(FEATURE_PIXELS)
        picture.quantize(FEATURE_COLOURS).save(PICTURES / "board" / name, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
