"""A security key without a plug: it speaks CTAP2 in packets as a key does, and signs as one does."""

import hmac
import queue
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from threading import Event, Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from fido2 import cbor, hid
from fido2.ctap import STATUS, CtapDevice
from fido2.hid import CAPABILITY, CTAPHID
from fido2.hid.base import CtapHidConnection, HidDescriptor

PIN_INVALID, PIN_AUTH_INVALID, PIN_NEEDED = 0x31, 0x33, 0x36
EXCLUDED, NO_CREDENTIALS, CANCELLED, NOT_DONE = 0x19, 0x2E, 0x2D, 0x30
PACKET, FIRST, CHANNEL = 64, 0x80, b"\0\0\0\7"
DONE, NOT_TOUCHED, WRONG_DATA = b"\x90\0", b"\x69\x85", b"\x6a\x80"
PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


class Refused(Exception):
    """The key answers with a status and nothing else."""

    def __init__(self, status: int) -> None:
        super().__init__(hex(status))
        self.status = status


@dataclass(frozen=True, slots=True)
class _Made:
    """What lies in the key for one account at one server."""

    host: str
    key: ec.EllipticCurvePrivateKey


class SoftwareKey(CtapDevice):
    """A key with or without a *pin*. It is touched at once, unless `touched` is cleared."""

    def __init__(self, *, pin: str = "") -> None:
        self.count = 0
        self.touched = Event()
        self.touched.set()
        self._made: dict[bytes, _Made] = {}
        self._pin = pin
        self._agreement = ec.generate_private_key(ec.SECP256R1())
        self._token = secrets.token_bytes(32)

    @property
    def capabilities(self) -> int:
        return int(CAPABILITY.CBOR | CAPABILITY.NMSG)

    @classmethod
    def list_devices(cls) -> Iterator[CtapDevice]:
        return iter(())

    def call(
        self, cmd: int, data: bytes = b"", event: Event | None = None,
        on_keepalive: Callable[[STATUS], None] | None = None,
    ) -> bytes:  # fmt: skip
        """Answer one CTAP2 command: a byte that says which, then CBOR."""
        asked: Any = cbor.decode(data[1:]) if data[1:] else {}

        def wait() -> None:
            self._wait(event or Event(), on_keepalive)

        work: dict[int, Callable[[], dict[int, Any]]] = {
            0x01: lambda: self._make(asked, wait), 0x02: lambda: self._sign(asked, wait), 0x04: self._info,
            0x06: lambda: self._client_pin(asked),
        }  # fmt: skip
        try:
            return b"\0" + cbor.encode(work[data[0]]())
        except Refused as refused:
            return bytes([refused.status])

    def _info(self) -> dict[int, Any]:
        options = {"rk": False, "up": True, "clientPin": bool(self._pin)}
        return {1: ["FIDO_2_0"], 3: bytes(16), 4: options, 6: [1]}

    def _make(self, asked: Any, wait: Callable[[], None]) -> dict[int, Any]:
        verified = self._verified(asked[1], asked.get(8))
        host = asked[2]["id"]
        known = {each["id"] for each in asked.get(5, ())}
        wait()
        if any(each in self._made for each in known):
            raise Refused(EXCLUDED)
        identity, key = secrets.token_bytes(32), ec.generate_private_key(ec.SECP256R1())
        self._made[identity] = _Made(host, key)
        public = cbor.encode(_public(key))
        credential = bytes(16) + len(identity).to_bytes(2, "big") + identity + public
        return {1: "none", 2: self._data(host, HAS_CREDENTIAL | PRESENT | verified) + credential, 3: {}}

    def _sign(self, asked: Any, wait: Callable[[], None]) -> dict[int, Any]:
        is_asked_to_touch = asked.get(5, {}).get("up", True)
        found = [
            each["id"]
            for each in asked.get(3, ())
            if each["id"] in self._made and self._made[each["id"]].host == asked[1]
        ]
        if is_asked_to_touch:
            wait()
        if not found:
            raise Refused(NO_CREDENTIALS)
        data = self._data(asked[1], PRESENT if is_asked_to_touch else 0)
        signature = self._made[found[0]].key.sign(data + asked[2], ec.ECDSA(hashes.SHA256()))
        return {1: {"type": "public-key", "id": found[0]}, 2: data, 3: signature}

    def _data(self, host: str, flags: int) -> bytes:
        if flags & PRESENT:
            self.count += 1
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _wait(self, event: Event, on_keepalive: Callable[[STATUS], None] | None) -> None:
        """Wait to be touched, as long as the program does."""
        if on_keepalive is not None:
            on_keepalive(STATUS.UPNEEDED)
        while not self.touched.wait(0.01):
            if event.is_set():
                raise Refused(CANCELLED)

    def _verified(self, told: bytes, shown: bytes | None) -> int:
        if not self._pin:
            return 0
        if shown is None:
            raise Refused(PIN_NEEDED)
        if not hmac.compare_digest(hmac.digest(self._token, told, "sha256")[:16], shown):
            raise Refused(PIN_AUTH_INVALID)
        return VERIFIED

    def _client_pin(self, asked: Any) -> dict[int, Any]:
        """PIN protocol one: agree upon a secret, then hand out the token for the right PIN."""
        if asked[2] == 0x02:
            return {1: _public(self._agreement) | {3: -25}}
        if asked[2] != 0x05:
            raise Refused(NOT_DONE)
        theirs = ec.EllipticCurvePublicNumbers(
            int.from_bytes(asked[3][-2], "big"), int.from_bytes(asked[3][-3], "big"), ec.SECP256R1()
        )
        shared = sha256(self._agreement.exchange(ec.ECDH(), theirs.public_key())).digest()
        cipher = Cipher(algorithms.AES(shared), modes.CBC(bytes(16)))
        if cipher.decryptor().update(asked[6]) != sha256(self._pin.encode()).digest()[:16]:
            raise Refused(PIN_INVALID)
        return {2: cipher.encryptor().update(self._token)}


