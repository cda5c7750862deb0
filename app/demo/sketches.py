"""Sketches: the boards of a plan as people leave them: clusters, slightly uneven rows, a ring here, an arrow there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.demo import ink
from app.demo.chance import Chance
from app.demo.circle import MUNICIPAL, PRIVATE, PUBLIC
from app.demo.dossier import CITIZEN_KEY, Dossier
from app.demo.municipality import User
from app.domain.board import BOARD, NOTE_SIZE, PLACEMENT, Axis, Board, Placement
from app.domain.days import show_day
from app.domain.drawing import FRAME, INK, LABEL, Frame, Label
from app.domain.item import ItemType
from app.domain.life_area import life_area
from app.domain.order import sequence
from app.texts import mark

NEW, PLACE, MOVE = mark("act", "Ny tavle"), mark("act", "Sæt på tavlen"), mark("act", "Flyt på tavlen")
DRAW, WRITE, ENCLOSE = mark("act", "Tegn"), mark("act", "Skriv på tavlen"), mark("act", "Tegn ramme")
_WIDTH, _HEIGHT = NOTE_SIZE
_MARGIN, _TITLE = 24.0, 40.0
_MOVED = (0.85, 0.6, 0.35)
"""How likely a card on a board was moved once, twice, three times."""

Corner = tuple[float, float]


@dataclass(slots=True)
class Sketch:
    """One board in the making; `spots` are the corners where its cards ended."""

    id: str
    dossier: Dossier
    author: User
    at: datetime
    spots: dict[str, Corner] = field(default_factory=dict)

    @property
    def chance(self) -> Chance:
        """Return the chance of the plan."""
        return self.dossier.chance

    def next(self) -> datetime:
        """Return a moment a little after the last one."""
        self.at += timedelta(seconds=self.chance.number(4, 50))
        return self.at

    def draw(self, points: Sequence[Corner], *, colour: int = 0, width: float = 2.0, item: str | None = None) -> None:
        """Draw a stroke."""
        stroke = ink.stroke(self.chance, points, board=self.id, colour=colour, width=width, item=item)
        self.dossier.chronicle.deed(self.next(), self.author, DRAW).put(INK, stroke)

    def write(self, text: str, at: Corner) -> None:
        """Write a heading."""
        label = Label(board=self.id, text=text, x=_rounded(at[0]), y=_rounded(at[1]))
        self.dossier.chronicle.deed(self.next(), self.author, WRITE).put(LABEL, label)

    def enclose(self, title: str, corner: Corner, far: Corner) -> None:
        """Draw a frame round what lies between *corner* and *far*, with room for its title."""
        frame = Frame(
            board=self.id,
            title=title,
            x=_rounded(corner[0] - _MARGIN),
            y=_rounded(corner[1] - _TITLE),
            width=_rounded(far[0] - corner[0] + 2 * _MARGIN),
            height=_rounded(far[1] - corner[1] + _TITLE + _MARGIN),
        )
        self.dossier.chronicle.deed(self.next(), self.author, ENCLOSE).put(FRAME, frame)

    def lay(self, cards: Sequence[str], corner: Corner, *, columns: int) -> Corner:
        """Lay cards in uneven rows from *corner* and return the far corner of what they cover."""
        chance = self.chance
        gap = (chance.share(26, 36), chance.share(24, 34))
        far = corner
        for place, card in enumerate(cards):
            row, column = divmod(place, columns)
            x = corner[0] + column * (_WIDTH + gap[0]) + chance.share(-6, 6) + (row % 2) * chance.share(0, 10)
            y = corner[1] + row * (_HEIGHT + gap[1]) + chance.share(-7, 7)
            self._put(card, (x, y))
            far = (max(far[0], x + _WIDTH), max(far[1], y + _HEIGHT))
        return far

    def _put(self, card: str, spot: Corner) -> None:
        """Put a card on the board roughly, and push it to where it stays."""
        chance = self.chance
        moves = 0
        while moves < len(_MOVED) and chance.happens(_MOVED[moves]):
            moves += 1
        away = [(chance.share(-70, 70), chance.share(-50, 50)) for _ in range(moves)]
        spots = [*((spot[0] + x, spot[1] + y) for x, y in away), spot]
        first = Placement(board=self.id, item=card, x=_rounded(spots[0][0]), y=_rounded(spots[0][1]))
        at = max(self.next(), self.dossier.written[card] + timedelta(seconds=5))
        identity = self.dossier.chronicle.deed(at, self.author, PLACE).put(PLACEMENT, first)
        for x, y in spots[1:]:
            at = max(at, self.next()) + timedelta(seconds=2)
            moved = self.dossier.chronicle.deed(at, self.author, MOVE)
            moved.edit(PLACEMENT, identity, x=_rounded(x), y=_rounded(y))
        self.spots[card] = spot


def sketch_boards(dossier: Dossier) -> None:
    """Draw the boards: six with the main one in a full plan, two in a light one."""
    rounds = dossier.rounds
    _hopes(dossier, rounds[0])
    if not dossier.known.is_full:
        return
    _circle(dossier, rounds[min(1, len(rounds) - 1)])
    _part_of_life(dossier, rounds[-3])
    _goals(dossier, rounds[-2])
    _promises(dossier, rounds[-1])


def _begin(dossier: Dossier, day: date, title: str) -> Sketch:
    author = dossier.author(day)
    at = dossier.in_meeting(day) + timedelta(minutes=25)
    order = sequence(8)[dossier.rounds.index(day)]
    board = Board(title=title, axis=Axis.FREE, order=order)
    identity = dossier.chronicle.deed(at, author, NEW).put(BOARD, board)
    return Sketch(identity, dossier, author, at)


def _here(dossier: Dossier, day: date, *types: ItemType) -> list[str]:
    return [each for one in types for each in dossier.items.get(one, []) if dossier.days[each] <= day]


def _hopes(dossier: Dossier, day: date) -> None:
    """The first board: what the citizen wishes, what goes well, what worries."""
    sketch = _begin(dossier, day, dossier.say("[Det første møde|Håb og bekymringer|Hvad er vigtigt for {citizen}?]"))
    chance = dossier.chance
    columns = (
        (dossier.say("Det ønsker {citizen} sig"), _here(dossier, day, ItemType.WISH, ItemType.IDEA)),
        ("Det går godt", _here(dossier, day, ItemType.STRENGTH)),
        ("Det fylder", _here(dossier, day, ItemType.CONCERN)),
    )
    x, far_down = 0.0, 0.0
    for title, cards in columns:
        sketch.write(title, (x + chance.share(0, 14), -46.0 + chance.share(-6, 6)))
        far = sketch.lay(cards[:6], (x, chance.share(0, 14)), columns=1 if len(cards) < 4 else 2)
        x, far_down = max(far[0], x + _WIDTH) + chance.share(70, 120), max(far_down, far[1])
    goals = _here(dossier, day, ItemType.GOAL)[:4]
    sketch.lay(goals, (chance.share(60, 140), far_down + chance.share(80, 120)), columns=4)
    if columns[0][1]:
        sketch.draw(ink.ring(chance), colour=3, width=4.0, item=columns[0][1][0])
    sketch.draw(ink.line(chance, (0.0, -14.0), (chance.share(150, 210), -12.0 + chance.share(-3, 3))), colour=3)
    if columns[0][1] and goals:
        _arrow(sketch, columns[0][1][-1], goals[0], colour=0)


def _circle(dossier: Dossier, day: date) -> None:
    """The actors: those of the family, of the municipality and all others, round the citizen."""
    sketch = _begin(dossier, day, dossier.say("Hvem er omkring {citizen}?"))
    chance = dossier.chance
    people = [each for key, each in dossier.actors.items() if key != CITIZEN_KEY and dossier.days[each.id] <= day]
    groups: Mapping[str, list[str]] = {
        of: [each.id for each in people if each.of == of] for of in (PRIVATE, MUNICIPAL, PUBLIC)
    }
    citizen = dossier.actors[CITIZEN_KEY].id
    sketch.lay([citizen], (chance.share(560, 600), chance.share(330, 360)), columns=1)
    places = {PRIVATE: ("Familie og venner", (0.0, 0.0), 2), MUNICIPAL: ("Kommunen", (930.0, 40.0), 2),
              PUBLIC: ("Andre, der hjælper", (60.0, 650.0), 4)}  # fmt: skip
    for of, (title, corner, columns) in places.items():
        if groups[of]:
            start = (corner[0] + chance.share(-20, 20), corner[1] + chance.share(-14, 14))
            far = sketch.lay(groups[of], start, columns=columns)
            sketch.enclose(title, start, far)
            _arrow(sketch, citizen, groups[of][0], colour=1, has_head=False)
    sketch.draw(ink.ring(chance), colour=2, width=4.0, item=citizen)


def _goals(dossier: Dossier, day: date) -> None:
    """Each goal with what leads to it, in columns of their own."""
    sketch = _begin(dossier, day, dossier.say("[Mål og indsatser|Vejen til målene|Hvad gør vi?]"))
    chance = dossier.chance
    x = 0.0
    kinds = (ItemType.INTERVENTION, ItemType.SUBGOAL, ItemType.AGREEMENT)
    allowed = set(_here(dossier, day, *kinds))
    for goal in [each for each in _here(dossier, day, ItemType.GOAL) if each not in dossier.done][:4]:
        below = [each for each in dossier.links.get(goal, []) if each in allowed and each not in sketch.spots][:4]
        top = chance.share(0, 26)
        sketch.lay([goal], (x, top), columns=1)
        far = sketch.lay(below, (x + chance.share(8, 26), top + _HEIGHT + chance.share(60, 90)), columns=1)
        x = max(far[0], x + _WIDTH) + chance.share(74, 110)
    chosen = [each for each in sketch.spots if each in dossier.items[ItemType.GOAL]]
    if chosen:
        sketch.draw(ink.ring(chance), colour=4, width=4.0, item=chance.one(chosen))
    if len(chosen) > 1:
        _arrow(sketch, chosen[0], chosen[1], colour=4)


def _part_of_life(dossier: Dossier, day: date) -> None:
    """One part of life: what belongs to it."""
    area = dossier.story.goals[0].area
    sketch = _begin(dossier, day, str(life_area(area).label))
    chance = dossier.chance
    goal = dossier.items[ItemType.GOAL][0]
    linked = [each for each in dossier.links.get(goal, []) if dossier.days[each] <= day]
    others = [each for each in _here(dossier, day, ItemType.SUBGOAL, ItemType.CONCERN) if each not in linked]
    sketch.lay([goal], (chance.share(230, 300), 0.0), columns=1)
    far = sketch.lay(linked[:8], (0.0, chance.share(190, 220)), columns=4)
    sketch.lay(others[:3], (far[0] + chance.share(80, 110), chance.share(60, 130)), columns=1)
    sketch.write(dossier.say("[Husk: et skridt ad gangen|Næste gang: hvad virker?|Vi begynder her]"), (560.0, 40.0))
    if linked:
        _arrow(sketch, linked[0], goal, colour=1)


def _promises(dossier: Dossier, day: date) -> None:
    """The follow-up: what is done, what is on its way."""
    month = show_day(day.isoformat()[:7])
    sketch = _begin(dossier, day, f"Opfølgning i {month}")
    chance = dossier.chance
    agreements = _here(dossier, day, ItemType.AGREEMENT)[-22:]
    done = [each for each in agreements if each in dossier.done][-10:]
    going = [each for each in agreements if each not in dossier.done][:9]
    start = (chance.share(-8, 8), chance.share(-8, 8))
    far = sketch.lay(done, start, columns=2)
    sketch.enclose("Det har vi gjort", start, far)
    start = (far[0] + 130 + chance.share(0, 30), chance.share(-12, 18))
    if going:
        sketch.enclose("Det er vi i gang med", start, sketch.lay(going, start, columns=2))
    for each in chance.some(done, max(1, len(done) // 2)):
        foot = (_WIDTH - chance.share(30, 44), _HEIGHT - chance.share(8, 16))
        sketch.draw(ink.tick(chance, foot), colour=2, width=4.0, item=each)
    if going:
        sketch.draw(ink.ring(chance), colour=4, width=4.0, item=going[0])


def _arrow(sketch: Sketch, source: str, target: str, *, colour: int, has_head: bool = True) -> None:
    """Draw an arrow from edge to edge of two cards."""
    start, end = _edges(sketch.spots[source], sketch.spots[target])
    sketch.draw(ink.line(sketch.chance, start, end), colour=colour)
    if has_head:
        sketch.draw(ink.head(sketch.chance, start, end), colour=colour)


def _edges(source: Corner, target: Corner) -> tuple[Corner, Corner]:
    """Return where the line between two cards' middles leaves the one and meets the other."""
    one, other = _middle(source), _middle(target)
    return _edge(one, other), _edge(other, one)


def _middle(corner: Corner) -> Corner:
    return corner[0] + _WIDTH / 2, corner[1] + _HEIGHT / 2


def _edge(middle: Corner, towards: Corner) -> Corner:
    across, down = towards[0] - middle[0], towards[1] - middle[1]
    reach = min((_WIDTH / 2 + 8) / max(1e-6, abs(across)), (_HEIGHT / 2 + 8) / max(1e-6, abs(down)))
    return middle[0] + across * reach, middle[1] + down * reach


def _rounded(length: float) -> float:
    return round(length, 1)
