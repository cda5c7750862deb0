"""Makes the pictures of the README: python packaging/pictures.py TOUR GALLERY.

TOUR is the folder of a guided tour (dev.py demo --tour), GALLERY that of the main screens (ENPLAN_PICTURES).
"""

import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
BOARD, COPY = "light-100-1366-board.png", "plan.pdf"
COPY_SCALE = 1.1
"""Pixels to a point of the page."""


def main(tour: Path, gallery: Path) -> int:
    """Write the board, and the first page of the citizen's copy."""
    Image.open(gallery / BOARD).convert("RGB").save(PICTURES / "tavle.png", optimize=True)
    page = pypdfium2.PdfDocument(tour / COPY)[0]
    page.render(scale=COPY_SCALE).to_pil().save(PICTURES / "kopi.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
