"""Pages cut into teasers, title, lead, body, turns of an interview, captions and the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.pages import BODY, TAIL, TEASERS, TITLE, kinds, listed, pieces, read
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Section

DAY = PartialDate(2019, 9, 25)


def test_each_teaser_stands_alone_and_the_article_keeps_its_own_date() -> None:
    document = read(listed())
    assert kinds(document) == ["teaser"] * 3 + ["title"] * 2 + ["body", "boilerplate"]
    assert pieces(document, Section.TEASER) == list(TEASERS)
    assert (document.title, document.publication_date) == (TITLE, DAY)
    assert {one.date for one in document.article()} == {DAY}


def test_a_teaser_without_a_year_takes_it_from_its_neighbours_and_never_from_the_article() -> None:
    days = [str(one.date) for one in read(listed()).segments if one.kind is Section.TEASER]
    assert days == ["2024-02-16", "2024-02-14", "2024-02-07"]
    alone = read("\n\n".join((TEASERS[2], TITLE, TITLE + " 25.09.2019", *BODY)))
    assert [one.date for one in alone.segments if one.kind is Section.TEASER] == [None]


def test_an_undated_teaser_has_no_date() -> None:
    text = "The SCO opened a new hall.\n\n\n" + listed()
    assert read(text).segments[0].date is None


def test_a_date_line_belongs_to_the_teaser_below_it() -> None:
    first = "07.07.2025\n\nA delegation of the CIS visited the park.\n\nIt saw the museum."
    dated = f"{first}\n\n30.06.2025\n\nMinisters met in Bishkek."
    document = read(f"{dated}\n\n\n{TITLE}\n\n" + "\n\n".join(BODY))
    teasers = [one for one in document.segments if one.kind is Section.TEASER]
    assert [str(one.date) for one in teasers] == ["2025-07-07", "2025-06-30"]
    assert document.publication_date is None


def test_a_second_paragraph_of_a_teaser_stays_with_it() -> None:
    followed = TEASERS[0] + "\n\nThe meeting was attended by the heads of departments."
    document = read(f"{followed}\n\n\n{TEASERS[1]}\n\n{TITLE}\n\n{TITLE} 25.09.2019\n\n{BODY[0]}")
    assert len(pieces(document, Section.TEASER)) == 2


def test_a_teaser_may_name_the_meeting_that_it_is_about() -> None:
    other = "The meeting of the SCO council on water was held in Samarkand."
    document = read(f"{TEASERS[0]}\n\n{other}\n\n{TITLE}\n\n{TITLE} 25.09.2019\n\n{BODY[0]}")
    assert pieces(document, Section.TEASER) == [TEASERS[0], other]


def test_a_plain_page_has_no_teasers() -> None:
    assert kinds(read(f"{TITLE}\n\n" + "\n\n".join(BODY))) == ["title", "body"]


def test_a_subheading_does_not_make_teasers_of_the_text_above_it() -> None:
    text = "\n\n".join((*BODY, "What was agreed", *BODY, "What comes next", BODY[0]))
    assert Section.TEASER not in {one.kind for one in read(text).segments}
    spaced = text.replace(BODY[0] + "\n\n", BODY[0] + "\n\n\n") + "\n\n" + TAIL
    assert Section.TEASER not in {one.kind for one in read(spaced).segments}
    titled = f"{TITLE}\n\n{text}"
    assert kinds(read(titled)) == ["title", "body"]


def test_one_paragraph_is_body() -> None:
    document = read(BODY[0])
    assert (kinds(document), document.title) == (["body"], None)


def test_a_title_alone_is_a_title() -> None:
    document = read(TITLE + "\n")
    assert (kinds(document), document.title) == (["title"], TITLE)


def test_a_declared_title_is_found_in_the_text_or_kept_without_it() -> None:
    declared = read("\n\n".join((*TEASERS, TITLE, *BODY)), title=TITLE)
    assert kinds(declared) == ["teaser"] * 3 + ["title", "body"]
    suffixed = read("\n\n".join((TITLE, *BODY)), title=f"{TITLE} | OSCE")
    assert (kinds(suffixed), suffixed.title) == (["title", "body"], TITLE)
    absent = read("\n\n".join(BODY), title=TITLE)
    assert (kinds(absent), absent.title) == (["body"], TITLE)


def test_the_name_of_a_section_above_the_title_is_no_teaser() -> None:
    assert kinds(read(f"Press releases\n\n{TITLE}\n\n{TITLE} 25.09.2019\n\n{BODY[0]}"))[0] == "boilerplate"


def test_contact_lines_and_navigation_end_the_article() -> None:
    contact = "Press Secretary Anna Berg\n\n+43 1 514 36 00, press@example.org"
    document = read(f"{TITLE}\n\n{BODY[0]}\n\n{contact}\n\n{TAIL}")
    assert pieces(document, Section.BOILERPLATE) == [f"{contact}\n\n{TAIL}".strip()]
    russian = read(
        "Министры приняли декларацию\n\nМинистры встретились в Вене. Принята декларация.\n\n"
        "Пресс-служба Исполкома СНГ\n\nТел.: +375 17 222 35 17\n\nНазад\n\nК разделу"
    )
    assert kinds(russian) == ["title", "body", "boilerplate"]


def test_a_sentence_that_names_a_press_service_stays_in_the_article() -> None:
    text = f"{TITLE}\n\n{BODY[0]}\n\nThe press service of the OSCE reported this on Monday."
    assert kinds(read(text)) == ["title", "body"]


@pytest.mark.parametrize("name", ["IMG-20180101-WA0001 (1).jpg", "photo_12.PNG", "DSC00123.jpeg"])
def test_an_image_name_glued_to_a_sentence_is_a_caption(name: str) -> None:
    document = read(f"{TITLE}\n\n{BODY[0]}\n\n{name}{BODY[1]}")
    assert pieces(document, Section.CAPTION) == [name]
    assert pieces(document, Section.BODY) == [BODY[0], BODY[1]]


def test_a_lead_set_apart_is_told_from_the_body() -> None:
    assert kinds(read(f"{TITLE}\n\n\n{BODY[2]}\n\n{BODY[0]}\n\n{BODY[1]}")) == ["title", "lead", "body"]


QUESTIONS = ("How did the talks go?", "Tell us about the border.", "And what comes next?")
ANSWERS = ("They went well. Is that not clear?", "It is long and quiet.", "Another round of talks, I hope.")


def interview(question: str, answer: str) -> Document:
    turns = [f"{question} {asked}\n\n{answer} {said}" for asked, said in zip(QUESTIONS, ANSWERS, strict=True)]
    return read(
        "Interview with the Secretary General\n\nHe spoke to our paper in May.\n\n" + "\n\n".join(turns)
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("—", "—"),
        ("-", "-"),
        ("Q:", "A:"),
        ("Question:", "Answer:"),
        ("Вопрос:", "Ответ:"),
        ("Daily News:", "Anna Berg:"),
    ],
)
def test_turns_of_an_interview(question: str, answer: str) -> None:
    document = interview(question, answer)
    assert kinds(document) == ["title", "lead"] + ["question", "answer"] * 3
    assert pieces(document, Section.QUESTION)[1].endswith(QUESTIONS[1])
    assert document.genre == "interview"


def test_an_answer_may_have_several_paragraphs() -> None:
    text = "\n\n".join(
        (
            "An interview",
            "— How was it?",
            "— Good.",
            "Very good indeed.",
            "— Is it over?",
            "— It is.",
            "I think so.",
        )
    )
    assert kinds(read(text)) == ["title", "question", "answer", "question", "answer"]
    assert pieces(read(text), Section.ANSWER)[0] == "— Good.\n\nVery good indeed."


def test_a_list_with_dashes_is_no_interview() -> None:
    text = f"{TITLE}\n\n{BODY[0]}\n\n— open the border;\n\n— share data;\n\n— meet each year."
    assert Section.QUESTION not in {one.kind for one in read(text).segments}


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from(
                [
                    TITLE,
                    *BODY,
                    *TEASERS,
                    TAIL,
                    "\n\n",
                    "\n\n\n",
                    "\n",
                    "07.07.2025",
                    "— Why?",
                    "— So.",
                    "a.jpgB",
                    "\ufeff",
                    "Q: x?",
                    "A: y.",
                    "Berg:",
                ]
            ),
            max_size=25,
        ).map("".join),
    )
)
def test_segments_cover_any_text_in_order(text: str) -> None:
    document = read(text)
    assert document.text == text
    at = 0
    for segment in document.segments:
        assert segment.start == at < segment.end
        at = segment.end
    assert at == len(text)
    assert read(text) == document


@pytest.mark.parametrize(
    ("number", "teasers", "published", "genre"),
    [
        ("000", 4, None, "interview"),
        ("001", 3, "2019-10-30", "report"),
        ("002", 5, "2019-09-25", "report"),
        ("003", 3, None, "report"),
        ("004", 4, None, "interview"),
    ],
)
def test_real_pages(seeds: Path, number: str, teasers: int, published: str | None, genre: str) -> None:
    path = next(seeds.glob(f"{number}_*.txt"))
    text = path.read_bytes().decode("utf-8")
    document = read(text)
    found = kinds(document)
    assert found.count("teaser") == teasers
    assert found[teasers] == "title"
    assert found[-1] == "boilerplate"
    assert (str(document.publication_date) if document.publication_date else None) == published
    assert (document.language, document.genre) == ("en", genre)
