"""Photographs of written cards are read at every resolution, and pictures that are none do no harm."""

from collections.abc import Callable
from math import hypot
from pathlib import Path
from random import Random
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from app.domain.paper import CARD, CODE, FACE, corner_of
from app.errors import UserError
from paper_photos import DOTS, Camera, Photo, encoded, hard, laid_out, mild, photographed, written
from ui.paper.gathered import Gathered
from ui.paper.handwriting import evened
from ui.paper.photo import opened_photo
from ui.paper.planes import fitted, misfit
from ui.paper.reading import ReadPhoto, read_cards

WRITTEN = (1, 2, 3, 5, 6, 8)
QUIET = pytest.mark.qt_log_ignore("JPEG|Huffman|libpng|QImageIOHandler|Corrupt|Premature|image", extend=True)


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    """Pictures are drawn by Qt."""


@pytest.fixture(scope="module")
def photo(qapp: QApplication) -> Photo:
    """Return a good photograph of a sheet with six written cards, at 5 megapixels."""
    return taken(5, mild)


def taken(megapixels: float, how: Callable[[float], Camera], *, seed: int = 11) -> Photo:
    random = Random(seed)
    camera = how(megapixels)
    return photographed(written(random, slots=WRITTEN), camera, random)


def farthest(photo: Photo, read: ReadPhoto) -> float:
    """Return by how much of a card's width the middle of a card was missed at most."""
    away = [(card.middle - photo.truth[card.code.slot], card.across) for card in read.cards]
    return max(hypot(miss.x(), miss.y()) / hypot(across.x(), across.y()) for miss, across in away)


def slots(read: ReadPhoto) -> list[int]:
    return [card.code.slot for card in read.cards]


@pytest.mark.parametrize(
    ("megapixels", "how"), [(1, mild), (2, mild), (5, hard), (12, mild)], ids=["1 mild", "2 mild", "5 hard", "12 mild"]
)
def test_every_written_card_of_a_sheet_is_found_where_it_is(megapixels: float, how: Callable[[float], Camera]) -> None:
    photo = taken(megapixels, how)

    read = read_cards(photo.content)

    assert slots(read) == list(WRITTEN)
    assert (read.empty, read.missing, read.unreadable) == (2, {}, 0)
    assert farthest(photo, read) < 0.01


@pytest.mark.parametrize("megapixels", [2, 5])
def test_cards_that_were_cut_out_are_found_wherever_they_lie(megapixels: float) -> None:
    random = Random(5)
    photo = laid_out(
        written(random, slots=WRITTEN),
        range(1, 9),
        mild(megapixels),
        random,
    )

    read = read_cards(photo.content)

    assert slots(read) == list(WRITTEN)
    assert read.empty == 2
    assert farthest(photo, read) < 0.01


def test_a_picture_that_stands_on_its_head_is_read_and_laid_upright(photo: Photo) -> None:
    turned = encoded(opened_photo(photo.content).transformed(QTransform().rotate(180)))
    gathered = Gathered()
    gathered.take(Path("IMG_1.jpg"), read_cards(turned), frozenset())

    laid = {card.code.slot: card for card in gathered.placed([card.code for card in gathered.cards()])}

    assert sorted(laid) == list(WRITTEN)
    assert laid[1].x < laid[2].x
    assert laid[1].y < laid[3].y < laid[5].y


def test_a_code_that_is_covered_is_named_by_sheet_and_slot_and_the_rest_is_read() -> None:
    random = Random(3)
    page = written(random)
    painter = QPainter(page.image)
    x, y = corner_of(page.paper, 4)
    painter.fillRect(
        round((x + CODE.x) * DOTS), round((y + CODE.y + 3) * DOTS), round(CODE.width * DOTS), 70, QColor("#7a5a40")
    )
    painter.end()
    photo = photographed(page, mild(5), random)
    gathered = Gathered()
    gathered.take(Path("IMG_1.jpg"), read_cards(photo.content), frozenset())

    assert [card.code.slot for card in gathered.cards()] == [1, 2, 3, 5, 6, 7, 8]
    assert gathered.photos[0].missing == {page.sheet: (4,)}
    assert "kan kort 4 ikke læses" in gathered.words()
    assert "Tag et nyt billede" in gathered.words()


