"""Billedkort: pictures that a citizen lays in columns, each with one word and the life area it tells of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.life_area import LifeArea
from app.texts import Text, mark


class Column(StrEnum):
    """Where a picture can be laid."""

    WELL = "well"
    BETWEEN = "between"
    HARD = "hard"


LEVEL_OF: Final = {Column.WELL: 0, Column.BETWEEN: 2, Column.HARD: 3}
"""The level of a rating that a column stands for: how much is hard, from 0 to 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: `key` names its drawing and never changes."""

    key: str
    word: Text
    area: LifeArea


def column_of(level: int) -> Column:
    """Return the column in which a rating of *level* lies."""
    if level <= 1:
        return Column.WELL
    return Column.BETWEEN if level == LEVEL_OF[Column.BETWEEN] else Column.HARD


def _picture(key: str, word: Text, area: LifeArea) -> Picture:
    return Picture(key=key, word=word, area=area)


PICTURES: tuple[Picture, ...] = (
    _picture("home", mark("picture", "Bolig"), LifeArea.HOME),
    _picture("sleep", mark("picture", "Søvn"), LifeArea.SLEEP),
    _picture("food", mark("picture", "Mad"), LifeArea.SELF_CARE),
    _picture("hygiene", mark("picture", "Bad"), LifeArea.SELF_CARE),
    _picture("everyday", mark("picture", "Hverdag"), LifeArea.DAYS),
    _picture("cleaning", mark("picture", "Rengøring"), LifeArea.HOME),
    _picture("laundry", mark("picture", "Tøjvask"), LifeArea.HOME),
    _picture("shopping", mark("picture", "Indkøb"), LifeArea.HOME),
    _picture("money", mark("picture", "Penge"), LifeArea.MONEY),
    _picture("post", mark("picture", "Digital post"), LifeArea.MONEY),
    _picture("work", mark("picture", "Arbejde"), LifeArea.WORK),
    _picture("school", mark("picture", "Skole"), LifeArea.SCHOOL),
    _picture("family", mark("picture", "Familie"), LifeArea.FAMILY),
    _picture("children", mark("picture", "Børn"), LifeArea.FAMILY),
    _picture("love", mark("picture", "Kærlighed"), LifeArea.FAMILY),
    _picture("friends", mark("picture", "Venner"), LifeArea.FRIENDS),
    _picture("loneliness", mark("picture", "Ensomhed"), LifeArea.FRIENDS),
    _picture("pets", mark("picture", "Kæledyr"), LifeArea.LEISURE),
    _picture("hobbies", mark("picture", "Interesser"), LifeArea.LEISURE),
    _picture("nature", mark("picture", "Natur"), LifeArea.LEISURE),
    _picture("exercise", mark("picture", "Motion"), LifeArea.BODY),
    _picture("body", mark("picture", "Krop"), LifeArea.BODY),
    _picture("pain", mark("picture", "Smerter"), LifeArea.BODY),
    _picture("medicine", mark("picture", "Medicin"), LifeArea.BODY),
    _picture("doctor", mark("picture", "Læge"), LifeArea.BODY),
    _picture("mood", mark("picture", "Humør"), LifeArea.MOOD),
    _picture("sadness", mark("picture", "Sorg"), LifeArea.MOOD),
    _picture("anger", mark("picture", "Vrede"), LifeArea.MOOD),
    _picture("future", mark("picture", "Fremtid"), LifeArea.MOOD),
    _picture("faith", mark("picture", "Tro og håb"), LifeArea.MOOD),
    _picture("worry", mark("picture", "Bekymringer"), LifeArea.PRESSURE),
    _picture("stress", mark("picture", "Stress"), LifeArea.PRESSURE),
    _picture("memory", mark("picture", "At huske"), LifeArea.FOCUS),
    _picture("alcohol", mark("picture", "Alkohol"), LifeArea.HABITS),
    _picture("drugs", mark("picture", "Stoffer"), LifeArea.HABITS),
    _picture("gambling", mark("picture", "Spil"), LifeArea.HABITS),
    _picture("safety", mark("picture", "Tryghed"), LifeArea.SAFETY),
    _picture("transport", mark("picture", "Transport"), LifeArea.MOVING),
    _picture("language", mark("picture", "Sprog"), LifeArea.SPEECH),
    _picture("helpers", mark("picture", "Hjælp"), LifeArea.HELPERS),
    _picture("municipality", mark("picture", "Kommunen"), LifeArea.SYSTEMS),
)
"""In the order of the deck."""

_BY_KEY = {each.key: each for each in PICTURES}


def picture(key: str | None) -> Picture | None:
    """Return the picture called *key*; None for one of a newer program."""
    return _BY_KEY.get(key or "")
