"""The sealed outbox: ended changes, sealed to the server, in one file until the server acknowledges them.

It needs no key to send: the profile may be locked, past its lease, or its passphrase forgotten, and the
file may be carried on a stick or brought by a colleague. The database is the truth for whoever can open
it; what a crash kept out of the journal is appended at the next opening, so `in` tells what is there.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.changes import sealed_records, sealing
from app.changes.sealed_records import FORMAT, HEADER, Dropped, SealedChange, format_of, records
from app.store import durable
from app.store.profile import Profile, ProfileDamaged, ProfileTooNew, outbox_of

_DEAD_BYTES_KEPT = 256 * 1024  # below this a file is not rewritten for what it no longer needs


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


class Journal:
    """The outbox at *path*, sealed by *device* to the server's raw public key; any thread may call it.

    One process at a time: the profile's lock sees to that. Raises ProfileTooNew, with nothing touched, or
    ProfileDamaged when the file is not an outbox.
    """

    def __init__(self, path: Path, *, sealing_key: bytes, device: str) -> None:
        self._path = path
        self._sealing_key = sealing_key
        self._device = device
        self._guard = threading.Lock()
        self._live: dict[str, _Span] = {}
        self._end = 0
        self._read()

    def __contains__(self, change_id: object) -> bool:
        return change_id in self._live

    def __len__(self) -> int:
        return len(self._live)

    def append(self, change_id: str, payload: bytes) -> None:
        """Seal *payload* and return when the disk has it; an earlier one of the same id no longer counts."""
        self.append_all({change_id: payload})

    def append_all(self, payloads: Mapping[str, bytes]) -> None:
        """Append several changes with one wait for the disk; sealing takes about 0.13 ms each."""
        if not payloads:
            return
        encoded = {change_id: self._sealed(change_id, payload) for change_id, payload in payloads.items()}
        with self._guard:
            self._write(b"".join(encoded.values()), is_awaited=True)
            at = self._end
            for change_id, record in encoded.items():
                self._live.pop(change_id, None)
                self._live[change_id] = _Span(at, at + len(record))
                at += len(record)
            self._end = at

    def entries(self) -> Iterator[tuple[str, bytes]]:
        """Yield (change id, sealed bytes) of what waits, oldest first."""
        for change in self.changes():
            yield change.change_id, change.sealed

    def changes(self) -> Iterator[SealedChange]:
        """Yield what waits, oldest first, each with the device that made it."""
        with self._guard:
            content = self._content()
            spans = list(self._live.values())
        for span in spans:
            for placed in records(HEADER + content[span.start : span.end]):
                if isinstance(placed.record, SealedChange):
                    yield placed.record

    def drop(self, change_ids: set[str]) -> None:
        """Let go of what the server acknowledged.

        A crash may bring it back; the server knows it by its id, so sending it again harms nothing.
        """
        with self._guard:
            gone = [change_id for change_id in change_ids if self._live.pop(change_id, None) is not None]
            if not gone:
                return
            if not self._live:
                self._empty()
                return
            if self._is_worn():
                self._rewrite()
                return
            record = Dropped(change_ids=gone).encoded()
            self._write(record, is_awaited=False)
            self._end += len(record)

    def cut(self, *change_ids: str) -> None:
        """Take out changes that were taken back, so that the file no longer holds them, sent or not."""
        with self._guard:
            for change_id in change_ids:
                self._live.pop(change_id, None)
            if self._end > 0:
                self._rewrite()

    def _sealed(self, change_id: str, payload: bytes) -> bytes:
        info = sealing.outbox_info(change_id, device=self._device)
        sealed = sealing.seal(self._sealing_key, info, payload)
        return SealedChange(change_id=change_id, device=self._device, sealed=sealed).encoded()

    def _read(self) -> None:
        content = self._content()
        self._live.clear()
        self._end = len(HEADER)
        if len(content) < len(HEADER):
            self._end = 0
            return
        _check_format(content, self._path)
        for placed in records(content):
            self._end = placed.end
            if isinstance(placed.record, SealedChange):
                self._live.pop(placed.record.change_id, None)
                self._live[placed.record.change_id] = _Span(placed.start, placed.end)
                continue
            for change_id in placed.record.change_ids:
                self._live.pop(change_id, None)

    def _content(self) -> bytes:
        return self._path.read_bytes() if self._path.exists() else b""

    def _write(self, encoded: bytes, *, is_awaited: bool) -> None:
        """Write after the last whole record, over whatever a crash left there."""
        if self._end == 0:
            durable.replace(self._path, HEADER)
            self._end = len(HEADER)
        with self._path.open("r+b") as file:
            file.truncate(self._end)
            file.seek(self._end)
            file.write(encoded)
            file.flush()
            if is_awaited:
                os.fsync(file.fileno())

    def _is_worn(self) -> bool:
        live = sum(span.end - span.start for span in self._live.values())
        return self._end - live > max(live, _DEAD_BYTES_KEPT)

    def _empty(self) -> None:
        self._end = len(HEADER)
        self._write(b"", is_awaited=False)

    def _rewrite(self) -> None:
        content = self._content()
        kept = [content[span.start : span.end] for span in self._live.values()]
        durable.replace(self._path, HEADER + b"".join(kept))
        self._read()


def open_journal(profile: Profile) -> Journal | None:
    """Return the outbox of *profile*, locked or not; a profile that knows no server has none."""
    key = profile.facts.sealing_key
    if key is None:
        return None
    return Journal(profile.outbox, sealing_key=key, device=profile.facts.device)


def let_go(profile: Profile, entered: set[str]) -> None:
    """Take what the server has *entered* out of the outbox of *profile*."""
    journal = open_journal(profile)
    if journal is not None:
        journal.drop(entered)


def waiting(folder: Path) -> list[SealedChange]:
    """Return what waits in the outbox of the profile in *folder*, oldest first, without lock or key."""
    path = outbox_of(folder)
    content = path.read_bytes() if path.exists() else b""
    if len(content) < len(HEADER):
        return []
    _check_format(content, path)
    return sealed_records.waiting(content)


def _check_format(content: bytes, path: Path) -> None:
    written_in = format_of(content)
    if written_in is None:
        raise ProfileDamaged(path.name)
    if written_in > FORMAT:
        raise ProfileTooNew
