"""The page cache: how many decrypted pages of an encrypted file a connection keeps in memory."""

from pathlib import Path

LEAST_KIB, MOST_KIB = 8_192, 65_536
_PART = 16


def cache_kib(file: Path) -> int:
    """Return the KiB that a connection to *file* may keep: a part of what the file has as the connection is opened.

    The pages that everything is found through fit, and memory stops growing within minutes.
    """
    size = file.stat().st_size if file.exists() else 0
    return max(LEAST_KIB, min(MOST_KIB, size // 1024 // _PART))
