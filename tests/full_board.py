"""Boards full of made-up things, written by operations and transactions as a person's are; for the measurements."""

import math
import random
from collections.abc import Sequence

from app.domain.agreement import AGREEMENT
from app.domain.board import PLACEMENT, Axis, Placement
from app.domain.connector import CONNECTOR, Connector, Meaning
from app.domain.drawing import INK, Ink
from app.domain.goal import GOAL
from app.domain.intervention import INTERVENTION
from app.domain.life_area import LifeArea
from app.ids import main_board_of
from app.operations.board import encode_stroke, show_axis
from app.operations.citizens import add_citizen
from app.queries.board import main_board
from app.store.store import Store

WORDS = ("job", "bolig", "økonomi", "helbred", "netværk", "børn", "mentor", "praktik", "læge", "skole", "angst", "søvn")
APART = (250.0, 170.0)
"""From one card to the next, in board units."""
AT_ONCE = 500


def a_full_board(store: Store, size: int) -> str:
    """Write a citizen with a free board of *size* things: 60 % cards, 20 % strokes of 60 points, 20 % lines."""
    chance = random.Random(1)
    citizen = add_citizen(store, given="Prøve", family="Borger")
    with store.reader() as reader:
        board = main_board(reader, citizen=citizen)
    show_axis(store, board, citizen=citizen, axis=Axis.FREE)
    cards, ids = size * 6 // 10, []
    columns = max(1, round(math.sqrt(cards * APART[1] / APART[0] * 1.6)))
    for begun in range(0, cards, AT_ONCE):
        with store.transact("Prøve", citizen=citizen) as act:
            for place in range(begun, min(cards, begun + AT_ONCE)):
                kind = chance.choice((GOAL, INTERVENTION, AGREEMENT))
                item = kind.record(
                    title=" ".join(chance.sample(WORDS, 5)), life_area=chance.choice(list(LifeArea)), start="2026-12-01"
                )
                ids.append(act.put(kind, item))
                x, y = place % columns * APART[0] + chance.randint(-12, 12), place // columns * APART[1]
                act.put(PLACEMENT, Placement(board=main_board_of(citizen), item=ids[-1], x=x, y=y))
    _draw(store, citizen, ids, columns, count=size * 2 // 10, chance=chance)
    return citizen


def _draw(store: Store, citizen: str, ids: Sequence[str], columns: int, *, count: int, chance: random.Random) -> None:
    board = main_board_of(citizen)
    for begun in range(0, count, AT_ONCE // 2):
        with store.transact("Prøve", citizen=citizen) as act:
            for _ in range(begun, min(count, begun + AT_ONCE // 2)):
                place = chance.randrange(len(ids))
                corner = place % columns * APART[0], place // columns * APART[1]
                stroke, pressures = encode_stroke(*_line(*corner, chance))
                act.put(INK, Ink(board=board, stroke=stroke, pressures=pressures, width=2.5))
                target = min(len(ids) - 1, place + chance.choice((1, 2, columns)))
                if target != place:
                    act.put(CONNECTOR, Connector(source=ids[place], target=ids[target], meaning=Meaning.LEADS_TO))


def _line(x: float, y: float, chance: random.Random) -> tuple[list[tuple[float, float]], list[int]]:
    angle, points, pressures = chance.random() * 6.28, [], []
    for place in range(60):
        angle += chance.uniform(-0.35, 0.35)
        x, y = x + 5 * math.cos(angle), y + 5 * math.sin(angle)
        points.append((x, y))
        pressures.append(round(255 * (0.3 + 0.7 * abs(math.sin(place / 19)))))
    return points, pressures
