"""FHIR R4 as JSON: a resource, a Bundle of any size, or a resource on each line."""

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, BinaryIO

from app.intake.deletions import deletion
from app.intake.directory import numbers
from app.intake.elements import Json, each, first, line
from app.intake.fact import Draft, Fact, Identity, Outcome, Refused
from app.intake.json_stream import (
    EMPTY,
    NOT_UTF8,
    Document,
    Unreadable,
    canonical,
    decoded,
)
from app.intake.other import read_other
from app.intake.reading import Reading, Told, short
from app.intake.resources import reader_of
from app.intake.security import has_unknown_modifier, is_error, is_protected
from app.intake.versions import other_version
from app.texts import Text, mark

LABEL = mark("intake", "FHIR R4 (JSON)")
UNKNOWN_FORMAT = mark("intake", "Filen har et format, der ikke kan læses. Vælg en fil i FHIR R4 (JSON).")
PACKED = mark("intake", "Filen er pakket sammen. Pak den ud, og vælg de filer, der ligger i den.")
XML = mark("intake", "Filen er XML. Hent den som FHIR R4 i JSON, og prøv igen.")
NOT_FHIR = mark("intake", "Filen er JSON, men ikke FHIR. Vælg en fil i formatet FHIR R4.")
NO_TYPE = mark("intake", "Oplysningen siger ikke, hvilken slags den er (resourceType). Bed afsenderen om en ny.")
UNSURE = mark("intake", "Har et forbehold, der ikke kendes her, og vises derfor kun, som den kom.")
IN_ERROR = mark("intake", "Er fejlregistreret i det andet system.")

_OTHERWISE = {b"<": XML, b"[": NOT_FHIR}
"""What files are that begin with another character than an object does."""
_TYPE = re.compile(r"[A-Z][A-Za-z]{1,63}")
_ADDRESS = re.compile(r"(?P<base>https?://.+)/(?P<type>[A-Z][A-Za-z]+)/(?P<id>[^/?#]+)(?:/_history/[^/]+)?")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
"""How zip, gzip, 7z, rar, bzip2, xz and zstd files begin."""
_HEAD = 4096


class FhirR4:
    """The importer of FHIR R4 JSON."""

    id = "fhir-r4"
    label = LABEL

    def sniff(self, name: str, head: bytes) -> bool:
        """Tell whether the file may hold FHIR as JSON; `read` says why one does not."""
        bare = head.removeprefix(codecs.BOM_UTF8).lstrip()
        return bare[:1] == b"{" or name.lower().endswith((".json", ".ndjson"))

    def read(self, stream: BinaryIO, *, source: str | None, today: date) -> Iterator[Fact | Refused]:
        """Yield a fact for each resource. *stream* must be seekable: it is read twice."""
        _look(stream)
        document = Document(stream)
        for _ in document.elements():
            pass
        kind, is_alone = document.header.get("resourceType"), not document.more()
        if not kind or not _TYPE.fullmatch(kind):
            raise Unreadable(NOT_FHIR)
        _look(stream)
        if kind != "Bundle" or not is_alone:
            yield from self._single(stream, source=source, today=today)
            return
        entries = (decoded(raw) for raw in Document(stream).elements())
        yield from _bundled(entries, document.header, source=source, today=today)

    def _single(self, stream: BinaryIO, *, source: str | None, today: date) -> Iterator[Fact | Refused]:
        stream.seek(0)
        _look(stream)
        whole = [1 for _ in Document(stream).roots()]
        _look(stream)
        for raw in Document(stream).roots():
            resource = decoded(raw)
            foreign = other_version(resource)
            if foreign is not None and len(whole) == 1:
                raise Unreadable(foreign)
            yield from _facts(_Entry(resource), source=source, today=today)


