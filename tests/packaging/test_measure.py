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


def test_a_bar_says_whether_it_was_met_missed_or_not_measured() -> None:
    told = measure.page(
        {
            "store": [{"edit": 4.8}],
            "board": [{"canvas": "enplan", "platform": "offscreen", "things": 10_000, "pan_p95_cpu_ms": 24.0}],
        },
        machine="2 cores",
    )

    assert "| an act, from touch to durable | 10 ms | 4.8 ms | met |" in told
    assert "| board, 10,000 things: pan (p95) | 12 ms | 24 ms | **missed**, 2.0 times |" in told
    assert "| started to the unlock window | 200 ms | | not measured |" in told


def test_every_bar_names_a_script_that_is_there() -> None:
    assert {bar.script for bar in measure.KEPT_BARS} <= {script.stem for script in measure.SCRIPTS.glob("*.py")}


def test_the_worst_of_several_figures_stands_against_the_bar() -> None:
    bar = measure.Bar("memory", "pdf", {"plan": "full"}, "memory_mb", 150, "MB")

    assert (
        bar.found({"pdf": [{"plan": "small", "memory_mb": [1.0]}, {"plan": "full", "memory_mb": [128.3, 195.0]}]})
        == 195
    )
