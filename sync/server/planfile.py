"""The plan file: what its parts hold, and how they are laid into one archive with a signed manifest at its end."""

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

import msgspec

from app.changes import sealing, signing
from sync.server.readable import has_nul
from sync.server.sealed_file import PlanfileWrong, Reader, Writer, mark_of

FORMAT = 1
STREAMS = "streams/"
ATTACHED = "attached/"
READABLE = "readable/"
KEYS = "keys.json"
MANIFEST = "manifest.json"
SIGNATURE = "signature"
LARGEST_LOG = 1_000_000_000
_LARGEST_END = 200_000_000
_PURPOSE = b"enplan-planfile-1\n"
_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PATH = re.compile(
    rf"streams/{_ID}\.jsonl|attached/{_ID}/[0-9a-f]{{64}}|readable/{_ID}/plan\.(?:pdf|fhir\.json)|keys\.json"
)

T = TypeVar("T")


class StreamLine(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a stream: whose it is, and where its chain leads."""

    stream: str
    citizen: str | None
    compartment: str
    version: int
    hash: bytes


class EntryLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry as the chain covers it. Of a redacted one there are id, meta and commitment alone."""

    id: str
    meta: bytes
    commitment: bytes
    salt: bytes | None = None
    body: bytes = b""
    outcomes: bytes = b""
    key: str = ""
    sig: bytes = b""


class KeyLine(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A public key that proves changes of the file: of which device, of whom, in which municipality."""

    key: str
    device: str
    login: str
    municipality: str
    public: bytes

    @property
    def user(self) -> str:
        """Whose it is, as it is told elsewhere: a login alone could be that of somebody there. A server is nobody."""
        return f"{self.login} ({self.municipality})" if self.login else ""


class Part(msgspec.Struct, frozen=True):
    """A part of the file and what proves it."""

    path: str
    size: int
    sha256: str


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """A move that a stream has made: out of which municipality, when, by whom, up to which version; and its arrival."""

    stream: str
    version: int
    municipality: str
    signing: bytes
    at: str
    by: str
    received: str = ""
    received_by: str = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the sender signs: who sends what to whom. `to` is the mark of the receiver's key."""

    format: int
    municipality: str
    signing: bytes
    at: str
    by: str
    to: str
    parts: list[Part]
    origins: list[Origin] = []


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """What a municipality gives to another beforehand: its name, what is sealed to it, what it signs with."""

    municipality: str
    sealing: bytes
    signing: bytes


class Envelope(NamedTuple):
    """A file whose signature, manifest and hashes hold."""

    manifest: Manifest
    keys: list[KeyLine]


class Laying:
    """Lays parts into a sealed archive; `sign` ends it."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        stream: Any = writer  # of a file tarfile asks no more here than to be written
        self._archive = tarfile.open(fileobj=stream, mode="w|", format=tarfile.USTAR_FORMAT)  # noqa: SIM115 - ended by `sign`
        self.parts: list[Part] = []

    def add(self, path: str, content: bytes) -> None:
        """Lay down one part."""
        self._add(path, content)
        self.parts.append(Part(path, len(content), hashlib.sha256(content).hexdigest()))

    def sign(self, manifest: Manifest, *, private: bytes) -> bytes:
        """Lay down the manifest with its signature, end the file, and return the manifest's bytes."""
        told = msgspec.json.encode(manifest)
        self._add(MANIFEST, told)
        self._add(SIGNATURE, signing.sign(private, _PURPOSE + told))
        self._archive.close()
        self._writer.finish()
        return told

    def _add(self, path: str, content: bytes) -> None:
        member = tarfile.TarInfo(path)
        member.size, member.mode = len(content), 0o600
        self._archive.addfile(member, io.BytesIO(content))


class Sealed(NamedTuple):
    """A plan file on the disk and the raw key pair that opens it."""

    path: Path
    pair: sealing.SealingPair


def examined(sealed: Sealed, *, sender: Address) -> Envelope:
    """Prove the file as *sender*'s, whole and unaltered, and meant for this receiver. Raises PlanfileWrong."""
    found: list[Part] = []
    ends: dict[str, bytes] = {}
    with _members(sealed) as members:
        for path, size, content in members:
            if path in {MANIFEST, SIGNATURE, KEYS}:
                ends[path] = _whole(content, size, largest=_LARGEST_END)
            if path not in {MANIFEST, SIGNATURE}:
                found.append(_measured(path, size, ends[path] if path == KEYS else content))
    manifest = _signed(ends, sender)
    if manifest.to != mark_of(sealed.pair.public):
        raise PlanfileWrong("the file was signed for another receiver")
    if manifest.parts != found or len({each.path for each in found}) != len(found):
        raise PlanfileWrong("the parts of the file are not those of its manifest")
    return Envelope(manifest, _read(ends.get(KEYS, b""), list[KeyLine]))


def parts(sealed: Sealed, envelope: Envelope) -> Iterator[tuple[Part, bytes]]:
    """Yield the parts of a file that was examined; one that is not what it was then is PlanfileWrong."""
    with _members(sealed) as members:
        for part in envelope.manifest.parts:
            path, size, content = next(members, ("", 0, io.BytesIO()))
            told = _whole(content, size, largest=LARGEST_LOG)
            if (path, hashlib.sha256(told).hexdigest()) != (part.path, part.sha256):
                raise PlanfileWrong("the file was altered while it was read")
            yield part, told


def lines(content: bytes) -> tuple[StreamLine, Iterator[EntryLine]]:
    """Read a part of `streams/`. Raises PlanfileWrong."""
    first, *rest = content.rstrip(b"\n").split(b"\n")
    return _read(first, StreamLine), (_read(each, EntryLine) for each in rest)


def address_in(content: bytes) -> Address:
    """Read what a municipality gave beforehand. Raises PlanfileWrong."""
    try:
        return msgspec.json.decode(content, type=Address)
    except msgspec.DecodeError as wrong:
        raise PlanfileWrong("the file of the other municipality's key is none that `plan key` wrote") from wrong


@contextmanager
def _members(sealed: Sealed) -> Iterator[Iterator[tuple[str, int, IO[bytes]]]]:
    """Hold the members of the archive, which are read in their order, and see that the file ends where it should."""
    with sealed.path.open("rb") as file:
        reader: Any = Reader(file, private=sealed.pair.private, public=sealed.pair.public)
        try:
            with tarfile.open(fileobj=reader, mode="r|") as archive:
                yield _each(archive)
        except tarfile.TarError as wrong:
            raise PlanfileWrong("the file is no archive of the form that plan files have") from wrong
        while reader.read(1 << 16):
            continue


def _each(archive: tarfile.TarFile) -> Iterator[tuple[str, int, IO[bytes]]]:
    for member in archive:
        content = archive.extractfile(member) if member.isreg() else None
        is_known = member.name in {MANIFEST, SIGNATURE} or _PATH.fullmatch(member.name) is not None
        if content is None or not is_known:
            raise PlanfileWrong("the file has a part that this program does not know")
        yield member.name, member.size, content


def _whole(content: IO[bytes], size: int, *, largest: int) -> bytes:
    if size > largest:
        raise PlanfileWrong("the file has a part that is larger than any can be")
    return content.read()


def _measured(path: str, size: int, content: IO[bytes] | bytes) -> Part:
    digest = hashlib.sha256()
    if isinstance(content, bytes):
        digest.update(content)
    else:
        while piece := content.read(1 << 20):
            digest.update(piece)
    return Part(path, size, digest.hexdigest())


def _signed(ends: dict[str, bytes], sender: Address) -> Manifest:
    """Return the manifest, which the sender signed."""
    told, signature = ends.get(MANIFEST, b""), ends.get(SIGNATURE, b"")
    if not signing.verify(sender.signing, _PURPOSE + told, signature):
        raise PlanfileWrong("the file is not signed by the municipality whose key was given")
    number = _read(told, _Numbered).format
    if number > FORMAT:
        raise PlanfileWrong(
            f"the file's manifest has format {number}, and this program reads {FORMAT}: install a newer one"
        )
    return _read(told, Manifest)


class _Numbered(msgspec.Struct, frozen=True):
    format: int


def _read(content: bytes, shape: type[T]) -> T:
    if has_nul(content):
        raise PlanfileWrong("the file has a part that cannot be read")
    try:
        return msgspec.json.decode(content, type=shape)
    except msgspec.DecodeError as wrong:
        raise PlanfileWrong("the file has a part that cannot be read") from wrong
