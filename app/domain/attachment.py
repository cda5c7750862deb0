"""Vedhæftet fil: a letter, a picture or a table that belongs to a citizen's plan, or to one thing in it."""

from typing import Annotated

from msgspec import Meta

from app.domain.media import Media
from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Day, Id, Title
from app.texts import mark

Address = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
"""Where the sealed bytes lie: their SHA-256."""
ContentKey = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]{43}=$")]
"""The key that opens them, 32 bytes in base64."""
Size = Annotated[int, Meta(ge=1)]
"""Bytes of the file."""


CONTENT = "content"
"""The field that names the address."""
KEY = "opens_with"
"""The field that holds the only key: it is shown to nobody."""


class Attachment(Record, frozen=True, kw_only=True):
    """A file; `item` is what it belongs to, None the plan itself. Its name is shown and never used on a disk.

    The bytes lie apart, sealed, at `content`; `opens_with` is the only key, so whatever removes this record's content
    removes the file everywhere (see `app/changes/attached.py`). What a file holds is never altered.
    """

    item: Id | None = None
    name: Title | None = None
    media: Media | None = None
    size: Size | None = None
    day: Day | None = None
    content: Address | None = None
    opens_with: ContentKey | None = None


ATTACHMENT = RecordType(
    record=Attachment,
    kind="attachment",
    label=mark("record", "Vedhæftet fil"),
    listing=Listing(title="name", day="day", parent="item", state=CONTENT, searched=("name",)),
    policies=dict.fromkeys(("item", "media", "size", CONTENT, KEY), Policy.ONCE),
    parents=("item",),
)
