"""The description of the interface as one plain page that fetches nothing."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from typing import Any

from sync.protocol import MEDIA_TYPE

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f23;background:#fff}"
    "h2{margin-top:2.5rem;border-bottom:1px solid #ccc}h3{margin-top:2rem}code{background:#f2f3f5;padding:0 .25em}"
    "table{border-collapse:collapse}"
    "td,th{border:1px solid #ccc;padding:.25rem .6rem;text-align:left;vertical-align:top}"
)
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
"""Content-Security-Policy: this page's own style and nothing else."""


def page(document: dict[str, Any]) -> bytes:
    """Return the page of an OpenAPI description."""
    told = document["info"]
    parts = [
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(told["title"])}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(told['title'])} {escape(told['version'])}</h1>",
        f"<p>{escape(told['description'])}</p>",
        '<p>For programs: <a href="openapi.json">openapi.json</a>.</p><h2>Paths</h2>',
        *(part for path, methods in document["paths"].items() for part in _path(path, methods)),
        "<h2>Messages</h2>",
        *(_message(name, schema) for name, schema in sorted(document["components"]["schemas"].items())),
        "</body></html>",
    ]
    return "".join(parts).encode()


def _path(path: str, methods: dict[str, Any]) -> Iterator[str]:
    for method, told in methods.items():
        yield f"<h3><code>{method.upper()} {escape(path)}</code></h3><p>{escape(told['summary'])}</p>"
        needs = "a token" if told["security"] else told.get("description", "nothing")
        yield f"<p>Needs: {escape(needs)}</p>"
        if "parameters" in told:
            rows = [(each["in"], each["name"], each["description"]) for each in told["parameters"]]
            yield _table(("in", "name", "what"), (map(escape, row) for row in rows))
        if "requestBody" in told:
            yield f"<p>Asks: {_schema(_shape(told['requestBody']))}</p>"
        answers = ((escape(status), escape(each["description"]), _schema(_shape(each)))
                   for status, each in told["responses"].items())  # fmt: skip
        yield _table(("status", "what", "message"), answers)


def _shape(told: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = told.get("content", {})
    found: dict[str, Any] = content.get(MEDIA_TYPE, {}).get("schema", {})
    return found


def _message(name: str, schema: dict[str, Any]) -> str:
    about = escape(schema.get("description", ""))
    head = f'<h3 id="{escape(name)}">{escape(name)}</h3><p>{about}</p>'
    if "prefixItems" in schema:
        rows = [(str(at), _schema(each), "") for at, each in enumerate(schema["prefixItems"])]
        return head + _table(("place", "type", ""), rows)
    needed = set(schema.get("required", ()))
    fields = schema.get("properties", {}).items()
    rows = [(escape(field), _schema(each), "needed" if field in needed else "") for field, each in fields]
    return head + _table(("field", "type", ""), rows)


def _schema(schema: dict[str, Any]) -> str:
    """Return a type in words."""
    if "$ref" in schema:
        name = escape(str(schema["$ref"]).rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(map(_schema, schema["anyOf"]))
    if "prefixItems" in schema:
        return f"[{', '.join(map(_schema, schema['prefixItems']))}]"
    return _of_many(schema) or ("base64" if "contentEncoding" in schema else escape(str(schema.get("type", ""))))


def _of_many(schema: dict[str, Any]) -> str:
    if schema.get("type") == "array":
        return f"list of {_schema(schema.get('items', {}))}"
    values = schema.get("additionalProperties")
    return f"object of {_schema(values)}" if isinstance(values, dict) else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; cells are HTML already."""
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"
