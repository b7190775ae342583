"""Figures: what counts, how it is hedged, and what is no figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements.hand_reading import reading_of
from tests.statements.text_readings import read
from tocsin.language.dates import find_dates
from tocsin.model.draft import Draft, read_quantity
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.claims.extraction import ClaimExtractor
from tocsin.statements.extractor import Reading
from tocsin.statements.quantities.extraction import QuantityExtractor, amounts


def reading(text: str, language: str) -> Reading:
    bare = read(text, language=language)
    return Reading(bare.document, bare.sentences, find_dates(text, language=language))


def figures(text: str, *, language: str = "en") -> list[tuple[str | None, Quantity]]:
    drafts: list[Draft] = list(QuantityExtractor().extract(reading(text, language)))
    return [(one.first("subject"), read_quantity(one.first("quantity") or "")) for one in drafts]


@pytest.mark.parametrize(
    ("text", "language", "subject", "quantity"),
    [
        ("Some 5,000 troops came.", "en", "troops", Quantity(5000, 5000, Qualifier.ABOUT, "troops")),
        ("Two hundred and ten delegates came.", "en", "delegates", Quantity.of(210, unit="delegates")),
        ("About 1.5 billion euros were spent.", "en", "euros", Quantity.of(1.5e9, Qualifier.ABOUT, "euros")),
        ("Two to three million people fled.", "en", "people", Quantity(2e6, 3e6, Qualifier.RANGE, "people")),
        ("Between 10 and 15 houses burnt.", "en", "houses", Quantity(10, 15, Qualifier.RANGE, "houses")),
        ("At least a dozen villages were hit.", "en", "villages", Quantity.of(12, Qualifier.AT_LEAST, "villages")),
        ("More than half a million refugees crossed.", "en", "refugees",
         Quantity.of(500_000, Qualifier.MORE_THAN, "refugees")),
        ("Several thousand people gathered.", "en", "people", Quantity(None, None, Qualifier.VAGUE, "people")),
        ("Prices rose by 3.5%.", "en", "%", Quantity.of(3.5, unit="%")),
        ("It fired 3-4 old rockets.", "en", "old rockets", Quantity(3, 4, Qualifier.RANGE, "rockets")),
        ("Участвуют около 2,5 тыс. военнослужащих.", "ru", "военнослужащих",
         Quantity.of(2500, Qualifier.ABOUT, "военнослужащих")),
        ("Более 60 000 человек покинули дома.", "ru", "человек", Quantity.of(60000, Qualifier.MORE_THAN, "человек")),
        ("Прибыли двести сорок пять делегатов.", "ru", "делегатов", Quantity.of(245, unit="делегатов")),
        ("От 10 до 15 домов сгорели.", "ru", "домов", Quantity(10, 15, Qualifier.RANGE, "домов")),
        ("Пришли несколько сотен человек.", "ru", "человек", Quantity(None, None, Qualifier.VAGUE, "человек")),
    ],
)  # fmt: skip
def test_a_figure_has_bounds_a_qualifier_and_a_unit(
    text: str, language: str, subject: str, quantity: Quantity
) -> None:
    assert figures(text, language=language) == [(subject, quantity)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The blast killed five people and wounded 12.", "en", [("people killed", 5), ("people injured", 12)]),
        ("Three soldiers were killed; twenty-five were hurt.", "en",
         [("soldiers killed", 3), ("people injured", 25)]),
        ("Погибли пять человек, ранены двадцать пять.", "ru",
         [("человек погибшие", 5), ("человек раненые", 25)]),
    ],
)  # fmt: skip
def test_people_killed_and_hurt_are_counted_also_without_a_noun(
    text: str, language: str, expected: list[tuple[str, int]]
) -> None:
    assert [(subject, quantity.low) for subject, quantity in figures(text, language=language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The 39th meeting on 12 May 2019 adopted Resolution 1373.", "en"),
        ("Call +7 495 795 27 10 or come to room 315.", "en"),
        ("A 25-year-old man, aged 30 years, left.", "en"),
        ("Su-25 and Mi-8 aircraft, AK-47 rifles, the G20 and Covid-19.", "en"),
        ("It was agreed from 2019 to 2021 and in the 1990s.", "en"),
        ("One of the guards left; one person stayed.", "en"),
        ("It began at 10:30 and ended at 5 pm.", "en"),
        ("Article 5 of the Treaty and section 12.4 apply.", "en"),
        ("39-е заседание прошло 12 мая 2019 года, принята резолюция 1373.", "ru"),
        ("Тел. 8 (495) 795-27-10.", "ru"),
        ("Один из участников уехал в 15 часов.", "ru"),
    ],
)
def test_these_are_no_figures(text: str, language: str) -> None:
    assert figures(text, language=language) == []


def test_a_figure_inside_a_claim_is_its_speakers() -> None:
    text = "According to the United Nations, 300 trucks crossed. Over 40 houses burnt down."
    whole = reading_of(text, ClaimExtractor(), QuantityExtractor())
    given = {draft.first("subject"): draft.first("saidBy") for draft in whole.of("Quantity")}
    assert given == {"trucks": "United Nations", "houses": None}


def test_the_quote_of_a_figure_is_its_sentence_and_its_facts_lie_inside() -> None:
    text = "It began. Some 5,000 troops and 60 tanks came. It ended."
    for draft in QuantityExtractor().extract(reading(text, "en")):
        assert text[draft.start : draft.end] == "Some 5,000 troops and 60 tanks came."
        assert all(draft.start <= fact.start < fact.end <= draft.end for fact in draft.facts)


_PIECES = [
    "five", "twenty", "12", "1,500", "2.5", "million", "about", "between", "and", "to", "-", "people", "%", "$",
    "of", ".",     "пять", "двадцать", "тыс.", "человек", "до", "около", "hundred", "killed", "a", "half", "dozen",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(_PIECES), max_size=20).map(" ".join),
    st.sampled_from(["en", "ru"]),
    st.booleans(),
)
def test_any_text_gives_ordered_amounts_inside_it(text: str, language: str, bare: bool) -> None:
    at = 0
    for amount in amounts(text, 0, len(text), language=language, bare=bare):
        assert at <= amount.start < amount.end <= len(text)
        at = amount.end
        amount.quantity("x")  # ValueError for bounds that do not fit


def test_figures_need_a_noun_unless_bare_ones_are_asked_for() -> None:
    text = "They counted 12."
    assert list(amounts(text, 0, len(text), language="en")) == []
    assert [one.low for one in amounts(text, 0, len(text), language="en", bare=True)] == [12]
