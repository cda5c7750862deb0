"""Golden talks: what a client and a server of one version said to each other, kept for every later one.

`python tests/golden_talk.py` records one under the program's schema number; a recorded one is never written again.
"""

import gzip
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec

import golden_log
from app.operations.items import delete_records
from app.store.store import Store
from builders import a_citizen, a_goal
from exchanges import edit
from offices import goal
from plans import a_full_plan
from servers import SERVER_PASSWORD, Serving, a_server
from sync.client.once import sync_once
from sync.protocol import MEDIA_TYPE, SCHEMA

FOLDER = golden_log.FOLDER / "talks"
WRITER, READER = "mette", "jonas"


class Said(msgspec.Struct, frozen=True):
    """A request, its bytes as they lay on the wire, and its answer, unpacked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int
    tag: str
    answer: bytes


NO_PATH = Said("", "", {}, b"", 404, "", b'{"code":"no_path"}')


class Talk(msgspec.Struct, frozen=True):
    """What the writer's client said and was told, then the reader's; what the reader then held, by record."""

    citizen: str
    device: str
    written: list[Said]
    read: list[Said]
    held: dict[str, bytes]


def recorded() -> list[Path]:
    """Return every recorded file, oldest first."""
    return sorted(FOLDER.glob("*.json.gz"))


def load(path: Path) -> Talk:
    """Read a recorded file."""
    return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=Talk)


def held(store: Store) -> dict[str, bytes]:
    """Return the confirmed cells of every record of a citizen on a device."""
    return {name: cells for each in golden_log.held(store) for name, cells in each.cells.items()}


@contextmanager
def a_server_of_then(said: list[Said]) -> Iterator[str]:
    """Hold a server that says what was recorded, and knows no path besides; its address."""
    answers: dict[tuple[str, str], deque[Said]] = defaultdict(deque)
    for each in said:
        answers[each.method, each.path].append(each)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer()

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            waiting = answers.get((self.command, self.path))
            told = waiting.popleft() if waiting else NO_PATH
            self.send_response(told.status)
            self.send_header("Content-Type", MEDIA_TYPE)
            self.send_header("Content-Length", str(len(told.answer)))
            self.send_header("ETag", f'"{told.tag}"')
            self.end_headers()
            self.wfile.write(told.answer)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _record() -> Talk:
    """Let one person write and another fetch all of it."""
    with a_server() as server:
        stores = {login: server.office.client(login) for login in (WRITER, READER)}
        writer, reader = stores[WRITER], stores[READER]
        citizen = a_citizen(writer)
        _write(writer, citizen)
        written = _talk(server, writer)
        server.office.assign(READER, citizen)
        read = _talk(server, reader)
        return Talk(citizen, reader.device, written, read, held(reader))


def _write(store: Store, citizen: str) -> None:
    goals = [a_goal(store, citizen, f"Mål {number}") for number in range(4)]
    a_full_plan(store, citizen)
    edit(store, goals[0], title="Et andet mål", note="En længere bemærkning om ugen")
    delete_records(store, [goal(store, goals[1])])


def _talk(server: Serving, store: Store) -> list[Said]:
    """Let *store* join and exchange once; return all that was said."""
    server.user(store.user, password=SERVER_PASSWORD)
    said: list[Said] = []

    def hear(response: Any, *_more: Any, **_told: Any) -> None:
        request = response.request
        kept = ("Content-Type", "Content-Encoding", "Enplan-Schema", "Prefer")
        headers = {name: request.headers[name] for name in kept if name in request.headers}
        tag = response.headers.get("ETag", "").strip('"')
        said.append(
            Said(
                request.method, request.path_url, headers, request.body or b"", response.status_code, tag,
                response.content,
            )
        )  # fmt: skip

    access = server.access(store)
    access._transport._session.hooks["response"].append(hear)
    access.join(login=store.user, password=SERVER_PASSWORD)
    sync_once(store, access, with_log=True)
    access.close()
    return said


def main() -> None:
    """Record this version, unless it was."""
    path = FOLDER / f"schema-{SCHEMA}.json.gz"
    if path.exists():
        sys.exit(f"{path.name} was recorded; talks of a version never alter.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(msgspec.json.encode(_record()), mtime=0))


if __name__ == "__main__":
    main()
