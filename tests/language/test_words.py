"""Stems, scripts and the language of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.identify import identify
from tocsin.language.scripts import repair_mixed_script, script_of, transliterate
from tocsin.language.stems import stem_text, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("решения", "решение"),
        ("совместных", "совместная"),
        ("decisions", "decision"),
        ("Ёлка", "елки"),
        ("MEETING", "meetings"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem_text(one) == stem_text(other) != ""


def test_parts_of_hyphened_words_are_found_alone() -> None:
    assert set(stem_text("counter-terrorism").split()) >= {stem_text("counter"), stem_text("terrorism")}
    assert words("counter-terrorism, don’t!") == ["counter-terrorism", "don’t"]


@given(st.text(max_size=80))
def test_stems_are_lower_case_and_never_blank(text: str) -> None:
    stems = stem_text(text).split(" ") if stem_text(text) else []
    assert all(stem and stem == stem.casefold() for stem in stems)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ТTaras", "Taras"),  # a Cyrillic letter glued before
        ("Tаras", "Taras"),  # a Cyrillic a inside
        ("СSTO", "CSTO"),
        ("ТАСC", "ТАСС"),  # a Latin C at the end
        ("Taras", "Taras"),
        ("Москва", "Москва"),
        ("Иванов-Smith", "Иванов-Smith"),  # two names joined, not a slip
        ("Б-52 Smith", "Б-52 Smith"),
    ],
)
def test_letters_of_another_script_are_put_right(written: str, meant: str) -> None:
    assert repair_mixed_script(written) == meant


@given(st.text(alphabet="абвгдежзАБВЕТabcdeTCS-1", max_size=12))
def test_repair_gives_one_script_or_the_same_word(word: str) -> None:
    repaired = repair_mixed_script(word)
    assert repaired == word or script_of(repaired) in {"latin", "cyrillic"}
    assert repair_mixed_script(repaired) == repaired


@pytest.mark.parametrize(
    ("russian", "latin"),
    [
        ("Сергей", "Sergey"),
        ("Ющенко", "Yushchenko"),
        ("Валерий", "Valery"),
        ("Токаев", "Tokayev"),
        ("Соловьёв", "Solovyov"),
        ("Елена", "Yelena"),
        ("ОДКБ", "ODKB"),
        ("Smith", "Smith"),
    ],
)
def test_names_in_latin_letters(russian: str, latin: str) -> None:
    assert transliterate(russian) == latin


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The foreign ministers of the member states met in Vienna on Tuesday.", "en"),
        ("Министры иностранных дел государств встретились в Вене во вторник.", "ru"),
        ("Сыртқы істер министрлері сейсенбі күні Венада кездесті, деп хабарлайды.", "kk"),
        ("Міністри закордонних справ зустрілися у Відні та ухвалили заяву.", "uk"),
        ("Les ministres des affaires étrangères se sont réunis mardi à Vienne.", "fr"),
        ("اجتمع وزراء الخارجية في فيينا يوم الثلاثاء", "ar"),
        ("Արտաքին գործերի նախարարները հանդիպեցին Վիեննայում", "hy"),
        ("Vienna", None),
        ("12 345 678", None),
        ("", None),
    ],
)
def test_identifies_the_language(text: str, code: str | None) -> None:
    assert identify(text) == code


def test_long_prose_is_told_by_its_small_words_as_by_the_model() -> None:
    english = "The ministers of the member states met in Vienna and spoke of the border that is to be open. "
    russian = (
        "Министры встретились в Вене и говорили о границе, которая будет открыта для всех, как и в прошлом. "
    )
    assert (
        [identify(english * 6), identify(russian * 6)]
        == ["en", "ru"]
        == [identify(english), identify(russian)]
    )
