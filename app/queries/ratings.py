"""The latest marker of the citizen and of the worker on each life area, and the picture cards that lie."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.life_area import LifeArea
from app.domain.picture import PICTURES, Column, Picture, column_of, picture
from app.domain.rating import RATING, Rating
from app.domain.values import Speaker
from app.queries.caseload import first_name
from app.queries.privacy import hidden_in_meeting
from app.store.reader import Reader
from app.texts import mark, say

COLUMNS = {
    Column.WELL: mark("pictures", "går godt"),
    Column.BETWEEN: mark("pictures", "midt imellem"),
    Column.HARD: mark("pictures", "svært"),
}
"""What a column says, within a sentence."""
PICTURE_SAYS = mark("pictures", "{word}: {column}")
Latest = Mapping[tuple[LifeArea, Speaker], Rating]
Laid = Mapping[LifeArea, tuple[Rating, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """The markers that stand, by life area and who set them; `name` is what the citizen is called.

    `cards` are the picture cards that lie, by life area.
    """

    name: str
    latest: Latest = field(default_factory=dict)
    cards: Laid = field(default_factory=dict)

    def level(self, area: LifeArea, rater: Speaker) -> int | None:
        """Return the level from 0 to 4, None where nobody has spoken of it."""
        found = self.latest.get((area, rater))
        return found.level if found is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCard:
    """A picture card: the column it lies in, None in the deck; `before` is where it lay last time, if elsewhere."""

    picture: Picture
    column: Column | None = None
    before: Column | None = None


def by_time(rating: Rating) -> tuple[str, str]:
    """Return the place of a rating in time; made on one day, the later one counts."""
    return rating.day or "", rating.id


def laid(told: Iterable[Rating]) -> dict[LifeArea, tuple[Rating, ...]]:
    """Return the picture cards that lie, by life area and in the order of the deck."""
    latest = {each.picture: each for each in sorted(told, key=by_time) if each.picture}
    found: dict[LifeArea, tuple[Rating, ...]] = {}
    for each in PICTURES:
        rating = latest.get(each.key)
        if rating is not None and rating.level is not None:
            found[each.area] = (*found.get(each.area, ()), rating)
    return found


def standing(told: Iterable[Rating], cards: Laid) -> dict[tuple[LifeArea, Speaker], Rating]:
    """Return the marker that stands on each life area for each speaker; one of nobody is the worker's.

    Where picture *cards* were laid after the citizen's own marker on the area, the hardest of those that lie counts.
    """
    found: dict[tuple[LifeArea, Speaker], Rating] = {}
    for each in sorted(told, key=by_time):
        if each.life_area is not None and each.level is not None and not each.picture:
            found[each.life_area, each.rater or Speaker.WORKER] = each
    for area, there in cards.items():
        own = found.get((area, Speaker.CITIZEN))
        if own is None or (own.day or "") < max(each.day or "" for each in there):
            found[area, Speaker.CITIZEN] = max(there, key=lambda card: card.level or 0)
    return found


def cards_in_words(cards: Iterable[Rating]) -> str:
    """Return what picture cards say: «Smerter: svært · Medicin: går godt»."""
    said = ((picture(each.picture), each.level) for each in cards)
    return " · ".join(
        say(PICTURE_SAYS, word=say(known.word), column=say(COLUMNS[column_of(level)]))
        for known, level in said
        if known is not None and level is not None
    )


def markers(reader: Reader, *, citizen: str, today: date, meeting: str | None = None) -> Markers:
    """Return the markers of *citizen* that stand; at a *meeting* those that everyone who is there may see."""
    told = [each for each in _shown(reader, citizen=citizen, today=today, meeting=meeting) if each.rater is not None]
    cards = laid(told)
    return Markers(name=first_name(reader, citizen=citizen), latest=standing(told, cards), cards=cards)


def picture_cards(reader: Reader, *, citizen: str, today: date, meeting: str | None = None) -> tuple[PictureCard, ...]:
    """Return every picture card where it lies today, in the order of the deck and, laid, of their laying.

    At a *meeting* a card whose place not everyone may see lies in the deck.
    """
    told = sorted(_shown(reader, citizen=citizen, today=today, meeting=meeting), key=by_time)
    latest = {each.picture: each for each in told}
    last_time = {each.picture: each for each in told if (each.day or "") < today.isoformat()}
    cards = [_card(each, latest.get(each.key), last_time.get(each.key)) for each in PICTURES]
    order = {each.key: by_time(latest[each.key]) for each in PICTURES if each.key in latest}
    return tuple(sorted(cards, key=lambda card: order.get(card.picture.key, ("", "")) if card.column else ("", "")))


def _card(shown: Picture, now: Rating | None, before: Rating | None) -> PictureCard:
    column, last = _column(now), _column(before)
    return PictureCard(picture=shown, column=column, before=last if last is not column else None)


def _column(rating: Rating | None) -> Column | None:
    return column_of(rating.level) if rating is not None and rating.level is not None else None


def _shown(reader: Reader, *, citizen: str, today: date, meeting: str | None) -> list[Rating]:
    told = reader.all(RATING, citizen=citizen)
    if meeting is None:
        return told
    hidden = hidden_in_meeting(reader, told, citizen=citizen, meeting=meeting, today=today)
    return [each for each in told if each.id not in hidden]
