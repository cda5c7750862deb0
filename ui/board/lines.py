"""Lines: the lines of a card, one after the other, by keys."""

from collections.abc import Callable

from app.texts import mark, say
from ui.board.link import MEANINGS
from ui.board.model import title_of
from ui.board.parts import BoardPart

SAYS = mark("board", "«{source}» {meaning} «{target}».")
NO_LINES = mark("board", "Kortet har ingen forbindelser.")


class Lines(BoardPart):
    """Choosing a line by keys, so that it can be deleted, given a meaning or led to another card."""

    _of = ""

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"next line": self.next}

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
        source, target = easel.card(link.source), easel.card(link.target)
        if source is not None and target is not None:
            meaning = say(MEANINGS[link.connector.meaning]) if link.connector.meaning else "–"
            easel.said.emit(say(SAYS, source=title_of(source.item), meaning=meaning, target=title_of(target.item)))
