"""The merge of long texts: both authors' words stand, or nobody's are touched."""

from hypothesis import given
from hypothesis import strategies as st

from app.changes.text_merge import merge

words = st.lists(st.sampled_from(["en", "to", "tre", "fire", "fem"]), max_size=8).map(" ".join)


def test_words_at_both_ends_are_both_kept() -> None:
    assert merge("mødet er aftalt", "Mødet er aftalt", "mødet er aftalt til onsdag") == "Mødet er aftalt til onsdag"


def test_the_same_word_altered_twice_is_left_to_a_person() -> None:
    assert merge("støtte bevilget", "støtte ikke bevilget", "støtte næppe bevilget") is None


def test_neighbouring_words_are_left_to_a_person() -> None:
    assert merge("støtte bevilget", "støtte ikke bevilget", "støtte afslået") is None


def test_words_with_one_between_them_are_both_kept() -> None:
    assert merge("en to tre", "EN to tre", "en to TRE") == "EN to TRE"


@given(words, words, words)
def test_it_does_not_matter_who_came_first(base: str, first: str, second: str) -> None:
    assert merge(base, first, second) == merge(base, second, first)


@given(words, words)
def test_who_altered_nothing_stands_in_nobodys_way(base: str, text: str) -> None:
    assert merge(base, base, text) == merge(base, text, base) == merge(base, text, text) == text
