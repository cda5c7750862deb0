"""Markers on life areas: the citizen's and the worker's, side by side, and the picture cards that the citizen lays."""

from app.clock import milliseconds
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING
from app.domain.picture import LEVEL_OF, Column, Picture
from app.domain.rating import RATING, Rating
from app.domain.values import Speaker
from app.ids import made_at
from app.queries.ratings import by_time
from app.store.reader import Reader
from app.store.store import Store
from app.texts import mark


def rate(store: Store, *, citizen: str, life_area: LifeArea, level: int, rater: Speaker, day: str) -> str:
    """Set a marker for *day* (ISO) and return its id; moved again the same day it is the same marker."""
    with store.reader() as reader:
        markers = reader.all(RATING, citizen=citizen, day_from=day, day_to=day)
    known = next(
        (each for each in markers if each.life_area is life_area and each.rater is rater and each.picture is None), None
    )
    with store.transact(mark("act", "Sæt markør"), citizen=citizen) as transaction:
        if known is not None:
            transaction.edit(known, level=level)
            return known.id
        return transaction.put(RATING, Rating(life_area=life_area, level=level, rater=rater, day=day))


def lay_picture(
    store: Store, *, citizen: str, picture: Picture, column: Column, day: str, meeting: str | None = None
) -> str:
    """Lay a picture card in a column on *day* (ISO), as the citizen's own marker, and return its id.

    Laid again the same day it is the same marker, except that what is laid at a *meeting* is said there: a marker
    from before it stays hidden from whom it was hidden.
    """
    with store.reader() as reader:
        told = _told(reader, citizen=citizen, picture=picture)
        begun = _begun(reader, meeting)
    known = next((each for each in told[-1:] if each.day == day and (made_at(each.id) or 0) >= begun), None)
    level = LEVEL_OF[column]
    with store.transact(mark("act", "Læg billedkort"), citizen=citizen) as transaction:
        if known is not None:
            transaction.edit(known, level=level)
            return known.id
        laid = Rating(life_area=picture.area, level=level, rater=Speaker.CITIZEN, day=day, picture=picture.key)
        return transaction.put(RATING, laid)


def take_back_picture(store: Store, *, citizen: str, picture: Picture, day: str) -> None:
    """Take a picture card back to the deck on *day* (ISO): what was laid that day goes, what was said before stays."""
    with store.reader() as reader:
        told = _told(reader, citizen=citizen, picture=picture)
    earlier = [each for each in told if each.day != day]
    with store.transact(mark("act", "Tag billedkort tilbage"), citizen=citizen) as transaction:
        for each in told:
            if each.day == day:
                transaction.delete(each)
        if earlier and earlier[-1].level is not None:
            back = Rating(life_area=picture.area, rater=Speaker.CITIZEN, day=day, picture=picture.key)
            transaction.put(RATING, back)


def _told(reader: Reader, *, citizen: str, picture: Picture) -> list[Rating]:
    """Return what the citizen has said of a picture, the latest last."""
    return sorted((each for each in reader.all(RATING, citizen=citizen) if each.picture == picture.key), key=by_time)


def _begun(reader: Reader, meeting: str | None) -> int:
    """Return when *meeting* began, in milliseconds since 1970; 0 without one."""
    held = reader.get(MEETING, meeting) if meeting else None
    return milliseconds(held.begun_at) if held is not None and held.begun_at else 0
