"""Whether what a device sent can be read by everybody whom it is passed on to: the bytes go on as they came."""

import re

MOST_DEEP = 64
"""How deep the JSON of a change may be nested: readers stop at some depth, and not all at the same."""
LONGEST_SIGNATURE = 64
LONGEST_KEY = 64
LONGEST_ID = 100
_TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_MANY = b"0" * 19
"""A whole number of more than 64 bits has so many digits; a pattern takes ten times as long to find them."""
_WHOLE_NUMBER = re.compile(rb"(?<![\d.eE+-])-?\d{19,}(?![\d.eE])")
_LARGEST = 2**63 - 1
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def is_readable(body: bytes, *, key: str, sig: bytes) -> bool:
    """Tell whether a change can be passed on.

    Its bytes must be UTF-8 throughout, hold no NUL, no whole number of more than 64 bits, and not be nested too deep;
    the name of its key and its signature stand beside it as they came.
    """
    is_marked = len(sig) <= LONGEST_SIGNATURE and (not key or _is_key(key))
    return is_marked and _is_text(body) and not (has_nul(body) or _has_large_number(body) or _is_deep(body))


def may_be_remembered(identity: str) -> bool:
    """Tell whether an id, which may be none, can be kept with a refusal."""
    return len(identity) <= LONGEST_ID and "\0" not in identity


def has_nul(content: bytes) -> bool:
    """Tell whether a text in a JSON document holds the character NUL, which no database of texts takes."""
    return b"\\u0000" in content and _NUL.search(content) is not None


def _is_key(key: str) -> bool:
    bare = key.replace("-", "").replace("_", "")
    return len(key) <= LONGEST_KEY and key.isascii() and (not bare or bare.isalnum())


def _is_text(body: bytes) -> bool:
    """Tell whether *body* is UTF-8: a decoder that passes over unknown fields does not look at theirs."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _has_large_number(body: bytes) -> bool:
    if _MANY not in body.translate(_DIGITS):
        return False
    bare = _TEXT.sub(b'""', body)
    return any(not -_LARGEST - 1 <= int(each[:400]) <= _LARGEST for each in _WHOLE_NUMBER.findall(bare))


def _is_deep(body: bytes) -> bool:
    if body.count(b"[") + body.count(b"{") <= MOST_DEEP:
        return False
    depth = 0
    for each in _TEXT.sub(b"", body).translate(None, _NOT_BRACKETS):
        depth += 1 if each in b"[{" else -1
        if depth > MOST_DEEP:
            return True
    return False
