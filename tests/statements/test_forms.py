"""The finder of lexicon forms: quick, and the same as trying every form at every word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.statements.commitments.read import words_of_undertaking
from tocsin.statements.events.acts import verbs_of
from tocsin.statements.events.written import nouns_of
from tocsin.statements.forms import Finder, either, prefixes_of, spaced

WORDS = st.sampled_from(
    ["the", "meeting", "Meetings", "seminar-meeting", "met", "with", "was", "held", "has", "not", "received", "a",
     "response", "called", "on", "for", "приняли", "участие", "Встреча", "заседания", "намерены", "в", "."]
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "prefixes"),
    [
        ("meetings?", {"meet"}),
        ("(?:has|have) not", {"has", "have"}),
        ("(?:be )?held", {"be", "held"}),
        ("man(?:oeu|eu)vres?", {"man"}),
        ("talks|round tables?", {"talk", "roun"}),
        ("[iI]nterview", {"inte"}),
        ("a?b", {""}),
        (r"\d+ people", {""}),
        ("(?<!x )call", {"call"}),
    ],
)
def test_the_letters_a_form_can_begin_with(form: str, prefixes: set[str]) -> None:
    assert prefixes_of(form) == prefixes


def test_the_first_letter_matches_in_both_cases_and_blanks_any_space() -> None:
    pattern = re.compile(either(["round tables?|talks"]))
    assert [match.group() for match in pattern.finditer("Round\ntable, talks, TALKS")] == [
        "Round\ntable",
        "talks",
    ]


def test_an_optional_blank_stays_optional() -> None:
    assert re.fullmatch(spaced("road ?map"), "roadmap")


def test_groups_tell_the_kind_and_matches_do_not_overlap() -> None:
    finder = Finder.of({"long": ["press conference"], "short": ["conference"]})
    found = [(match.lastgroup, match.group()) for match in finder.find("A press conference, a conference.")]
    assert found == [("long", "press conference"), ("short", "conference")]


@given(st.lists(WORDS, max_size=14))
def test_openings_lose_nothing(words: list[str]) -> None:
    """Law: looking at openings first finds what the whole pattern finds at the heads of words."""
    text = " ".join(words)
    for language in ("en", "ru"):
        for finder in (nouns_of(language), verbs_of(language), words_of_undertaking(language)):
            everywhere = re.compile(rf"(?:(?<!\w)|(?=['’]))(?:{finder.pattern.pattern})")
            assert [match.span() for match in finder.find(text)] == [
                match.span() for match in everywhere.finditer(text)
            ]
