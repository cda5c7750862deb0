"""The description of the interface as OpenAPI 3.1, made of the messages themselves."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

import msgspec

from app.changes.chain import Meta
from app.changes.change import Change, Outcomes
from sync import protocol
from sync.server import posted
from sync.server.endpoints import BEARER, IN_THE_MESSAGE, NOTHING, Endpoint, Parameter

REFERENCE = "#/components/schemas/{name}"
_IN_ENTRIES = {"meta": Meta, "body": Change | None, "outcomes": Outcomes}
ENTRY = msgspec.defstruct(
    "Entry",
    [
        (each.name, _IN_ENTRIES.get(each.name, each.type)) if each.required
        else (each.name, _IN_ENTRIES.get(each.name, each.type), msgspec.UNSET)
        for each in msgspec.structs.fields(protocol.Entry)
    ],
    array_like=True,
    namespace={"__doc__": protocol.Entry.__doc__},
)  # fmt: skip
"""An entry with what its bytes hold."""
WITHIN: dict[tuple[str, str | int], Any] = {
    ("SentChange", "body"): Change,
    ("StateRecord", 2): dict[str, Any],
    ("Log", "entries"): list[ENTRY],  # type: ignore[valid-type]
}
"""What the bytes hold that the messages pass on unread, by message and field."""
WITHIN_EACH: dict[tuple[str, str], Any] = {("SyncAnswer", "entries"): list[ENTRY]}  # type: ignore[valid-type]
"""The same for the values of a field that is an object."""
_TOKEN = {"type": "http", "scheme": "bearer", "description": "Opaque, bound to user and device, 12 hours."}
_ABOUT = (
    f"What a device and the server exchange. Bodies are JSON (UTF-8) and bear the media type `{protocol.MEDIA_TYPE}`, "
    f"requests too; another one is answered with 400. From {protocol.GZIP_FROM} bytes on they may be packed with gzip. "
    f"A message has at most {protocol.MOST_BYTES:,} bytes unpacked and {protocol.MOST_CHANGES} changes. Some messages "
    "are JSON arrays, whose members have a fixed order. The rules behind them stand in sync/SPEC.md."
)


def document(endpoints: Iterable[Endpoint], *, troubles: Mapping[int, Iterable[str]]) -> dict[str, Any]:
    """Return the description; *troubles* are the codes of what is turned away, by status."""
    served = list(endpoints)
    components, reference = _components(served)
    paths: dict[str, dict[str, Any]] = {}
    for each in served:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, reference, troubles)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Enplan", "version": version("enplan"), "description": _ABOUT},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {BEARER: _TOKEN}},
    }


class _References:
    """Where the schema of each type is."""

    def __init__(self, schemas: Mapping[int, Any]) -> None:
        self._schemas = schemas

    def of(self, shape: Any) -> Any:
        """Return the schema of *shape*, mostly a reference."""
        return self._schemas[id(shape)]


def _components(served: Iterable[Endpoint]) -> tuple[dict[str, Any], _References]:
    """Return the schemas of all messages by name, and where to find that of each."""
    messages = [shape for each in served for shape in (each.asks, each.answers, *each.lines) if shape is not None]
    shapes = [*messages, *WITHIN.values(), *WITHIN_EACH.values(), protocol.Trouble]
    made, components = msgspec.json.schema_components(shapes, ref_template=REFERENCE)
    found = dict(zip(map(id, shapes), made, strict=True))
    for (name, field), shape in WITHIN.items():
        _fields(components[name])[field] = found[id(shape)]
    for (name, field), shape in WITHIN_EACH.items():
        _fields(components[name])[field]["additionalProperties"] = found[id(shape)]
    return components, _References(found)


def _fields(schema: dict[str, Any]) -> Any:
    return schema["properties"] if "properties" in schema else schema["prefixItems"]


def _operation(each: Endpoint, reference: _References, troubles: Mapping[int, Iterable[str]]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": _name(each), "summary": each.about,
        "security": [{BEARER: []}] if each.opened_by == BEARER else [],
        "responses": {**_answered(each, reference), **_turned_away(each, reference, troubles)},
    }  # fmt: skip
    if each.opened_by not in (BEARER, NOTHING):
        how = "Opened by" if each.opened_by == IN_THE_MESSAGE else "For"
        told["description"] = f"{how} {each.opened_by}."
    if each.parameters:
        told["parameters"] = [_parameter(parameter) for parameter in each.parameters]
    if each.asks is not None:
        told["requestBody"] = {"required": True, "content": {each.media: {"schema": reference.of(each.asks)}}}
    return told


def _name(each: Endpoint) -> str:
    words = each.path.removeprefix(protocol.PREFIX).strip("/").replace("{", "").replace("}", "").replace(".", "/")
    return "_".join([each.method.lower(), *words.split("/")])


def _parameter(each: Parameter) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1} if each.is_number else {"type": "string"}
    return {
        "name": each.name, "in": each.place, "required": each.is_needed, "description": each.about, "schema": schema,
    }  # fmt: skip


def _answered(each: Endpoint, reference: _References) -> dict[str, Any]:
    if each.lines:
        told = " then any number of ".join(str(reference.of(line)["$ref"]).rpartition("/")[2] for line in each.lines)
        lines = {"type": "string", "description": f"One JSON text a line: {told}."}
        return {"200": {"description": "The lines.", "content": {each.media: {"schema": lines}}}}
    if each.media == posted.MEDIA_TYPE:
        return {"303": {"description": "On to the program that waits on the user's machine, with a code or a refusal."}}
    if each.media != protocol.MEDIA_TYPE:
        return {"200": {"description": "As said.", "content": {each.media: {}}}}
    if each.answers is None:
        return {"204": {"description": "Done; there is nothing to tell."}}
    found = {"200": {"description": "Done.", "content": {each.media: {"schema": reference.of(each.answers)}}}}
    if any(parameter.name == "If-None-Match" for parameter in each.parameters):
        found["304"] = {"description": "Nothing differs.", "content": {}}
    return found


def _turned_away(each: Endpoint, reference: _References, troubles: Mapping[int, Iterable[str]]) -> dict[str, Any]:
    """Return what a request may be turned away with: of those beside the exchange the figures alone."""
    content = {protocol.MEDIA_TYPE: {"schema": reference.of(protocol.Trouble)}}
    told = {
        str(status): {"description": f"Turned away: {', '.join(codes)}.", "content": content}
        for status, codes in sorted(troubles.items())
    }
    if each.media in (protocol.MEDIA_TYPE, posted.MEDIA_TYPE):
        return told
    if each.path == "/ready":
        return {"503": {"description": "Not ready; the parts say why.", "content": {each.media: {}}}}
    return {} if each.opened_by == NOTHING else {status: told[status] for status in ("401", "403")}
