"""The page cache: how many decrypted pages of an encrypted file a connection keeps in memory."""

from pathlib import Path

LEAST_KIB, MOST_KIB = 2_048, 65_536
PLAN_KIB = 8_192
"""Who reads a plan of 10,000 things meets so many pages, some of them twice."""
_PART = 16


def cache_kib(file: Path, *, reads_plans: bool = False) -> int:
    """Return the KiB that a connection to *file* may keep: a part of what the file has as the connection is opened.

    The pages that everything is found through fit, and memory stops growing within minutes.
    """
    size = file.stat().st_size if file.exists() else 0
    return max(PLAN_KIB if reads_plans else LEAST_KIB, min(MOST_KIB, size // 1024 // _PART))
