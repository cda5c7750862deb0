"""Headers: what every answer carries, and the token that a request shows."""

from starlette.requests import Request

from sync.server.accounts import Denied

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def bearer(request: Request) -> str:
    """Return the token that *request* shows (RFC 6750); raises Denied where it shows none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Denied
    return token
