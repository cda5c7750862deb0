"""Lines: the lines of a card, and all that is drawn on the board, one after the other, by keys."""

from collections.abc import Callable

from app.texts import mark, say
from ui.board.drawn import called, drawn
from ui.board.parts import BoardPart

NOTHING_DRAWN = mark("board", "Der er intet tegnet på tavlen.")
NO_LINES = mark("board", "Kortet har ingen forbindelser.")


class Lines(BoardPart):
    """Choosing a line by keys, so that it can be deleted, given a meaning or led to another card."""

    _of = ""

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"next line": self.next, "next drawn": lambda: self.walk(1), "previous drawn": lambda: self.walk(-1)}

    def walk(self, step: int) -> None:
        """Choose the next or previous frame, text, stroke or line, round the board in reading order, and say it."""
        easel = self.easel
        easel.scene.finish()
        things = drawn(easel.view)
        if not things:
            easel.said.emit(say(NOTHING_DRAWN))
            return
        ids = [each.id for each in things]
        chosen = next(iter(easel.selected), "") if len(easel.selected) == 1 else ""
        place = (ids.index(chosen) + step) % len(ids) if chosen in ids else 0 if step > 0 else -1
        easel.show_chosen(ids[place])
        easel.said.emit(called(things[place], easel.scene.shown_cards))

    def next(self) -> None:
        """Choose the next line of the card that keys mean, or of the one whose line is chosen."""
        easel, current = self.easel, self.easel.current()
        self._of = current.id if current is not None else self._of
        lines = [link for link in easel.view.links if self._of in (link.source, link.target)]
        if not lines:
            easel.said.emit(say(NO_LINES))
            return
        ids = [link.id for link in lines]
        chosen = next(iter(easel.selected), "")
        link = lines[(ids.index(chosen) + 1) % len(ids) if chosen in ids else 0]
        easel.select([link.id])
        easel.said.emit(called(link, easel.scene.shown_cards))