def _alive(status: STATUS) -> bytes:
    return CHANNEL + bytes([FIRST | CTAPHID.KEEPALIVE, 0, 1, status])


def _public(key: ec.EllipticCurvePrivateKey) -> dict[int, Any]:
    """Return the public part in COSE (RFC 9053, section 7.1.1): a key of P-256 for ES256."""
    numbers = key.public_key().public_numbers()
    return {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}


class OldKey(SoftwareKey):
    """A key from before FIDO2: it knows U2F alone (CTAP1), and is asked again until it is touched."""

    @property
    def capabilities(self) -> int:
        return 0

    def call(
        self, cmd: int, data: bytes = b"", event: Event | None = None,
        on_keepalive: Callable[[STATUS], None] | None = None,
    ) -> bytes:  # fmt: skip
        """Answer one APDU: what is to be done in the second byte, what it is done with from the eighth on."""
        told, host = data[7:39], data[39:71]
        if not self.touched.is_set():
            return NOT_TOUCHED
        return self._register(told, host) if data[1] == 1 else self._authenticate(told, host, data[72 : 72 + data[71]])

    def _register(self, told: bytes, host: bytes) -> bytes:
        identity, key = secrets.token_bytes(32), ec.generate_private_key(ec.SECP256R1())
        self._made[identity] = _Made(host.hex(), key)
        numbers = key.public_key().public_numbers()
        public = b"\4" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
        signature = key.sign(b"\0" + host + told + identity + public, ec.ECDSA(hashes.SHA256()))
        return b"\5" + public + bytes([len(identity)]) + identity + b"\x30\0" + signature + DONE

    def _authenticate(self, told: bytes, host: bytes, identity: bytes) -> bytes:
        made = self._made.get(identity)
        if made is None or made.host != host.hex():
            return WRONG_DATA
        self.count += 1
        shown = bytes([PRESENT]) + self.count.to_bytes(4, "big")
        return shown + made.key.sign(host + shown + told, ec.ECDSA(hashes.SHA256())) + DONE


