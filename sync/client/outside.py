"""Logging in by the municipality's provider: in the system's browser, with the answer on loopback (RFC 8252, 7636)."""

import hashlib
import secrets
import threading
import webbrowser
from base64 import urlsafe_b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from app.errors import UserError
from app.texts import mark, say
from sync.client.link import LoginNeeded
from sync.client.transport import Transport
from sync.protocol import Login, Outside, OutsideAsked, Session

PATIENCE_S = 300
PATH = "/enplan"
Browse = Callable[[str], object]
"""Opens an address in the user's browser."""
_PAGE = mark("outside", "Du er logget ind. Luk dette vindue, og gå tilbage til Enplan.")
_REFUSED = mark("outside", "Login blev afbrudt. Luk dette vindue, og gå tilbage til Enplan.")


def browse(address: str) -> None:
    """Open *address* in the system's browser."""
    webbrowser.open(address)


class NotLoggedIn(UserError):
    """The browser brought no answer in time, or brought a refusal."""

    def __init__(self) -> None:
        super().__init__(mark("outside", "Login i browseren blev ikke færdigt. Prøv igen."))


def log_in(transport: Transport, *, device: str, login: str, browse: Browse, is_fresh: bool) -> Session:
    """Let the user log in at the provider and return the session. Raises NotLoggedIn, LoginNeeded and Unreachable."""
    verifier = secrets.token_urlsafe(48)
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    with _Listening() as listening:
        told = transport.begin_outside(
            OutsideAsked(device=device, redirect=listening.address, challenge=challenge, is_fresh=is_fresh)
        )
        browse(told.address)
        code = listening.code(told.state)
    return transport.login(
        Login(device=device, login=login, outside=Outside(state=told.state, code=code, verifier=verifier))
    )


class _Listening:
    """A server on this machine that takes the one answer of the browser."""

    def __init__(self) -> None:
        self._came = threading.Event()
        self._answer: dict[str, str] = {}
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_port}{PATH}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="outside", daemon=True)

    def __enter__(self) -> "_Listening":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def code(self, state: str) -> str:
        """Wait for the code that answers *state*. Raises NotLoggedIn, and LoginNeeded for another's answer."""
        if not self._came.wait(PATIENCE_S):
            raise NotLoggedIn
        if not secrets.compare_digest(self._answer.get("state", "").encode(), state.encode()):
            raise LoginNeeded
        if not self._answer.get("code"):
            raise NotLoggedIn
        return self._answer["code"]

    def _take(self, query: str) -> bool:
        """Take the first answer, and tell whether it holds a code."""
        if not self._came.is_set():
            self._answer = {name: values[0] for name, values in parse_qs(query).items()}
            self._came.set()
        return "code" in self._answer

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        take = self._take

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                is_ours = parts.path == PATH
                words = say(_PAGE if is_ours and take(parts.query) else _REFUSED)
                content = f"<!doctype html><html lang=da><meta charset=utf-8><title>Enplan</title><p>{words}".encode()
                self.send_response(200 if is_ours else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Keep the code out of every log."""

        return Handler
