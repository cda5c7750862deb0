"""The real client or server program with every way out of its process written down: FILE, which one, then its words."""

import json
import os
import sys

WAYS_OUT = frozenset({
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
    "socket.sendto", "socket.sendmsg", "socket.bind", "http.client.connect", "urllib.Request", "ftplib.connect",
    "smtplib.connect", "webbrowser.open", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile",
})  # fmt: skip
"""Of Python's audit events those by which something may leave the process."""


def write_down(name: str) -> None:
    """Append each way out that is taken from now on to the file of that *name*, one JSON list a line."""
    file = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event in WAYS_OUT:
            told = [event, *(repr(each) for each in arguments if not hasattr(each, "fileno"))]
            os.write(file, json.dumps(told).encode() + b"\n")

    sys.addaudithook(heard)


if __name__ == "__main__":
    write_down(sys.argv[1])
    which, sys.argv = sys.argv[2], ["enplan", *sys.argv[3:]]
    if which == "server":
        from sync.server.__main__ import main as serve

        serve()
    from ui.__main__ import main

    sys.exit(main())
