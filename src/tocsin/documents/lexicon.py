"""The words of pages: navigation, contact lines, marks of questions, cues of genres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class PageWords:
    navigation: frozenset[str]
    contact: re.Pattern[str]
    follows_up: re.Pattern[str]
    question: re.Pattern[str]
    answer: re.Pattern[str]
    caption: re.Pattern[str]
    genres: dict[str, re.Pattern[str]]
    salutation: re.Pattern[str]


@cache
def page_words() -> PageWords:
    held = yaml.safe_load((resources.files("tocsin.documents") / "pages.yaml").read_text(encoding="utf-8"))
    both = {name: [word for words in held[name] for word in words] for name in ("navigation", "contact")}
    pronouns = [word for words in held["follows_up"] for word in words]
    occasions = [word for words in held["occasion"] for word in words]
    again = rf"(?:the\s+)?(?:{_any(occasions)})(?!\s+(?:of|on|between|with|for|in|dedicated)\b)"
    return PageWords(
        navigation=frozenset(both["navigation"]),
        contact=re.compile(rf"(?<!\w)(?:{_any(both['contact'])})(?!\w)", re.IGNORECASE),
        follows_up=re.compile(rf"(?:{_any(pronouns)}|{again})(?!\w)", re.IGNORECASE),
        question=re.compile(rf"(?:{_any(held['question_marks'])})\s*[:.]\s", re.IGNORECASE),
        answer=re.compile(rf"(?:{_any(held['answer_marks'])})\s*[:.]\s", re.IGNORECASE),
        caption=re.compile(rf"(?:{_any(held['caption_marks'])})\s*[:©]", re.IGNORECASE),
        genres={
            name: re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)", re.IGNORECASE)
            for name, words in held["genre"].items()
        },
        salutation=re.compile(rf"(?<!\w)(?:{_any(held['salutation'])})(?!\w)", re.IGNORECASE),
    )


def _any(words: list[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
