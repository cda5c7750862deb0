"""What must hold of a profile after each kill: sound, nothing lost that was told as saved, no act there in part."""

import json
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.domain import ITEM_TYPES
from app.domain.board import PLACEMENT
from app.domain.citizen import CITIZEN, CONTACT_POINT
from app.operations.intake import ACT
from app.store.rows import decode_shown
from app.store.store import Store
from app.store.tables import change, record, touch
from app.store.verify import verify
from story.kill_program import FORM

CORNERS = ((0.0, 0.0), (260.0, 40.0), (120.0, 220.0))
"""Where the cards lie that are dragged together, from the first of them."""


def problems(store: Store, *, saved: set[str]) -> list[str]:
    """Return what is wrong whatever was done: findings, and changes that were told as *saved* and are not there."""
    with store.database.reading() as connection:
        held = set(connection.scalars(select(change.c.id)))
    lost = [f"told as saved and gone: {each}" for each in sorted(saved - held)]
    return [str(each) for each in verify(store).findings] + lost


def words(store: Store, *, citizens: Iterable[str], titles: Mapping[str, bool]) -> list[str]:
    """Return what is wrong with cards that were written; *titles* tells of each whether it was told as saved.

    A card shows its title as far as it was typed and lies on the board.
    """
    with store.reader() as reader:
        cards = [each for citizen in citizens for each in reader.all(*ITEM_TYPES, citizen=citizen)]
        placed = {each.item for citizen in citizens for each in reader.all(PLACEMENT, citizen=citizen)}
    shown = {each.title or "" for each in cards}
    nowhere = [f"a card that lies nowhere: {each.title}" for each in cards if each.id not in placed]
    strange = [f"words that nobody wrote: {each}" for each in shown if not _is_begun(each, titles)]
    missing = [f"told as saved and not to be read: {title}" for title, is_done in titles.items() if is_done]
    return nowhere + strange + [each for each in missing if each.partition(": ")[2] not in shown]


def _is_begun(shown: str, titles: Iterable[str]) -> bool:
    return bool(shown) and any(title.startswith(shown) for title in titles)


def forms(store: Store, *, names: Mapping[str, bool]) -> list[str]:
    """Return what is wrong with citizens that were filled in: one act, in the plan and in what is protected."""
    with store.reader() as reader:
        new = [each for each in reader.all(CITIZEN) if each.family == FORM]
        contacts = {each.given: len(reader.all(CONTACT_POINT, citizen=each.id)) for each in new}
    half = [f"a citizen in part: {name}" for name, count in contacts.items() if count != 2]
    strange = [f"a citizen nobody wrote: {name}" for name in contacts if name not in names]
    return (
        half + strange + [f"a citizen is gone: {name}" for name, done in names.items() if done and name not in contacts]
    )


def places(store: Store, *, citizen: str) -> list[str]:
    """Return what is wrong with cards that are dragged together: all have moved, or none."""
    with store.reader() as reader:
        titles = {each.id: each.title for each in reader.all(*ITEM_TYPES, citizen=citizen)}
        found = {titles[each.item]: (each.x or 0.0, each.y or 0.0) for each in reader.all(PLACEMENT, citizen=citizen)}
    at = [found[title] for title in sorted(found, key=str)]
    apart = [(round(x - at[0][0], 1), round(y - at[0][1], 1)) for x, y in at]
    return [] if apart == list(CORNERS) else [f"dragged in part: {apart}"]


def files(store: Store, *, done: Mapping[str, bool], size: int) -> list[str]:
    """Return what is wrong with files of *size* records each, told as *done* or not: whole, or not at all."""
    acts = intakes(store)
    half = [f"a file in part: {count} records of {size}" for count in acts.values() if count != size]
    wanted = sum(done.values())
    return half + ([f"{wanted} files were told as saved, not {len(acts)}"] if len(acts) < wanted else [])


def intakes(store: Store) -> dict[str, int]:
    """Return how many records each intake has written, by its act."""
    statement = (
        select(change.c.act, func.count(func.distinct(touch.c.record)))
        .join(touch, touch.c.change == change.c.n)
        .where(func.json_extract(change.c.body, "$.name") == str(ACT))
        .group_by(change.c.act)
    )
    with store.database.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(statement)}


def shape(store: Store) -> Counter[tuple[Any, ...]]:
    """Return what intakes have made: how many records of which kind, type and state."""
    statement = (
        select(record.c.kind, record.c.type, record.c.state, record.c.deleted)
        .join(touch, touch.c.record == record.c.id)
        .join(change, change.c.n == touch.c.change)
        .where(func.json_extract(change.c.body, "$.name") == str(ACT))
        .distinct()
        .add_columns(record.c.n)
    )
    with store.database.reading() as connection:
        return Counter(tuple(row)[:-1] for row in connection.execute(statement))


def shown(store: Store, *, citizens: Collection[str] = ()) -> dict[str, Any]:
    """Return what every record of the citizens shows, by id; of all citizens when none is named."""
    statement = select(record.c.id, record.c.citizen, record.c.shown).where(record.c.citizen.is_not(None))
    with store.database.reading() as connection:
        rows = connection.execute(statement).all()
    return {row.id: decode_shown(row.shown) for row in rows if not citizens or row.citizen in citizens}


def variant(file: Path, folder: Path, *, number: int) -> Path:
    """Return a copy of *file* in which everything has another id."""
    told = file.read_text(encoding="utf-8")
    for each in _ids(json.loads(told)):
        told = told.replace(each, str(uuid.uuid5(uuid.UUID(each), str(number))))
    copy = folder / f"plan {number}.json"
    copy.write_text(told, encoding="utf-8")
    return copy


def _ids(told: Any) -> set[str]:
    if isinstance(told, dict):
        return set().union(*(_ids(each) for each in told.values()))
    if isinstance(told, list):
        return set().union(*(_ids(each) for each in told))
    last = str(told).rpartition("/")[2].removeprefix("urn:uuid:")
    return {last} if len(last) == 36 and last.count("-") == 4 else set()
