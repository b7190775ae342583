"""The learned stage: tokens and quotations, windows, and what it finds in plain cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.language.sentences import split_sentences
from tocsin.statements.attribution.confidence import Signs, shipped_confidence
from tocsin.statements.attribution.finder import shipped_finder
from tocsin.statements.attribution.parts import Attribution
from tocsin.statements.attribution.spans import window_around
from tocsin.statements.attribution.tokens import Tokens, tokens_of


def tokens(text: str) -> Tokens:
    return tokens_of(text, split_sentences(text))


def found(text: str) -> list[tuple[str | None, ...]]:
    def words(one: Attribution, part: str) -> str | None:
        span = getattr(one, part)
        return text[slice(*span)] if span else None

    given = shipped_finder().find(text, split_sentences(text))
    return [tuple(words(one, part) for part in ("source", "cue", "content")) for one in given]


def test_words_keep_their_hyphens_and_lose_their_possessive() -> None:
    assert tokens("Weber's co-workers, U.S. aides.").forms == [
        "Weber", "'s", "co-workers", ",", "U.S.", "aides", ".",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He “a b” c", "“ a b ”"),
        ('He "a b" c', '" a b "'),
        ("He ''a b'' c", "'' a b ''"),
        ("He “a\n\nb c", "“ a"),
    ],
)
def test_tokens_know_their_quotation(text: str, inside: str) -> None:
    held = tokens(text)
    assert " ".join(form for form, quote in zip(held.forms, held.quote, strict=True) if quote) == inside


@given(st.text(alphabet="ab. ,'\"“”\n-", max_size=60))
@settings(deadline=None)
def test_tokens_are_in_order_and_stand_in_the_text(text: str) -> None:
    held = tokens(text)
    assert [text[a:b] for a, b in zip(held.starts, held.ends, strict=True)] == held.forms
    assert held.starts == sorted(held.starts)
    assert len(held.quote) == len(held.line) == len(held.sentence) == len(held)


def test_a_window_follows_a_quotation_over_the_end_of_the_sentence_and_not_further() -> None:
    text = "“We go on. We stay,” Weber said. The weather was fine."
    held = tokens(text)
    cue = held.forms.index("said")
    window = window_around(held, cue, cue)
    assert held.forms[window.first] == "“"
    assert "weather" not in held.forms[window.first : window.last + 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms. Weber said that the border was closed.", ("Ms. Weber", "said", "that the border was closed")),
        ("The border was closed, according to Weber.", ("Weber", "according to", "The border was closed")),
        ("“The border is closed,” Weber said.", ("Weber", "said", "“The border is closed,”")),
    ],
)
def test_plain_cases(text: str, expected: tuple[str, ...]) -> None:
    assert found(text) == [expected]


def test_narration_attributes_nothing() -> None:
    assert found("The border was closed on Monday. Forty people were in the building.") == []


def test_nothing_is_found_in_nothing() -> None:
    assert found("") == []


def test_what_is_found_does_not_depend_on_other_paragraphs() -> None:
    one, other = "Ms. Weber said that the border was closed.", "Mr. Novak denied that it had been open."
    both = found(f"{one}\n\n{other}")
    assert both == found(one) + found(other)


PIECES = ["Weber", "said", "that", ",", "“", "”", "he", "denied", ".", "the plan", "\n\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=20))
@settings(deadline=None)
def test_spans_lie_in_the_text_and_scores_between_nothing_and_one(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in shipped_finder().find(text, split_sentences(text)):
        for span in (one.source, one.cue, one.content, *one.pieces):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert 0 < one.sure <= 1


def test_a_surer_cue_makes_a_surer_attribution() -> None:
    confidence = shipped_confidence()
    chances = [confidence.of(Signs(cue, 0.9, 0.9, True, True, False, False)) for cue in (0.3, 0.6, 0.9)]
    assert chances == sorted(chances)


def test_no_unknown_label_hides_in_the_weights() -> None:
    finder = shipped_finder()
    assert finder.cues.labels == ("O", "B", "I")
    assert finder.spans.labels == ("O", "Q", "B-S", "I-S", "B-C", "I-C")
    assert np.isfinite(finder.cues.weights).all() and np.isfinite(finder.spans.weights).all()
