"""Sheet: the sizes of paper that things are printed on."""

from enum import StrEnum


class Sheet(StrEnum):
    """A size of paper (ISO 216)."""

    A3 = "A3"
    A4 = "A4"
    A5 = "A5"


POINTS: dict[Sheet, tuple[float, float]] = {
    Sheet.A3: (841.89, 1190.55),
    Sheet.A4: (595.28, 841.89),
    Sheet.A5: (419.53, 595.28),
}
"""Width and height in points, upright."""
