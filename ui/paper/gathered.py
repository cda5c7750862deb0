"""Gathered: the cards of one or several photographs, each once, and what is to be said of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPointF

from app.domain.paper import SlotCode, sheet_name
from app.operations.paper import WrittenCard
from app.texts import mark, say
from ui.paper.places import laid
from ui.paper.reading import FoundCard, ReadPhoto

BETWEEN = 60.0
"""Board units between the cards of two photographs."""
EMPTY_ONE = mark("paper photo", "Et tomt kort er ikke taget med.")
EMPTY_MANY = mark("paper photo", "{count} tomme kort er ikke taget med.")
MISSING = mark("paper photo", "På ark {sheet} kan kort {slots} ikke læses. Resten er med.")
UNREADABLE_ONE = mark("paper photo", "En kode på billedet kan ikke læses.")
UNREADABLE_MANY = mark("paper photo", "{count} koder på billedet kan ikke læses.")
AGAIN = mark(
    "paper photo",
    "Tag et nyt billede tættere på, lige ovenfra og uden skygge over koderne. Kort, der allerede er lagt ind, kommer "
    "ikke to gange.",
)
NOTHING = mark(
    "paper photo",
    "Der er ingen kort med en kode på billedet. Tag det tættere på, lige ovenfra, så hele kortene er med.",
)
ALL_EMPTY = mark("paper photo", "Der er ikke skrevet noget på kortene.")


@dataclass(slots=True)
class Gathered:
    """What has been read so far; `bare` are the files without any card."""

    photos: list[ReadPhoto] = field(default_factory=list)
    known: set[SlotCode] = field(default_factory=set)
    bare: list[Path] = field(default_factory=list)

    def take(self, path: Path, photo: ReadPhoto, known: frozenset[SlotCode]) -> None:
        """Take in one photograph, and which of its cards are in the plan already."""
        self.photos.append(photo)
        self.known |= known
        if not photo.cards and not photo.empty and not photo.unreadable:
            self.bare.append(path)

    def cards(self) -> list[FoundCard]:
        """Return each card once, as its largest picture shows it."""
        best: dict[tuple[int, int], FoundCard] = {}
        for card in (card for photo in self.photos for card in photo.cards):
            name = (card.code.sheet, card.code.slot)
            if name not in best or _width(best[name]) < _width(card):
                best[name] = card
        return list(best.values())

    def placed(self, chosen: Sequence[SlotCode]) -> list[WrittenCard]:
        """Return the *chosen* cards with their places: photograph beside photograph, each as it was taken."""
        cards, wanted, corner = self.cards(), set(chosen), QPointF()
        made: list[WrittenCard] = []
        for photo in self.photos:
            own = [card for card in cards if card in photo.cards and card.code in wanted]
            rooms = laid(own, corner=corner)
            for card, room in zip(own, rooms, strict=True):
                made.append(
                    WrittenCard(
                        code=card.code,
                        face=card.writing.encoded(),
                        x=room.x(),
                        y=room.y(),
                        width=room.width(),
                        height=room.height(),
                    )
                )
            corner.setX(max([corner.x(), *(room.right() + BETWEEN for room in rooms)]))
        return made

    def words(self) -> str:
        """Return what there is to say: what was left out, what could not be read, and what to do."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        found = {(card.code.sheet, card.code.slot) for card in self.cards()}
        empty = sum(photo.empty for photo in self.photos)
        if not found:
            yield say(ALL_EMPTY if empty else NOTHING)
        if empty:
            yield say(EMPTY_ONE if empty == 1 else EMPTY_MANY, count=empty)
        is_wanting = False
        for photo in self.photos:
            for sheet, slots in photo.missing.items():
                lost = [slot for slot in slots if (sheet, slot) not in found]
                if lost:
                    is_wanting = True
                    yield say(MISSING, sheet=sheet_name(sheet), slots=", ".join(map(str, lost)))
        unreadable = sum(photo.unreadable for photo in self.photos)
        if unreadable:
            yield say(UNREADABLE_ONE if unreadable == 1 else UNREADABLE_MANY, count=unreadable)
        if is_wanting or unreadable:
            yield say(AGAIN)


def _width(card: FoundCard) -> float:
    return card.across.manhattanLength()
