"""The merge of long texts: both authors' words stand, or nobody's are touched."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.changes.text_merge import merge

words = st.lists(st.sampled_from(["en", "to", "tre", "fire", "fem"]), max_size=8).map(" ".join)
sentences = st.lists(st.sampled_from(["En.", "To!", "Tre?", "Fire."]), max_size=6)


def test_words_at_both_ends_are_both_kept() -> None:
    assert merge("mødet er aftalt", "Mødet er aftalt", "mødet er aftalt til onsdag") == "Mødet er aftalt til onsdag"


def test_the_same_word_altered_twice_is_left_to_a_person() -> None:
    assert merge("støtte bevilget", "støtte ikke bevilget", "støtte næppe bevilget") is None


def test_neighbouring_words_are_left_to_a_person() -> None:
    assert merge("støtte bevilget", "støtte ikke bevilget", "støtte afslået") is None


def test_words_with_one_between_them_are_both_kept() -> None:
    assert merge("en to tre", "EN to tre", "en to TRE") == "EN to TRE"


def test_sentences_that_both_add_at_the_end_are_both_kept_the_earlier_first() -> None:
    base = "Talt med Karen om søvn."

    joined = merge(base, f"{base} Hun ringer til lægen.", f"{base} Mor kommer torsdag.")

    assert joined == "Talt med Karen om søvn. Hun ringer til lægen.\nMor kommer torsdag."


def test_sentences_that_both_add_between_two_are_both_kept() -> None:
    joined = merge("Først. Sidst.", "Først. En af Mette. Sidst.", "Først. En af Jonas. Sidst.")

    assert joined == "Først. En af Mette.\nEn af Jonas. Sidst."


def test_lines_that_both_add_are_both_kept_with_or_without_a_full_stop() -> None:
    assert merge("Mål", "Mål\nmødes fredag", "Mål\n\nringe først") == "Mål\nmødes fredag\nringe først"


def test_two_first_notes_are_both_kept() -> None:
    assert merge("", "Ringet til lægen", "Mor er inviteret") == "Ringet til lægen\nMor er inviteret"


@pytest.mark.parametrize(
    ("base", "first", "second"),
    [
        ("Støtte", "Støtte bevilget", "Støtte afslået"),
        ("Støtten er bevilget.", "Støtten er ikke bevilget.", "Støtten er næppe bevilget."),
        ("Ja. Nej.", "Ja. Men kun Nej.", "Ja. Eller også Nej."),
        ("Ja. Nej.", "Ja. Måske.", "Ja. Nej. Senere."),
    ],
    ids=["unfinished", "within a sentence", "no whole sentence", "altered and added to"],
)
def test_what_is_no_whole_sentence_of_each_is_left_to_a_person(base: str, first: str, second: str) -> None:
    assert merge(base, first, second) is None


@given(words, words, words)
def test_it_does_not_matter_for_what_is_kept_who_came_first(base: str, first: str, second: str) -> None:
    joined, turned = merge(base, first, second), merge(base, second, first)

    assert Counter((joined or "").split()) == Counter((turned or "").split())
    assert (joined is None) is (turned is None)


@given(sentences, sentences, sentences)
def test_no_sentence_that_somebody_adds_is_lost(base: list[str], first: list[str], second: list[str]) -> None:
    joined = merge(" ".join(base), " ".join(base + first), " ".join(base + second))

    assert joined is not None
    assert Counter(joined.split()) >= Counter(base + first) | Counter(base + second)


@given(words, words)
def test_who_altered_nothing_stands_in_nobodys_way(base: str, text: str) -> None:
    assert merge(base, base, text) == merge(base, text, base) == merge(base, text, text) == text
