"""What lies beside the plan as a document: notes, attached files, what other systems told."""

from base64 import b64encode
from typing import Any

from app.domain import RECORD_TYPES
from app.domain.attachment import Attachment
from app.domain.danish import clean
from app.domain.note import Note
from app.domain.record import Record
from app.domain.source_fact import SourceFact, continuation
from app.export.r4.elements import OWN, Json, coding, concept, day_extension, extension, listed, made
from app.export.r4.telling import Telling, area
from app.queries.drawings import RESOURCE
from app.texts import say

_LABELS = {each.record: each.label for each in RECORD_TYPES}
_TEXT = "text/plain; charset=utf-8"
_FHIR = "application/fhir+json"
_MEDIA_TYPES = {RESOURCE: "application/vnd.excalidraw+json"}
"""Of what came from elsewhere than a FHIR server."""


def note(written: Note, telling: Telling) -> list[Json]:
    """Return the DocumentReference of a note, with its text."""
    text = clean(written.text)
    content = made(contentType=_TEXT if text else None, data=_packed(text), title=clean(written.title))
    author = clean(written.author)
    return [
        _document(
            written,
            telling,
            day_extension("told-on", written.day),
            extension("life-area", "Coding", area(written.life_area)),
            content=content,
            author=listed(made(display=author)),
        )
    ]


def attachment(file: Attachment, telling: Telling) -> list[Json]:
    """Return the DocumentReference of a file, which lies sealed elsewhere: neither its bytes nor its key are told."""
    name = clean(file.name)
    content = made(contentType=file.media, size=file.size, title=name)
    return [
        _document(
            file,
            telling,
            day_extension("told-on", file.day),
            content=content,
            identifier=listed(made(system=f"{OWN}attached", value=file.content)),
            context=made(related=telling.references([file.item or ""])),
        )
    ]


def source_fact(fact: SourceFact, telling: Telling) -> list[Json]:
    """Return the DocumentReference of what another system told, whole, as it came; none of what only goes on."""
    if fact.continues is not None or fact.body is None:
        return []
    kept_as = _MEDIA_TYPES.get(fact.resource_type or "", _FHIR)
    content = made(contentType=kept_as, data=_packed(_whole(fact, telling)), title=clean(fact.title))
    return [
        _document(
            fact,
            telling,
            day_extension("told-on", fact.day),
            extension("source", "String", fact.source),
            extension("resource", "String", f"{fact.resource_type}/{fact.resource_id}"),
            content=content,
            context=made(related=telling.references([fact.told or ""])),
        )
    ]


def _document(record: Record, telling: Telling, *extensions: Json | None, content: Json, **told: Any) -> Json:
    kind = type(record)
    return telling.resource(
        "DocumentReference",
        record,
        *extensions,
        status="current",
        type=concept(coding(f"{OWN}document", kind.__name__.lower(), say(_LABELS[kind]))),
        subject=telling.patient,
        content=[{"attachment": content or {"title": say(_LABELS[kind])}}],
        **told,
    )


def _whole(fact: SourceFact, telling: Telling) -> str:
    """Return the body of a fact with all that goes on in further ones."""
    further = {each.id: each.body or "" for each in telling.of(SourceFact) if each.continues == fact.id}
    parts = (further.get(continuation(fact.id, part), "") for part in range(1, len(further) + 1))
    return (fact.body or "") + "".join(parts)


def _packed(text: str | None) -> str | None:
    return b64encode(text.encode()).decode() if text else None
