"""What became of a drawing, element by element and in a few lines of Danish words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.drawing import FRAME
from app.intake.excalidraw import Scene
from app.intake.excalidraw_things import Sort, Taken
from app.intake.fact import Outcome
from app.operations.intake_report import REFUSED, FileReport, ResourceReport
from app.texts import Text, mark, say

_AS: dict[Sort, Text] = {
    Sort.CARD: mark("excalidraw", "Taget med som kort."),
    Sort.CONNECTION: mark("excalidraw", "Taget med som forbindelse."),
    Sort.WORDS: mark("excalidraw", "Taget med som tekst på tavlen."),
    Sort.NAMED: mark("excalidraw", "Taget med som ramme."),
    Sort.DRAWN: mark("excalidraw", "Taget med som streg."),
    Sort.PICTURE: mark("excalidraw", "Billedet er vedhæftet planen, og dets plads er tegnet på tavlen."),
    Sort.PART_OF: mark("excalidraw", "Teksten står på sit kort."),
    Sort.NOTHING: mark("excalidraw", "Sprunget over: teksten er tom."),
    Sort.STRANGE: mark(
        "excalidraw", "Enplan kender ikke den slags. Dens plads er tegnet på tavlen, og den følger med ud."
    ),
    Sort.DECORATION: mark("excalidraw", "Sprunget over: tegnet af Enplan selv."),
}
_LAID = mark("excalidraw", "Billedet ligger under tavlen og er vedhæftet planen.")
_NO_PICTURE = mark(
    "excalidraw", "Billedets plads er tegnet på tavlen. Selve billedet er ikke i filen, eller kan ikke tages."
)
_LEFT = mark("excalidraw", "Teksten er ændret i planen siden. Planens tekst står; ret den selv, hvis den er forkert.")
_NOT_READ = mark("excalidraw", "Kan ikke læses: den er ikke en ting i en tegning.")
_TOLD: dict[Sort, Text] = {
    Sort.CARD: mark("excalidraw", "Kort: {count}"),
    Sort.CONNECTION: mark("excalidraw", "Forbindelser: {count}"),
    Sort.WORDS: mark("excalidraw", "Tekster: {count}"),
    Sort.NAMED: mark("excalidraw", "Rammer: {count}"),
    Sort.DRAWN: mark("excalidraw", "Streger: {count}"),
    Sort.PICTURE: mark("excalidraw", "Billeder: {count}"),
    Sort.STRANGE: mark("excalidraw", "Ukendte ting, tegnet som deres plads: {count}"),
    Sort.NOTHING: mark("excalidraw", "Tomme tekster, sprunget over: {count}"),
}
_ON = mark("excalidraw", "Ligger på tavlen «{board}».")
_KNOWN = mark("excalidraw", "Tegningen ligger allerede på tavlen «{board}». Intet er ændret.")
_SHOWN = frozenset({Sort.CARD, Sort.CONNECTION, Sort.WORDS, Sort.NAMED, Sort.DRAWN, Sort.PICTURE, Sort.STRANGE})


@dataclass(slots=True, kw_only=True)
class DrawingReport(FileReport):
    """What became of a drawing; `board` is where it lies, called `title`, `sorts` counts what was taken as what."""

    board: str = ""
    title: str = ""
    sorts: Counter[Sort] = field(default_factory=Counter)

    def take_all(self, rows: Sequence[ResourceReport], made: Iterable[Taken]) -> None:
        """Count and list what became of each element."""
        self.take(rows)
        self.sorts.update(each.sort for each in made)

    @property
    def words(self) -> list[str]:
        """What was taken as what, a line each."""
        if self.status == REFUSED:
            return []
        is_known = not self.outcomes[str(Outcome.MAPPED)] and self.outcomes[str(Outcome.SAME)] > 0
        if is_known:
            return [say(_KNOWN, board=self.title)]
        counts = [say(text, count=self.sorts[sort]) for sort, text in _TOLD.items() if self.sorts[sort]]
        return [say(_ON, board=self.title), *counts]


def row_of(each: Taken, scene: Scene, outcome: Outcome, *, left: frozenset[str]) -> ResourceReport:
    """Return what became of one element; *left* are the records whose text was altered here too, and stays."""
    is_shown = each.sort in _SHOWN or each.sort == Sort.PART_OF
    reason = _AS[each.sort]
    if each.sort == Sort.PICTURE and str(each.element.raw.get("fileId")) not in scene.files:
        reason = _NO_PICTURE
    elif each.sort == Sort.PICTURE and each.things[0].type is FRAME:
        reason = _LAID
    if each.things and each.things[0].id in left:
        reason = _LEFT
    return ResourceReport(
        type=each.element.type,
        id=each.element.key,
        outcome=str(outcome if is_shown else Outcome.SKIPPED),
        record=each.things[0].id if each.things else None,
        reason=say(reason),
    )


def unreadable_rows(scene: Scene) -> Iterator[ResourceReport]:
    """Yield a line for each entry of the file that is no element at all."""
    for number in range(1, scene.unreadable + 1):
        yield ResourceReport(type="?", id=f"{number}", outcome=str(Outcome.REFUSED), reason=say(_NOT_READ))
