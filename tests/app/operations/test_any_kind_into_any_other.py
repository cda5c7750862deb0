"""A card is turned into any other kind and back: no word of it is lost on the way."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from app.domain import ITEM_TYPES
from app.domain.item import Item, ItemType
from app.domain.record import RecordType
from app.domain.values import LongText, Title
from app.operations.items import add_item, turn_into
from app.store.store import Store
from builders import a_citizen, a_store

KINDS = {ItemType(str(each.type)): each for each in ITEM_TYPES}
PAIRS = [pytest.param(one, other, id=f"{one}-{other}") for one, other in permutations(sorted(KINDS), 2)]
_WRITTEN = (Title | None, LongText | None)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str]]:
    folder: Path = tmp_path_factory.mktemp("kinds")
    with a_store(folder) as store:
        yield store, a_citizen(store)


def words(kind: RecordType[Any]) -> dict[str, Any]:
    """Return words for every field of a kind that holds what somebody writes."""
    return {name: f"Ord om {name}" for name, hint in kind.hints.items() if hint in _WRITTEN}


def read(store: Store, identity: str) -> Item:
    with store.reader() as reader:
        (found,) = reader.some([identity])
    assert isinstance(found, Item)
    return found


def standing(item: Item, told: dict[str, Any]) -> dict[str, Any]:
    """Return which of the words *told* the item shows."""
    return {name: getattr(item, name) for name in told if hasattr(item, name)}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_both_kinds_show_stays_and_all_of_it_comes_back(
    shared: tuple[Store, str], one: ItemType, other: ItemType
) -> None:
    store, citizen = shared
    told = words(KINDS[one])
    card = add_item(store, citizen=citizen, type=one, **told)
    both = {name: text for name, text in told.items() if name in KINDS[other].hints}
    assert {"title", "words", "note"} <= set(both)

    turn_into(store, read(store, card), type=other)
    turned = read(store, card)
    turn_into(store, turned, type=one)

    assert (turned.type, standing(turned, told)) == (other, both)
    assert standing(read(store, card), told) == told
