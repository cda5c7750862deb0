"""The vault: a key for each stream, kept apart from the data and its backups. Destroying one ends what it sealed."""

import hashlib
import hmac
import os
import secrets
import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Engine

from sync.server import embedded, postgres, vault_tables
from sync.server.statements import Statement

VAULT = "vault"
"""The execution option under which a connection to the data carries the vault."""
VAULT_FILE = "keys.db"
KEY_LENGTH = 32
NONCE_LENGTH = 12
MOST_HELD = 20_000
"""Keys held in memory; beyond it all are let go and read anew."""
CONNECTIONS = 4
_PROOF = "00000000-0000-0000-0000-000000000000"
"""No stream: what is wrapped for it shows that the server's own key is the right one."""
_PURPOSE = b"enplan-vault-1"


class NoKey(LookupError):
    """The stream has no key: it was erased, or never made here."""


class SealBroken(ValueError):
    """What is sealed was altered, lies in another place, or is another key's."""


class OtherVault(RuntimeError):
    """The keys are another server's, or are missing: nothing in the database could be read."""


class StreamKey:
    """One stream's key (AES-256-GCM). *place* says what is sealed and where it lies; elsewhere it does not open."""

    __slots__ = ("_cipher", "_stream")

    def __init__(self, stream: str, key: bytes) -> None:
        self._stream = UUID(stream).bytes
        self._cipher = AESGCM(key)

    def seal(self, place: bytes, content: bytes) -> bytes:
        """Return *content* sealed under a fresh nonce; takes about 2 µs and 28 bytes."""
        nonce = os.urandom(NONCE_LENGTH)
        return nonce + self._cipher.encrypt(nonce, content, self._stream + place)

    def open(self, place: bytes, sealed: bytes) -> bytes:
        """Return what was sealed; raises SealBroken."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], self._stream + place)
        except (InvalidTag, ValueError) as broken:
            raise SealBroken from broken


class Vault:
    """The streams' keys, each wrapped by the server's own key. Any thread may call it."""

    def __init__(self, writer: Engine, reader: Engine, *, secret: bytes) -> None:
        self._writer = writer
        self._reader = reader
        self._wrapping = AESGCM(HKDF(SHA256(), KEY_LENGTH, salt=None, info=_PURPOSE).derive(secret))
        self._guard = threading.Lock()
        self._held: dict[str, StreamKey] = {}
        self._hiding: bytes | None = None

    @classmethod
    def embedded(cls, folder: Path) -> "Vault":
        """Open or make the encrypted file of keys in *folder*. Raises NotDurable."""
        writer, reader = embedded.engines(folder, name=VAULT_FILE)
        return cls(writer, reader, secret=embedded.server_key(folder))

    @classmethod
    def at(cls, url: str, *, folder: Path) -> "Vault":
        """Open the database of keys at *url*, for several machines, each with the same key in *folder*.

        Raises NotReached.
        """
        writer, reader = postgres.engines(url, connections=CONNECTIONS)
        return cls(writer, reader, secret=embedded.server_key(folder))

    def prepare(self) -> None:
        """Make the tables where there are none; one process at a time. Raises VaultTooNew and OtherVault."""
        if self.is_embedded:
            embedded.use_write_ahead_log(self._writer)
        vault_tables.prepare(self._writer)
        with self._writer.begin() as connection:
            proof = vault_tables.proof(connection, self._wrapped(_PROOF))
        self._unwrapped(_PROOF, proof)

    def prove(self) -> None:
        """Open what was wrapped when the vault was made; raises OtherVault when the keys are missing or another's."""
        with self._reader.connect() as connection:
            proof = vault_tables.kept_proof(connection)
        self._unwrapped(_PROOF, proof)

    def key(self, stream: str) -> StreamKey:
        """Return the key of *stream*; raises NoKey."""
        held = self._held.get(stream)
        if held is not None:
            return held
        with self._reader.connect() as connection:
            wrapped = _KEY.scalar(connection, stream=stream)
        if wrapped is None:
            raise NoKey(stream)
        return self._hold(stream, self._unwrapped(stream, bytes(wrapped)))

    def ensure(self, streams: Iterable[str]) -> None:
        """Draw the keys of those of *streams* that have none and were not erased; on the disk when this returns."""
        missing = [each for each in dict.fromkeys(streams) if each not in self._held]
        if not missing:
            return
        with self._writer.begin() as connection:
            there = {row.stream for row in _KEYS.of(connection, missing)}
            there |= {row.stream for row in vault_tables.ERASED.of(connection, missing)}
            drawn = [(each, self._wrapped(each)) for each in missing if each not in there]
            _ADD.run_many(connection, drawn)

    def sealing(self, stream: str, place: bytes, content: bytes) -> bytes:
        """Seal *content* of *stream*, drawing its key when there is none."""
        if stream not in self._held:
            self.ensure([stream])
        return self.key(stream).seal(place, content)

    def hidden(self, told: bytes) -> bytes:
        """Return a hash of *told* under a key of the vault: for what is only ever compared."""
        if self._hiding is None:
            with self._reader.connect() as connection:
                self._hiding = vault_tables.hiding(connection)
        return hmac.digest(self._hiding, told, hashlib.sha256)

    def destroy(self, connection: Connection, streams: Iterable[str]) -> None:
        """Destroy the keys of *streams* in a transaction of the vault's own; `forget` and `wipe` come after it."""
        for each in streams:
            _DESTROY.run(connection, stream=each)
            _FORGET_WORDS.run(connection, stream=each)

    def forget(self) -> None:
        """Let go of the keys held in memory: another process may have destroyed some."""
        with self._guard:
            self._held.clear()

    def wipe(self) -> None:
        """Let nothing of what was destroyed stay in the write-ahead log of an embedded file."""
        if self.is_embedded:
            embedded.empty_write_ahead_log(self._writer)

    def writing(self) -> AbstractContextManager[Connection]:
        """Begin a transaction on the vault itself: keys and register together."""
        return self._writer.begin()

    def reading(self) -> AbstractContextManager[Connection]:
        """Hold a snapshot of the vault itself."""
        return self._reader.begin()

    def belong(self, connection: Connection) -> None:
        """Tie the vault to the data it is for, once; raises OtherVault when it is another's."""
        with self.writing() as own:
            mark = vault_tables.mark(own)
        there = _MARK.scalar(connection)
        if there is None:
            _SET_MARK.run(connection, mark=mark)
        elif bytes(there) != mark:
            raise OtherVault(
                f"the keys of the streams are missing or another server's: put the right {VAULT_FILE} back"
            )

    @property
    def is_embedded(self) -> bool:
        """Tell whether the keys lie in a file beside the server's key."""
        return self._writer.dialect.name == "sqlite"

    def copy_to(self, target: Path) -> None:
        """Write an encrypted copy of an embedded vault to *target*, which must not exist."""
        embedded.copy(self._reader, target)

    def close(self) -> None:
        """Close all connections and forget the keys."""
        self.forget()
        self._reader.dispose()
        self._writer.dispose()

    def _hold(self, stream: str, key: bytes) -> StreamKey:
        with self._guard:
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            return self._held.setdefault(stream, StreamKey(stream, key))

    def _wrapped(self, stream: str) -> bytes:
        nonce = os.urandom(NONCE_LENGTH)
        return nonce + self._wrapping.encrypt(nonce, secrets.token_bytes(KEY_LENGTH), UUID(stream).bytes)

    def _unwrapped(self, stream: str, wrapped: bytes) -> bytes:
        try:
            return self._wrapping.decrypt(wrapped[:NONCE_LENGTH], wrapped[NONCE_LENGTH:], UUID(stream).bytes)
        except (InvalidTag, ValueError) as broken:
            raise OtherVault(
                "the keys of the streams were wrapped by another server.key: put the right one back"
            ) from broken


def vault_of(connection: Connection) -> Vault:
    """Return the vault that opens what *connection* reads."""
    return cast(Vault, connection.get_execution_options()[VAULT])


_KEY = Statement("SELECT wrapped FROM stream_key WHERE stream = :stream")
_KEYS = Statement("SELECT stream FROM stream_key WHERE stream IN :ids")
_ADD = Statement("INSERT INTO stream_key (stream, wrapped) VALUES (:stream, :wrapped) ON CONFLICT (stream) DO NOTHING")
_DESTROY = Statement("DELETE FROM stream_key WHERE stream = :stream")
_FORGET_WORDS = Statement("DELETE FROM kept_words WHERE stream = :stream")
_MARK = Statement("SELECT value FROM setting WHERE name = 'vault'")
_SET_MARK = Statement("INSERT INTO setting (name, value) VALUES ('vault', :mark)")
