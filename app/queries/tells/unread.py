"""What others have written since this user last saw the plan."""

from collections.abc import Iterator

from app.queries.news import NEWS_WORDS, NewsKind, Piece, news_since_seen
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called
from app.texts import Text, mark, say

_WORDS: dict[NewsKind, Text] = {
    NewsKind.NEW: mark("tell", "Ny siden sidst"),
    NewsKind.DONE: mark("tell", "Færdig siden sidst"),
    NewsKind.CHANGED: mark("tell", "Ændret siden sidst"),
    NewsKind.MOVED: mark("tell", "Flyttet siden sidst"),
}


def unread(ground: Ground) -> Iterator[Tell]:
    """Tell of the cards that others have written on, the newest first."""
    found = news_since_seen(ground.reader, citizen=ground.citizen).standing
    for identity, piece in found.items():
        if identity in ground.items:
            yield _tell(piece, called(ground.items[identity]))


def _tell(piece: Piece, title: str) -> Tell:
    words = say(NEWS_WORDS[piece.kind]).lower()
    return Tell(
        kind=TellKind.UNREAD,
        cards=(piece.id,),
        words=say(_WORDS[piece.kind]),
        line=say(mark("tell", "{title}: {words} siden sidst."), title=title, words=words),
        why=piece.lines or (say(mark("tell", "En anden har skrevet det, siden du sidst så tavlen.")),),
        settlements=(Settlement(words=say(mark("tell", "Set")), way=Way.SEEN),),
        facts=piece.facts,
    )
