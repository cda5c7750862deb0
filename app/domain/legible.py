"""Legible text: what every database, document and screen on the way can hold."""

from typing import Any


def legible(value: Any) -> Any:
    """Return a JSON value without NUL and without halves of surrogate pairs in its texts.

    What is pasted from other programs, or read from their files, may hold either; nobody has ever seen them.
    """
    if isinstance(value, str):
        return value if _is_legible(value) else "".join(each for each in value if _is_legible(each))
    if isinstance(value, list):
        return [legible(each) for each in value]
    if isinstance(value, dict):
        return {legible(name): legible(each) for name, each in value.items()}
    return value


def _is_legible(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
