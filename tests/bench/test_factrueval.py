"""The scorer of Russian names on hand-made documents, and its laws."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.factrueval import Named, Tally, Text, score, texts, together

# "Банк «Север» в городе Тверь. Пётр Лунин."
TEXT = "Банк Север в городе Тверь. Пётр Лунин."
TOKENS = ((0, 4), (5, 10), (11, 12), (13, 19), (20, 25), (25, 26), (27, 31), (32, 37), (37, 38))
BANK = Named("ORG", frozenset({0, 1}), frozenset({1}))
TOWN = Named("LOC", frozenset({3, 4}), frozenset({4}))
MAN = Named("PER", frozenset({6, 7}), frozenset({6, 7}))
WHOLE = Text("one", TEXT, TOKENS, (BANK, TOWN, MAN))
RIGHT = [("ORG", 0, 10), ("LOC", 20, 25), ("PER", 27, 37)]


def test_right_answers_score_one() -> None:
    assert score(WHOLE, RIGHT).scores("ALL") == (1.0, 1.0, 1.0)


def test_the_describing_word_may_be_left_out_or_given() -> None:
    for span in ((0, 10), (5, 10)):
        assert score(WHOLE, [("ORG", *span)]).scores("ORG") == (1.0, 1.0, 1.0)


def test_half_a_name_earns_half_and_is_not_exact() -> None:
    tally = score(WHOLE, [("PER", 32, 37)])
    assert tally.points["PER"] == pytest.approx(0.5)
    assert tally.exact["PER"] == 0


def test_a_word_too_many_costs() -> None:
    assert score(WHOLE, [("LOC", 11, 25)]).points["LOC"] == pytest.approx(1 / 2)


def test_the_wrong_kind_earns_nothing() -> None:
    tally = score(WHOLE, [("LOC", 27, 37)])
    assert tally.points["ALL"] == 0
    assert tally.given["LOC"] == 1


def test_what_lies_inside_a_larger_object_is_not_asked_for_nor_counted() -> None:
    inside = Named("LOC", frozenset({1}), frozenset({1}))
    text = Text("two", TEXT, TOKENS, (BANK, inside))
    assert score(text, [("ORG", 0, 10)]).scores("ALL") == (1.0, 1.0, 1.0)
    assert score(text, [("ORG", 0, 10), ("LOC", 5, 10)]).scores("ALL") == (1.0, 1.0, 1.0)


def test_an_object_without_a_name_is_not_asked_for() -> None:
    text = Text("three", TEXT, TOKENS, (Named("ORG", frozenset({0}), frozenset()),))
    assert score(text, []).asked["ALL"] == 0


def test_words_that_are_a_place_and_a_body_are_one_question_with_two_answers() -> None:
    both = (Named("ORG", frozenset({4}), frozenset({4})), Named("LOC", frozenset({4}), frozenset({4})))
    text = Text("four", TEXT, TOKENS, both)
    for kind in ("ORG", "LOC"):
        assert score(text, [(kind, 20, 25)]).scores("ALL") == (1.0, 1.0, 1.0)
    assert score(text, []).asked["ALL"] == 1


def test_the_same_answer_twice_counts_once() -> None:
    assert score(WHOLE, RIGHT + RIGHT).given["ALL"] == 3


def test_nothing_against_nothing_adds_nothing() -> None:
    empty = score(Text("five", "", (), ()), [])
    assert together([empty]).scores("ALL") == (1.0, 1.0, 1.0)
    assert together([empty, score(WHOLE, RIGHT)]).asked["ALL"] == 3


@given(st.permutations(RIGHT), st.lists(st.sampled_from(RIGHT), max_size=3))
def test_order_does_not_matter_and_more_right_answers_never_lower_recall(order: list, some: list) -> None:
    assert score(WHOLE, order).scores("ALL") == score(WHOLE, RIGHT).scores("ALL")
    assert score(WHOLE, some).scores("ALL")[1] <= score(WHOLE, order).scores("ALL")[1]


def test_sums_are_over_documents() -> None:
    one, other = score(WHOLE, RIGHT), score(WHOLE, [])
    total: Tally = together([one, other])
    assert total.scores("ALL")[1] == pytest.approx(0.5)


def test_files_are_read_and_a_type_that_is_not_known_leaves_the_document_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Тверь", encoding="utf-8")
    (tmp_path / "a.tokens").write_text("7 0 5 Тверь\n\n", encoding="utf-8")
    (tmp_path / "a.spans").write_text("1 loc_name 0 5 7 1  # 7 Тверь\n", encoding="utf-8")
    (tmp_path / "a.objects").write_text("9 LocOrg 1 # Тверь\n", encoding="utf-8")
    for suffix in (".txt", ".tokens", ".spans"):
        (tmp_path / f"b{suffix}").write_bytes((tmp_path / f"a{suffix}").read_bytes())
    (tmp_path / "b.objects").write_text("9 Facility 1 # Тверь\n", encoding="utf-8")
    read, skipped = texts(tmp_path)
    assert skipped == ["b"]
    assert read[0].objects == (Named("LOC", frozenset({0}), frozenset({0})),)


def test_two_answers_for_one_object_and_two_objects_for_one_answer_make_the_best_of_it() -> None:
    """The first answer fits both objects, the second only the first object, which it fits worse."""
    one = Named("ORG", frozenset({0, 1}), frozenset({0, 1}))
    other = Named("ORG", frozenset({1, 3}), frozenset({1, 3}))
    text = Text("six", TEXT, TOKENS, (one, other))
    tally = score(text, [("ORG", 5, 10), ("ORG", 0, 4)])
    assert tally.points["ORG"] == pytest.approx(1.0)
    assert tally.given["ORG"] == 2
