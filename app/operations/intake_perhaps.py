"""Perhaps: a set of any number of ids in four megabytes, which may take an id for one of its own but never miss one."""

_BITS = 1 << 25
_SHIFTS = (0, 20, 39)
"""Where in a hash the three places of an id are taken from."""


class Perhaps:
    """A Bloom filter: with two million ids one in two hundred of all others is taken for one of them."""

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)

    def add(self, identity: str) -> None:
        """Take in *identity*."""
        for at in _places(identity):
            self._bits[at >> 3] |= 1 << (at & 7)

    def clear(self) -> None:
        """Hold nothing."""
        self._bits = bytearray(_BITS // 8)

    def __contains__(self, identity: str) -> bool:
        """Tell whether *identity* may have been taken in; what has been, always is."""
        return all(self._bits[at >> 3] & (1 << (at & 7)) for at in _places(identity))


def _places(identity: str) -> list[int]:
    number = hash(identity)
    return [(number >> shift) % _BITS for shift in _SHIFTS]
