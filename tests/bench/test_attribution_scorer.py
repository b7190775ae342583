"""The scorer of attributions: hand-made cases, and laws that hold for any two sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.attribution import read_predictions, score
from bench.attribution_scoring import (
    Counts,
    closest_to_others,
    intervals,
    matched,
    score_annotators,
    score_text,
    summed,
)
from bench.brat import Attribution, Span, annotators, read_annotations

TEXT = "Alpha said that beta is late. Gamma denied it. According to Delta, epsilon won."
ALPHA = Attribution((0, 5), (6, 10), (11, 28))
GAMMA = Attribution((30, 35), (36, 42), (43, 45))


def test_a_set_agrees_with_itself_wholly() -> None:
    for counts in score_text(TEXT, [ALPHA, GAMMA], [ALPHA, GAMMA]).values():
        assert counts.f1 == 1.0


def test_exact_asks_for_the_same_borders_and_overlap_for_a_shared_character() -> None:
    found = Attribution((0, 5), (6, 10), (16, 28))
    result = score_text(TEXT, [ALPHA, GAMMA], [found])
    assert result["content", "exact"] == Counts(0, 1, 2)
    assert result["content", "overlap"] == Counts(1, 1, 2)
    assert result["source", "exact"] == Counts(1, 1, 2)


def test_spans_that_share_only_white_space_do_not_overlap() -> None:
    one, other = Attribution(None, None, (0, 6)), Attribution(None, None, (5, 10))
    assert score_text(TEXT, [one], [other])["content", "overlap"].both == 0


def test_one_found_span_finds_only_one_of_two_gold_spans() -> None:
    whole = Attribution(None, None, (0, len(TEXT)))
    result = score_text(TEXT, [ALPHA, GAMMA], [whole])
    assert result["content", "overlap"] == Counts(1, 1, 2)


def test_the_matching_is_the_largest_one_not_the_first() -> None:
    fits = {(0, 0), (0, 1), (1, 0)}
    assert matched([0, 1], [0, 1], lambda one, other: (one, other) in fits) == 2


def test_a_missing_part_is_neither_found_nor_wrong() -> None:
    without = Attribution(None, (6, 10), (11, 28))
    result = score_text(TEXT, [ALPHA], [without])
    assert result["source", "exact"] == Counts(0, 0, 1)
    assert result["attribution", "linked"].both == 0


def test_linked_needs_the_right_source_for_the_right_content() -> None:
    swapped = [
        Attribution(GAMMA.source, ALPHA.cue, ALPHA.content),
        Attribution(ALPHA.source, GAMMA.cue, GAMMA.content),
    ]
    result = score_text(TEXT, [ALPHA, GAMMA], swapped)
    assert result["source", "exact"].f1 == result["content", "exact"].f1 == 1.0
    assert result["attribution", "linked"].both == 0


def test_a_text_counts_once_however_many_read_it() -> None:
    result = score_annotators(TEXT, [[ALPHA], [ALPHA, GAMMA], [GAMMA], []], [ALPHA])
    assert result["content", "exact"] == Counts(0.5, 1.0, 1.0)


def test_of_several_annotators_the_one_who_agrees_best_is_taken() -> None:
    odd = [Attribution((0, 5), (6, 10), (43, 45))]
    assert closest_to_others(TEXT, {"a": odd, "b": [ALPHA], "c": [ALPHA, GAMMA]}) != "a"


def test_annotations_are_read_past_line_breaks_remarks_and_pieces() -> None:
    lines = [
        "T1\tSource 0 5\tAlpha", "T2\tCue 6 10\tsaid", "T3\tContent 11 15;20 28\tthat", "is late",
        "T4\tDiscuss 30 35\tGamma", "T5\tAttribution 6 10\tsaid", "T6\tAttribution-no-source 36 42\tdenied",
        "#1\tAnnotatorNotes T1\thm",
        "E1\tAttribution:T5 Content:T3 Cue:T2 Source:T1", "E2\tDiscuss:T4", "E3\tAttribution-no-source:T6 Cue:T6",
    ]  # fmt: skip
    first, second = read_annotations(lines)
    assert first == Attribution((0, 5), (6, 10), (11, 28), ((11, 15), (20, 28)))
    assert second == Attribution(None, (36, 42), None)


def test_files_are_gathered_by_text_and_annotator(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    gold = tmp_path / "attributions"
    gold.mkdir()
    for name in ("a_b", "c"):
        (tmp_path / "text" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    line = "T1\tSource 0 5\tAlpha\nT2\tCue 6 10\tsaid\nE1\tAttribution:T2 Source:T1 Cue:T2\n"
    for name in ("a_b_x1", "a_b_x2", "c"):
        (gold / f"{name}.ann").write_text(line, encoding="utf-8")
    assert {name: sorted(read) for name, read in annotators(gold).items()} == {"a_b": ["x1", "x2"], "c": [""]}
    found = tmp_path / "found"
    found.mkdir()
    (found / "a_b.jsonl").write_text(
        '{"source": [0, 5], "cue": [6, 10], "content": null}\n', encoding="utf-8"
    )
    assert read_predictions(found / "a_b.jsonl") == [Attribution((0, 5), (6, 10), None)]
    total = summed(score(gold, found))
    assert total["source", "exact"] == Counts(1.0, 1.0, 2.0)


spans = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
maybe: st.SearchStrategy[Span | None] = st.none() | spans
attributions = st.lists(st.builds(Attribution, maybe, maybe, maybe), max_size=5)


@given(attributions, attributions)
@settings(deadline=None)
def test_exact_never_beats_overlap_and_turning_the_sides_turns_the_counts(
    gold: list[Attribution], found: list[Attribution]
) -> None:
    there, back = score_text(TEXT, gold, found), score_text(TEXT, found, gold)
    for (part, measure), counts in there.items():
        assert 0 <= counts.both <= min(counts.found, counts.gold)
        assert back[part, measure] == Counts(counts.both, counts.gold, counts.found)
    for part in ("source", "cue", "content"):
        assert there[part, "exact"].both <= there[part, "overlap"].both


@given(attributions, attributions, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_order_does_not_matter(gold: list[Attribution], found: list[Attribution], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score_text(TEXT, gold, found) == score_text(TEXT, gold[::-1], shuffled)


@given(attributions, attributions, attributions)
@settings(deadline=None)
def test_what_is_added_wrongly_never_raises_precision(
    gold: list[Attribution], found: list[Attribution], more: list[Attribution]
) -> None:
    far = [Attribution((900 + n, 901 + n), None, None) for n in range(len(more))]
    before, after = score_text(TEXT, gold, found), score_text(TEXT, gold, found + far)
    assert after["source", "exact"].precision <= before["source", "exact"].precision


def test_empty_against_empty_adds_nothing() -> None:
    assert all(counts == Counts(0, 0, 0) for counts in score_text(TEXT, [], []).values())


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    scores = [score_text(TEXT, [ALPHA, GAMMA], found) for found in ([ALPHA], [ALPHA, GAMMA], [], [GAMMA])]
    low, high = intervals(scores)["content", "exact"]
    assert low <= summed(scores)["content", "exact"].f1 <= high
    assert intervals(scores) == intervals(scores)


@pytest.mark.parametrize(("found", "gold", "both", "f1"), [(0, 0, 0, 0.0), (4, 2, 2, 2 / 3), (2, 2, 2, 1.0)])
def test_f1_is_the_harmonic_mean(found: int, gold: int, both: int, f1: float) -> None:
    assert Counts(both, found, gold).f1 == pytest.approx(f1)
