"""Names of people across spellings and scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.record.person_names import name_of, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey", "Sergei"),
        ("Sergey", "Сергей"),
        ("Yury", "Юрий"),
        ("Andrei", "Андрей"),
        ("Dmitry", "Dmitriy"),
        ("Kasym-Jomart", "Kassym-Zhomart"),
        ("António", "Antonio"),
        ("Mikhail", "Михаил"),
        ("Yevgeny", "Евгений"),
        ("Khabibullin", "Хабибуллин"),
        ("Erdoğan", "Erdogan"),
        ("Yıldırım", "Yildirim"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey", "Sergio"),
        ("Ivanov", "Ivanova"),
        ("Petrov", "Petrosyan"),
        ("Hassan", "Hussein"),
        ("Anna", "Hanna"),
    ],
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_the_parts_of_a_name() -> None:
    full = name_of("Andrei Nikolayevich Serdyukov")
    assert (full.given, full.patronymic, full.family) == (
        skeleton("Andrei"),
        skeleton("Nikolayevich"),
        skeleton("Serdyukov"),
    )
    short = name_of("С.В. Зась")
    assert (short.given, short.family, short.initials) == (None, skeleton("Зась"), "sv")
    alone = name_of("Imangali Nurgaliyevich")
    assert (alone.given, alone.family) == (skeleton("Imangali"), None)
    assert name_of("Gerasimov").given is None


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    name = name_of(text)
    assert not name.full or (name.given and name.family)
