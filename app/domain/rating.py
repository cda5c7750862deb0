"""Markør: how a life area is going, told by the citizen or the worker; both are kept side by side."""

from app.domain.life_area import LifeArea
from app.domain.record import Listing, Record, RecordType
from app.domain.values import Day, Level, Speaker, Title
from app.texts import mark


class Rating(Record, frozen=True, kw_only=True):
    """One marker on one day; `theme` is the code of the source when the marker comes from elsewhere.

    `picture` names the picture card that was laid: what it tells of is a part of the life area, and one without a
    `level` says that the card was taken back to the deck.
    """

    life_area: LifeArea | None = None
    theme: Title | None = None
    level: Level | None = None
    rater: Speaker | None = None
    day: Day | None = None
    words: Title | None = None
    picture: Title | None = None


RATING = RecordType(
    record=Rating,
    kind="rating",
    label=mark("record", "Markør på livsområde"),
    listing=Listing(title="words", day="day", state="level", searched=("words",)),
)
