"""Drawings changed at random: nothing crashes, no element is lost, and what goes out comes in again."""

import copy
import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.intake.excalidraw import Scene, read_scene, scene_of
from app.intake.excalidraw_things import Sort, taken
from app.store.store import Store
from builders import a_citizen, a_store
from excalidraw_files import GENERATIONS, WHOLE, a_library, elements_of, encoded, handed_out, taken_in

SMALL = [json.loads(each.read_bytes()) for each in WHOLE if each.stat().st_size < 20_000]
SEEDS = [*(made() for made in GENERATIONS.values()), a_library(), *SMALL]
BOARD = "00000000-0000-4000-8000-000000000000"
ODD: tuple[Any, ...] = (
    None, True, 0, -1, -7.5, 10**18, 10**400, 1e308, "", "x" * 400, "\0", "\ud800", "å\nø", [], [None], [[1]], [[1, 2]],
    [["a", 2]], {}, {"elementId": "box1"}, {"elementId": 7}, {"enplan": {"id": BOARD, "element": "box1"}}, "box1",
    "text1", "freedraw", "frame", "image", "text", "arrow", "iframe", "file1", "transparent", "#abc", {"type": 3},
    [{"type": "text"}],
)  # fmt: skip


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a file at which something stands: what holds it, and its name or number there."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, each in inner:
        yield node, name
        yield from places(each)


def changed(chance: random.Random) -> dict[str, Any]:
    """Return a drawing with a few nodes taken away, doubled, swapped or made odd."""
    told: dict[str, Any] = copy.deepcopy(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 6)):
        holder, name = chance.choice(list(places(told)))
        match chance.randint(0, 3):
            case 0:
                del holder[name]
            case 1 if isinstance(holder, list):
                holder.insert(name, copy.deepcopy(holder[name]))
            case 2:
                holder[name] = copy.deepcopy(chance.choice([other[each] for other, each in places(told)]))
            case _:
                holder[name] = chance.choice(ODD)
    return told


def read(content: bytes) -> Scene | None:
    """The scene of a file; None where it is refused, in words."""
    try:
        return read_scene(content)
    except UserError as refused:
        words = refused.message()
    assert words.endswith(".")
    return None


def members(told: dict[str, Any]) -> list[Any]:
    """All that stands where elements stand, as far as the file has such places."""
    items = told.get("libraryItems", told.get("library"))
    groups = [told.get("elements")]
    for item in items if isinstance(items, list) else ():
        groups.append(item.get("elements") if isinstance(item, dict) else item)
    return [each for group in groups if isinstance(group, list) for each in group]


def whole_or_refused(seed: int) -> int:
    """Read a changed drawing; return how many elements it had, each of which became something."""
    told = changed(random.Random(seed))
    scene = read(json.dumps(told).encode())
    if scene is None:
        return 0
    made = taken(scene, board=BOARD)
    known = [each for each in members(told) if isinstance(each, dict) and not each.get("isDeleted")]
    assert len(made) == len(known)
    assert scene.unreadable == sum(not isinstance(each, dict) for each in members(told))
    assert [each.element.key for each in made if not each.things and each.sort not in _WITHOUT] == []
    ids = Counter(thing.id for each in made for thing in each.things)
    assert [each for each, count in ids.items() if count > 1] == []
    again = taken(scene_of(scene.document, files=scene.files), board=BOARD)
    assert [each.things for each in again] == [each.things for each in made]
    return len(made)


_WITHOUT = (Sort.PART_OF, Sort.NOTHING, Sort.DECORATION)


@given(st.integers(0, 10**9))
@settings(max_examples=300, deadline=None)
def test_a_drawing_changed_at_random_is_whole_or_refused_in_words(seed: int) -> None:
    whole_or_refused(seed)


@given(st.sampled_from(SEEDS), st.data())
@settings(max_examples=100, deadline=None)
def test_bytes_changed_at_random_are_read_or_refused_in_words(told: dict[str, Any], data: st.DataObject) -> None:
    content = bytearray(encoded(told))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    scene = read(bytes(content))

    assert scene is None or len(taken(scene, board=BOARD)) == sum(1 for _ in scene.elements)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return a_store(tmp_path_factory.mktemp("drawings"))


def there_and_back(store: Store, seed: int) -> None:
    """Take a changed drawing in and hand it out; what goes out comes in as nothing new."""
    content = json.dumps(changed(random.Random(seed))).encode()
    citizen = a_citizen(store)
    scene = read(content)
    if scene is None:
        return
    report = taken_in(store, content, citizen=citizen)
    out = handed_out(store, citizen)
    again = taken_in(store, out, citizen=citizen) if elements_of(out) else report

    skipped = sum(report.sorts[each] for each in (Sort.NOTHING, Sort.DECORATION))
    assert len(elements_of(out)) == sum(report.sorts.values()) - skipped
    assert again.board == report.board
    assert handed_out(store, citizen) == out


@given(st.integers(0, 10**9))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_drawing_goes_out_with_all_its_elements(store: Store, seed: int) -> None:
    there_and_back(store, seed)


@pytest.mark.soak
@pytest.mark.timeout(1_800)
def test_drawings_changed_at_random_for_as_long_as_told(store: Store) -> None:
    count = int(os.environ.get("ENPLAN_SOAK_FUZZ", "5000"))
    assert sum(whole_or_refused(seed) for seed in range(count))
    for seed in range(count // 20):
        there_and_back(store, seed)
