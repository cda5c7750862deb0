"""Fractional keys: a place between two others that no neighbour has to move for."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


def between(before: str | None, after: str | None) -> str:
    """Return a key that sorts after *before* and before *after*; None means the end.

    Keys are digits of a fraction in base 62 that never ends in 0, so there is always room.
    Raises ValueError when *before* does not sort before *after*.
    """
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError("the keys are not in order")
    key = ""
    place = 0
    while True:
        floor = _DIGITS.index(low[place]) if place < len(low) else 0
        ceiling = _DIGITS.index(high[place]) if high is not None and place < len(high) else _BASE
        if ceiling - floor > 1:
            return key + _DIGITS[_step(floor, ceiling, ends_open=high is None)]
        key += _DIGITS[floor]
        if floor < ceiling:
            high = None
        place += 1


def sequence(count: int) -> list[str]:
    """Return *count* keys in order, short and evenly apart."""
    width = 1
    while _BASE**width <= 2 * count:
        width += 1
    step = _BASE**width // (count + 1)
    return [_written(step * (each + 1), width) for each in range(count)]


def _step(floor: int, ceiling: int, *, ends_open: bool) -> int:
    """Keys are mostly added at an end: a small step there keeps them short."""
    return floor + 1 if ends_open and ceiling == _BASE else (floor + ceiling) // 2


def _written(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits.rstrip("0") or "1"
