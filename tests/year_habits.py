"""The habits of a simulated year: every figure with where it is from, or that it is assumed.

How many plans and workers there are, who is in which administration and who works with whom, is that of the made-up
municipality (`app/demo`): 26 % of the citizens recur in several administrations (an article on Herning's common
system), and only they have a shared plan; four in five of them are known to two of the three.
"""

from dataclasses import dataclass, replace

MINUTE, HOUR = 1 / 1_440, 1 / 24
"""In days, as all times of the year."""
WEEKS = 46
"""Of work in a year, with five weeks of holiday and the days on which offices are closed."""
DAY_BEGINS, DAY_ENDS = 8 * HOUR, 15.5 * HOUR
"""The hours of work: 37 a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much happens in a plan in a year: changes, professionals of the municipality who write, meetings."""

    changes: int
    writers: int
    meetings: int


FULL = Extent(changes=600, writers=7, meetings=6)
"""15 to 20 actors around a citizen (an article on Hjørring), 7 of them of the municipality; the rest is assumed."""
LIGHT = Extent(changes=100, writers=4, meetings=2)
"""Assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people are without network, meet and write. All shares are assumed; what speaks for one stands with it."""

    desk_spells: float = 0.1
    """The share of days on which somebody at a desk is without network once, for up to `longest_spell`."""
    longest_spell: float = 3 * HOUR
    visits: int = 4
    """A day of somebody on the road."""
    visit_without: float = 0.5
    """The share of visits where there is none: cellars, stairwells, the country."""
    visit_length: float = 45 * MINUTE
    whole_days: float = 0.25
    """The share of days of somebody on the road without any, since the evening before: nobody connects at home."""
    late_home: float = 0.25
    """The share of those who connect on the next morning only."""
    two_days: float = 0.01
    """The share of days on which such a trip takes two: a support worker on an island without coverage."""
    meeting_without: float = 0.5
    """The share of meetings held where there is none, at the citizen's, for all who are there and on their ways."""
    way: float = 0.5 * HOUR
    meeting_length: float = 1.25 * HOUR
    attends: float = 0.7
    """How many of those who write in the plan come to a meeting, beside who leads it."""
    about_meetings: float = 0.4
    """The share of a plan's changes that is about a meeting: half of it written there, half in the days after."""
    days_after: int = 2
    leader_writes: float = 0.8
    """The share of what is written at the table that comes from one device; the rest comes from the others there."""
    pressed_twice: float = 0.1
    """The share of meetings that a second device begins or closes as well."""
    just_spoken_of: int = 15
    """What is about a meeting is about one of so many cards, those that were written in last."""
    own: float = 0.7
    """The share of all else that somebody writes in what is the own."""
    at_end: float = 0.8
    """The share of what is written in a note that is a further sentence at its end; the rest alters words within."""
    looks_without_answer: float = 0.5
    """How often somebody who meets a question leaves it to the others."""

    def times(self, factor: float) -> "Habits":
        """Return the same habits with *factor* times as often without network, never oftener than always."""
        names = ("desk_spells", "visit_without", "whole_days", "two_days", "meeting_without")
        return replace(self, **{name: min(1.0, getattr(self, name) * factor) for name in names})


ACTS: tuple[tuple[str, float, float], ...] = (
    ("card", 0.35, 1 * MINUTE),
    ("place", 0.20, 0.1 * MINUTE),
    ("note", 0.15, 3 * MINUTE),
    ("state", 0.09, 0.3 * MINUTE),
    ("due", 0.05, 0.3 * MINUTE),
    ("responsible", 0.04, 0.3 * MINUTE),
    ("title", 0.03, 0.5 * MINUTE),
    ("type", 0.03, 0.1 * MINUTE),
    ("life_area", 0.01, 0.1 * MINUTE),
    ("agree", 0.01, 0.1 * MINUTE),
    ("delete", 0.01, 0.1 * MINUTE),
    ("follow_up", 0.01, 0.3 * MINUTE),
    ("starts_at", 0.01, 0.3 * MINUTE),
    ("meeting_place", 0.01, 0.3 * MINUTE),
)
"""What a change does, its share, and how long one is at it before it is sent. Assumed: in the made-up municipality
two changes in three write something new, which cannot be contested; here it is one in three."""
