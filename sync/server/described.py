"""The description of the interface, served for programs and for people."""

import json
from collections.abc import Mapping
from functools import cached_property
from inspect import cleandoc
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sync.server import docs_page, openapi
from sync.server.endpoints import endpoints
from sync.server.headers import HEADERS


class Described:
    """The handlers; the description is made when it is first asked for. *troubles* are codes by status."""

    def __init__(self, *, troubles: Mapping[int, list[str]]) -> None:
        self._troubles = troubles

    async def openapi(self, request: Request) -> Response:
        """GET /openapi.json."""
        return Response(self._json, media_type="application/json", headers=HEADERS)

    async def docs(self, request: Request) -> Response:
        """GET /docs."""
        headers = HEADERS | {"Content-Security-Policy": docs_page.POLICY}
        return Response(self._page, media_type="text/html", headers=headers)

    @cached_property
    def _document(self) -> dict[str, Any]:
        made = openapi.document(endpoints(), troubles=self._troubles)
        for schema in made["components"]["schemas"].values():
            schema["description"] = cleandoc(schema.get("description", ""))
        return made

    @cached_property
    def _json(self) -> bytes:
        return json.dumps(self._document, ensure_ascii=False).encode()

    @cached_property
    def _page(self) -> bytes:
        return docs_page.page(self._document)


def by_status(troubles: Mapping[Any, tuple[int, str]]) -> dict[int, list[str]]:
    """Return the codes of each status."""
    found: dict[int, list[str]] = {}
    for status, code in troubles.values():
        if code not in found.setdefault(status, []):
            found[status].append(code)
    return found
