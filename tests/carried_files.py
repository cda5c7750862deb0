"""What tests of carried files ask of both sides, and a link that loses a message."""

from collections.abc import Callable

from app.domain.attachment import Attachment
from app.queries.attachments import Place, attachments
from app.store import attached
from app.store.store import Store
from files import the_file
from offices import CoreLink, Office
from sync.attached import Part, PartAsked, PartSent, Standing
from sync.client.link import Unreachable
from sync.client.transport import OFFLINE
from sync.server import check


def place(store: Store, attachment: Attachment) -> Place | None:
    with store.reader() as reader:
        found = attachments(reader, citizen=attachment.citizen or "")
    return next((each.place for each in found if each.attachment.id == attachment.id), None)


def the_held(store: Store, attachment: Attachment) -> attached.Held:
    with store.reader() as reader:
        return reader.attached(the_file(store, attachment.id))


def parts_of(store: Store, attachment: Attachment) -> list[bytes]:
    with store.reader() as reader:
        return reader.attached_parts(the_file(store, attachment.id))


def count(office: Office, table: str) -> int:
    with office.core.database.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def problems(office: Office) -> list[str]:
    with office.core.database.reading() as connection:
        return [each.problem for each in check.check(connection)]


class Failing:
    """A link of which the n-th message about a part is lost, on its way there or on its way back."""

    def __init__(self, link: CoreLink, *, at: int, is_taken: bool) -> None:
        self._link = link
        self._left = at
        self._is_taken = is_taken

    def __getattr__(self, name: str) -> object:
        return getattr(self._link, name)

    def part(self, asked: PartAsked) -> Part:
        self._lose(lambda: self._link.part(asked))
        return self._link.part(asked)

    def take_part(self, sent: PartSent) -> Standing:
        self._lose(lambda: self._link.take_part(sent))
        return self._link.take_part(sent)

    def _lose(self, ask: Callable[[], object]) -> None:
        self._left -= 1
        if self._left == 0:
            if self._is_taken:
                ask()
            raise Unreachable(OFFLINE)
