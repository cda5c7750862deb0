"""The citizen's copy as PDF: whole, readable aloud, provable, and unharmed by whatever was typed."""

import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import ITEM_TYPES
from app.domain.citizen import RELATIVE, Relative
from app.domain.item import ItemType
from app.domain.values import State
from app.domain.wish import Wish
from app.export.glyphs import OTHER_FONTS, SUBSTITUTE, TEXT_FONT, font
from app.export.pdf import PdfExporter
from app.operations.citizens import add_citizen
from app.operations.items import add_item, disagree, edit_record
from app.queries.board import CardView
from app.queries.layout import Spot
from app.store.store import Store
from app.texts import mark
from plans import a_full_plan, a_snapshot, an_agreed_start, an_item

FULL_AT_MOST = 6
MARKUP = '#panic("markup") *fed* `kode` @navn <mærke> $x$ // nej'
LETTERS = sorted(chr(each) for name in (TEXT_FONT, *OTHER_FONTS.values()) for each in font(name).widths)
LETTERS += list("\u200d\ufe0f\u0301\u0308\u20e3\u202e\u0000 ") * 40
SPACES = str.maketrans("", "", " \n\r\u200b\u00ad\ufffe")


def written(store: Store, citizen: str) -> bytes:
    out = BytesIO()
    PdfExporter().write(a_snapshot(store, citizen), out)
    return out.getvalue()


def pages(content: bytes) -> list[str]:
    """Return the text of each page as it can be marked and copied."""
    with pypdfium2.PdfDocument(content) as document:
        return [_text(document[number]) for number in range(len(document))]


def _text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def packed(content: bytes) -> str:
    """Return all text without spaces, line ends and breaks, so that wrapping does not count."""
    return "".join(pages(content)).translate(SPACES)


def elements(content: bytes) -> Iterator[tuple[str, Any]]:
    """Yield (tag, element) of the structure, in reading order."""
    with pikepdf.open(BytesIO(content)) as document:
        yield from _below(document.Root.StructTreeRoot.K)


def _below(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _below(each)
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), node
        if "/K" in node:
            yield from _below(node.K)


def tags(content: bytes) -> Counter[str]:
    return Counter(tag for tag, _ in elements(content))