def remembered(body: str, *, source: str | None, today: date) -> Fact:
    """Return the fact of a resource that was read before, from its canonical JSON."""
    resource = decoded(body.encode())
    return _fact(_Entry(resource), str(resource["resourceType"]), source=source, today=today)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A resource with the address its bundle gives it."""

    resource: Any
    url: str | None = None
    alone: Identity | None = None
    stamp: str = ""


def _look(stream: BinaryIO) -> None:
    """Stand at the first character of the content. Raises Unreadable where the first bytes show another format."""
    stream.seek(0)
    head = stream.read(_HEAD)
    if head.startswith(_PACKED):
        raise Unreadable(PACKED)
    if head.startswith(_WIDE) or head[:2] in (b"{\x00", b"\x00{"):
        raise Unreadable(NOT_UTF8)
    bare = head.removeprefix(codecs.BOM_UTF8)
    if not bare.strip():
        if len(head) < _HEAD:
            raise Unreadable(EMPTY)
    elif bare.lstrip()[:1] != b"{":
        raise Unreadable(_OTHERWISE.get(bare.lstrip()[:1], UNKNOWN_FORMAT))
    stream.seek(len(head) - len(bare))


def _bundled(
    entries: Iterator[Any], header: Mapping[str, Any], *, source: str | None, today: date
) -> Iterator[Fact | Refused]:
    stamp = line(header.get("timestamp")) or ""
    for entry in entries:
        told = first(entry)
        gone = deletion(told)
        if gone is not None:
            yield gone
            continue
        if "resource" not in told:
            continue
        found = _Entry(told["resource"], line(told.get("fullUrl")), None, stamp)
        yield from _facts(found, source=source, today=today)


def _facts(entry: _Entry, *, source: str | None, today: date) -> Iterator[Fact | Refused]:
    resource = entry.resource
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(kind, str) or not _TYPE.fullmatch(kind):
        yield Refused(type=short(line(kind)) or "", id=_stated_id(first(resource)) or "", reason=NO_TYPE)
        return
    if kind == "Bundle":
        inner = iter(each(resource.get("entry")))
        yield from _bundled(inner, {"timestamp": resource.get("timestamp")}, source=source, today=today)
        return
    foreign = other_version(resource)
    if foreign is not None:
        yield Refused(type=kind, id=_stated_id(resource) or "", reason=foreign)
        return
    yield _fact(entry, kind, source=source, today=today)


def _fact(entry: _Entry, kind: str, *, source: str | None, today: date) -> Fact:
    resource: Json = entry.resource
    body = canonical(resource)
    digest = hashlib.sha256(body.encode()).hexdigest()
    meta = first(resource.get("meta"))
    told_source, url = _origin(entry.url, line(meta.get("source")), source)
    name = _stated_id(resource) or _id_of(entry.url) or digest[:32]
    reading = Reading(resource, Identity(told_source, kind, name), source)
    may_modify = "modifierExtension" in body or "implicitRules" in body
    told = _told(reading, today, may_modify=may_modify)
    told = replace(told, drafts=_distinct(told.drafts), as_intervention=_distinct(told.as_intervention))
    return Fact(
        identity=reading.identity,
        digest=digest,
        body=body,
        numbers=numbers(resource),
        protected=is_protected(resource),
        updated=line(meta.get("lastUpdated")) or entry.stamp,
        url=url,
        **{each.name: getattr(told, each.name) for each in fields(Told)},
    )


def _told(reading: Reading, today: date, *, may_modify: bool) -> Told:
    """Read by type; what is taken back or has an unknown proviso is kept as it came, never shown as a record."""
    resource = reading.resource
    told = reader_of(reading.identity.type).read(reading, today)
    if told.outcome is Outcome.SKIPPED:
        return told
    if is_error(resource):
        return _only_kept(reading, told, IN_ERROR)
    if may_modify and has_unknown_modifier(resource):
        return _only_kept(reading, told, UNSURE)
    return told


def _distinct(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return one draft for each record: what a resource tells twice of a record would change it at every reading."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        found.setdefault(draft.slot, draft)
    return tuple(found.values())


def _only_kept(reading: Reading, told: Told, reason: Text) -> Told:
    kept = read_other(reading)
    return Told(
        outcome=Outcome.KEPT,
        reason=reason,
        citizen=told.citizen or kept.citizen,
        through=told.through or kept.through,
        title=told.title or kept.title,
        day=told.day or kept.day,
        state=told.state or kept.state,
    )


def _origin(url: str | None, meta_source: str | None, source: str | None) -> tuple[str | None, str | None]:
    """Return the source of a resource, and its address where that is no more than a name within the file."""
    address = _ADDRESS.fullmatch(url or "")
    stated = (meta_source or "").split("#")[0] or None
    return source or (address["base"] if address else None) or stated, url if url and not address else None


def _stated_id(resource: Json) -> str | None:
    """Return the id that a resource bears; some systems write it as a number."""
    told = resource.get("id")
    is_number = isinstance(told, int) and not isinstance(told, bool)
    return str(told) if is_number else line(told)


def _id_of(url: str | None) -> str | None:
    if not url:
        return None
    address = _ADDRESS.fullmatch(url)
    return address["id"] if address else url.removeprefix("urn:uuid:").removeprefix("urn:oid:")
