"""What a file is, is told by its bytes; programs, archives and macros are none that a plan takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.media import Media, media_of
from files import PDF, an_archive

KNOWN: dict[Media, bytes] = {
    Media.PDF: PDF,
    Media.PNG: b"\x89PNG\r\n\x1a\n....",
    Media.JPEG: b"\xff\xd8\xff\xe0....",
    Media.GIF: b"GIF89a....",
    Media.WEBP: b"RIFF....WEBPVP8 ",
    Media.TIFF: b"II*\x00....",
    Media.HEIC: b"\x00\x00\x00\x18ftypheic....",
    Media.DOCX: an_archive(word__document_dot_xml="<w/>"),
    Media.XLSX: an_archive(xl__workbook_dot_xml="<w/>"),
    Media.PPTX: an_archive(ppt__presentation_dot_xml="<p/>"),
    Media.ODT: an_archive(mimetype=Media.ODT.value),
    Media.ODS: an_archive(mimetype=Media.ODS.value),
    Media.ODP: an_archive(mimetype=Media.ODP.value),
    Media.TEXT: "Søren kommer tirsdag.\r\n".encode(),
}
NOT_TAKEN: dict[str, bytes] = {
    "a program for Windows": b"MZ\x90\x00 %PDF-1.7",
    "a program for Linux": b"\x7fELF\x02\x01 %PDF-1.7",
    "a script": b"#!/bin/sh\nrm -rf ~\n",
    "an archive": an_archive(readme="x"),
    "a broken archive": b"PK\x03\x04 cut off",
    "a document with macros": an_archive(word__document_dot_xml="<w/>", word__vbaProject_dot_bin="x"),
    "an open document with macros": an_archive(mimetype=Media.ODT.value, Basic__Standard="x"),
    "bytes that are nothing": bytes(range(256)),
    "nothing": b"",
}


@pytest.mark.parametrize("media", KNOWN)
def test_each_kind_is_known_by_its_bytes(media: Media) -> None:
    assert media_of(KNOWN[media]) is media


def test_every_kind_that_a_plan_takes_was_tried() -> None:
    assert set(KNOWN) == set(Media)


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_what_is_none_of_them_is_not_taken(what: str) -> None:
    assert media_of(NOT_TAKEN[what]) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_judged(content: bytes) -> None:
    assert media_of(content) in (*Media, None)


@given(st.binary(max_size=300))
def test_any_archive_is_judged(content: bytes) -> None:
    assert media_of(b"PK\x03\x04" + content) in (*Media, None)


def test_the_ending_comes_from_the_kind() -> None:
    assert (Media.PDF.suffix, Media.TEXT.suffix, Media.JPEG.suffix) == (".pdf", ".txt", ".jpeg")
