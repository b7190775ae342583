"""How far a document has come: the stage that the words around its name tell, the next one and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.language.dates import DateMention
from tocsin.language.sentences import Sentence
from tocsin.statements.forms import spaced
from tocsin.statements.lexicon import table

ORDER = (
    "mandated", "drafted", "developed", "agreed", "submitted", "considered", "adopted", "approved", "signed",
    "in implementation", "completed", "expired", "no response",
)  # fmt: skip
_NEAR = 170
_NOUN = re.compile(r" of$|(?:ни|ти|ци)\[|разработк|подготовк")


_WHICH = re.compile(r"[\s”»\")]*,?\s+(?:which|that|котор[а-яё]+)\s+[^,.;]{0,90}?\s*")


@dataclass(frozen=True, slots=True)
class Stage:
    """`strong`: a verb with the document as its object or subject; a framing phrase alone is weak."""

    name: str
    start: int
    end: int
    strong: bool

    @property
    def rank(self) -> tuple[bool, int]:
        return self.strong, ORDER.index(self.name)


@dataclass(frozen=True, slots=True)
class Next:
    what: str
    start: int
    end: int
    when: DateMention | None


def stages(
    text: str, sentence: Sentence, place: tuple[int, int], others: Sequence[tuple[int, int]],
    names: Sequence[tuple[int, int]], *, language: str,
) -> list[Stage]:  # fmt: skip
    """Every stage that the sentence tells of the document at `place`.

    `others` are other documents named in it, `names` bodies, people and places.
    """
    return [
        *_before(text, sentence, place, [*others, *names], language),
        *_after(text, sentence, place, others, language),
    ]


def _before(
    text: str, sentence: Sentence, place: tuple[int, int], others: Sequence[tuple[int, int]], language: str
) -> list[Stage]:
    """*adopted the Charter*, *implementation of the Strategy*, *adopted the Declaration and the Plan*."""
    low = max(sentence.start, place[0] - _NEAR)
    lead = text[low : place[0]]
    for start, end in others:
        if low <= start and end <= place[0]:
            lead = lead[: start - low] + "," * (end - start) + lead[end - low :]
    found = []
    for match in _leading(language).finditer(lead):
        rest = re.sub(r",+", ",", lead[match.end() :])
        if not _between(language).fullmatch(rest):
            continue
        if _pattern(language, "future").search(lead, 0, match.start()):
            continue
        group = str(match.lastgroup)
        name = ORDER[int(group[1:])]
        found.append(Stage(name, low + match.start(), low + match.end(), strong=group[0] != "w"))
    return found


def _after(
    text: str, sentence: Sentence, place: tuple[int, int], others: Sequence[tuple[int, int]], language: str
) -> list[Stage]:
    """*was developed and submitted*, *adopted in 2016*, *, which the Council adopted yesterday*."""
    end = min(sentence.end, place[1] + _NEAR, *(start for start, _ in others if start >= place[1]))  if any(
        start >= place[1] for start, _ in others
    ) else min(sentence.end, place[1] + _NEAR)  # fmt: skip
    found: list[Stage] = []
    last = place[1]
    for match in _verbs(language).finditer(text, place[1], end):
        gap = text[last : match.start()]
        future = _pattern(language, "future").search(text, last, match.start())
        if re.compile(r"\s+(?:the|an?|its|their)\s").match(text, match.end()) and not _WHICH.search(gap):
            break
        if future or not _joins(gap, language, first=not found):
            if found or future:
                break
            continue
        found.append(Stage(ORDER[int(str(match.lastgroup)[1:])], *match.span(), strong=True))
        last = match.end()
    return found


def _joins(gap: str, language: str, *, first: bool) -> bool:
    """Whether a verb after `gap` speaks of the document: a passive, a participle, or a relative clause's verb."""
    if re.fullmatch(
        r"[\s”»\")]*(?:[\s,]*(?:for|until|на|в|in)?\s*(?:the\s+)?[\d–—-]{4,9}(?:\s*(?:годы|года|году))?)?[\s,”»\")]*",
        gap,
    ):
        return True
    if _WHICH.fullmatch(gap):
        return True
    if not first and re.fullmatch(
        r"[^.;]{0,110}?\b(?:and|и|,)\s*(?:\w+ly\s+|also\s+|then\s+|is\s+|was\s+|also\s+)*", gap
    ):
        return True
    clean = re.search(r"[.;:]", gap) is None and len(gap) < 90
    passive = _pattern(language, "passive").search(gap)
    if passive is None and not first:
        passive = re.search(r"\b(?:is|was|are|were|been)\s+$", gap)
    return clean and passive is not None


def unanswered(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where `text[start:end]` says that no answer came."""
    match = _no_response(language).search(text, start, end)
    return match.span() if match else None


def next_stage(
    text: str, sentence: Sentence, place: tuple[int, int], others: Sequence[tuple[int, int]],
    dates: Sequence[DateMention], *, language: str,
) -> Next | None:  # fmt: skip
    """*for approval by the Council in November*: what is to come and when, near the name; not that of another."""
    for match in _pattern(language, "next").finditer(text, sentence.start, sentence.end):
        gap = place[0] - match.end() if match.end() <= place[0] else match.start() - place[1]
        if gap > 130 or any(0 <= match.start() - end < min(gap, 60) for _, end in others):
            continue
        when = next(
            (
                date for date in dates
                if match.start("what") <= date.start <= match.end() + 40 and date.end <= sentence.end and date.value
            ),
            None,
        )  # fmt: skip
        what = " ".join(match["what"].split())
        return Next(what, *match.span("what"), when)
    return None


@cache
def _between(language: str) -> re.Pattern[str]:
    """What may stand between a verb and the name that is its object."""
    small = "|".join(table("instruments")[language]["small_words"])
    return re.compile(rf"[\s(«“\"]*(?:(?:{small})[\s«“\"]*)*", re.IGNORECASE)


@cache
def _pattern(language: str, section: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + table("instruments")[language][section], re.IGNORECASE)


@cache
def _leading(language: str) -> re.Pattern[str]:
    """Groups `sN` for verbs and `wN` for framing phrases and nouns of stage number N."""
    words = table("instruments")[language]
    firm = {"signed", "adopted", "approved", "submitted"}
    forms: dict[str, list[str]] = {}
    for name, listed in words["framing"].items():
        for form in listed:
            strong = name in firm and not _NOUN.search(form)
            forms.setdefault(f"{'s' if strong else 'w'}{ORDER.index(name)}", []).append(spaced(form))
    for name, listed in words["stages"].items():
        if name not in ("no response", "expired", "completed", "in implementation"):
            forms.setdefault(f"s{ORDER.index(name)}", []).extend(spaced(form) for form in listed)
    groups = [rf"(?P<{group}>\b(?:{'|'.join(listed)})(?!\w))" for group, listed in forms.items()]
    return re.compile("|".join(groups), re.IGNORECASE)


@cache
def _verbs(language: str) -> re.Pattern[str]:
    words = table("instruments")[language]["stages"]
    groups = [
        rf"(?P<s{ORDER.index(name)}>\b(?:{'|'.join(spaced(form) for form in forms)})(?!\w))"
        for name, forms in words.items()
        if name != "no response"
    ]
    return re.compile("|".join(groups), re.IGNORECASE)


@cache
def _no_response(language: str) -> re.Pattern[str]:
    forms = table("instruments")[language]["stages"]["no response"]
    return re.compile(rf"\b(?:{'|'.join(spaced(form) for form in forms)})", re.IGNORECASE)
