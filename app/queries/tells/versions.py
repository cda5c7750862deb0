"""What waits for a person: things of which there are two versions, and what the server did not accept."""

from collections.abc import Iterator
from itertools import groupby

from app.domain.record import Mark
from app.queries.contests import Version, contests
from app.queries.refusals import reason_in_words
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called
from app.texts import mark, say


def two_versions(ground: Ground) -> Iterator[Tell]:
    """Tell of cards that two people have written each their version of."""
    if not any(each.marks & Mark.CONTESTED for each in ground.items.values()):
        return
    device = ground.reader.setting("device") or ""
    found = contests(ground.reader, today=ground.today, device=device, citizen=ground.citizen)
    for identity, group in groupby(found, key=lambda each: each.record.id):
        asked, item = list(group), ground.items.get(identity)
        if item is not None:
            yield Tell(
                kind=TellKind.VERSIONS,
                cards=(identity,),
                words=say(mark("card", "To versioner")),
                line=say(mark("prepare", "{title}: to versioner."), title=called(item)),
                why=tuple(_said(each.label, version) for each in asked for version in each.versions),
                settlements=(
                    Settlement(words=say(mark("tell", "Se begge versioner")), way=Way.FACE, place="contests"),
                ),
                facts=tuple(version.words for each in asked for version in each.versions),
            )  # fmt: skip


def not_accepted(ground: Ground) -> Iterator[Tell]:
    """Tell of cards that bear something of this user's which the server did not accept."""
    marked = [each for each in ground.items.values() if each.marks & Mark.REFUSED]
    refused = ground.reader.refused(limit=100) if marked else []
    for item in marked:
        found = [each for each in refused if each.change and any(edit.record == item.id for edit in each.change.edits)]
        yield Tell(
            kind=TellKind.REFUSED,
            cards=(item.id,),
            words=say(mark("card", "Ikke godkendt")),
            line=say(mark("tell", "{title}: det, du skrev, blev ikke godkendt."), title=called(item)),
            why=tuple(dict.fromkeys(reason_in_words(each.refusal) for each in found)),
            settlements=(Settlement(words=say(mark("tell", "Se det i planen")), way=Way.PLAN, record=item),),
            facts=tuple(each.id for each in found),
        )


def _said(label: str, version: Version) -> str:
    words = mark("tell", "{field}: «{words}» – {author}, {at}.")
    return say(words, field=label, words=version.words, author=version.author, at=version.at.lower())
