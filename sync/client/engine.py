"""Engine: keeps one store in step with one server, on a thread of its own, with a second one for the long poll."""

import logging
import threading
import time
from collections.abc import Callable
from random import SystemRandom
from typing import Protocol

from app.errors import EnplanError
from app.store import backlog, receiving
from app.store.store import Store
from app.store.transaction import Touched
from app.texts import Text, mark
from sync.client.carrier import Carrier
from sync.client.exchanger import Exchanger
from sync.client.link import DeviceLost, Link, LoginNeeded, ProgramTooOld, Unreachable
from sync.client.pace import Pace
from sync.client.status import Status, status
from sync.protocol import LONGEST_WAIT_S, Index

logger = logging.getLogger(__name__)

IDLE_SLICE_S = 0.02
"""Between two pieces of background work, so that whoever writes comes first."""
INDEXED_AT_ONCE = 500
"""Records in one piece of the search index; 10,000 that were pulled are found after two seconds."""
STOP_S = 5.0
BUG = mark("sync", "der skete en fejl i programmet; det gemte er ikke rørt")
_CHANCE = SystemRandom()


class ClosableLink(Link, Protocol):
    """A link that holds a connection."""

    def interrupt(self) -> None:
        """Break off what another thread waits for."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


class Engine:
    """Pushes, pulls and purges until stopped. `woken` and `stop` may be called from any thread.

    *open_link* makes a link of its own for each of the two threads.
    """

    def __init__(
        self,
        store: Store,
        open_link: Callable[[], ClosableLink],
        *,
        now: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = _CHANCE.random,
        name: str = "",
    ) -> None:
        self._store = store
        self._open_link = open_link
        self._now = now
        self._name = name
        self._changed = threading.Condition()
        self._pace = Pace(now=now(), chance=chance)
        self._poll_pace = Pace(now=now(), chance=chance)
        self._heard: list[Index] = []
        self._is_stopping = False
        self._is_fetching = False
        self._reason: Text | None = None
        self._is_login_needed = False
        self._is_lost = False
        self._listeners: list[Callable[[Status], None]] = []
        self._told: Status | None = None
        self._threads: list[threading.Thread] = []
        self._links: dict[str, ClosableLink] = {}
        self._unlisten: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin."""
        self._unlisten = self._store.listen(self._on_touched)
        for name, run in (("sync", self._run), ("sync-poll", self._run_poll)):
            thread = threading.Thread(target=run, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """End: what is being asked is broken off, what is being written is finished."""
        self._unlisten()
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        deadline = time.monotonic() + STOP_S
        while any(thread.is_alive() for thread in self._threads) and time.monotonic() < deadline:
            self._interrupt()
            for thread in self._threads:
                thread.join(0.1)

    def woken(self) -> None:
        """Act at once: the machine woke up, the network changed, the user asked or has logged in.

        A poll that waits is begun anew, since its connection may be dead.
        """
        self._interrupt(of="sync-poll")
        with self._changed:
            self._pace.woken(self._now())
            self._poll_pace.woken(self._now())
            self._changed.notify_all()

    def listen(self, listener: Callable[[Status], None]) -> Callable[[], None]:
        """Call *listener* on the network thread when the status changes; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def status(self) -> Status:
        """Return what holds now."""
        with self._store.reader() as reader:
            outbox = reader.outbox()
        return status(
            waiting=outbox.pending, refused=outbox.refused, reason=self._reason, is_fetching=self._is_fetching,
            is_login_needed=self._is_login_needed, alarms=len(receiving.findings(self._store)), is_lost=self._is_lost,
        )  # fmt: skip

    def _interrupt(self, of: str = "") -> None:
        for name, link in list(self._links.items()):
            if not of or name == of:
                link.interrupt()

    def _on_touched(self, touched: Touched) -> None:
        if touched.remote:
            return
        with self._changed:
            self._pace.edited(self._now())
            self._changed.notify_all()

    def _run(self) -> None:
        link = self._links["sync"] = self._open_link()
        try:
            exchanger = Exchanger(self._store, link, name=self._name)
            carrier = Carrier(self._store, link)
            is_idle = False
            while self._wait(self._pace, is_idle=is_idle):
                if self._now() >= self._pace.due:
                    self._round(exchanger)
                    carrier.renew()
                is_idle = self._work_in_background(exchanger, carrier)
        finally:
            link.close()

    def _run_poll(self) -> None:
        link = self._links["sync-poll"] = self._open_link()
        known = ""
        try:
            while self._wait(self._poll_pace, is_idle=False):
                known = self._poll(link, known)
        finally:
            link.close()

    def _poll(self, link: Link, known: str) -> str:
        """Ask once for the index, and hand on what was heard."""
        try:
            heard = link.index(known=known, wait=LONGEST_WAIT_S if known else 0)
        except (Unreachable, LoginNeeded, DeviceLost, ProgramTooOld, EnplanError) as failed:
            if isinstance(failed, DeviceLost):
                self._is_lost = True
                self._tell()
            self._poll_pace.failed(self._now(), retry_after=getattr(failed, "retry_after", None))
            return known
        except Exception:
            logger.exception("poll failed")
            self._poll_pace.failed(self._now())
            return known
        with self._changed:
            self._poll_pace.woken(self._now())
            if heard.index is not None:
                self._heard.append(heard.index)
                self._pace.nudged(self._now())
                self._changed.notify_all()
        return heard.tag

    def _wait(self, pace: Pace, *, is_idle: bool) -> bool:
        """Wait until a round is due, or a moment when there is background work; tell whether to go on."""
        with self._changed:
            if is_idle:
                self._changed.wait(IDLE_SLICE_S)
            while not is_idle and not self._is_stopping and self._now() < pace.due:
                self._changed.wait(max(0.0, pace.due - self._now()))
            return not self._is_stopping

    def _round(self, exchanger: Exchanger) -> None:
        """Push, then pull; neither waits for the other to succeed."""
        with self._changed:
            self._pace.begun(self._now())
        exchanger.report.later.clear()
        retry_after: float | None = None
        failures: list[Text] = []
        self._is_login_needed = False
        for step in (exchanger.begin, exchanger.push, self._pull_heard(exchanger), exchanger.settle, exchanger.purge):
            try:
                step()
            except (LoginNeeded, DeviceLost) as failed:
                self._is_lost = self._is_lost or isinstance(failed, DeviceLost)
                self._is_login_needed = not self._is_lost
                failures.append(failed.reason)
                break
            except (ProgramTooOld, Unreachable) as failed:
                failures.append(failed.reason)
                retry_after = getattr(failed, "retry_after", retry_after)
                if retry_after is not None:
                    break  # the server asks for time: nothing more of it in this round
            except EnplanError as failed:
                logger.warning("round failed", extra={"error": type(failed).__name__})
                failures.append(Text("sync", failed.text))
            except Exception:
                logger.exception("round failed")
                failures.append(BUG)
        self._reason = failures[0] if failures else None
        with self._changed:
            if failures:
                self._pace.failed(self._now(), retry_after=retry_after)
            else:
                self._pace.succeeded(self._now())
        self._tell()

    def _pull_heard(self, exchanger: Exchanger) -> Callable[[], object]:
        def pull() -> None:
            with self._changed:
                heard = list(self._heard)
            for index in heard:
                self._is_fetching = True
                self._tell()
                try:
                    exchanger.pull(index)
                finally:
                    self._is_fetching = False
                with self._changed:
                    self._heard.remove(index)

        return pull

    def _work_in_background(self, exchanger: Exchanger, carrier: Carrier) -> bool:
        """Do a little of what can wait: search index, files, older log, signatures; tell whether there is more."""
        try:
            left = self._store.index_pulled(at_most=INDEXED_AT_ONCE)
            if left:
                return True
            if self._reason is None and self._carry(carrier):
                return True
            if self._reason is None and exchanger.fill_backlog():
                return True
            return backlog.check_signatures(self._store) > 0
        except (Unreachable, LoginNeeded, DeviceLost, ProgramTooOld, EnplanError):
            return False
        except Exception:
            logger.exception("background work failed")
            return False

    def _carry(self, carrier: Carrier) -> bool:
        """Bring one part of a file up or down; what is on its way to the server from elsewhere is asked for again."""
        if carrier.is_idle:
            return False
        is_more = carrier.step()
        if not is_more:
            with self._changed:
                self._pace.hoped(self._now(), after=carrier.hope_s)
        self._tell()
        return is_more

    def _tell(self) -> None:
        told = self.status()
        if told != self._told:
            self._told = told
            for listener in tuple(self._listeners):
                listener(told)
