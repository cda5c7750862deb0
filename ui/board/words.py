"""What a screen reader says of a card."""

from app.domain.life_area import life_area
from app.domain.record import Mark
from app.queries.awaits import AWAITS
from app.queries.board import BoardView, CardView
from app.queries.shared import shared_in_words
from app.texts import mark, say
from ui.board.card import NEW, NOT_APPROVED, TWO_VERSIONS
from ui.board.dates import told_day
from ui.board.elements import element_kind
from ui.board.elements.element import ended
from ui.board.model import title_of
from ui.board.wayfinding import linked
from ui.marks import SAVED_HERE

DUE = mark("spoken", "Frist {day}.")
FROM = mark("spoken", "Fra {day}.")
RESPONSIBLE = mark("spoken", "Ansvarlig {name}.")
IN_WORDS = mark("spoken", "Med egne ord: {words}.")
AGREED = mark("spoken", "I er enige.")
DISAGREED = mark("spoken", "Ikke enig: {words}.")
LINKED_ONE = mark("spoken", "Hænger sammen med {titles}.")
LINKED_MANY = mark("spoken", "Hænger sammen med {count}: {titles}.")
UNDATED = mark("spoken", "Uden dato.")
SENTENCE = mark("spoken", "{words}.")


def spoken(view: BoardView, card: CardView, *, meeting: bool = False) -> str:
    """Return all that a card shows, as sentences: kind, whose plan, life area, dates, who, marks, lines."""
    item = card.item
    parts = [say(SENTENCE, words=say(element_kind(item.type).label))]
    parts += [say(SENTENCE, words=lane.name) for lane in view.lanes if lane.citizen and lane.citizen == item.citizen]
    if item.life_area is not None:
        parts.append(say(SENTENCE, words=say(life_area(item.life_area).label)))
    parts += _when(view, card)
    if card.responsible:
        parts.append(say(RESPONSIBLE, name=card.responsible))
        parts += [say(SENTENCE, words=say(AWAITS))] if card.awaits else []
    if item.words:
        parts.append(say(IN_WORDS, words=item.words.rstrip(".")))
    if card.disagreement is not None and card.disagreement.words:
        parts.append(say(DISAGREED, words=card.disagreement.words.rstrip(".")))
    elif item.agreed_at:
        parts.append(say(AGREED))
    if card.shared:
        parts.append(say(SENTENCE, words=shared_in_words(card.shared)))
    if not meeting:
        parts += _marks(card)
    return " ".join([*parts, *_lines(view, card)])


def _when(view: BoardView, card: CardView) -> list[str]:
    item = card.item
    if ended(item):
        return [say(SENTENCE, words=ended(item))]
    foot = element_kind(item.type).foot(item, view.today)
    if getattr(item, "start", None) and getattr(item, "end", None):
        return [say(SENTENCE, words=foot)]
    due, start = getattr(item, "due", None), getattr(item, "start", None) or getattr(item, "starts_at", None)
    said = [say(FROM, day=told_day(start, view.today))] if start else []
    said += [say(DUE, day=told_day(due, view.today))] if due else []
    return said or ([say(SENTENCE, words=foot.rstrip("."))] if foot else [])


def _marks(card: CardView) -> list[str]:
    marks = card.item.marks
    told = [
        (card.is_new, NEW),
        (bool(marks & Mark.CONTESTED), TWO_VERSIONS),
        (bool(marks & Mark.REFUSED), NOT_APPROVED),
        (bool(marks & Mark.PENDING), SAVED_HERE),
    ]
    return [say(SENTENCE, words=say(text)) for is_so, text in told if is_so]


def _lines(view: BoardView, card: CardView) -> list[str]:
    others = {other.item.id: other for other in view.cards}
    titles = [title_of(others[each].item) for each in linked(view, card.item.id) if each in others]
    if not titles:
        return []
    text = LINKED_ONE if len(titles) == 1 else LINKED_MANY
    return [say(text, count=len(titles), titles=", ".join(titles))]
