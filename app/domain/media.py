"""What a file is, told by its own bytes; what it is called says nothing."""

from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_LOOKED_AT = 1_024
"""A PDF may have a few bytes before its mark."""
_PLAIN_CONTROLS = frozenset("\t\n\r\f")


class Media(StrEnum):
    """The kinds of file that a plan takes: letters, pictures, tables, plain text. Nothing that runs."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    HEIC = "image/heic"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    ODP = "application/vnd.oasis.opendocument.presentation"
    TEXT = "text/plain"

    @property
    def suffix(self) -> str:
        """How a file of this kind ends, with its dot."""
        return ".txt" if self is Media.TEXT else "." + self.name.lower()


PREVIEWED = frozenset({Media.PNG, Media.JPEG})
"""Pictures that are shown in the window."""
_OOXML = {"word/document.xml": Media.DOCX, "xl/workbook.xml": Media.XLSX, "ppt/presentation.xml": Media.PPTX}
_OPEN_DOCUMENT = {each.value: each for each in (Media.ODT, Media.ODS, Media.ODP)}


def media_of(content: bytes) -> Media | None:
    """Return what *content* is; None for what a plan does not take: programs, archives, documents with macros."""
    head = content[:_LOOKED_AT]
    for media, is_it in _MARKS:
        if is_it(head):
            return media
    if head.startswith(b"PK\x03\x04"):
        return _document(content)
    return Media.TEXT if _is_text(content) else None


def _document(content: bytes) -> Media | None:
    """Return which office document an archive is; of what is packed at most a line is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any("vba" in name.lower() or name.startswith("Basic/") for name in names):
                return None
            if "mimetype" in names:
                with archive.open("mimetype") as told:
                    return _OPEN_DOCUMENT.get(told.read(200).decode("ascii", "replace").strip())
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    return next((media for name, media in _OOXML.items() if name in names), None)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    is_script = text.startswith("#!")
    return bool(text) and not is_script and all(each >= " " or each in _PLAIN_CONTROLS for each in text)


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


_MARKS: tuple[tuple[Media, Callable[[bytes], bool]], ...] = (
    (Media.PNG, _begins(b"\x89PNG\r\n\x1a\n")),
    (Media.JPEG, _begins(b"\xff\xd8\xff")),
    (Media.GIF, _begins(b"GIF87a", b"GIF89a")),
    (Media.TIFF, _begins(b"II*\x00", b"MM\x00*")),
    (Media.WEBP, lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    (Media.HEIC, lambda head: head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1")),
    (Media.PDF, lambda head: b"%PDF-" in head and not head.startswith((b"MZ", b"\x7fELF", b"PK", b"#!"))),
)
