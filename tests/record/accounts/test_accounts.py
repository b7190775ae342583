"""Hypotheses that speakers put forward, and a table that tells which evidence tells them apart."""

from __future__ import annotations

import dataclasses
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.made import BEGIN, page
from tocsin.errors import NotFoundError
from tocsin.model.decision import Subject
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.model.marking import OWNER
from tocsin.model.statement import Stance
from tocsin.record.accounts import Hypothesis, Rating, add, proposals, rate, weighed
from tocsin.record.accounts.proposals import natures
from tocsin.record.accounts.weighing import diagnosticity
from tocsin.record.assemble import entity
from tocsin.record.review import take_back
from tocsin.store import Kept, Store

ATTACK = "A bomb went off in Arville."
CLAIMS = {
    "The bombing was carried out by the Red Front": ("Ministry of Arland", Stance.ASSERTS),
    "any involvement": ("Red Front", Stance.DENIES),
    "perhaps it was a gas accident": ("Mayor of Arville", Stance.HYPOTHESISES),
    "it was no accident": ("Ministry of Arland", Stance.ASSERTS),
    "an accident must be ruled out": ("Union of Arville", Stance.CALLS_FOR),
    "the attack was not carried out by Borland": ("Union of Arville", Stance.ASSERTS),
    "Borland was responsible for security": ("Ministry of Arland", Stance.ASSERTS),
}
NAMES = ("Red Front", "Borland")


def draft(document: Document, schema: str, words: str, **values: str) -> Draft:
    start = document.text.index(words)
    made = Draft.open(
        schema, document=document, start=start, end=start + len(words), origin="rules.test.v1", score=0.9
    )
    for prop, value in values.items():
        made = made.say(prop, value)
    return made


@pytest.fixture
def incident(store: Store) -> str:
    """A store with one page that tells of one attack and what four speakers say of it."""
    text = "\n".join((ATTACK, *CLAIMS))
    document = page(text)
    drafts = [draft(document, "Event", ATTACK, eventType="attack", claimedBy="Blue Front")]
    for words, (speaker, stance) in CLAIMS.items():
        made = draft(document, "Claim", words, content=words)
        drafts.append(dataclasses.replace(made, speaker=speaker, stance=stance))
    drafts += [draft(document, "Organisation", name, name=name) for name in NAMES]
    with store.write() as writer:
        kept = Kept(document.id, "test", document.address, "page.txt", BEGIN, "text/plain", None, "TLP:CLEAR")
        writer.keep(kept, text.encode())
        said = [item for one in drafts for item in one.statements(document)]
        writer.put_document(document, said, extractor="test.v1", signatures=())
    return drafts[0].key


def statement(store: Store, words: str) -> str:
    return next(item.id for item in store.view(OWNER).statements(schema="Claim") if item.value == words)


def sides(hypotheses: tuple[Hypothesis, ...] | list[Hypothesis]) -> dict[str, tuple[list[str], list[str]]]:
    return {
        one.words: ([item.value for item in one.speaking_for], [item.value for item in one.speaking_against])
        for one in hypotheses
    }


def test_hypotheses_are_proposed_from_claims_with_those_who_speak_for_and_against(
    store: Store, incident: str
) -> None:
    view = store.view(OWNER)
    assert sides(proposals(view, entity(view, incident))) == {
        "committed by Blue Front": (["Blue Front"], []),
        "committed by Borland": ([], ["the attack was not carried out by Borland"]),
        "committed by Red Front": (["The bombing was carried out by the Red Front"], ["any involvement"]),
        "it was an accident": (["perhaps it was a gas accident"], ["it was no accident"]),
    }


@pytest.mark.parametrize(
    ("words", "nature"),
    [
        ("a clear false flag operation", ["a false flag operation"]),
        ("произошёл несчастный случай", ["an accident"]),
        ("это был террористический акт", ["a terrorist attack"]),
        ("a meeting on terrorism", []),
    ],
)
def test_what_it_is_said_to_have_been_is_read_from_words(words: str, nature: list[str]) -> None:
    assert natures(words) == nature


def test_evidence_that_fits_one_hypothesis_only_tells_them_apart_and_comes_first(
    store: Store, incident: str
) -> None:
    made = add(store, incident, "committed by a lone man", user="ann", at=BEGIN, reason="a lead")
    ids = {one.words: one.id for one in weighed(store.view(OWNER), incident).hypotheses}
    gas, front = statement(store, "perhaps it was a gas accident"), statement(store, "any involvement")
    for words in ids:
        rate(store, incident, ids[words], front, Rating.NEUTRAL, user="ann", at=BEGIN, reason="")
    rate(store, incident, ids["it was an accident"], gas, Rating.CONSISTENT, user="ann", at=BEGIN, reason="")
    rate(
        store,
        incident,
        ids["committed by Red Front"],
        gas,
        Rating.INCONSISTENT,
        user="ann",
        at=BEGIN,
        reason="",
    )
    table = weighed(store.view(OWNER), incident)
    assert [(one.id, one.diagnosticity) for one in table.evidence] == [(gas, 1.0), (front, 0.0)]
    assert [one.words for one in table.hypotheses] == sorted(ids, key=str.casefold)
    take_back(store, made.id, Subject.ACCOUNTS, user="bob", at=BEGIN, reason="no lead")
    assert "committed by a lone man" not in sides(weighed(store.view(OWNER), incident).hypotheses)


def test_a_later_rating_takes_the_place_of_the_same_analysts_and_an_undo_brings_it_back(
    store: Store, incident: str
) -> None:
    accident, gas = Hypothesis("it was an accident").id, statement(store, "perhaps it was a gas accident")

    def given_by(user: str, rating: Rating) -> str:
        return rate(store, incident, accident, gas, rating, user=user, at=BEGIN, reason=rating).id

    def cell() -> dict[str, Rating]:
        return dict(weighed(store.view(OWNER), incident).evidence[0].ratings[accident])

    given_by("ann", Rating.CONSISTENT)
    given_by("bob", Rating.NEUTRAL)
    later = given_by("ann", Rating.INCONSISTENT)
    assert cell() == {"ann": Rating.INCONSISTENT, "bob": Rating.NEUTRAL}
    take_back(store, later, Subject.ACCOUNTS, user="ann", at=BEGIN, reason="a slip")
    assert cell() == {"ann": Rating.CONSISTENT, "bob": Rating.NEUTRAL}


def test_only_what_is_known_can_be_rated(store: Store, incident: str) -> None:
    accident, gas = Hypothesis("it was an accident").id, statement(store, "perhaps it was a gas accident")
    for hypothesis, evidence in (("hyp-none", gas), (accident, "st-none")):
        with pytest.raises(NotFoundError):
            rate(store, incident, hypothesis, evidence, Rating.NEUTRAL, user="ann", at=BEGIN, reason="")
    claim = next(item.about for item in store.view(OWNER).statements(schema="Claim"))
    with pytest.raises(NotFoundError):
        weighed(store.view(OWNER), claim)


@given(st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), min_size=2, max_size=5))
def test_no_hypothesis_is_favoured_by_its_place_or_by_the_sign_of_its_ratings(worths: list[float]) -> None:
    found = diagnosticity(worths)
    assert found is not None
    assert 0.0 <= found <= 1.0
    assert (found == 0.0) == (len(set(worths)) == 1)
    for order in permutations(worths):
        assert diagnosticity(order) == pytest.approx(found)
    assert diagnosticity([-one for one in worths]) == pytest.approx(found)
    assert diagnosticity(worths[:1]) is None
