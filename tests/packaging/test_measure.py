"""What the benchmarks print is kept and told, whatever stands around it."""

import importlib.util
import sys
from pathlib import Path

FILE = Path(__file__).parents[2] / "packaging" / "measure.py"
spec = importlib.util.spec_from_file_location("measure", FILE)
assert spec is not None
assert spec.loader is not None
measure = importlib.util.module_from_spec(spec)
sys.modules["measure"] = measure
spec.loader.exec_module(measure)


def test_every_object_is_found_among_other_words() -> None:
    printed = 'a warning {not json\n{"things": 200}\n{\n "ms": {"pan": 4.5}\n}done'

    assert list(measure.objects(printed)) == [{"things": 200}, {"ms": {"pan": 4.5}}]


def test_nested_figures_are_told_by_their_path() -> None:
    assert list(measure.rows({"n": 2, "ms": {"pan": 4.5}, "sizes": [1, 2]})) == [
        ("n", "2"),
        ("ms · pan", "4.5"),
        ("sizes", "1, 2"),
    ]


def test_the_page_has_a_part_for_each_script() -> None:
    told = measure.page({"board": [{"pan": 4.5}], "sync": [{"push": 0.5}]}, machine="2 cores")

    assert "## board" in told
    assert "| push | 0.5 |" in told
    assert "2 cores" in told
