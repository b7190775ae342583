"""Models that a user brings: what they say is held to the text, what they fail at costs nothing but its own part."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements.model_server import Answer, ModelServer
from tests.statements.text_readings import read, read_named
from tocsin.accelerating import EndpointAnswers, accelerator, configured
from tocsin.errors import SettingsError, SkipError
from tocsin.language.sentences import split_sentences
from tocsin.model.draft import Draft, read_quantity
from tocsin.settings import Settings
from tocsin.statements.accelerators.asking import GIVE_UP, SCORE, AskingExtractor
from tocsin.statements.accelerators.findings import Tally, locate, read_answer
from tocsin.statements.accelerators.marking import GlinerMarks, MarkingExtractor
from tocsin.statements.accelerators.port import Marked, Question
from tocsin.statements.accelerators.windows import Window, windows
from tocsin.statements.cascade import default_extractors, read_statements
from tocsin.statements.extractor import Extractor

TEXT = (
    "The envoy of the fund came to Gorskoye. Ilsa Brandt said that the road is open again. "
    "At least 40 trucks crossed. Ada Lind was there."
)
FINDINGS = [
    {"kind": "person", "quote": "Ilsa Brandt"},
    {"kind": "person", "quote": "Ada Lind"},
    {"kind": "place", "quote": "Gorskoye"},
    {"kind": "figure", "quote": "At least 40 trucks"},
    {"kind": "claim", "quote": "the road is open again", "speaker": "Ilsa Brandt", "cue": "said"},
]


def stage(
    server: ModelServer, *, seconds: float = 5.0, size: int = 4000, overlap: int = 600
) -> AskingExtractor:
    return AskingExtractor(
        EndpointAnswers(server.url, "small", seconds, "secret"), "endpoint.small.v1", size, overlap
    )


def run(reply: Answer, text: str = TEXT, *, seconds: float = 5.0) -> tuple[list[Draft], Tally, ModelServer]:
    with ModelServer(lambda _: reply) as server:
        found, tally = stage(server, seconds=seconds).read(read(text))
    return found, tally, server


def test_good_answers_become_the_same_drafts_with_exact_quotes() -> None:
    found, tally, server = run(Answer({"findings": FINDINGS}))
    by_schema = {draft.schema: draft for draft in found}
    assert set(by_schema) == {"Person", "Place", "Quantity", "Claim"}
    assert {draft.first("name") for draft in found if draft.schema == "Person"} == {"Ilsa Brandt", "Ada Lind"}
    claim = by_schema["Claim"]
    assert (claim.speaker, claim.first("content"), claim.first("cue")) == (
        "Ilsa Brandt", "the road is open again", "said",
    )  # fmt: skip
    assert read_quantity(by_schema["Quantity"].first("quantity") or "").low == 40
    document = read(TEXT).document
    for draft in found:
        assert (draft.origin, draft.score) == ("endpoint.small.v1", SCORE)
        for statement in draft.statements(document):
            assert statement.span.holds_in(TEXT)
    assert (tally.windows, tally.kept, tally.clean) == (1, 5, True)
    assert [ask["model"] for ask in server.asked] == ["small"]
    assert server.asked[0]["path"] == "/v1/chat/completions" and server.asked[0]["temperature"] == 0
    assert server.keys == ["Bearer secret"]


def test_invented_quotes_are_rejected_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    invented = [
        {"kind": "person", "quote": "Vera Holm"},
        {"kind": "figure", "quote": "at least 400 trucks"},
        {"kind": "claim", "quote": "the road is open again", "speaker": "Vera Holm"},
        {"kind": "claim", "quote": "the road is closed for ever", "speaker": "Ilsa Brandt"},
        {"kind": "person", "quote": "Ada Lind"},
    ]
    caplog.set_level(logging.WARNING, logger="tocsin.accelerators")
    with ModelServer(lambda _: Answer({"findings": invented})) as server:
        found = list(stage(server).extract(read(TEXT)))
        _, tally = stage(server).read(read(TEXT))
    assert [draft.first("name") for draft in found] == ["Ada Lind"]
    assert tally.rejected == ["Vera Holm", "at least 400 trucks", "Vera Holm", "the road is closed for ever"]
    assert "4 quotes not in the text" in caplog.text


def test_a_quote_may_differ_in_white_space_and_quotation_marks_only() -> None:
    text = "He called it\n“a  fair\nstart” today."
    window = Window(0, len(text))
    assert locate('"a fair start"', text, window) == (13, 28)
    assert locate("a fair  start", text, window) is not None
    for wrong in ("a fair end", "A fair start", "fair a start", " ", "a fair start tomorrow"):
        assert locate(wrong, text, window) is None
    assert locate("today", text, Window(0, 20)) is None


def test_a_figure_is_what_our_grammar_reads_not_what_the_model_says() -> None:
    found, tally, _ = run(
        Answer({"findings": [{"kind": "figure", "quote": "At least 40 trucks", "low": 4000},
                             {"kind": "figure", "quote": "the envoy"[4:]}]})
    )  # fmt: skip
    assert [read_quantity(draft.first("quantity") or "").low for draft in found] == [40]
    assert tally.malformed == 1


@pytest.mark.parametrize(
    ("answer", "counted"),
    [
        (Answer("I am sorry, I cannot do that."), "unreadable"),
        (Answer('{"findings": [{"kind": "person"'), "unreadable"),
        (Answer({"answer": 7}), "unreadable"),
        (
            Answer({"findings": ["Ada Lind", 7, None, {}, {"kind": "suspect", "quote": "Ada Lind"}]}),
            "malformed",
        ),
        (Answer({"findings": [{"kind": "person", "quote": ""}]}), "malformed"),
        (Answer({"findings": [{"kind": "claim", "quote": "the road is open again"}]}), "malformed"),
        (Answer(body=b"not JSON at all"), "unanswered"),
        (Answer(body=b'{"choices": []}'), "unanswered"),
        (Answer(body=b'{"choices": [{"message": {"content": null}}]}'), "unanswered"),
        (Answer(body=b"busy", status=503), "unanswered"),
        (Answer(body=b"", status=302, headers={"Location": "http://127.0.0.1:1/v1"}), "unanswered"),
        (Answer(body=b"x" * (5 * 2**20)), "unanswered"),
    ],
)
def test_bad_answers_add_nothing_and_are_counted(answer: Answer, counted: str) -> None:
    found, tally, _ = run(answer)
    assert found == []
    assert getattr(tally, counted) >= 1
    assert not tally.clean


def test_a_late_answer_is_given_up_and_the_page_is_read_all_the_same() -> None:
    with ModelServer(lambda _: Answer({"findings": FINDINGS}, wait=30)) as server:
        slow = stage(server, seconds=0.3)
        found, tally = slow.read(read(TEXT))
        assert found == [] and tally.unanswered == 1 and "0.3 seconds" in tally.problems[0]
        others = [one for one in default_extractors() if "place" in one.name or "organisation" in one.name]
        drafts = read_statements(read("It met in Moscow.").document, (*others, slow))
    assert any(draft.schema == "Place" for draft in drafts)


def test_a_server_that_is_not_there_stops_nothing_and_is_not_asked_for_ever() -> None:
    with ModelServer(lambda _: Answer()) as gone:
        url = gone.url
    answers = EndpointAnswers(url, "small", 2.0)
    text = " ".join(f"Sentence number {number} tells of nothing at all." for number in range(200))
    found, tally = AskingExtractor(answers, "endpoint.small.v1", 500, 100).read(read(text))
    assert found == []
    assert tally.windows > GIVE_UP and tally.unanswered == tally.windows
    assert len(tally.problems) == GIVE_UP


def test_the_only_fact_in_the_last_sentence_of_a_long_page_is_found() -> None:
    filler = " ".join(
        f"Line {number} of the report tells of the weather in the valley." for number in range(600)
    )
    text = f"{filler} Oda Strand opened the bridge."

    def reply(asked: str) -> Answer:
        return Answer(
            {"findings": [{"kind": "person", "quote": "Oda Strand"}] if "Oda Strand" in asked else []}
        )

    with ModelServer(reply) as server:
        found, tally = stage(server, size=2000, overlap=200).read(read(text))
        assert [draft.first("name") for draft in found] == ["Oda Strand"]
        assert tally.windows == len(server.asked) > 15
        assert all(len(ask["messages"][-1]["content"]) <= 2000 for ask in server.asked)


def test_what_the_rules_found_is_not_said_again_and_a_name_is_one_thing() -> None:
    text = "Secretary General Marta Lindqvist spoke. Ada Lind agreed. Later Ada Lind left."
    reading = read_named(text)
    assert any(draft.first("name") == "Marta Lindqvist" for draft in reading.of("Person"))
    reply = Answer(
        {"findings": [{"kind": "person", "quote": name} for name in ("Marta Lindqvist", "Ada Lind")]}
    )
    reading.drafts[:] = [draft for draft in reading.drafts if draft.first("name") != "Ada Lind"]
    with ModelServer(lambda _: reply) as server:
        found, tally = stage(server).read(reading)
    assert [draft.first("name") for draft in found] == ["Ada Lind"]
    assert (tally.known, tally.kept) == (1, 1)


_WORD = st.sampled_from(["road", "Lind", "the", "of", "crossed", "40", "x" * 30, "x" * 90])
_LINE = st.lists(_WORD, min_size=1, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")
_SENTENCES = st.lists(_LINE, max_size=25)


@given(_SENTENCES, st.integers(40, 300), st.integers(0, 39))
def test_every_sentence_stands_in_a_window(sentences: list[str], size: int, overlap: int) -> None:
    text = " ".join(sentences)
    held = split_sentences(text)
    cut = list(windows(held, size=size, overlap=overlap))
    assert all(0 <= one.start < one.end <= len(text) and one.end - one.start <= size for one in cut)
    for sentence in held:
        if sentence.end - sentence.start <= size:
            assert any(one.start <= sentence.start and sentence.end <= one.end for one in cut)
        else:
            covered = {at for one in cut for at in range(one.start, one.end)}
            assert covered >= set(range(sentence.start, sentence.end))


def test_windows_repeat_what_the_overlap_holds() -> None:
    text = "One is here. Two is here. Three is here. Four is here."
    cut = list(windows(split_sentences(text), size=30, overlap=15))
    assert [text[one.start : one.end] for one in cut] == [
        "One is here. Two is here.", "Two is here. Three is here.", "Three is here. Four is here.",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="overlap"):
        list(windows([], size=10, overlap=10))


@given(st.text(max_size=200))
def test_no_answer_whatever_it_holds_breaks_the_reading(answer: str) -> None:
    tally = Tally()
    assert list(read_answer(answer, TEXT, Window(0, len(TEXT)), tally)) == []
    assert not tally.clean or "findings" in answer or answer.strip() in ("[]",)


def test_it_is_off_unless_a_user_configures_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert configured() is None
    assert not any(isinstance(one, AskingExtractor | MarkingExtractor) for one in default_extractors())
    monkeypatch.setenv("TOCSIN_ACCELERATOR", "endpoint")
    with pytest.raises(SettingsError, match="TOCSIN_ACCELERATOR_URL"):
        accelerator(Settings())
    assert configured() is None
    monkeypatch.setenv("TOCSIN_ACCELERATOR_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("TOCSIN_ACCELERATOR_MODEL", "Small Model/7B")
    monkeypatch.setenv("TOCSIN_ACCELERATOR_KEY", "hidden")
    one = configured()
    assert isinstance(one, AskingExtractor) and isinstance(one, Extractor)
    assert one.name == "endpoint.small-model-7b.v1"
    assert "hidden" not in repr(one)
    assert pickle.loads(pickle.dumps(one)) == one


def test_only_the_host_that_the_user_named_may_be_private() -> None:
    with pytest.raises(SkipError):
        EndpointAnswers("ftp://127.0.0.1/v1", "small", 1.0).answer(Question("", ""))
    with pytest.raises(SkipError):
        EndpointAnswers("http://user:word@127.0.0.1/v1", "small", 1.0).answer(Question("", ""))


@dataclass(frozen=True, slots=True)
class ShortSighted:
    """Marks names like GLiNER, reads no more than 384 characters, and invents one mark in every text."""

    def mark(self, text: str, labels: Sequence[str]) -> list[Marked]:
        assert "person" in labels
        at = text[:384].find("Oda Strand")
        invented = [Marked(0, 4, "Vera", "person", 0.9)]
        doubted = [Marked(0, 3, text[:3], "person", 0.2), Marked(0, 3, text[:3], "planet", 0.9)]
        return [*invented, *doubted, *([Marked(at, at + 10, "Oda Strand", "person", 0.8)] if at >= 0 else [])]


def test_marks_of_a_local_model_are_held_to_the_text_in_windows_that_it_can_read() -> None:
    filler = " ".join(f"Line {number} tells of rain." for number in range(100))
    found, tally = MarkingExtractor(ShortSighted(), "gliner.test.v1", 380, 80).read(
        read(f"{filler} Oda Strand came.")
    )
    assert [(draft.schema, draft.first("name")) for draft in found] == [("Person", "Oda Strand")]
    assert tally.rejected == ["Vera"] * tally.windows and tally.malformed == tally.windows > 5


def test_gliner_needs_its_package_and_a_local_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="not installed"):
        GlinerMarks(str(tmp_path))
    package = tmp_path / "gliner.py"
    package.write_text(
        "class GLiNER:\n"
        "    @classmethod\n"
        "    def from_pretrained(cls, folder, local_files_only):\n"
        "        assert local_files_only and folder.endswith('model')\n"
        "        return cls()\n"
        "    def predict_entities(self, text, labels, threshold):\n"
        "        at = text.index('Oda')\n"
        "        return [{'start': at, 'end': at + 10, 'text': 'Oda Strand', 'label': 'person', 'score': 0.9}]\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(SettingsError, match="folder"):
        GlinerMarks(str(tmp_path / "model"))
    (tmp_path / "model").mkdir()
    one = MarkingExtractor(GlinerMarks(str(tmp_path / "model")), "gliner.model.v1")
    assert pickle.loads(pickle.dumps(one)) == one
    assert [draft.first("name") for draft in one.extract(read("Then Oda Strand came."))] == ["Oda Strand"]
