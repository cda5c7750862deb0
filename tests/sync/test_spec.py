"""Every rule of the exchange is named by a test."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULE = re.compile(r"^- \*\*([WMSLCREBFPG]\d+)\*\*", re.MULTILINE)
RULES = RULE.findall((ROOT / "sync" / "SPEC.md").read_text(encoding="utf-8"))
TESTED = set(
    re.findall(
        r"def test_(?:[a-z_]+_)?([WMSLCREBFPG]\d+)_",
        "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py")),
    )
)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_stands_in_the_name_of_a_test(rule: str) -> None:
    assert rule in TESTED


def test_no_test_names_a_rule_that_is_gone() -> None:
    assert TESTED - set(RULES) == set()


def test_rules_are_numbered_without_gaps() -> None:
    counted = {letter: len([each for each in RULES if each[0] == letter]) for letter in "WMSLCREBFPG"}
    assert [f"{letter}{number}" for letter in counted for number in range(1, counted[letter] + 1)] == RULES
