"""Cards from paper in the plan: once however often, together in one step, told in words and shown in print."""

from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from app.domain.board import PLACEMENT
from app.domain.citizen import CITIZEN
from app.domain.item import Item, ItemType
from app.domain.paper import SlotCode
from app.domain.record import Mark
from app.export.handwritten import face_drawing, jpeg_size
from app.export.pdf import PdfExporter
from app.export.svg import SvgExporter
from app.operations.items import delete_records, edit_record
from app.operations.paper import Laid, WrittenCard, known_cards, lay_cards
from app.operations.undoing import undo
from app.operations.wrong_citizen import take_back
from app.queries.attachments import attachments
from app.queries.contests import title_of
from app.queries.search import search
from app.store.store import Store
from app.store.verify import verify
from builders import a_citizen, a_store
from files import content
from plans import a_snapshot

# A picture of 8 by 8 pixels, white, as a camera's library writes it.
FACE = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb0043000302020302020303030304030304050805050404050a070706080c0a0c0c0b"
    "0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffc0000b080008000801011100ffc4001f000001050101"
    "0101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d0102030004110512213141"
    "0613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a5354"
    "55565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9"
    "bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fdff00fd53ff"
    "d9"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_store(tmp_path)


@pytest.fixture
def citizen(store: Store) -> str:
    return a_citizen(store)


def card(slot: int, kind: ItemType = ItemType.GOAL, face: bytes = FACE) -> WrittenCard:
    code = SlotCode(sheet=482193075, slot=slot, kind=kind)
    return WrittenCard(code=code, face=face, x=40.0, y=100.0 * slot, width=212.0, height=120.0)


def lay(store: Store, citizen: str, *cards: WrittenCard) -> Laid:
    return lay_cards(store, cards, citizen=citizen, board=None, title="Papir")


def item(store: Store, identity: str) -> Item:
    with store.reader() as reader:
        found = reader.record(identity)
    assert isinstance(found, Item)
    return found


def test_each_card_is_an_item_of_its_kind_with_its_handwriting_as_face(store: Store, citizen: str) -> None:
    laid = lay(store, citizen, card(1, ItemType.WISH), card(2, ItemType.GOAL))

    wish, goal = (item(store, each) for each in laid.new)
    assert [wish.type, goal.type] == [ItemType.WISH, ItemType.GOAL]
    assert [wish.title, goal.title] == [None, None]
    with store.reader() as reader:
        (file,) = attachments(reader, citizen=citizen, item=wish.id)
        places = reader.all(PLACEMENT, parent=laid.board)
    assert wish.face == file.attachment.id
    assert content(store, file.attachment) == FACE
    assert sorted((each.x, each.y) for each in places) == [(0.0, 0.0), (0.0, 100.0)]
    assert verify(store).is_sound


def test_the_same_card_twice_is_one_item_with_the_newer_picture(store: Store, citizen: str) -> None:
    (first,) = lay(store, citizen, card(1)).new
    before = item(store, first).face
    again = lay(store, citizen, card(1, face=FACE + b"\n"))

    assert (again.new, again.renewed) == ((), (first,))
    assert item(store, first).face not in (None, before)
    assert item(store, first).marks is Mark.PENDING


def test_a_sheet_that_was_copied_makes_cards_of_its_own_for_another_citizen(store: Store, citizen: str) -> None:
    other = a_citizen(store)
    lay(store, citizen, card(1))

    with store.reader() as reader:
        assert known_cards(reader, citizen=citizen, codes=[card(1).code, card(2).code]) == {card(1).code}
        assert known_cards(reader, citizen=other, codes=[card(1).code]) == frozenset()


def test_a_card_that_was_deleted_stands_again_when_it_is_photographed_again(store: Store, citizen: str) -> None:
    (identity,) = lay(store, citizen, card(1)).new
    delete_records(store, [item(store, identity)])
    lay(store, citizen, card(1))

    assert not item(store, identity).deleted


def test_all_cards_of_a_photo_are_one_step_of_undo(store: Store, citizen: str) -> None:
    laid = lay(store, citizen, card(1), card(2), card(3))
    undo(store, citizen=citizen)

    assert [item(store, each).deleted for each in laid.new] == [True, True, True]


def test_a_card_is_called_handwritten_with_its_kind_until_it_has_a_title(store: Store, citizen: str) -> None:
    (identity,) = lay(store, citizen, card(1)).new
    before = title_of(item(store, identity))
    edit_record(store, item(store, identity), title="Op kl. 7", words="Jeg vil op")
    with store.reader() as reader:
        found = search(reader, asked="håndskrevet").texts

    assert before == "Håndskrevet kort (Mål)"
    assert title_of(item(store, identity)) == "Op kl. 7"
    assert [hit.title for hit in found] == ["Håndskrevet kort"]


def test_a_card_of_the_wrong_citizen_moves_with_its_face(store: Store, citizen: str) -> None:
    other = a_citizen(store)
    (identity,) = lay(store, citizen, card(1)).new
    moved = item(store, take_back(store, item(store, identity), to=other) or "")

    with store.reader() as reader:
        (file,) = attachments(reader, citizen=other, item=moved.id)
        assert reader.get(CITIZEN, other) is not None
    assert moved.face == file.attachment.id
    assert content(store, file.attachment) == FACE


def test_the_citizens_copy_shows_the_handwriting_in_text_and_on_the_board(store: Store, citizen: str) -> None:
    lay(store, citizen, card(1, ItemType.WISH), card(2, ItemType.GOAL))
    out, drawn = BytesIO(), BytesIO()
    PdfExporter().write(a_snapshot(store, citizen), out)
    SvgExporter().write(a_snapshot(store, citizen), drawn)

    with pypdfium2.PdfDocument(out.getvalue()) as document:
        text = "".join(str(page.get_textpage().get_text_range()) for page in document)
        pictures = sum(1 for page in document for _ in page.get_objects(filter=[3], max_depth=9))
    assert "Håndskrevet kort (Ønske)" in text
    assert pictures >= 4
    assert drawn.getvalue().count(b"data:image/jpeg;base64,") == 2


def test_the_size_of_a_picture_is_read_of_its_own_bytes() -> None:
    assert jpeg_size(FACE) == (8, 8)
    assert jpeg_size(FACE[:60]) is None
    assert face_drawing(b"%PDF-1.7") == ""
