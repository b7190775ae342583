"""Claims: who says what, in the forms of English and Russian news and official prose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statements.hand_reading import reading_of
from tocsin.model.document import Section, Segment
from tocsin.model.draft import Draft
from tocsin.statements.claims.extraction import ClaimExtractor


def claims(text: str, language: str = "en", segments: tuple[Segment, ...] = ()) -> list[Draft]:
    return list(ClaimExtractor().extract(reading_of(text, language=language, segments=segments)))


def said(text: str, language: str = "en") -> list[tuple[str | None, str, str | None]]:
    return [(one.speaker, str(one.stance), one.first("content")) for one in claims(text, language)]


@pytest.mark.parametrize(
    ("text", "speaker", "stance", "content"),
    [
        ("The Foreign Minister Anna Weber said that the talks would go on in June.",
         "Anna Weber", "asserts", "the talks would go on in June"),
        ("Anna Weber, the Foreign Minister, denied that the office had been closed.",
         "Anna Weber", "denies", "the office had been closed"),
        ("According to the Ministry of Foreign Affairs, the border was closed on Monday.",
         "Ministry of Foreign Affairs", "asserts", "the border was closed on Monday"),
        ("The border was closed on Monday, according to Anna Weber.",
         "Anna Weber", "asserts", "The border was closed on Monday"),
        ("''The talks will go on,'' said Anna Weber.", "Anna Weber", "asserts", "The talks will go on"),
        ("A health official said that at least 60 people had been killed.",
         "health official", "asserts", "at least 60 people had been killed"),
        ("Chairwoman Anna Weber: The plan is ready and will be signed in June.",
         "Anna Weber", "asserts", "The plan is ready and will be signed in June"),
        ("The Council of Europe, Anna Weber said, should help the victims.",
         "Anna Weber", "asserts", "The Council of Europe, Anna Weber said, should help the victims"),
        ("The Defence Minister Boris Novak called the attack a false-flag operation.",
         "Boris Novak", "asserts", "the attack a false-flag operation"),
    ],
)  # fmt: skip
def test_english_forms(text: str, speaker: str, stance: str, content: str) -> None:
    assert said(text) == [(speaker, stance, content)]


@pytest.mark.parametrize(
    ("text", "speaker", "stance", "content"),
    [
        ("Министр иностранных дел Анна Вебер заявила, что переговоры продолжатся в июне.",
         "Анна Вебер", "asserts", "переговоры продолжатся в июне"),
        ("«Переговоры продолжатся», — сказала Анна Вебер.", "Анна Вебер", "asserts", "Переговоры продолжатся"),
        ("По словам министра обороны Бориса Новака, граница закрыта с понедельника.",
         "Борис Новак", "asserts", "граница закрыта с понедельника"),
        ("Председатель Анна Вебер призвала государства усилить охрану границы.",
         "Анна Вебер", "calls for", "государства усилить охрану границы"),
        ("Борис Новак опроверг сообщения о закрытии лагеря.",
         "Борис Новак", "denies", "сообщения о закрытии лагеря"),
    ],
)  # fmt: skip
def test_russian_forms(text: str, speaker: str, stance: str, content: str) -> None:
    assert said(text, "ru") == [(speaker, stance, content)]


def test_a_quotation_of_several_sentences_gives_a_claim_for_each() -> None:
    found = said("“The talks will go on,” Anna Weber said. “Nobody has left the table.”")
    assert found == [
        ("Anna Weber", "asserts", "The talks will go on"), ("Anna Weber", "asserts", "Nobody has left the table"),
    ]  # fmt: skip


def test_narration_is_nobodys_claim() -> None:
    assert said("The plan was adopted in June. The office was opened in July. It employs forty people.") == []
    assert said("План был принят в июне. Отдел открыли в июле.", "ru") == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weber declined to say when the talks would go on.",
        "The committee is to report that the work was done.",
        "The Assembly concluded the eighth review of the strategy.",
    ],
)
def test_what_is_not_said_or_only_done_is_no_claim(text: str) -> None:
    assert said(text) == []


def test_an_agency_that_passes_on_is_the_channel_and_not_the_speaker() -> None:
    for text in (
        "As TASS reports, Anna Weber said that the border remains closed.",
        "TASS reports that Anna Weber said that the border remains closed.",
    ):
        (one,) = claims(text)
        assert (one.speaker, one.via, one.first("content")) == (
            "Anna Weber",
            ("TASS",),
            "the border remains closed",
        )


def test_nested_words_are_their_own_speakers_told_by_the_other() -> None:
    outer, inner = claims(
        "The Interior Minister Boris Novak, as TASS reports, said that the ministry denied the closure of the camp."
    )
    assert (outer.speaker, outer.via) == ("Boris Novak", ("TASS",))
    assert (inner.speaker, str(inner.stance), inner.via) == ("ministry", "denies", ("Boris Novak", "TASS"))


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("we need to be vigilant on every border", "calls for"),
        ("it is important not to contrast these two tasks", "calls for"),
        ("this could happen in the region at any moment", "hypothesises"),
        ("I hope that the plan will be signed", "expects"),
        ("the border was closed on Monday", "asserts"),
        ("it should be noted that the border was closed", "asserts"),
    ],
)
def test_the_words_said_tell_the_stance_where_the_cue_only_reports(content: str, stance: str) -> None:
    (one,) = claims(f"“{content[0].upper()}{content[1:]},” Anna Weber said.")
    assert str(one.stance) == stance


def interview() -> tuple[str, tuple[Segment, ...]]:
    title = "Interview of the Director Anna Weber"
    question = "— What changed this year?"
    answer = "— The office has moved. We need to train more people. Experts say that the work is hard."
    text = f"{title}\n\n{question}\n\n{answer}"
    first, second = text.index(question), text.index(answer)
    return text, (
        Segment(Section.TITLE, 0, first), Segment(Section.QUESTION, first, second),
        Segment(Section.ANSWER, second, len(text)),
    )  # fmt: skip


def test_each_sentence_of_an_answer_is_the_interviewees() -> None:
    text, segments = interview()
    own = [one for one in claims(text, segments=segments) if one.speaker == "Anna Weber"]
    assert [(str(one.stance), one.first("content")) for one in own] == [
        ("asserts", "The office has moved"), ("calls for", "We need to train more people"),
        ("asserts", "Experts say that the work is hard"),
    ]  # fmt: skip
    assert {one.section for one in own} == {Section.ANSWER}


def test_others_who_are_cited_in_an_answer_speak_through_the_interviewee() -> None:
    text, segments = interview()
    (experts,) = [one for one in claims(text, segments=segments) if one.speaker == "Experts"]
    assert experts.via == ("Anna Weber",)
    assert experts.first("content") == "the work is hard"


def test_a_question_claims_nothing() -> None:
    text, segments = interview()
    assert all(one.section is not Section.QUESTION for one in claims(text, segments=segments))


PIECES = st.sampled_from(
    ["Anna Weber", "said", "that", "the border", "was closed", ",", ".", "“", "”", "\"", ":", "according to", "He",
     "TASS", "reports", "\n", "and", "denied", "—", "The Ministry", "''", "call for"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(deadline=None)
def test_every_claim_is_in_the_text_as_it_stands_and_surely_enough(text: str) -> None:
    for one in claims(text):
        content = next(fact for fact in one.facts if fact.prop == "content")
        assert text[content.start : content.end] == content.value
        assert one.start <= content.start < content.end <= one.end
        assert 0 < one.score <= 1
        assert one.speaker


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(deadline=None)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    assert claims(text) == claims(text)


def test_a_name_before_a_colon_says_whose_the_answer_is() -> None:
    title, question = "President Boris Novak came to the city.", "— What did he promise?"
    answer = "Anna Weber: He promised a new school for us."
    text = f"{title}\n\n{question}\n\n{answer}"
    first, second = text.index(question), text.index(answer)
    segments = (
        Segment(Section.BODY, 0, first), Segment(Section.QUESTION, first, second),
        Segment(Section.ANSWER, second, len(text)),
    )  # fmt: skip
    (one,) = [claim for claim in claims(text, segments=segments) if claim.first("cue") is None]
    assert (one.speaker, one.first("content")) == ("Anna Weber", "He promised a new school for us")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Борис Новак раскритиковал министра Ивана Петрова и обвинил его во лжи.",
         [("Борис Новак", "министра Ивана Петрова"), ("Борис Новак", "его во лжи")]),
        ("Борис Новак, известный актёр, написал письмо, в котором поддержал министра Ивана Петрова.", []),
        ("Министерство обороны России заявило о том, что граница закрыта.",
         [("Министерство обороны России", "граница закрыта")]),
        ("«Граница закрыта уже неделю, — сказал Борис Новак. — Мы ждём помощи соседей».",
         [("Борис Новак", "Граница закрыта уже неделю"), ("Борис Новак", "Мы ждём помощи соседей")]),
        ("Представители пяти государств Центральной Азии подтвердили намерение сотрудничать.",
         [("Представители пяти государств Центральной Азии", "намерение сотрудничать")]),
    ],
)  # fmt: skip
def test_russian_sentences_with_several_parts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(speaker, content) for speaker, _, content in said(text, "ru")] == expected


def test_a_second_cue_of_the_same_speaker_ends_what_the_first_one_says() -> None:
    found = said("Anna Weber highlighted the work of the office and expressed the hope that it would go on.")
    assert found == [
        ("Anna Weber", "asserts", "the work of the office"), ("Anna Weber", "expects", "it would go on"),
    ]  # fmt: skip


def test_a_long_clause_after_that_is_kept_whole() -> None:
    ((speaker, _, content),) = said(
        "During the meeting, the Director of the centre, Anna Weber, pointed out that, despite good news of the border,"
        " the work goes on in every region."
    )
    assert speaker == "Anna Weber"
    assert content == "despite good news of the border, the work goes on in every region"
