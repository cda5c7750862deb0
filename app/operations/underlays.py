"""Pictures laid under a board: a photograph of a paper drawing, faded, to draw and write on."""

from dataclasses import dataclass

from app.changes.attached import LARGEST, seal
from app.domain.attachment import Attachment
from app.domain.danish import one_line
from app.domain.drawing import FRAME, Frame
from app.domain.media import Media, media_of
from app.domain.values import TITLE_LENGTH
from app.errors import UserError
from app.operations.attachments import put_attachment
from app.operations.plans import stand_plan
from app.store.store import Store
from app.texts import mark, say

FADINGS = (0, 35, 60, 80)
"""How much of a picture is taken away, in percent, from one step to the next."""
_FIRST = 60
_NAME = mark("attachment", "Billede på tavlen")
_NO_PICTURE = mark("underlay", "Billedet kan ikke lægges på tavlen. Gem det som JPEG, og prøv igen.")
_TOO_LARGE = mark("underlay", "Billedet er for stort. Gem det mindre, og prøv igen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture ready to be laid: a JPEG without anything about where it was taken, and its place in board units."""

    content: bytes
    at: tuple[float, float]
    size: tuple[float, float]


def lay_under(store: Store, picture: Picture, *, citizen: str, board: str, name: str | None = None) -> str:
    """Attach *picture* to the plan of *citizen* and lay it under *board*, faded, in one act; return the frame's id.

    Raises UserError when it is no JPEG, or too large to be attached.
    """
    if media_of(picture.content) is not Media.JPEG:
        raise UserError(_NO_PICTURE)
    if len(picture.content) > LARGEST:
        raise UserError(_TOO_LARGE)
    sealed = seal(picture.content)  # before the transaction, which holds up everybody else
    called = (one_line(name) or say(_NAME))[:TITLE_LENGTH]
    told = Attachment(name=called, media=Media.JPEG, size=len(picture.content))
    (x, y), (width, height) = picture.at, picture.size
    with store.transact(mark("act", "Læg billede under"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        file = put_attachment(transaction, told, sealed)
        laid = Frame(
            board=board, picture=file, faded=_FIRST, x=round(x, 2), y=round(y, 2), width=round(width, 2),
            height=round(height, 2),
        )  # fmt: skip
        return transaction.put(FRAME, laid)


def fade(store: Store, frame: Frame) -> int:
    """Show the picture of *frame* one step fainter, after the faintest as it is; return how much is taken away."""
    now = frame.faded or 0
    faded = next((each for each in FADINGS if each > now), FADINGS[0])
    with store.transact(mark("act", "Gør billedet svagere eller tydeligere"), citizen=frame.citizen) as transaction:
        transaction.edit(frame, faded=faded)
    return faded
