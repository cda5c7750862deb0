"""Every page of an encrypted file in clear, those that are free and those of its write-ahead log too: for tests.

SQLCipher's pages end with 16 bytes of initialisation vector and 64 of authentication; the first page begins with 16
bytes of salt. With a raw key no key is derived.
"""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4_096
_RESERVED = 80
_VECTOR = 16
_SALT = 16
_WAL_HEADER = 32
_FRAME_HEADER = 24


def decrypted(path: Path, key: bytes) -> bytes:
    """Return the pages of the file at *path* and of its write-ahead log, decrypted with the raw 32-byte *key*."""
    pages = [_page(page, key, is_first=number == 0) for number, page in enumerate(_parts(path.read_bytes(), 0, 0))]
    log = path.with_name(path.name + "-wal")
    if log.exists():
        for frame in _parts(log.read_bytes(), _WAL_HEADER, _FRAME_HEADER):
            pages += [_page(frame, key, is_first=False), _page(frame, key, is_first=True)]
    return b"".join(pages)


def _parts(content: bytes, header: int, each: int) -> list[bytes]:
    step = PAGE + each
    return [content[at + each : at + step] for at in range(header, len(content) - step + 1, step)]


def _page(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    sealed, vector = page[_SALT if is_first else 0 : -_RESERVED], page[-_RESERVED : -_RESERVED + _VECTOR]
    opened = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return opened.update(sealed) + opened.finalize()
