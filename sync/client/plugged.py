"""Security keys at this machine: found, asked, touched by their owner. All that waits for a key waits here."""

import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from app.errors import UserError
from app.texts import Text, mark

if TYPE_CHECKING:  # the library is loaded when somebody shows a key
    from fido2.client import ClientDataCollector, ClientError, UserInteraction, WebAuthnClient
    from fido2.hid.base import HidDescriptor

T = TypeVar("T")

PATIENCE_S = 60.0
"""How long a person has to find the key, plug it in and touch it; typing its PIN begins that anew."""
LOOK_EVERY_S = 0.25
LET_GO_S = 2.0
"""How long a key that is no longer wanted may take to say so."""

NONE_FOUND = mark("key", "Der blev ikke fundet nogen sikkerhedsnøgle. Sæt den i, og prøv igen.")
NOT_TOUCHED = mark("key", "Nøglen blev ikke rørt i tide. Prøv igen.")
BLOCKED = mark("key", "Nøglen er låst efter for mange forkerte PIN-koder. Brug en anden nøgle eller en kode.")
PLUG_AGAIN = mark("key", "Nøglen tager ikke imod flere PIN-koder nu. Tag den ud, sæt den i, og prøv igen.")
FAILED = mark("key", "Nøglen svarede ikke rigtigt. Tag den ud, sæt den i, og prøv igen.")
OTHER_SERVER = mark("key", "Nøglen kan ikke bruges: Serveren kalder sig {host}. Kontakt jeres it-afdeling.")


class KeyTrouble(UserError):
    """The key was of no use; the person may try again, or show something else."""


class PutAway(Exception):
    """The person does not want to use the key after all."""


class Holding(Protocol):
    """Somebody with a key at hand, who is told what to do with it. Called on any thread."""

    def touch(self) -> None:
        """Tell that the key waits to be touched."""
        ...

    def pin(self, *, was_wrong: bool) -> str | None:
        """Return the PIN of the key, None when the person gives up."""
        ...


class Patience:
    """Until when a person is waited for; never while a PIN is being typed."""

    def __init__(self, person: Holding) -> None:
        self._person = person
        self._until: float | None = None
        self.begin()

    def begin(self) -> None:
        """Wait from now on."""
        self._until = time.monotonic() + PATIENCE_S

    @property
    def is_over(self) -> bool:
        """Tell whether the person has had the time."""
        return self._until is not None and time.monotonic() > self._until

    def touch(self) -> None:
        """Tell that the key waits to be touched."""
        self._person.touch()

    def pin(self, *, was_wrong: bool) -> str | None:
        """Return the PIN of the key."""
        self._until = None
        try:
            return self._person.pin(was_wrong=was_wrong)
        finally:
            self.begin()


