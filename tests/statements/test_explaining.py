"""Why a draft was given: what every extractor shows, and what one says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.statements.text_readings import read
from tocsin.errors import NotFoundError
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Section, Segment
from tocsin.model.draft import Draft
from tocsin.statements.calibration import table_of
from tocsin.statements.cascade import read_statements
from tocsin.statements.explaining import Explanation, explained
from tocsin.statements.extractor import Reading
from tocsin.statements.quantities.extraction import QuantityExtractor
from tocsin.statements.reasons import Explains, Feature, Matched, Reason

TEXT = "It began. Yesterday at least 40 people were killed in Basra. It ended."
PUBLISHED = PartialDate(2024, 6, 20)


def document(text: str = TEXT) -> Document:
    return read(text, date=PUBLISHED).document


def first(text: str = TEXT) -> Explanation:
    stages = (QuantityExtractor(),)
    draft = read_statements(document(text), stages)[0]
    return explained(document(text), draft.key, stages)


@dataclass(frozen=True, slots=True)
class Weighing:
    """An extractor that weighs features and says so."""

    name: str = "learned.test.v1"
    languages: frozenset[str] = frozenset({"en"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        yield Draft.open("Quantity", document=reading.document, start=0, end=2, origin=self.name, score=0.4)

    def explain(self, reading: Reading, draft: Draft) -> Reason | None:
        return Reason("weights", (Matched(0, 2, "cue"),), (Feature("bias", -0.5), Feature("word=it", 1.5)))


@dataclass(frozen=True, slots=True)
class Silent:
    """An extractor that says nothing of itself."""

    name: str = "rules.silent.v1"
    languages: frozenset[str] = frozenset({"en"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        yield Draft.open("Quantity", document=reading.document, start=10, end=19, origin=self.name, score=0.4)


def test_a_figure_names_its_number_its_noun_and_the_word_of_killing() -> None:
    why = first()
    words = {one.taken_for: TEXT[one.start : one.end] for one in why.matched}
    assert words == {
        "number, at least": "at least 40",
        "what is counted": "people",
        "people killed": "killed",
    }
    assert why.rule is not None and "killed" in why.rule
    assert TEXT[slice(*why.sentence)] == "Yesterday at least 40 people were killed in Basra."


def test_the_own_score_and_the_measured_one_are_both_told() -> None:
    why = first()
    table = table_of(why.extractor)
    assert table is not None
    assert (why.own_score, why.score) == (0.9, table.at(0.9))


def test_a_relative_date_names_its_anchor_and_whose_it_is() -> None:
    (date,) = first().dates
    assert (str(date.value), date.basis, date.anchor) == ("2024-06-19", "relative", PUBLISHED)
    assert date.whose == "the publication date of the page"


def test_in_a_teaser_the_anchor_is_the_items_own_date() -> None:
    own = PartialDate(2023, 2, 1)
    teaser = replace(document(), segments=(Segment(Section.TEASER, 0, len(TEXT), own),))
    stages = (QuantityExtractor(),)
    why = explained(teaser, read_statements(teaser, stages)[0].key, stages)
    assert [(str(one.value), one.whose) for one in why.dates] == [
        ("2023-01-31", "the date of the item itself")
    ]


def test_an_extractor_may_tell_its_features_and_another_nothing() -> None:
    stages = (Weighing(), Silent())
    weighed, silent = (explained(document(), one.key, stages) for one in read_statements(document(), stages))
    assert isinstance(Weighing(), Explains) and not isinstance(Silent(), Explains)
    assert [(one.name, one.weight) for one in weighed.features] == [("bias", -0.5), ("word=it", 1.5)]
    assert (silent.rule, silent.matched, silent.features) == (None, (), ())
    assert silent.own_score == silent.score == 0.4


def test_what_is_no_longer_given_is_said_to_be_so() -> None:
    with pytest.raises(NotFoundError, match="read again today"):
        explained(document(), "qty-00000000000000000000", (QuantityExtractor(),))


def test_every_shipped_extractor_explains_what_it_gives_without_failing() -> None:
    text = (
        "Gunmen attacked a market in Basra yesterday, killing at least five people and wounding twelve. The CSTO"
        " Secretary General Marta Lindqvist said on 5 June 2024 that some 5,000 troops would be sent by the end of"
        " the year."
    )
    held = document(text)
    drafts = read_statements(held)
    assert {draft.schema for draft in drafts} >= {"Quantity", "Person", "Organisation", "Place"}
    for key in {draft.key for draft in drafts}:
        why = explained(held, key)
        assert why.draft.key == key
        assert why.sentence[0] <= why.draft.start
        assert all(0 <= one.start < one.end <= len(text) for one in why.matched)
