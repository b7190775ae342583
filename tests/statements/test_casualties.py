"""Who was killed and hurt: counts, their places, and their sum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.casualties import Kind, casualties, toll
from tocsin.statements.casualties.account import added


def told(text: str, kind: Kind, *, language: str = "en") -> Quantity | None:
    found = toll(casualties(text, 0, len(text), language=language), kind)
    return found.quantity if found else None


def both(text: str, *, language: str = "en") -> tuple[float | None, float | None]:
    """Lower bounds of killed and injured."""
    sums = [told(text, kind, language=language) for kind in ("killed", "injured")]
    killed, injured = (quantity.low if quantity else None for quantity in sums)
    return killed, injured


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A bomb exploded, killing five people and wounding 12.", 5, 12),
        ("Five people were killed and another thirty-eight injured.", 5, 38),
        ("Two soldiers and three civilians were killed.", 5, None),
        ("The blast killed a policeman, his driver and two passers-by.", 4, None),
        ("Gunmen shot and killed a barber.", 1, None),
        ("Gunmen killed Omar Adil, a member of the council, near his house.", 1, None),
        ("Omar Adil, a teacher at a school and a writer, was shot dead.", 1, None),
        ("Five people, including two children, were killed.", 5, None),
        ("Five people, two of them children, were killed.", 5, None),
        ("Six people were hurt, four women and two men.", None, 6),
        ("Gunmen attacked a post and killed three guards. The three were shot at close range.", 3, None),
        ("Two engineers were abducted. Their bodies were found the next day.", 2, None),
        ("Three farmers were kidnapped. They were killed later.", 3, None),
        ("He was kidnapped in May. His body was found in June.", 1, None),
        ("One person was killed. Another man died in hospital.", 2, None),
        ("A guard was killed. The attacker was also shot dead.", 2, None),
        ("The attack injured 21 people. One of them died later.", 1, 21),
        ("Also killed was the driver.", 1, None),
        ("Seven villagers were hacked to death.", 7, None),
        ("They beat an old man to death.", 1, None),
        ("The explosion left two people dead and five wounded.", 2, 5),
        ("The raid claimed the lives of nine people.", 9, None),
        ("The officer was killed along with his two bodyguards.", 3, None),
        ("Half a dozen people were injured.", None, 6),
        ("A total of nine people were killed. Four of the dead were guards.", 9, None),
        ("A family of four was killed.", 4, None),
        ("The mother and two sons of the mayor were killed.", 3, None),
        ("Four people suffered minor injuries.", None, 4),
        ("It resulted in five people being injured.", None, 5),
    ],
)
def test_english_counts(text: str, killed: float | None, injured: float | None) -> None:
    assert both(text) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("В результате взрыва погибли пять человек, ещё 12 получили ранения.", 5, 12),
        ("Пять человек погибли и 12 ранены.", 5, 12),
        ("Погиб один военнослужащий, двое ранены.", 1, 2),
        ("Число погибших достигло 15, раненых — 30.", 15, 30),
        ("Были убиты трое солдат и двое мирных жителей.", 5, None),
        ("Террорист убил троих прохожих и ранил двоих.", 3, 2),
        ("Жертвами теракта стали двадцать пять человек.", 25, None),
        ("Взрыв унёс жизни 12 человек.", 12, None),
        ("15 погибших и 30 раненых — таков итог.", 15, 30),
        ("Ранения получили семь человек, в том числе двое детей.", None, 7),
        ("Погибли женщина и ребёнок.", 2, None),
        ("Убит полицейский.", 1, None),
    ],
)
def test_russian_counts(text: str, killed: float | None, injured: float | None) -> None:
    assert both(text, language="ru") == (killed, injured)


@pytest.mark.parametrize(
    ("text", "language", "quantity"),
    [
        ("At least ten people were killed.", "en", Quantity(10, None, Qualifier.AT_LEAST)),
        ("Up to 24 people were killed.", "en", Quantity(None, 24, Qualifier.UP_TO)),
        ("Between 10 and 15 people were killed.", "en", Quantity(10, 15, Qualifier.RANGE)),
        ("Dozens were killed.", "en", Quantity(None, None, Qualifier.VAGUE)),
        ("Two guards and several civilians were killed.", "en", Quantity(2, None, Qualifier.AT_LEAST)),
        ("Nobody was killed.", "en", Quantity.of(0)),
        ("The blast caused no casualties.", "en", Quantity.of(0)),
        ("По меньшей мере 20 человек погибли.", "ru", Quantity(20, None, Qualifier.AT_LEAST)),
        ("От 10 до 15 человек погибли.", "ru", Quantity(10, 15, Qualifier.RANGE)),
        ("Жертв и пострадавших нет.", "ru", Quantity.of(0)),
    ],
)
def test_hedges_ranges_and_nobody(text: str, language: str, quantity: Quantity) -> None:
    assert told(text, "killed", language=language) == quantity


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The group threatened that hostages would be killed.", "en"),
        ("It was in retaliation for the killing of a leader.", "en"),
        ("He survived an assassination attempt.", "en"),
        ("The car was damaged and two windows broke.", "en"),
        ("Two years after the war the village was rebuilt.", "en"),
        ("He was charged with the murder of a judge.", "en"),
        ("Four guards were killed there last year.", "en"),
        ("В прошлом году в районе погибли 40 человек.", "ru"),
        ("Встреча прошла 12 мая.", "ru"),
    ],
)
def test_what_tells_of_no_killing_here_counts_nobody(text: str, language: str) -> None:
    assert told(text, "killed", language=language) is None


def test_a_suicide_attacker_is_implied_only_where_no_dead_are_counted() -> None:
    alone = "A suicide bomber blew up his car, wounding ten policemen."
    found = toll(casualties(alone, 0, len(alone), language="en"), "killed")
    assert found is not None and found.quantity == Quantity.of(1) and found.parts[0].implied
    assert toll(casualties(alone, 0, len(alone), language="en"), "killed", implied=False) is None
    counted = told("A suicide bomber blew up his car, killing ten policemen.", "killed")
    assert counted == Quantity.of(10)
    assert told("Police arrested a suicide bomber.", "killed") is None


def test_a_sum_over_several_attacks_is_not_this_ones() -> None:
    text = (
        "It was one of three bombings on this day. The bombings killed 40 people. This one wounded two men."
    )
    found = casualties(text, 0, len(text), language="en")
    assert [item.quantity.low for item in found if item.several] == [40]
    assert both(text) == (None, 2)


def test_places_hold_the_people_and_the_word_that_says_it() -> None:
    text = "Witnesses came. Two soldiers were killed and three hurt near Basra."
    found = casualties(text, 16, len(text), language="en")
    assert [(text[one.start : one.end], text[slice(*one.trigger)]) for one in found] == [
        ("Two soldiers were killed", "killed"),
        ("three hurt", "hurt"),
    ]


def test_attackers_are_told_apart() -> None:
    text = "Two gunmen and three guards were killed. A third gunman was wounded."
    assert [one.attackers for one in casualties(text, 0, len(text), language="en")] == [True, True]
    text = "Three guards were killed."
    assert [one.attackers for one in casualties(text, 0, len(text), language="en")] == [False]


_PIECES = [
    "killed", "killing", "were", "wounded", "two", "soldiers", "and", ",", "who", "of them", "12", "the", "bodies",
    "dead", "at least", "himself", "not", ".", "between", "no", "casualties", "другой", "погибли", "трое", "до",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join), st.sampled_from(["en", "ru"]))
def test_any_text_gives_counts_inside_it(text: str, language: str) -> None:
    for one in casualties(text, 0, len(text), language=language):
        assert 0 <= one.start < one.end <= len(text)
        assert one.start <= one.trigger[0] < one.trigger[1] <= one.end
    for kind in ("killed", "injured"):
        found = toll(casualties(text, 0, len(text), language=language), kind)
        assert found is None or found.parts


_EXACT = st.builds(Quantity.of, st.integers(0, 500))
_OPEN = st.builds(
    Quantity.of, st.integers(0, 500), st.sampled_from([Qualifier.AT_LEAST, Qualifier.MORE_THAN])
)


@given(st.lists(st.one_of(_EXACT, _OPEN), min_size=1, max_size=6))
def test_sums_add_lower_bounds_and_are_closed_only_when_every_part_is(parts: list[Quantity]) -> None:
    total = added(parts)
    assert total.low == sum(part.low or 0 for part in parts)
    assert (total.high is None) == any(part.high is None for part in parts)
