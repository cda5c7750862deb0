"""Files for tests: small, real in what they begin with, and made here."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

from app.domain.attachment import ATTACHMENT, Attachment
from app.operations.attachments import attach
from app.queries.attachments import content_of
from app.store.store import Store

PDF = b"%PDF-1.7\nkanariefugl: Karens lungefunktion\n%%EOF\n"
CANARY = b"kanariefugl"


@cache
def a_large_pdf(size: int = 700_000) -> bytes:
    """A PDF of several parts."""
    return PDF + bytes(range(256)) * (size // 256)


def an_archive(**members: str) -> bytes:
    """A ZIP whose members are named by the keys, with `/` for `__` and `.` for `_dot_`."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return content.getvalue()


def a_file(store: Store, citizen: str, *, content: bytes = PDF, name: str = "Brev") -> Attachment:
    """Attach *content* to the plan and return the attachment."""
    return the_file(store, attach(store, citizen=citizen, content=content, name=name))


def the_file(store: Store, identity: str) -> Attachment:
    with store.reader() as reader:
        found = reader.get(ATTACHMENT, identity)
    assert found is not None
    return found


def content(store: Store, attachment: Attachment) -> bytes:
    """The bytes of a file as *store* has them."""
    with store.reader() as reader:
        return content_of(reader, attachment=the_file(store, attachment.id))
