"""One exchange with the server, from beginning to end: for the command line and for tests."""

from dataclasses import dataclass

from app.domain.record import Mark
from app.store.store import Store
from sync.client.carrier import Carrier
from sync.client.exchanger import Exchanger
from sync.client.link import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What one exchange did: own changes sent and refused, entries received; records with several versions now.

    `later` counts the streams that the server put off.
    """

    sent: int
    received: int
    refused: int
    contested: int
    later: int


def sync_once(store: Store, link: Link, *, with_log: bool = False) -> SyncReport:
    """Push, pull, settle, bring files up and down, and purge; *with_log* also fetches all older log.

    Raises Unreachable or LoginNeeded; what was achieved before stays.
    """
    exchanger = Exchanger(store, link)
    exchanger.begin()
    exchanger.push()
    heard = link.index(known="", wait=0)
    if heard.index is not None:
        exchanger.pull(heard.index)
    exchanger.settle()
    carrier = Carrier(store, link)
    while carrier.step():
        continue
    exchanger.purge()
    while store.index_pulled():
        continue
    while with_log and exchanger.fill_backlog():
        continue
    with store.reader() as reader:
        contested = len(reader.marked(Mark.CONTESTED))
    return SyncReport(
        sent=exchanger.report.sent, received=exchanger.report.received, refused=exchanger.report.refused,
        contested=contested, later=len(exchanger.report.later),
    )  # fmt: skip