def test_two_photos_of_one_sheet_make_each_card_once() -> None:
    random = Random(3)
    page = written(random, slots=(1, 2))
    gathered = Gathered()
    for megapixels in (3, 5):
        photo = photographed(page, mild(megapixels), random)
        gathered.take(Path("IMG_1.jpg"), read_cards(photo.content), frozenset())

    laid = gathered.placed([card.code for card in gathered.cards()])

    assert sorted(card.code.slot for card in laid) == [1, 2]
    assert all(card.face.startswith(b"\xff\xd8") for card in laid)


def test_a_shadow_across_the_paper_is_evened() -> None:
    face = QImage(600, 300, QImage.Format.Format_RGB32)
    face.fill(QColor(220, 214, 200))
    painter = QPainter(face)
    painter.fillRect(300, 0, 300, 300, QColor(96, 92, 88))
    painter.fillRect(100, 100, 60, 4, QColor(20, 20, 60))
    painter.end()

    made = evened(face)

    assert min(made.pixelColor(x, 30).lightness() for x in (20, 150, 450, 580)) > 245
    assert made.pixelColor(130, 102).lightness() < 90


def test_a_plane_is_found_from_points_that_are_a_little_wrong() -> None:
    random = Random(1)
    true = QTransform(1.1, 0.1, 2e-4, -0.05, 0.9, 1e-4, 30, 20, 1)
    points = [QPointF(x, y) for x in (0, 60, 130, 190) for y in (0, 90, 260)]
    pairs = [(each, true.map(each) + QPointF(random.uniform(-0.3, 0.3), 0)) for each in points]
    found = fitted(pairs)

    assert found is not None
    assert misfit(found, [(each, true.map(each)) for each in points]) < 0.3
    assert fitted(pairs[:3]) is None
    assert fitted([(QPointF(x, 0), QPointF(x, 0)) for x in range(6)]) is None


@QUIET
@pytest.mark.parametrize("share", [0.02, 0.6])
def test_a_picture_that_was_cut_off_is_read_or_told_of(share: float, photo: Photo) -> None:
    found, refused = outcome(photo.content[: int(share * len(photo.content))])

    assert set(found) <= set(WRITTEN)
    assert not refused or "beskadiget" in refused


def outcome(content: bytes) -> tuple[list[int], str]:
    """Return the slots that were read, or the words in which it was refused."""
    try:
        return slots(read_cards(content)), ""
    except UserError as refused:
        return [], refused.message()


def png_of(width: int, height: int) -> bytes:
    """Return the head of a PNG that says it is so large; there is nothing more in it."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + crc32(head).to_bytes(4, "big")


def jpeg_of(width: int, height: int) -> bytes:
    """Return a small JPEG whose head says that it is so large."""
    small = QImage(16, 16, QImage.Format.Format_RGB32)
    small.fill(QColor("white"))
    content = encoded(small)
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + content[at + 4 :]


@QUIET
@pytest.mark.parametrize(
    "content", [png_of(10_000, 10_000), png_of(2**31 - 1, 2**31 - 1), jpeg_of(65_000, 65_000)],
    ids=["100 megapixels", "2^62 pixels", "4,225 megapixels"],
)  # fmt: skip
def test_a_picture_too_large_is_refused_before_memory_is_taken(content: bytes) -> None:
    with pytest.raises(UserError):
        opened_photo(content)


@QUIET
@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.7\n", b"GIF89a" + bytes(40), b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_refused_in_danish(content: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read_cards(content)

    assert refused.value.message().endswith(".")


@pytest.fixture(scope="module")
def small_photo(qapp: QApplication) -> bytes:
    random = Random(3)
    return photographed(written(random, slots=(1,)), mild(1), random).content


@QUIET
@given(places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=5, deadline=None)
def test_a_photo_with_broken_bytes_is_read_or_told_of(places: list[tuple[float, int]], small_photo: bytes) -> None:
    broken = bytearray(small_photo)
    for share, value in places:
        broken[int(share * len(broken))] = value

    found, refused = outcome(bytes(broken))

    assert len(found) <= 8
    assert not refused or refused.endswith(".")


def test_a_picture_of_something_else_has_no_cards() -> None:
    picture = QImage(1200, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("#88aa66"))
    gathered = Gathered()
    gathered.take(Path("IMG_1.jpg"), read_cards(encoded(picture, "png")), frozenset())

    assert gathered.cards() == []
    assert "Der er ingen kort" in gathered.words()


def test_the_written_part_lies_on_the_card() -> None:
    assert FACE.x + FACE.width < CARD[0]
    assert CODE.y + CODE.height < FACE.y
