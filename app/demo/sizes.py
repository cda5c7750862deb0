"""The municipalities that can be made: how many people, plans and workers, by the public figures of their likes.

19 % of the inhabitants are known to one of three administrations, 26 % of those to several, four in five of them to
two; 1 % of all have a full plan; 2 % of the inhabitants are users.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a municipality is; `known` counts all citizens, `full` and `light` those with a shared plan."""

    name: str
    title: str
    code: str
    known: int
    full: int
    light: int
    users: int

    @property
    def plans(self) -> int:
        """Return how many citizens have a shared plan."""
        return self.full + self.light


_SAMSOE = Size(name="samsoe", title="Samsø Kommune", code="741", known=690, full=36, light=144, users=72)

SIZES: Mapping[str, Size] = {
    each.name: each
    for each in (
        _SAMSOE,
        Size(name="herning", title="Herning Kommune", code="657", known=17_000, full=890, light=3_560, users=1_800),
        Size(name="aarhus", title="Aarhus Kommune", code="751", known=68_000, full=3_600, light=14_400, users=7_200),
    )
} | {"few": replace(_SAMSOE, known=60, full=4, light=16)}
"""By the word they are asked for with; `few` is the smallest with a tenth of its citizens, and made in two seconds."""
