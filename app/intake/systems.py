"""The code systems and identifier systems that are known, by all the addresses they are called by."""

import csv
from functools import cache

from resources import read_text


def system_name(url: object) -> str | None:
    """Return our short name of the system at *url* (`cpr`, `ffb` …); None for one that is not known."""
    if not isinstance(url, str):
        return None
    bare = url.strip().rstrip("/").split("|")[0]
    exact, prefixes = _table()
    return exact.get(bare) or next((name for prefix, name in prefixes if bare.startswith(prefix)), None)


@cache
def _table() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    exact: dict[str, str] = {}
    prefixes: list[tuple[str, str]] = []
    for row in csv.DictReader(read_text("fhir/systems.csv").splitlines()):
        for url in (row["url"], *row["aliases"].split()):
            if url.endswith("*"):
                prefixes.append((url.rstrip("*"), row["name"]))
            else:
                exact[url] = row["name"]
    return exact, tuple(prefixes)
