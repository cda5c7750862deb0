"""A board in words: the text alternative of its picture, for those who hear it."""

from collections.abc import Iterator

from app.domain.connector import Meaning
from app.domain.life_area import LifeArea, life_area
from app.export.look import kind_name
from app.queries.board import BoardView, CardView, day_of
from app.queries.words import MEANINGS, day_in_words, item_title
from app.texts import mark, say


def board_in_words(view: BoardView) -> str:
    """Return what the board shows: lane by lane each card with its date, then the lines, then what is drawn by hand."""
    return " ".join(_sentences(view))


def _sentences(view: BoardView) -> Iterator[str]:
    count = len(view.cards)
    many, one = mark("board", "Tavlen har {count} kort."), mark("board", "Tavlen har ét kort.")
    yield say(one) if count == 1 else say(many, count=count)
    for area, cards in _by_area(view).items():
        told = "; ".join(_card(card) for card in cards)
        name = say(life_area(area).label) if area else say(mark("board", "Uden livsområde"))
        yield say(mark("board", "{area}: {cards}."), area=name, cards=told)
    titles = {card.id: item_title(card.item) or kind_name(card.item.type) for card in view.cards}
    for link in view.links:
        meaning = MEANINGS[link.connector.meaning or Meaning.RELATES]
        yield say(meaning, source=titles[link.source], target=titles[link.target])
    for label in view.labels:
        if label.text:
            yield say(mark("board", "Der står: {words}."), words=label.text)
    if view.strokes:
        yield say(mark("board", "Der er tegnet på tavlen med pen."))


def _by_area(view: BoardView) -> dict[LifeArea | None, list[CardView]]:
    found: dict[LifeArea | None, list[CardView]] = {}
    for card in view.cards:
        found.setdefault(card.item.life_area, []).append(card)
    return found


def _card(card: CardView) -> str:
    written = item_title(card.item) or kind_name(card.item.type)
    name = f"{kind_name(card.item.type)} «{card.item.title}»" if card.item.title else written
    day = day_of(card.item)
    parts = [name, card.responsible or "", day_in_words(day.isoformat()) if day else ""]
    if card.disagreement and card.disagreement.words:
        parts.append(say(mark("board", "ikke enig: {words}"), words=card.disagreement.words))
    return ", ".join(part for part in parts if part)