@pytest.fixture
def small(store: Store, citizen: str) -> bytes:
    """Return the print of a plan as a first meeting leaves it."""
    an_agreed_start(store, citizen)
    return written(store, citizen)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the print of a plan as full as they come."""
    from builders import a_citizen, a_store

    with a_store(tmp_path_factory.mktemp("full")) as store:
        citizen = a_citizen(store)
        a_full_plan(store, citizen)
        return written(store, citizen)


def test_a_small_plan_fits_one_page_with_what_matters_on_it(small: bytes) -> None:
    (page,) = pages(small)

    told = ("Din plan", "Karen Holm", "87 12 34 56", "15. december 2026 kl. 10.00", "Det ønsker du", "Din tavle")
    assert [text for text in told if text not in page] == []


def test_a_telephone_reads_the_next_meeting_and_the_contact_person_off_the_paper(small: bytes) -> None:
    with pypdfium2.PdfDocument(small) as document:
        page = document[0].render(scale=3, grayscale=True)
        grey = memoryview(bytes(page.buffer)).cast("B", [page.height, page.stride])
    read = sorted(each.text for each in zxingcpp.read_barcodes(grey))

    assert [each.split("\r\n")[0] for each in read] == ["BEGIN:VCARD", "BEGIN:VEVENT"]
    assert "DTSTART:20261215T090000Z" in read[1]
    assert "TEL:87 12 34 56" in read[0]
    assert "Karen" not in "".join(read)


def test_who_promised_what_by_when_is_told(small: bytes) -> None:
    rows = "".join(pages(small)).partition("Det har vi aftalt")[2].split()

    told = (
        "Hvad Hvem Senest Ringe til banken om en aftale Mette Dahl 27. november 2026 Ringe til Karen kl. 6.45 Anne Holm"
    )
    assert " ".join(rows).startswith(told)


def test_a_column_in_which_nobody_is_named_is_left_out(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.INTERVENTION, title="Bostøtte", start="2026-11-25")

    assert "Hvad Hvornår Bostøtte Fra 25. november 2026" in " ".join("".join(pages(written(store, citizen))).split())


def test_somebody_who_is_a_relative_and_an_actor_is_told_once(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Anne Holm", role="Søster", phone="20 30 40 50")
    add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Bo Lund", role="Mentor", frequency="Hver anden uge")
    with store.transact(mark("act", "Ny pårørende"), citizen=citizen) as transaction:
        for name in ("anne  holm", "Ida Holm"):
            relative = Relative(id=transaction.new_id(), citizen=citizen, name=name, role="Søster")
            transaction.put(RELATIVE, relative)

    told = "".join(pages(written(store, citizen)))

    assert told.lower().count("anne") == 1
    assert "Ida Holm" in told
    assert "Mentor. Hver anden uge" in told


def test_a_goal_is_told_with_its_sign(small: bytes) -> None:
    assert "Sådan kan vi se det: Børnene kommer i skole til tiden" in pages(small)[0]


def test_a_full_plan_is_six_pages_at_most_and_leaves_nobody_out(full: bytes) -> None:
    told = pages(full)

    assert len(told) <= FULL_AT_MOST
    assert [
        name for name in ("Jonas Nielsen", "Fagforeningen", "(38)", "Søvngruppe") if name not in "".join(told)
    ] == []


def test_worries_come_last_and_no_earlier_than_all_else_that_is_told(full: bytes) -> None:
    text = "".join(pages(full))
    headings = ("Det ønsker du", "Det har vi aftalt", "Dine mål", "Det får du hjælp til", "Det, der er godt for dig")
    more = ("Sådan går det", "Mennesker omkring dig", "Det har du sagt ja til", "Det, der kan være svært", "Din tavle")

    places = [text.index(heading) for heading in (*headings, *more)]

    assert places == sorted(places)


def test_an_objection_stands_with_what_it_is_about(full: bytes) -> None:
    text = packed(full)

    about, words = text.index("Morgenprogramkl.8"), text.index("Deterjegikkeenigi:»Klokken8")
    assert 0 < words - about < 120


def test_markers_are_told_in_words_and_never_in_numbers(full: bytes) -> None:
    text = " ".join("".join(pages(full)).split())

    assert "Svært noget af tiden, jeg har brug for lidt hjælp" in text
    assert "Har vi ikke talt om" in text


def test_every_page_says_which_plan_it_is_of_and_the_last_one_proves_it(full: bytes) -> None:
    told = pages(full)

    short = told[0][told[0].index("Plan ") :].partition(" · kode ")
    code = short[2][:12]
    assert [f"kode {code}" in page for page in told] == [True] * len(told)
    assert [f"Side {number} af {len(told)}" in page for number, page in enumerate(told, start=1)] == [True] * len(told)
    assert told[-1].translate(SPACES).count(code) == 2


def test_no_cpr_number_is_printed(store: Store) -> None:
    citizen = add_citizen(store, given="Karen", family="Holm", cpr="0108589995")
    an_agreed_start(store, citizen)

    content = written(store, citizen)

    assert "0108589995" not in packed(content).replace("-", "")
    assert b"0108589995" not in content


def test_the_document_says_what_it_is_and_in_which_language(small: bytes) -> None:
    with pikepdf.open(BytesIO(small)) as document:
        with document.open_metadata() as told:
            kind = (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"])
        assert kind == ("2", "A", "1")
        assert str(document.docinfo["/Title"]) == "Din plan – Karen Holm"
        assert str(document.Root.Lang) == "da-DK"
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_headings_tables_and_lists_can_be_walked_by_ear(full: bytes) -> None:
    found = tags(full)

    assert (found["/Document"], found["/H1"], found["/Table"], found["/TH"]) == (1, 1, 4, 12)
    assert (found["/H3"], found["/Figure"]) == (5, 2 + 2)  # two boards, two square codes
    assert min(found["/H2"], found["/L"], found["/LI"], found["/TD"]) > 0


def test_headers_of_tables_say_that_they_head_columns(full: bytes) -> None:
    scopes = {str(node.A[0].Scope) for tag, node in elements(full) if tag == "/TH"}

    assert scopes == {"/Column"}


def test_the_board_is_told_in_words(small: bytes) -> None:
    figures = [str(node.Alt) for tag, node in elements(small) if tag == "/Figure"]
    alternative = figures[-1]

    assert "Tavlen har 5 kort." in alternative
    assert "Få dagen til at hænge sammen: Aftale «Ringe til Karen kl. 6.45»" in alternative
    assert "«Jeg vil være en mor, der er oppe om morgenen» fører til «Op klokken 7 fire dage om ugen»." in alternative


def test_no_rule_of_pdf_ua_that_can_be_checked_here_is_broken(full: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(full)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the checker itself
        report = pdfua.validate(str(path))

    assert [outcome.rule_id for outcome in report.outcomes if outcome.findings] == []
    assert len(report.outcomes) > 10


def test_the_same_plan_on_the_same_day_gives_the_same_bytes(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)

    assert written(store, citizen) == written(store, citizen)


@pytest.mark.parametrize("lines", [7, 8])
def test_the_page_that_ends_where_the_lines_for_own_words_just_fit_or_do_not_is_printed(
    store: Store, citizen: str, lines: int
) -> None:
    a_full_plan(store, citizen)
    for number in range(lines):
        add_item(store, citizen=citizen, type=ItemType.CONCERN, title=f"Bekymring {number}")

    assert f"Bekymring {lines - 1}" in "".join(pages(written(store, citizen)))


def test_a_plan_without_a_word_is_a_kind_page(store: Store, citizen: str) -> None:
    (page,) = pages(written(store, citizen))

    assert "Din plan er lige begyndt" in page
    assert "det er helt i orden" in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (MARKUP, MARKUP),
        ("Glad 🙂 og 👩‍👧 sammen", "🙂"),
        ("\u0001\u0007slut\u202e", "slut"),
        ("\ue000\ufffe privat", SUBSTITUTE),
        ("你好", SUBSTITUTE * 2),
        ("x" * 300, "x" * 300),
        ("{page} {pages}", "{page}{pages}"),
        ("</script> &amp; \"'", "&amp;"),
    ],
    ids=["markup", "emoji", "control", "private", "no glyph", "one word", "fields", "html"],
)
def test_whatever_is_typed_is_shown_and_harms_nothing(store: Store, citizen: str, typed: str, shown: str) -> None:
    with store.transact("Skriv", citizen=citizen) as transaction:
        for kind in ITEM_TYPES:
            transaction.put(kind, kind.record(title=typed, words=typed, note=typed))

    assert shown.translate(SPACES) in packed(written(store, citizen))


def test_words_written_from_the_right_are_printed(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.WISH, title="أريد أن أنام جيدا")
    add_item(store, citizen=citizen, type=ItemType.WISH, title="אני רוצה לישון")

    content = written(store, citizen)

    assert SUBSTITUTE not in packed(content)
    assert "אני" in packed(content) or "ינא" in packed(content)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.text(st.sampled_from(LETTERS), min_size=1, max_size=30), min_size=30, max_size=30))
def test_no_mixture_of_letters_signs_and_marks_stops_a_print(store: Store, citizen: str, typed: list[str]) -> None:
    empty = a_snapshot(store, citizen)
    items = tuple(Wish(id=str(number), title=title) for number, title in enumerate(typed))
    spots = [Spot(0.0, 120.0 * number, 196.0, 106.0) for number in range(len(items))]
    board = replace(empty.board, axis=None, lanes=(), cards=tuple(map(CardView, items, spots)))

    PdfExporter().write(replace(empty, items=items, overview=board), BytesIO())


@pytest.mark.parametrize("note", ["Ord og " * 2857, "y" * 20_000], ids=["words", "one word"])
def test_a_text_of_twenty_thousand_characters_is_printed_whole(store: Store, citizen: str, note: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Langt", note=note)

    text = packed(written(store, citizen))

    assert (text.count("Ordog") >= 2857) or (text.count("y") >= 20_000)


def test_what_is_done_is_told_as_done(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    edit_record(store, an_item(store, made["bank"]), state=State.DONE)

    page = pages(written(store, citizen))[0]

    assert page.index("Det er allerede gjort:") < page.index("Ringe til banken")


def test_a_long_objection_does_not_hide_the_next_row(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    disagree(store, an_item(store, made["bank"]), words="Nej " * 70)

    text = packed(written(store, citizen))

    assert text.index("Nej" * 70) < text.index("RingetilKarenkl.6.45")
