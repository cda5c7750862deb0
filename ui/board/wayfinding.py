"""Ways between cards: the nearest in a direction, the next in reading order, along a line, by words, by person."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from app.domain import ITEM_TYPES
from app.queries.board import BoardView, CardView
from app.queries.words import item_title

ASIDE = 2.2
"""How much worse a step to the side is than one ahead."""

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def nearest(cards: Iterable[CardView], origin: CardView, direction: str) -> CardView | None:
    """Return the card that lies nearest to *origin* in a direction, None when there is none."""
    across, down = DIRECTIONS[direction]
    best: tuple[float, CardView] | None = None
    x, y = _middle(origin)
    for card in cards:
        there_x, there_y = _middle(card)
        ahead = (there_x - x) * across + (there_y - y) * down
        aside = abs((there_x - x) * down) + abs((there_y - y) * across)
        if card.item.id == origin.item.id or ahead <= 1 or aside > ahead * 4 + 60:
            continue
        cost = ahead + ASIDE * aside
        if best is None or cost < best[0]:
            best = (cost, card)
    return best[1] if best else None


def beside(cards: Sequence[CardView], current: str | None, step: int) -> CardView | None:
    """Return the next (1) or previous (-1) card in reading order; None beyond the ends."""
    places = {card.item.id: place for place, card in enumerate(cards)}
    if not cards:
        return None
    if current not in places:
        return cards[0 if step > 0 else -1]
    place = places[current] + step
    return cards[place] if 0 <= place < len(cards) else None


def linked(view: BoardView, identity: str) -> list[str]:
    """Return the cards that lines lead to from one card, outgoing lines first."""
    outgoing = [link.target for link in view.links if link.source == identity]
    incoming = [link.source for link in view.links if link.target == identity]
    return [*dict.fromkeys([*outgoing, *incoming])]


def texts(view: BoardView, *, meeting: bool = False) -> dict[str, str]:
    """Return in reading order what each card is found by; at a *meeting* only what is shown is read."""
    found = {}
    for card in view.cards:
        kept = () if meeting else _SEARCHED[card.item.type](card.item)
        told = (item_title(card.item), card.responsible, *kept)
        found[card.item.id] = " ".join(map(str, filter(None, told))).casefold()
    return found


def matching(read: Mapping[str, str], asked: str) -> list[str]:
    """Return the cards whose texts, as *read*, hold every word of *asked*."""
    words = asked.casefold().split()
    found = list(read) if words else []
    for word in words:
        found = [each for each in found if word in read[each]]
    return found


_SEARCHED = {each.type: attrgetter(*each.listing.searched) for each in ITEM_TYPES}


def of_person(view: BoardView, actor: str) -> list[str]:
    """Return in reading order the cards that somebody is responsible for or that a line joins to them."""
    joined = set(linked(view, actor))
    return [
        card.id for card in view.cards if card.id != actor and (card.id in joined or card.item.responsible == actor)
    ]


def _middle(card: CardView) -> tuple[float, float]:
    return card.spot.x + card.spot.width / 2, card.spot.y + card.spot.height / 2
