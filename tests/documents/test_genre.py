"""What kind of text an article is, and in which language."""

from __future__ import annotations

import pytest

from tests.documents.pages import BODY, TITLE, read


@pytest.mark.parametrize(
    ("title", "body", "genre"),
    [
        (TITLE, BODY[0], "report"),
        ("The Secretary General delivered a speech at the UN", BODY[0], "report"),
        ("Interview with the Secretary General: the main points", BODY[0], "report"),
        ("Joint Statement by the foreign ministers", BODY[0], "statement"),
        ("Заявление министров иностранных дел", "Министры призывают стороны к миру.", "statement"),
        ("Remarks by the Secretary General in Vienna", BODY[0], "speech"),
        ("Security Council, 27 May", "Distinguished colleagues, I thank you for coming to Vienna.", "speech"),
        ("Выступление Генерального секретаря", "Уважаемые коллеги, благодарю вас.", "speech"),
        ("Border forum to be held in Vienna", BODY[0], "announcement"),
        ("В Минске состоится форум", "Форум пройдёт в большом зале.", "announcement"),
    ],
)
def test_genre(title: str, body: str, genre: str) -> None:
    assert read(f"{title}\n\n{body}").genre == genre


def test_the_language_is_that_of_the_article_and_not_of_its_teasers() -> None:
    teaser = "Министры иностранных дел государств встретились в Вене 3 мая 2024 года и приняли заявление."
    document = read(f"{teaser}\n\n\n{TITLE}\n\n{TITLE} 25.09.2019\n\n" + "\n\n".join(BODY))
    assert document.language == "en"


def test_a_declared_language_counts_only_for_a_few_letters() -> None:
    assert read("Minsk", language="ru-RU").language == "ru"
    assert read("\n\n".join(BODY), language="ru").language == "en"
    assert read("Minsk").language is None
