"""Names in any script become the same signs; compounds, kunyas and patronymics are understood."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.screening.names.prepared import prepare
from tocsin.screening.names.scripts import plain_letters, skeleton, sounds
from tocsin.screening.names.tokens import BODY, PERSON, THING, Role, read_name
from tocsin.screening.spelling import spelling


def sounds_of(text: str, kind: str = PERSON) -> list[str]:
    return [
        token.sound
        for token in read_name(text, kind)
        if token.role not in (Role.CHAIN, Role.PARTICLE, Role.LEGAL)
    ]


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Щукин", "shchukin"), ("Қазақ", "kazak"), ("Тоҷикӣ", "tojiki"), ("Ўзбек", "uzbek"),
        ("Кыргызбаев", "kyrgyzbaev"),
        ("Գրիգորյան", "grigoryan"), ("თბილისი", "tbilisi"), ("Łukasz", "lukasz"), ("Γιώργος", "giorgos"), ("이", "i"),
    ],
)  # fmt: skip
def test_scripts_are_romanised_by_tables(word: str, plain: str) -> None:
    assert plain_letters(word) == plain


def test_a_latin_letter_in_a_cyrillic_word_changes_nothing() -> None:
    assert plain_letters("Сидoров") == plain_letters("Сидоров")


@pytest.mark.parametrize(
    "spellings",
    [
        ("Abd al-Rahman", "Abdul Rahman", "Abdulrahman", "Abdel-Rahman"),
        ("Saif al-Din", "Saifuddin", "Saif-ud-Din"),
        ("Habibullah", "Habib Ullah"),
        ("al-Zarqawi", "Al Zarqawi", "Zarqawi"),
    ],
)
def test_compounds_and_articles_are_written_in_one_way(spellings: tuple[str, ...]) -> None:
    assert len({tuple(sounds_of(item)) for item in spellings}) == 1


def test_roles_of_particles_kunyas_patronymics_and_initials() -> None:
    def roles(text: str) -> list[Role]:
        return [token.role for token in read_name(text)]

    assert roles("Hassan bin Ahmad") == [Role.NAME, Role.CHAIN, Role.NAME]
    assert read_name("Hassan bin Ahmad")[2].chained
    assert roles("Abu Yusuf") == [Role.KUNYA, Role.KUNYA]
    assert roles("Пётр Иванович Образцов") == [Role.NAME, Role.PATRONYMIC, Role.NAME]
    assert roles("J. F. Sample") == [Role.INITIAL, Role.INITIAL, Role.NAME]
    assert roles("Haji Sample") == [Role.TITLE, Role.NAME]


def test_legal_forms_are_one_word_in_every_language() -> None:
    one = read_name("ООО «Образец»", BODY)
    other = read_name("Sample Limited Liability Company", BODY)
    assert [token.plain for token in one if token.role is Role.LEGAL] == ["llc"]
    assert [token.plain for token in other if token.role is Role.LEGAL] == ["llc"]


def test_numbers_and_roman_numerals_of_ships_are_numbers() -> None:
    assert [token.role for token in read_name("SAMPLE STAR XII", THING)] == [
        Role.NAME,
        Role.NAME,
        Role.NUMBER,
    ]


def test_family_name_before_a_comma_is_put_last() -> None:
    assert sounds_of("MERATAYEV, Orazbek") == sounds_of("Orazbek MERATAYEV")


@given(st.text(max_size=60), st.sampled_from([PERSON, BODY, THING]))
def test_any_text_is_read_the_same_way_twice_and_never_fails(text: str, kind: str) -> None:
    assert read_name(text, kind) == read_name(text, kind)
    prepared = prepare(text, kind)
    assert len(prepared.words) == len(prepared.weights) == len(prepared.rarity)
    assert all(0.0 <= weight <= 1.0 for weight in prepared.weights)


@given(
    st.text(alphabet="abcdefghiklmnoprstuvxyz", min_size=1, max_size=14),
    st.text(alphabet="abdghiklmnorstu", min_size=1, max_size=14),
)
def test_likeness_is_symmetric_bounded_and_one_for_the_same(one: str, other: str) -> None:
    model = spelling()
    left, right = read_name(one, THING)[0], read_name(other, THING)[0]
    assert model.pair(left, left) == 1.0
    assert 0.0 <= model.pair(left, right) <= 1.0
    assert abs(model.pair(left, right) - model.pair(right, left)) < 1e-4


@given(st.text(alphabet="bdfghjklmnrstz", min_size=1, max_size=10))
def test_vowels_do_not_change_a_skeleton(consonants: str) -> None:
    with_vowels = "".join(letter + "a" for letter in consonants)
    assert (
        skeleton(sounds(consonants + "a")) == skeleton(sounds(with_vowels))
        or "h" in consonants
        or _digraph(consonants)
    )


def _digraph(text: str) -> bool:
    return any(
        text[k : k + 2] in {"ts", "tz", "dj", "gh", "kh", "sh", "th", "zh", "dh"} for k in range(len(text))
    ) or any(one == other for one, other in pairwise(text))
