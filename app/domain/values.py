"""The kinds of value a field can hold, with their limits, and the closed sets several records share."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

TITLE_LENGTH = 300
TEXT_LENGTH = 20_000

Title = Annotated[str, Meta(min_length=1, max_length=TITLE_LENGTH)]
"""One line: a title, a name, the citizen's words."""
LongText = Annotated[str, Meta(min_length=1, max_length=TEXT_LENGTH)]
"""Text of several lines."""
Id = Annotated[str, Meta(min_length=36, max_length=36)]
"""The id of a record."""
Day = Annotated[str, Meta(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
"""A date with the precision it was told in: `2026-11-24`, `2026-11` or `2026`."""
Instant = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
"""What has happened: a UTC instant in milliseconds."""
WallTime = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d$")]
"""What is planned: Danish wall time."""
Order = Annotated[str, Meta(min_length=1, max_length=64)]
"""A fractional key; the id breaks ties."""
Level = Annotated[int, Meta(ge=0, le=4)]
"""How much functioning is reduced (FFB, ICF): 0 not at all to 4 completely."""
Share = Annotated[float, Meta(ge=0.0, le=168.0)]
"""Hours a week."""


class State(StrEnum):
    """How far an item or a plan has come."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ACTIVE = "active"
    DONE = "done"
    STOPPED = "stopped"


OVER = frozenset({State.DONE, State.STOPPED})
"""States of what is behind us."""


class Speaker(StrEnum):
    """Whose words or marker it is."""

    CITIZEN = "citizen"
    WORKER = "worker"
