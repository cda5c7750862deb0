"""Attached files: what belongs to a plan or to one thing in it, and whether its bytes are here."""

from base64 import b64decode
from dataclasses import dataclass
from enum import Enum

from app.changes.attached import Broken, unsealed
from app.domain.attachment import ATTACHMENT, Attachment
from app.domain.media import PREVIEWED, Media
from app.errors import EnvironmentTrouble, UserError
from app.store.attached import Held
from app.store.reader import Reader
from app.store.records import Records
from app.texts import Text, mark, say


class Place(Enum):
    """Where the bytes of a file are."""

    HERE = "here"
    WAITING = "waiting"
    """Here, and not received centrally."""
    COMING = "coming"
    """Elsewhere: they are fetched when the server has them."""
    NOT_TAKEN = "not_taken"
    """Here, and the server does not take them."""


PLACES: dict[Place, Text] = {
    Place.HERE: mark("attachment", "Modtaget centralt"),
    Place.WAITING: mark("attachment", "Gemt her"),
    Place.COMING: mark("attachment", "Hentes …"),
    Place.NOT_TAKEN: mark("attachment", "Serveren tager ikke imod filen"),
}
_KINDS: dict[Media, Text] = {
    Media.PDF: mark("attachment", "PDF"),
    Media.DOCX: mark("attachment", "Dokument"),
    Media.ODT: mark("attachment", "Dokument"),
    Media.TEXT: mark("attachment", "Tekst"),
    Media.XLSX: mark("attachment", "Regneark"),
    Media.ODS: mark("attachment", "Regneark"),
    Media.PPTX: mark("attachment", "Præsentation"),
    Media.ODP: mark("attachment", "Præsentation"),
}
_PICTURE = mark("attachment", "Billede")
_OTHER = mark("attachment", "Fil")
_SMALLEST = 1_000


class Coming(UserError):
    """The bytes of a file are not here yet."""

    def __init__(self) -> None:
        super().__init__(mark("attachment", "Filen er ikke hentet endnu. Prøv igen, når pc’en har haft forbindelse."))


class Damaged(EnvironmentTrouble):
    """The bytes of a file are not those that were attached."""

    def __init__(self) -> None:
        super().__init__(
            mark("attachment", "Filen er beskadiget på denne pc og hentes igen fra serveren. Prøv igen om lidt.")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file in a list; `about` is its kind and size in words."""

    attachment: Attachment
    name: str
    about: str
    place: Place
    is_picture: bool


def attachments(reader: Reader, *, citizen: str, item: str | None = None) -> tuple[AttachmentView, ...]:
    """Return the files of a citizen's plan, or of one thing in it, by name; none of what was deleted."""
    found = reader.all(ATTACHMENT, citizen=citizen, parent=item)
    gone = {each.id for each in reader.some([each.item for each in found if each.item]) if each.deleted}
    return tuple(_view(reader, each) for each in found if each.item not in gone)


def content_of(reader: Records, *, attachment: Attachment) -> bytes:
    """Return the bytes of a file, proved to be those that were attached.

    Raises Coming while they are not here, and Damaged.
    """
    if not reader.attached(attachment).is_whole or attachment.opens_with is None:
        raise Coming
    try:
        return unsealed(b64decode(attachment.opens_with), reader.attached_parts(attachment))
    except Broken as wrong:
        raise Damaged from wrong


def size_in_words(size: int) -> str:
    """Return a number of bytes as people say it: `1,2 MB`, `340 KB`."""
    if size >= _SMALLEST * _SMALLEST:
        whole, tenths = divmod(round(size / 100_000), 10)
        return f"{whole},{tenths} MB"
    return f"{max(1, round(size / _SMALLEST))} KB"


def _view(reader: Reader, each: Attachment) -> AttachmentView:
    return AttachmentView(
        attachment=each, name=each.name or say(_OTHER), about=_about(each), place=_place(reader.attached(each)),
        is_picture=each.media in PREVIEWED,
    )  # fmt: skip


def _about(each: Attachment) -> str:
    is_picture = each.media is not None and each.media.startswith("image/")
    kind = _PICTURE if is_picture else _KINDS.get(each.media, _OTHER) if each.media else _OTHER
    return f"{say(kind)}, {size_in_words(each.size or 0)}"


def _place(held: Held) -> Place:
    if not held.is_whole:
        return Place.COMING
    if held.refusal is not None:
        return Place.NOT_TAKEN
    return Place.WAITING if held.waits else Place.HERE
