"""Photographs rendered cards on paper, reads them, and prints one JSON line for each resolution and way of lying.

python tests/bench/paper.py [--photos 5] [--seed 1]
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from math import hypot
from pathlib import Path
from random import Random
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtGui import QGuiApplication

from paper_photos import Camera, Photo, hard, laid_out, mild, photographed, written
from ui.paper.reading import FoundCard, read_cards

MEGAPIXELS = (1, 2, 5, 12)
WRITTEN = (1, 2, 3, 5, 6, 7)
"""Six of eight cards are written on: two must be left out."""
EMPTY = 2
WAYS: Mapping[str, Callable[[float], Camera]] = {"mild": mild, "hard": hard}


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--photos", type=int, default=5, help="how many photographs of each sort to read")
    words.add_argument("--seed", type=int, default=1, help="where chance begins")
    asked = words.parse_args()
    application = QGuiApplication.instance() or QGuiApplication([])
    for lying in ("whole sheet", "cut out"):
        for way in WAYS:
            for megapixels in MEGAPIXELS:
                told = measured(lying, way, megapixels=megapixels, photos=asked.photos, seed=asked.seed)
                print(json.dumps(told), flush=True)  # noqa: T201 - its result
    del application


def measured(lying: str, way: str, *, megapixels: int, photos: int, seed: int) -> dict[str, object]:
    """Read *photos* photographs of one sort; errors are parts of a card's width, times are of one photograph."""
    found, empty, away, seconds, cpu, kilobytes = 0, 0, [0.0], [], [], [0.0]
    for number in range(photos):
        photo = taken(lying, way, megapixels=megapixels, random=Random(f"{seed} {lying} {way} {number}"))
        begun, worked = time.perf_counter(), time.process_time()
        read = read_cards(photo.content)
        seconds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - worked)
        found += len({card.code.slot for card in read.cards} & set(WRITTEN))
        empty += read.empty
        away += [missed(card, photo) for card in read.cards]
        kilobytes += [len(card.writing.encoded()) / 1000 for card in read.cards]
    return {
        "bench": "paper",
        "cards": lying,
        "distortion": way,
        "megapixels": megapixels,
        "photos": photos,
        "written": photos * len(WRITTEN),
        "found": found,
        "missing": photos * len(WRITTEN) - found,
        "empty": photos * EMPTY,
        "left_out": empty,
        "place_error_percent": round(100 * median(away), 2),
        "worst_place_error_percent": round(100 * max(away), 2),
        "photo_ms": round(1000 * median(seconds)),
        "photo_cpu_ms": round(1000 * median(cpu)),
        "face_kb": round(median(kilobytes), 1),
    }


def taken(lying: str, way: str, *, megapixels: int, random: Random) -> Photo:
    """Return one photograph of eight cards."""
    camera = WAYS[way](megapixels)
    page = written(random, slots=WRITTEN)
    return photographed(page, camera, random) if lying == "whole sheet" else laid_out(page, range(1, 9), camera, random)


def missed(card: FoundCard, photo: Photo) -> float:
    """Return how far from its true place the middle of a card was found, in parts of the card's width."""
    miss, across = card.middle - photo.truth[card.code.slot], card.across
    return hypot(miss.x(), miss.y()) / hypot(across.x(), across.y())


if __name__ == "__main__":
    main()
