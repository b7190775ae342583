"""The words of a brief: both languages complete, plurals and dates as the language has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import pytest
from babel import Locale

from tocsin.exchange.brief.query import LANGUAGES
from tocsin.exchange.brief.wording import Wording, labels
from tocsin.model.dates import PartialDate
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.model.statement import Stance
from tocsin.model.vocabulary import Language

EN, RU = Wording("en"), Wording("ru")


def leaves(held: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in held.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def test_both_languages_have_the_same_labels_with_the_same_gaps() -> None:
    gaps = [
        {key: set(re.findall(r"\{(\w+)\}", value)) for key, value in leaves(labels(language))}
        for language in LANGUAGES
    ]
    english, russian = (
        {key: held for key, held in one.items() if not key.startswith("plurals.")} for one in gaps
    )
    assert english == russian


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_has_every_plural_form_of_its_language(language: Language) -> None:
    needed = set(Locale.parse(language).plural_form.tags) | {"other"}
    for noun, forms in labels(language)["plurals"].items():
        assert set(forms) == needed, noun


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_empty_and_every_label_is_text(language: Language) -> None:
    for key, value in leaves(labels(language)):
        assert isinstance(value, str) and value.strip(), key


def test_every_label_is_used() -> None:
    folder = resources.files("tocsin.exchange.brief")
    code = "".join(
        item.read_text(encoding="utf-8")
        for place in (folder, folder / "templates")
        for item in place.iterdir()
        if item.name.endswith((".py", ".html"))
    )
    made = [
        re.escape(match).replace(r"\{\}", r"\w+") for match in re.findall(r"f\"([a-z_]+\.[a-z_.]*)\{", code)
    ]
    for key, _ in leaves(labels("en")):
        first, second, *_ = key.split(".")
        named = f"{first}.{second}" in code or f'"{second}"' in code or f"{second}=" in code
        assert named or any(re.match(stem, key) for stem in made), key


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 страниц"),
        (1, "1 страница"),
        (2, "2 страницы"),
        (5, "5 страниц"),
        (11, "11 страниц"),
        (21, "21 страница"),
    ],
)
def test_russian_plurals(number: int, words: str) -> None:
    assert RU.count("page", number) == words


def test_english_plurals() -> None:
    assert [EN.count("page", number) for number in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


@pytest.mark.parametrize(
    ("date", "english", "russian"),
    [
        ("2016-06-28", "28 June 2016", "28 июня 2016"),
        ("2016-06", "June 2016", "июнь 2016"),
        ("2016", "2016", "2016"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(date: str, english: str, russian: str) -> None:
    assert EN.date(PartialDate.parse(date)) == english
    assert RU.date(PartialDate.parse(date)) == russian


def test_a_date_after_a_preposition_is_in_the_genitive() -> None:
    assert RU.running(PartialDate(2016, 6)) == "июня 2016 года"
    assert RU.running(PartialDate(2016, 6, 28)) == "28 июня 2016 года"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021-11-23", "2021-11-25", "23–25 November 2021"),
        ("2021-11-30", "2021-12-02", "30 November – 2 December 2021"),
        ("2021-12-30", "2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2021-11-23", "2021-11-23", "23 November 2021"),
    ],
)
def test_spans_of_days(start: str, end: str, words: str) -> None:
    assert EN.days(PartialDate.parse(start), PartialDate.parse(end)) == words


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity.of(41, Qualifier.AT_LEAST), "at least 41 people"),
        (Quantity.of(100, Qualifier.ABOUT), "about 100 people"),
        (Quantity.of(30, Qualifier.UP_TO), "up to 30 people"),
        (Quantity(20, 30, Qualifier.RANGE), "20–30 people"),
        (Quantity.of(60000), "60,000 people"),
        (Quantity.of(1.5), "1.5 people"),
        (Quantity(None, None, Qualifier.VAGUE), "several people"),
    ],
)
def test_figures_keep_their_hedge(quantity: Quantity, words: str) -> None:
    assert EN.quantity(quantity, "people") == words


def test_a_hedge_is_told_in_the_language_of_the_brief() -> None:
    assert RU.quantity(Quantity.of(41, Qualifier.AT_LEAST)) == "не менее 41"
    assert RU.quantity(Quantity.of(12.5), "%") == "12,5%"


def test_quotes_stand_in_the_marks_of_their_language() -> None:
    assert EN.quoted("слово", "ru") == "«слово»"
    assert RU.quoted("word", "en") == "“word”"


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_lists_have_their_words_and_others_stay_as_they_are(language: Language) -> None:
    say = Wording(language)
    assert {str(stance) for stance in Stance} == set(labels(language)["values"]["stance"])
    assert say.value("event", "regatta") == "regatta"
