"""The latest marker of the citizen and of the worker on each life area."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.life_area import LifeArea
from app.domain.rating import RATING, Rating
from app.domain.values import Speaker
from app.queries.caseload import first_name
from app.queries.privacy import hidden_in_meeting
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """The markers that stand, by life area and who set them; `name` is what the citizen is called."""

    name: str
    latest: Mapping[tuple[LifeArea, Speaker], Rating] = field(default_factory=dict)

    def level(self, area: LifeArea, rater: Speaker) -> int | None:
        """Return the level from 0 to 4, None where nobody has spoken of it."""
        found = self.latest.get((area, rater))
        return found.level if found is not None else None


def markers(reader: Reader, *, citizen: str, today: date, meeting: str | None = None) -> Markers:
    """Return the markers of *citizen* that stand; at a *meeting* those that everyone who is there may see."""
    told = reader.all(RATING, citizen=citizen)
    hidden = frozenset[str]()
    if meeting is not None:
        hidden = hidden_in_meeting(reader, told, citizen=citizen, meeting=meeting, today=today)
    latest: dict[tuple[LifeArea, Speaker], Rating] = {}
    for each in sorted(told, key=lambda rating: (rating.day or "", rating.id)):
        if each.id in hidden:
            continue
        if each.life_area is not None and each.rater is not None and each.level is not None:
            latest[each.life_area, each.rater] = each
    return Markers(name=first_name(reader, citizen=citizen), latest=latest)