class Search(Generic[T]):
    """Asks every key that is, or is yet to be, plugged in; the first one that is touched has answered.

    *work* asks one key, until its event is set; *unfit* is said of a key that lacks, or has, what it should not.
    """

    def __init__(self, work: "Callable[[WebAuthnClient, threading.Event], T]", *, unfit: Text, person: Holding) -> None:
        self._work = work
        self._unfit = unfit
        self._patience = Patience(person)
        self._over = threading.Event()
        self._outcomes: queue.SimpleQueue[tuple[T] | Exception] = queue.SimpleQueue()
        self._threads: dict[str, threading.Thread] = {}

    def run(self, *, host: str, server: str, stop: threading.Event) -> T:
        """Return what the key says to *server*, which calls itself *host*. Raises KeyTrouble, and PutAway at *stop*."""
        parts = urlsplit(server)
        if parts.hostname != host:
            raise KeyTrouble(OTHER_SERVER, host=host)
        try:
            return self._first(f"{parts.scheme}://{parts.netloc.lower()}", stop)
        finally:
            self._over.set()
            for each in self._threads.values():
                each.join(LET_GO_S)

    def _first(self, origin: str, stop: threading.Event) -> T:
        while not stop.is_set():
            self._look(origin)
            try:
                outcome = self._outcomes.get(timeout=LOOK_EVERY_S)
            except queue.Empty:
                if self._patience.is_over:
                    raise KeyTrouble(NOT_TOUCHED if self._threads else NONE_FOUND) from None
                continue
            if isinstance(outcome, Exception):
                raise outcome
            return outcome[0]
        raise PutAway

    def _look(self, origin: str) -> None:
        """Ask whichever key has come since; one that did not answer is asked again."""
        found = _found(origin)
        self._threads = {path: each for path, each in self._threads.items() if each.is_alive()}
        for path in set(found) - set(self._threads):
            asking = threading.Thread(target=self._ask, args=(found[path],), name="security key", daemon=True)
            self._threads[path] = asking
            asking.start()

    def _ask(self, opened: "_Opened") -> None:
        """Ask one key; what it says is the outcome, unless it went away or this user may not speak to it."""
        from fido2.client import ClientError, PinRequiredError

        asker = _asker(self._patience)
        try:
            with opened(asker) as client:
                self._outcomes.put((self._answer(client, asker),))
        except PinRequiredError:
            self._outcomes.put(PutAway())
        except ClientError as failed:
            self._outcomes.put(_trouble(failed, self._unfit))
        except OSError:
            return
        except Exception:  # whatever a strange key answers
            self._outcomes.put(KeyTrouble(FAILED))

    def _answer(self, client: "WebAuthnClient", asker: Any) -> T:
        """Return what the key says, asking for its PIN as often as it is wrong."""
        from fido2.client import ClientError

        while True:
            try:
                return self._work(client, self._over)
            except ClientError as failed:
                if _status(failed) != "PIN_INVALID":
                    raise
                asker.was_wrong = True


_Opened = Callable[["UserInteraction"], AbstractContextManager["WebAuthnClient"]]
"""Opens a key, for somebody who is asked for touch and PIN."""


def _found(origin: str) -> dict[str, _Opened]:
    """Return the keys that are plugged in. On Windows the system speaks to them, in a window of its own."""
    from fido2 import hid
    from fido2.client import DefaultClientDataCollector

    collector = DefaultClientDataCollector(origin, verify=_is_of)
    if sys.platform == "win32":
        from fido2.client.windows import WindowsClient

        if WindowsClient.is_available():
            return {"Windows": lambda _: nullcontext(WindowsClient(collector))}
    listed = cast("Callable[[], list[HidDescriptor]]", hid.list_descriptors)
    return {str(each.path): partial(_open, each.path, collector) for each in listed()}


@contextmanager
def _open(path: str | bytes, collector: "ClientDataCollector", asker: "UserInteraction") -> "Iterator[WebAuthnClient]":
    from fido2 import hid
    from fido2.client import Fido2Client

    with hid.open_device(path) as device:
        yield Fido2Client(device, collector, asker)


def _asker(person: Holding) -> Any:
    """Return *person* as the library asks."""
    from fido2.client import UserInteraction

    class Asker(UserInteraction):
        was_wrong = False

        def prompt_up(self) -> None:
            person.touch()

        def request_pin(self, permissions: Any, rp_id: str | None) -> str | None:
            return person.pin(was_wrong=self.was_wrong)

    return Asker()


def _is_of(host: str, origin: str) -> bool:
    return urlsplit(origin).hostname == host


def _status(failed: "ClientError") -> str:
    """Return what the key itself has said, by its name in CTAP."""
    return str(getattr(getattr(failed.cause, "code", None), "name", ""))


def _trouble(failed: "ClientError", unfit: Text) -> KeyTrouble:
    by_key = {"PIN_BLOCKED": BLOCKED, "PIN_AUTH_BLOCKED": PLUG_AGAIN}
    by_client = {"DEVICE_INELIGIBLE": unfit, "TIMEOUT": NOT_TOUCHED}
    return KeyTrouble(by_key.get(_status(failed)) or by_client.get(failed.code.name, FAILED))
