"""The scorer of incident templates: hand-made cases and laws."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.muc4_scores import (
    ROLES,
    Scores,
    Template,
    best_map,
    distinct,
    normalised,
    pooled,
    rights,
    template,
)

WORDS = ["rebels", "the rebels", "bomb", "bombs", "town hall", "mayor", "X-1 group"]
TYPES = ["attack", "bombing", "kidnapping"]

entities = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), max_size=2)
made = st.builds(
    lambda kind, *fillers: template({"incident_type": kind, **dict(zip(ROLES, fillers, strict=True))}),
    st.sampled_from(TYPES), *[entities] * len(ROLES),
)  # fmt: skip
documents = st.lists(st.lists(made, max_size=3), min_size=1, max_size=3)


def one(kind: str = "attack", **roles: Any) -> Template:
    return template({"incident_type": kind, **roles})


def figures(predicted: list[Template], gold: list[Template]) -> dict[str, tuple[float, float, float]]:
    return Scores.of({"d": predicted}, {"d": gold}).figures()


@pytest.mark.parametrize(
    ("written", "compared"),
    [("The M-16 rifle", "m16 rifle"), ("a  group", "group"), ('"La Paz" farm', "la paz farm"), ("the", "")],
)
def test_mentions_are_compared_without_case_punctuation_and_articles(written: str, compared: str) -> None:
    assert normalised(written) == compared


def test_a_pair_is_credited_only_for_a_type_inside_the_gold_type() -> None:
    gold = [one("bombing / attack", Weapon=[["bomb"]])]
    assert figures([one("attack", Weapon=[["bomb"]])], gold)["template"][2] == 100
    assert figures([one("arson", Weapon=[["bomb"]])], gold)["template"][2] == 0


def test_a_hand_made_document() -> None:
    gold = [one(PerpInd=[["rebels", "guerrillas"]], Target=[["bridge"], ["road"]])]
    found = figures([one(PerpInd=[["guerrillas"]], Target=[["bridge"], ["car"]])], gold)
    assert found["template"] == pytest.approx((75.0, 75.0, 75.0))
    assert found["role-only"] == pytest.approx((200 / 3, 200 / 3, 200 / 3))
    assert found["Target"] == pytest.approx((50.0, 50.0, 50.0))


def test_two_predictions_of_one_gold_entity_both_count_in_the_template_but_not_in_ree() -> None:
    gold = [one(PerpInd=[["rebels", "guerrillas"]])]
    found = figures([one(PerpInd=[["guerrillas"], ["rebels"]])], gold)
    assert found["template"] == pytest.approx((100.0, 100.0, 100.0))
    assert found["REE"] == pytest.approx((50.0, 100.0, 200 / 3))


def test_an_entity_with_a_wrong_mention_is_wrong() -> None:
    gold = [one(Victim=[["mayor"]])]
    assert figures([one(Victim=[["mayor", "governor"]])], gold)["Victim"][2] == 0


def test_the_map_is_the_best_one() -> None:
    gold = [one(Target=[["bridge"]]), one(Target=[["bridge"], ["road"]])]
    predicted = [one(Target=[["bridge"]]), one(Target=[["bridge"], ["road"]])]
    assert sorted(best_map(predicted, gold)) == [(0, 0), (1, 1)]


def test_an_entity_inside_another_template_s_entity_merges_into_it() -> None:
    held = [one(PerpOrg=[["fmln", "front"]]), one(PerpOrg=[["fmln"]])]
    assert pooled(held, "PerpOrg") == [frozenset({"fmln", "front"})]
    apart = [one(PerpOrg=[["fmln", "front"], ["fmln", "army"]])]
    assert len(pooled(apart, "PerpOrg")) == 2


def test_equal_gold_templates_count_once_and_equal_predictions_twice() -> None:
    twice = [one(Weapon=[["bomb"]]), one(Weapon=[["the bomb"]])]
    assert len(distinct(twice)) == 1
    assert figures(twice, twice)["type"] == pytest.approx((50.0, 100.0, 200 / 3))


def test_empty_entities_are_dropped() -> None:
    assert one(Victim=[[], ["the"]]).entities["Victim"] == ()


def test_empty_against_empty_adds_nothing() -> None:
    alone = Scores.of({"a": [one(Weapon=[["bomb"]])]}, {"a": [one(Weapon=[["bomb"]])]})
    beside = Scores.of({"a": [one(Weapon=[["bomb"]])], "b": []}, {"a": [one(Weapon=[["bomb"]])], "b": []})
    assert alone.figures() == beside.figures()


@given(documents)
def test_distinct_gold_against_itself_is_all_right(held: list[list[Template]]) -> None:
    gold = {str(index): distinct(found) for index, found in enumerate(held)}
    for name, (precision, recall, value) in Scores.of(gold, gold).figures().items():
        assert (precision, recall, value) in ((100, 100, 100), (0, 0, 0)), name


@given(st.lists(made, max_size=4), st.lists(made, max_size=4), st.randoms(use_true_random=False))
def test_order_plays_no_role(predicted: list[Template], gold: list[Template], chance: random.Random) -> None:
    before = figures(predicted, gold)["template"][2]
    chance.shuffle(predicted)
    chance.shuffle(gold)
    assert figures(predicted, gold)["template"][2] == pytest.approx(before)


@given(st.lists(made, max_size=3), st.lists(made, max_size=3))
def test_a_template_of_a_type_the_gold_lacks_never_raises_precision(
    predicted: list[Template], gold: list[Template]
) -> None:
    before = figures(predicted, gold)["template"][0]
    assert figures([*predicted, one("arson")], gold)["template"][0] <= before + 1e-9


@given(st.lists(made, max_size=3), st.lists(made, max_size=3))
def test_no_map_is_better_than_the_one_found(predicted: list[Template], gold: list[Template]) -> None:
    gold = distinct(gold)
    best = 0.0
    sizes = sum(t.size() for t in predicted), sum(t.size() for t in gold)
    for chosen in itertools.product([None, *range(len(gold))], repeat=len(predicted)):
        used = [j for j in chosen if j is not None]
        if len(used) != len(set(used)):
            continue
        right = found = 0
        for i, j in enumerate(chosen):
            credit = rights(predicted[i], gold[j]) if j is not None else None
            for a, b in (credit or {}).values():
                right, found = right + a, found + b
        precision, recall = right / max(1, sizes[0]), found / max(1, sizes[1])
        best = max(best, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    assert figures(predicted, gold)["template"][2] == pytest.approx(100 * best)


def test_intervals_hold_the_figure() -> None:
    gold = {str(i): [one(Weapon=[["bomb"]])] for i in range(20)}
    predicted = {str(i): [one(Weapon=[["bomb" if i % 2 else "mine"]])] for i in range(20)}
    scores = Scores.of(predicted, gold)
    low, high = scores.intervals(rounds=200)["template"]
    assert low <= scores.figures()["template"][2] <= high