class Port:
    """Where keys are plugged in."""

    def __init__(self) -> None:
        self._plugged: dict[str, SoftwareKey] = {}

    def plug(self, key: SoftwareKey) -> SoftwareKey:
        """Plug *key* in, beside those that are."""
        self._plugged[f"/dev/key{id(key)}"] = key
        return key

    def take_out(self) -> None:
        """Take all keys out."""
        self._plugged.clear()

    def descriptors(self) -> list[HidDescriptor]:
        return [self.descriptor(path) for path in self._plugged]

    def descriptor(self, path: str) -> HidDescriptor:
        return HidDescriptor(path, 0, 0, PACKET, PACKET, "Software key", None)

    def opened(self, descriptor: HidDescriptor) -> "Wire":
        return Wire(self._plugged[str(descriptor.path)])


class Wire(CtapHidConnection):
    """What a key says over USB (CTAP 2.1, section 11.2): packets of a channel, and signs of life while it works."""

    def __init__(self, key: SoftwareKey) -> None:
        self._key = key
        self._message = b""
        self._length = 0
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._cancelled = Event()
        self._command = 0
        self._status = STATUS.PROCESSING

    def write_packet(self, data: bytes) -> None:
        """Take a packet; the last one of a message sets the key to work."""
        if data[4] & FIRST:
            command, self._length, self._message = data[4] & ~FIRST, int.from_bytes(data[5:7], "big"), data[7:]
            self._command = command
            if command == CTAPHID.CANCEL:
                self._cancelled.set()
                return
        else:
            self._message += data[5:]
        if len(self._message) >= self._length:
            Thread(target=self._work, args=(data[:4], self._command, self._message[: self._length])).start()

    def read_packet(self) -> bytes:
        """Return the next packet of the answer, or that the key waits for its owner."""
        try:
            return self._answers.get(timeout=0.02)
        except queue.Empty:
            return _alive(self._status)

    def close(self) -> None:
        self._cancelled.set()

    def _work(self, channel: bytes, command: int, message: bytes) -> None:
        if command == CTAPHID.INIT:
            self._answer(channel, command, message + CHANNEL + bytes([2, 1, 0, 0, self._key.capabilities]))
            return
        self._cancelled.clear()
        told = self._key.call(command, message, self._cancelled, self._wait)
        self._status = STATUS.PROCESSING
        self._answer(channel, command, told)

    def _wait(self, status: STATUS) -> None:
        self._status = status
        self._answers.put(_alive(status))

    def _answer(self, channel: bytes, command: int, told: bytes) -> None:
        head = channel + bytes([FIRST | command]) + len(told).to_bytes(2, "big")
        first, rest = told[: PACKET - 7], told[PACKET - 7 :]
        self._answers.put((head + first).ljust(PACKET, b"\0"))
        for number, at in enumerate(range(0, len(rest), PACKET - 5)):
            self._answers.put((channel + bytes([number]) + rest[at : at + PACKET - 5]).ljust(PACKET, b"\0"))


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Port:
    """The USB port of this machine; what is plugged in for real is not seen."""
    made = Port()
    monkeypatch.setattr(hid, "list_descriptors", made.descriptors)
    monkeypatch.setattr(hid, "get_descriptor", made.descriptor)
    monkeypatch.setattr(hid, "open_connection", made.opened)
    return made


class Hand:
    """Somebody who touches a key when told to, and knows its PIN at the second try."""

    def __init__(self, *pins: str) -> None:
        self.pins = list(pins)
        self.told: list[str] = []

    def touch(self) -> None:
        self.told.append("touch")

    def pin(self, *, was_wrong: bool) -> str | None:
        self.told.append("wrong" if was_wrong else "pin")
        return self.pins.pop(0) if self.pins else None
