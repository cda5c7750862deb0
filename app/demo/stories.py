"""Stories: hand-written courses of lives that made-up plans are told from, one file each in resources/demo/stories."""

from functools import cache

import msgspec

from app.demo.lists import read_toml
from app.domain.goal import Direction
from app.domain.life_area import LifeArea
from app.domain.values import Level, Share
from resources import path


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wish, a worry or a strength, and in which part of life."""

    text: str
    area: LifeArea
    by: str = "citizen"


class Followed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a goal is measured by, and how it went from the first time to the last."""

    name: str
    unit: str
    first: float
    last: float


class StoryGoal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A goal; `by` is who will see that it succeeded, `steps` are its sub-goals, `words` the citizen's own."""

    title: str
    sign: str
    area: LifeArea
    by: str = "citizen"
    direction: Direction = Direction.DEVELOP
    now: Level = 3
    expected: Level = 1
    words: str = ""
    steps: tuple[str, ...] = ()
    followed: Followed | None = None


class StoryMeasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An intervention; `goal` is the place of the goal it leads to, `result` what became of one that ended."""

    title: str
    provider: str
    area: LifeArea
    goal: int = 0
    section: str = ""
    frequency: str = ""
    hours: Share | None = None
    result: str = ""


class StoryActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody around the citizen; texts name the actor by `key`. `of` is municipal, public or private."""

    key: str
    role: str
    of: str
    responsibility: str
    organisation: str = ""
    frequency: str = ""
    gender: str = ""
    is_unit: bool = False
    is_family: bool = False


class StoryPromise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agreement; `by` is the key of who promises."""

    text: str
    by: str
    area: LifeArea
    goal: int = 0
    frequency: str = ""


class StoryNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A note, told once in the course of the years."""

    title: str
    text: str


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One course of life; the first goals, interventions and agreements are the oldest.

    `units` are those whose caseworkers know the citizen, `support` the one whose worker comes day by day.
    """

    title: str
    ages: tuple[int, int]
    units: tuple[str, ...]
    support: str
    wishes: tuple[Said, ...]
    goals: tuple[StoryGoal, ...]
    measures: tuple[StoryMeasure, ...]
    actors: tuple[StoryActor, ...]
    promises: tuple[StoryPromise, ...]
    concerns: tuple[Said, ...]
    strengths: tuple[Said, ...]
    notes: tuple[StoryNote, ...] = ()
    ideas: tuple[str, ...] = ()
    disagreement: str = ""
    stopped: str = ""
    gender: str = "any"

    @property
    def areas(self) -> tuple[LifeArea, ...]:
        """Return the parts of life the story is about, those of the goals first."""
        goals = [each.area for each in self.goals]
        measures = [each.area for each in self.measures]
        said = [each.area for each in (*self.wishes, *self.concerns)]
        return tuple(dict.fromkeys((*goals, *measures, *said)))


@cache
def stories() -> tuple[Story, ...]:
    """Return all stories, by the names of their files."""
    names = sorted(file.stem for file in path("demo/stories").iterdir() if file.suffix == ".toml")
    return tuple(msgspec.convert(read_toml(f"stories/{name}"), type=Story) for name in names)
