"""Access: joining a server, and the token of a device that has joined. Secrets stay in the encrypted file."""

import threading
from dataclasses import dataclass
from typing import TypeVar

from app.changes import signing
from app.clock import moment
from app.store import escrow, exchange, lease, wiping
from app.store.journal import open_journal
from app.store.keys import Unlocked
from app.store.profile import Profile
from app.store.store import Store
from sync import protocol
from sync.acts import Wiping, wipe_words
from sync.attached import Part, PartAsked, PartSent, Standing, StandingAsked, StandingTold
from sync.client import outside, proofs
from sync.client.link import DeviceLost, Heard, LoginNeeded, ProofNeeded
from sync.client.proofs import Ask, Question
from sync.client.transport import Transport
from sync.protocol import (
    Lease,
    Log,
    Login,
    Registered,
    Registration,
    StateHead,
    StateRecord,
    SyncAnswer,
    SyncRequest,
)

T = TypeVar("T")

ROLE = "role"
NAME = "user_name"
MAY_CREATE = "may_create"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining brought: who the server says the user is."""

    name: str
    role: str
    may_create: bool


class Access:
    """A link as the store's device. One for each thread: connections are not shared, tokens are their own."""

    def __init__(
        self, store: Store, *, server: str, profile: Profile | None = None, unlocked: Unlocked | None = None,
        ask: Ask | None = None, browse: outside.Browse = outside.browse,
    ) -> None:  # fmt: skip
        """*unlocked* is the profile's data key, to be put under the municipality's escrow key.

        *ask* asks the user for a second factor; without it FactorNeeded and ProofNeeded are raised. *browse* opens the
        user's browser.
        """
        self._ask = ask
        self._browse = browse
        self._store = store
        self._profile = profile
        self._unlocked = unlocked
        self._guard = threading.Lock()
        self._token = ""
        self._transport = Transport(server, authorise=self._authorise)

    def join(self, *, login: str, password: str, name: str = "", code: str = "") -> Joined:
        """Log in with the password, and the second factor where there is one, and register this device.

        Without a password the user logs in by the municipality's provider, in a browser. Raises LoginNeeded when the
        password is wrong, and FactorNeeded.
        """

        wanted = Login(device=self._store.device, login=login, password=password, code=code)
        session = proofs.log_in(self._transport, wanted, ask=self._ask, browse=self._browse)
        self._note(session)
        self.register(Registration(device=self._store.device, key=self._store.signing_pair.public, name=name))
        return Joined(name=session.name, role=session.role, may_create=session.may_create)

    def prove(self, code: str) -> None:
        """Show the second factor anew, by what this device is known by. Raises LoginNeeded and FactorNeeded."""
        device, secret = self._known()
        self._prove(Login(device=device, secret=secret, code=code))

    def register(self, asked: Registration) -> Registered:
        """Register a device and act as it from now on."""
        told = self._transport.register(asked)
        exchange.note_registration(self._store, device=asked.device, secret=told.secret, server_key=told.server_key)
        if self._profile is not None:
            self._profile.update(device=asked.device, sealing_key=told.sealing_key)
            self._store.use_journal(open_journal(self._profile))
        self._note(told.session)
        self._put_under(told.escrow_key)
        return told

    def index(self, *, known: str, wait: int) -> Heard:
        """Return the index, after at most *wait* seconds when nothing differs."""
        heard = self._transport.index(known=known, wait=wait)
        if heard.index is not None and heard.index.lease is not None:
            self._renew(heard.index.lease, heard.index.time)
        if heard.index is not None:
            self._put_under(heard.index.escrow_key)
        return heard

    def sync(self, request: SyncRequest) -> SyncAnswer:
        """Send changes and cursors."""
        return self._transport.sync(request)

    def state(self, stream: str) -> tuple[StateHead, list[StateRecord]]:
        """Return a stream as a whole."""
        return self._transport.state(stream)

    def log(self, stream: str, *, after: int, before: int) -> Log:
        """Return older entries."""
        return self._transport.log(stream, after=after, before=before)

    def standing(self, asked: StandingAsked) -> StandingTold:
        """Return how much the server holds of attached files."""
        return self._transport.act("/attached", StandingTold, message=asked)

    def part(self, asked: PartAsked) -> Part:
        """Return one part of an attached file."""
        return self._transport.act("/attached/part", Part, message=asked)

    def take_part(self, sent: PartSent) -> Standing:
        """Send one part of an attached file."""
        return self._transport.act("/attached/take", Standing, message=sent)

    def purged(self, streams: list[str]) -> None:
        """Give the receipt of a purge."""
        self._transport.purged(streams)

    def act(self, path: str, shape: type[T], *, message: object = None) -> T:
        """Ask the server to do something at once; where it asks for a second factor anew, the user is asked.

        Raises NotAllowed, NotDone, NotReadable, ProofNeeded, Unreachable and LoginNeeded.
        """
        try:
            return self._transport.act(path, shape, message=message)
        except ProofNeeded as needed:
            self._prove_anew(needed)
            return self._transport.act(path, shape, message=message)

    def _prove_anew(self, needed: ProofNeeded) -> None:
        if protocol.OUTSIDE in needed.ways:
            self._prove_outside()
            return
        if self._ask is None:
            raise needed
        if needed.must_enrol:
            raise LoginNeeded
        device, secret = self._known()
        first = Question(ways=needed.ways, is_repeated=True)
        proofs.shown(self._transport, Login(device=device, secret=secret), do=self._prove, ask=self._ask, first=first)

    def _prove(self, asked: Login) -> None:
        with self._guard:
            self._note(self._transport.login(asked))

    def _prove_outside(self) -> None:
        device, _ = self._known()
        session = outside.log_in(self._transport, device=device, login="", browse=self._browse, is_fresh=True)
        with self._guard:
            self._note(session)

    def interrupt(self) -> None:
        """Break off what another thread waits for."""
        self._transport.interrupt()

    def close(self) -> None:
        """End the connection."""
        self._transport.close()

    def _authorise(self, is_refused: bool) -> str:
        with self._guard:
            if is_refused or not self._token:
                self._note(self._renewed())
            return self._token

    def _known(self) -> tuple[str, str]:
        """Return the registered device and its secret; raises LoginNeeded where there is none."""
        with self._store.reader() as reader:
            secret, device = reader.setting(exchange.SECRET), reader.setting(exchange.REGISTERED)
        if secret is None:
            raise LoginNeeded
        return device or self._store.device, secret

    def _renewed(self) -> protocol.Session:
        known, secret = self._known()
        try:
            return self._transport.login(Login(device=known, secret=secret))
        except LoginNeeded:
            self._obey(known, secret)
            raise

    def _obey(self, device: str, secret: str) -> None:
        """Wipe the device if that is what its server has ordered by its signature; then raises DeviceLost."""
        with self._store.reader() as reader:
            server_key = reader.setting(exchange.SERVER_KEY) or ""
        order = self._transport.wiping(Wiping(device=device, secret=secret))
        if not signing.verify(bytes.fromhex(server_key), wipe_words(device), order.sig):
            return
        if self._profile is not None:
            wiping.forget_keys(self._profile)
            self._transport.wiping(Wiping(device=device, secret=secret, is_done=True))
        raise DeviceLost

    def _note(self, session: protocol.Session) -> None:
        self._token = session.token
        told = {ROLE: session.role, NAME: session.name, MAY_CREATE: str(session.may_create)}
        with self._store.reader() as reader:
            fresh = {name: value for name, value in told.items() if reader.setting(name) != value}
        for name, value in fresh.items():
            self._store.put_setting(name, value)
        if session.lease is not None:
            self._renew(session.lease, session.time)

    def _put_under(self, escrow_key: bytes | None) -> None:
        """Put the data key under the municipality's key; does nothing where it lies under it."""
        if escrow_key is not None and self._profile is not None and self._unlocked is not None:
            escrow.set_escrow(self._profile, self._unlocked, public=escrow_key)

    def _renew(self, told: Lease, time: str) -> None:
        if self._profile is not None:
            lease.renew(self._profile, told.key, end=moment(told.end), server_time=moment(time))
