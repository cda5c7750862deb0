"""What people and other systems read in a plan file: PDF/A and FHIR of what its logs say, the same everywhere."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtGui import QColor, QImage

from app.clock import FixedClock, today
from app.domain.item import ItemType
from app.domain.paper import SlotCode
from app.export.pdf import PdfExporter
from app.export.readable import FHIR, PDF
from app.operations.items import delete_records
from app.operations.paper import WrittenCard, lay_cards
from app.queries.snapshot import plan_snapshot
from app.store.store import Store
from builders import NOON
from exchanges import edit
from fhir_rules import resources, wrong
from moves import NUMBER, Move, a_move, address
from offices import SQLITE, Office, an_office
from paper_photos import encoded
from plans import a_full_plan, an_agreed_start, an_item
from redactions import SECRET
from sync.server import departing, planfile
from sync.server.departing import Wanted
from sync.server.planfile import READABLE, Sealed
from sync.server.staffing import NotDone

A_YEAR_LATER = FixedClock(NOON + timedelta(days=400))


@pytest.fixture
def move(tmp_path: Path, engine: str) -> Iterator[Move]:
    with a_move(tmp_path, engine=engine) as made:
        yield made


def copies(file: Path, *, receiver: Office, sender: Office) -> dict[str, bytes]:
    sealed = Sealed(file, receiver.core.identity.sealing)
    found = planfile.parts(sealed, planfile.examined(sealed, sender=address(sender)))
    return {part.path: content for part, content in found if part.path.startswith(READABLE)}


def handwriting() -> bytes:
    """A picture as a camera's library writes it."""
    image = QImage(16, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return encoded(image)


def pictures(content: bytes) -> int:
    """Count the pictures in pixels of a PDF."""
    with pikepdf.open(BytesIO(content)) as document:
        found = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        return sum(each.get("/Subtype") == "/Image" for each in found)


def printed_by(store: Store, citizen: str) -> bytes:
    """The citizen's copy as a device prints it today."""
    out = BytesIO()
    with store.reader() as reader:
        PdfExporter().write(plan_snapshot(reader, citizen=citizen, today=today(store.clock)), out)
    return out.getvalue()


def text(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_P7_the_copies_come_out_of_the_receivers_server_byte_for_byte(move: Move) -> None:
    first, written = move.export(everybody=True)
    move.take(first)
    with an_office(move.folder / "third") as third:
        third.add_user("mette")
        departing.name_itself(third.core.database, "Favrskov igen")
        wanted = Wanted(citizens=None, to=address(third), by="mette")
        departing.write(move.there.core.database, move.folder / "igen", wanted, clock=A_YEAR_LATER)
        again = copies(move.folder / "igen", receiver=third, sender=move.there)

    assert copies(first, receiver=move.there, sender=move.here) == again
    assert sorted(again) == sorted(
        f"{READABLE}{who}/{name}" for who in (move.citizen, move.other) for name in (FHIR, PDF)
    )
    assert written.readable == 4


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P7_the_citizens_copy_is_the_one_that_a_device_prints_on_the_day_of_the_last_change(move: Move) -> None:
    mette = move.here.client("mette", name="første")
    move.here.sync(mette)
    made = an_agreed_start(mette, move.citizen)
    a_full_plan(mette, move.citizen)
    move.here.sync(mette)
    other = move.here.client("mette", name="anden")
    move.here.sync(other)
    edit(mette, made["goal"], title="Op klokken seks", note="Vækkeur")
    edit(other, made["goal"], title="Op klokken otte", note="Radio")
    code = SlotCode(sheet=482193075, slot=1, kind=ItemType.WISH)
    written = WrittenCard(code=code, face=handwriting(), x=0.0, y=0.0, width=212.0, height=120.0)
    lay_cards(other, [written], citizen=move.citizen, board=None)
    delete_records(other, [an_item(other, made["bank"])])
    for each in (mette, other, mette, other):
        move.here.sync(each)
    wanted = Wanted(citizens=(move.citizen,), to=address(move.there), by="mette")
    departing.write(move.here.core.database, move.folder / "fil", wanted, clock=A_YEAR_LATER)

    device = printed_by(other, move.citizen)
    found = copies(move.folder / "fil", receiver=move.there, sender=move.here)

    assert found[f"{READABLE}{move.citizen}/{PDF}"] == device
    assert pictures(device) > 0
    assert wrong(found[f"{READABLE}{move.citizen}/{FHIR}"]) == []


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P7_the_citizens_copy_is_pdf_a_and_holds_neither_what_is_protected_nor_what_was_redacted(move: Move) -> None:
    found = copies(move.export()[0], receiver=move.there, sender=move.here)

    printed, told = (found[f"{READABLE}{move.citizen}/{name}"] for name in (PDF, FHIR))
    with pikepdf.open(BytesIO(printed)) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
    assert "Fritidsjob" in text(printed)
    assert [each for each in (NUMBER, SECRET) if each in text(printed) or each.encode() in printed] == []
    assert wrong(told) == []
    assert (NUMBER.encode() in told, SECRET.encode() in told) == (True, False)


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P7_the_fhir_says_what_is_protected_and_who_wrote_what_in_which_municipality(move: Move) -> None:
    found = resources(
        copies(move.export()[0], receiver=move.there, sender=move.here)[f"{READABLE}{move.citizen}/{FHIR}"]
    )

    by_kind = {each["resourceType"]: each for each in found}
    assert [each["code"] for each in by_kind["Patient"]["meta"]["security"]] == ["R", "protected"]
    assert by_kind["Goal"]["description"] == {"text": "Fritidsjob"}
    assert by_kind["Provenance"]["agent"][0]["who"]["display"] == "mette (Favrskov Kommune)"
    assert by_kind["DocumentReference"]["identifier"][0]["value"] == move.letter.content
    assert str(move.letter.opens_with) not in str(found)


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P7_without_them_the_logs_go_alone_and_are_the_same(move: Move) -> None:
    whole, _ = move.export()
    wanted = Wanted(citizens=(move.citizen,), to=address(move.there), by="mette", is_readable=False)
    bare = departing.write(move.here.core.database, move.folder / "bar", wanted, clock=move.here.clock)

    sealed = [Sealed(each, move.there.core.identity.sealing) for each in (whole, move.folder / "bar")]
    parts, others = (planfile.examined(each, sender=address(move.here)).manifest.parts for each in sealed)
    assert [each for each in parts if not each.path.startswith(READABLE)] == others
    assert (bare.readable, len(parts) - len(others)) == (0, 2)
    assert move.take(move.folder / "bar").citizens == 1


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_a_server_without_the_typesetter_says_so_and_writes_nothing(
    move: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each == "app.export" or each.startswith("app.export.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typst", None)
    before = sorted(move.folder.iterdir())

    with pytest.raises(NotDone, match="typst is not installed here: install it, or say --without-readable"):
        move.export()

    assert sorted(move.folder.iterdir()) == before
