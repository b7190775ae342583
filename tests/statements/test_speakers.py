"""Who is meant by the words that name a speaker."""

from __future__ import annotations

import pytest

from tests.statements.hand_reading import reading_of
from tocsin.model.document import Section, Segment
from tocsin.statements.claims.speakers import Source, Voices


def meant(text: str, words: str, language: str = "en", spoke: str | None = None) -> Source | None:
    """Who `words`, where they stand last in the text, are."""
    voices = Voices.of(reading_of(text, language=language))
    if spoke is not None:
        first = next(one for one in voices.sightings.items if one.name == spoke)
        voices.antecedents.spoke(first.key, first.start)
    start = text.rindex(words)
    return voices.resolve(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("President Boris Novak met the Secretary General Anna Weber. He left.", "He", "Boris Novak"),
        ("President Boris Novak met the Secretary General Anna Weber. She left.", "She", "Anna Weber"),
        ("Secretary General Anna Weber came. Minister Boris Novak left. The Secretary General spoke.",
         "The Secretary General", "Anna Weber"),
        ("The acting Secretary General of the CSTO Anna Weber came. The Acting Secretary General of the CSTO spoke.",
         "The Acting Secretary General of the CSTO", "Anna Weber"),
        ("Director Anna Weber spoke of it. The plan was drawn up by A. Weber.", "A. Weber", "Anna Weber"),
        ("A spokesman for the Ministry of Foreign Affairs spoke.", "A spokesman for the Ministry of Foreign Affairs",
         "Ministry of Foreign Affairs"),
        ("The members of the UN Security Council met. They spoke.", "They", "United Nations Security Council"),
        ("The Ministry of Internal Affairs of Tajikistan wrote. Today the Ministry spoke.", "Today the Ministry",
         "Ministry of Internal Affairs of Tajikistan"),
        ("The Secretary-General of the United Nations came. The Secretary-General spoke.", "The Secretary-General",
         "United Nations"),
        ("Officials in the city spoke.", "Officials in the city", "Officials in the city"),
    ],
)  # fmt: skip
def test_words_name(text: str, words: str, name: str) -> None:
    found = meant(text, words)
    assert found is not None and found.name == name


def test_the_spokesman_of_a_person_is_not_that_person() -> None:
    text = "A spokesman for President Boris Novak spoke."
    found = meant(text, "A spokesman for President Boris Novak")
    assert found is not None and found.name == "spokesman for President Boris Novak"


def test_he_is_who_spoke_last_when_nobody_else_came_between() -> None:
    text = "Boris Novak spoke. The meeting with Ivan Petrov was long. He added more."
    found = meant(text, "He", spoke="Boris Novak")
    assert found is not None and found.name == "Boris Novak"


@pytest.mark.parametrize("words", ["I", "the poll", "you"])
def test_nobody_who_can_be_named(words: str) -> None:
    assert meant(f"Boris Novak came. It was said by {words}.", words) is None


def test_russian_pronouns_agree_in_gender() -> None:
    text = "Президент Борис Новак встретил министра Анну Петрову. Она выступила."
    found = meant(text, "Она", "ru")
    assert found is not None and "Петров" in found.name


def test_the_people_of_a_teaser_are_not_the_articles() -> None:
    text = "Minister Boris Novak opened a school.\nThe border is closed. He left."
    first = text.index("\n") + 1
    segments = (Segment(Section.TEASER, 0, first), Segment(Section.BODY, first, len(text)))
    start = text.index("He left")
    assert Voices.of(reading_of(text, segments=segments)).resolve(start, start + 2) is None
    assert Voices.of(reading_of(text)).resolve(start, start + 2) is not None


def test_the_statement_is_that_of_the_body_which_spoke_last() -> None:
    text = "The Ministry of Foreign Affairs wrote. The statement said more."
    voices = Voices.of(reading_of(text))
    first = voices.resolve(0, text.index(" wrote"))
    assert first is not None
    voices.spoke(first)
    start = text.index("The statement")
    found = voices.resolve(start, start + len("The statement"))
    assert found is not None and found.name == "Ministry of Foreign Affairs"
