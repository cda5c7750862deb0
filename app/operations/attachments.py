"""Attaching files to a plan, taking them off again, and writing one to a place that the user has chosen."""

from base64 import b64encode
from pathlib import Path

import msgspec

from app.changes.attached import LARGEST, Sealed, seal
from app.clock import danish_day, moment
from app.domain.attachment import ATTACHMENT, Attachment
from app.domain.danish import one_line
from app.domain.look_up import LookUpAct
from app.domain.media import Media, media_of
from app.domain.record import Record
from app.domain.values import TITLE_LENGTH
from app.errors import EnvironmentTrouble, UserError
from app.operations.look_ups import look_up
from app.operations.plans import stand_plan
from app.queries.attachments import Damaged, content_of
from app.store import attached, durable
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark, say

_PURPOSE = mark("look-up", "En vedhæftet fil blev gemt uden for Enplan")
_NO_NAME = mark("attachment", "Fil")
_TOO_LARGE = mark("attachment", "Filen er for stor. En vedhæftet fil må fylde højst {most} MB; gem den mindre.")
_EMPTY = mark("attachment", "Filen er tom. Vælg en fil med indhold.")
_UNKNOWN = mark(
    "attachment", "Den slags fil kan ikke vedhæftes. Gem den som PDF, billede, tekst eller almindeligt dokument."
)
_UNREADABLE = mark("attachment", "Filen kan ikke læses. Se, om den findes og ikke er åben i et andet program.")
_NOT_WRITTEN = mark("attachment", "Filen kan ikke gemmes der. Vælg en anden mappe, eller gør plads på disken.")


def attach_file(store: Store, *, citizen: str, path: Path, item: Record | None = None, name: str | None = None) -> str:
    """Attach the file at *path* to the plan of *citizen*, or to *item* in it, and return the attachment's id.

    It is called *name*, or as the file without its ending. Raises UserError when it is too large, empty, unreadable or
    not a kind of file that plans take.
    """
    return attach(store, citizen=citizen, content=_read(path), name=name or path.stem, item=item)


def attach(store: Store, *, citizen: str, content: bytes, name: str, item: Record | None = None) -> str:
    """Attach *content* under *name*, as `attach_file` does. Record and bytes are saved together, or neither."""
    media = _checked(content)
    sealed = seal(content)  # before the transaction, which holds up everybody else
    made = Attachment(item=None if item is None else item.id, name=_name(name), media=media, size=len(content))
    with store.transact(mark("act", "Vedhæft fil"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        return put_attachment(transaction, made, sealed, beside=item)


def put_attachment(
    transaction: Transaction, made: Attachment, sealed: Sealed, *, beside: Record | None = None
) -> str:  # fmt: skip
    """Write *made* with its bytes, in the stream of the record that it stands *beside*, else in the act's citizen's."""
    today = danish_day(moment(transaction.now)).isoformat()
    key = b64encode(sealed.key).decode()
    told = msgspec.structs.replace(made, day=made.day or today, content=sealed.address, opens_with=key)
    identity = transaction.put(ATTACHMENT, told, beside=beside)
    transaction.keep_file(identity, sealed)
    return identity


def detach(store: Store, attachment: Attachment) -> None:
    """Take a file off the plan; «Fortryd» brings it back."""
    with store.transact(mark("act", "Fjern vedhæftet fil"), citizen=attachment.citizen) as transaction:
        transaction.delete(attachment)


def rename(store: Store, attachment: Attachment, *, name: str) -> None:
    """Call a file something else."""
    with store.transact(mark("act", "Omdøb vedhæftet fil"), citizen=attachment.citizen) as transaction:
        transaction.edit(attachment, name=_name(name))


def save_file(store: Store, *, attachment: Attachment, to: Path, purpose: str | None = None) -> Path:
    """Write a file to the place *to* that the user has chosen, and return where; the look-up is written down first.

    A file whose bytes were damaged here is let go of, so that it is fetched anew.
    """
    look_up(store, citizen=attachment.citizen or "", purpose=purpose or say(_PURPOSE), act=LookUpAct.EXPORT)
    content = read_file(store, attachment)
    try:
        durable.replace(to, content)
    except OSError as failed:
        raise EnvironmentTrouble(_NOT_WRITTEN) from failed
    return to


def read_file(store: Store, attachment: Attachment) -> bytes:
    """Return the bytes of a file; what is damaged and not the only copy is let go of, to be fetched anew."""
    with store.reader() as reader:
        held = reader.attached(attachment)
        try:
            return content_of(reader, attachment=attachment)
        except Damaged:
            if held.waits:
                raise
    attached.let_go(store, held)
    raise Damaged


def _read(path: Path) -> bytes:
    """Return the content of a file, never much more of it than may be attached."""
    try:
        if not path.is_file():
            raise UserError(_UNREADABLE)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as failed:
        raise UserError(_UNREADABLE) from failed


def _checked(content: bytes) -> Media:
    if not content:
        raise UserError(_EMPTY)
    if len(content) > LARGEST:
        raise UserError(_TOO_LARGE, most=LARGEST // 1_000_000)
    media = media_of(content)
    if media is None:
        raise UserError(_UNKNOWN)
    return media


def _name(told: str) -> str:
    """Return what a file is called here: one line that can be seen, of a bearable length."""
    seen = "".join(each for each in told if each.isprintable())
    return (one_line(seen) or say(_NO_NAME))[:TITLE_LENGTH]
