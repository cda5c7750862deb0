"""Markers on life areas: the citizen's and the worker's, side by side."""

from app.domain.life_area import LifeArea
from app.domain.rating import RATING, Rating
from app.domain.values import Speaker
from app.store.store import Store
from app.texts import mark


def rate(store: Store, *, citizen: str, life_area: LifeArea, level: int, rater: Speaker, day: str) -> str:
    """Set a marker for *day* (ISO) and return its id; moved again the same day it is the same marker."""
    with store.reader() as reader:
        markers = reader.all(RATING, citizen=citizen, day_from=day, day_to=day)
    known = next((each for each in markers if each.life_area is life_area and each.rater is rater), None)
    with store.transact(mark("act", "Sæt markør"), citizen=citizen) as transaction:
        if known is not None:
            transaction.edit(known, level=level)
            return known.id
        return transaction.put(RATING, Rating(life_area=life_area, level=level, rater=rater, day=day))
