"""Events told by a verb: who met, received, visited whom, spoke, gave an interview, has the chair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from tocsin.language.sentences import Sentence
from tocsin.model.document import Section
from tocsin.statements.events.written import Page
from tocsin.statements.forms import Finder
from tocsin.statements.lexicon import table
from tocsin.statements.sightings import Sighting

_LONG_SUBJECT = 16
_KIND = {
    "met": "meeting", "gathered": "meeting", "received": "meeting", "visited": "visit", "interview": "interview",
    "speech": "speech", "statement": "statement", "chairing": "chairmanship",
}  # fmt: skip
_OUTLET = re.compile(
    r"(?:\s+(?:the|газет[аеыу]|агентств[аоу]|телеканал[ауе]?|радио|журнал[ауе]?))?\s+[«“\"]?([A-ZА-ЯЁ][\w.’'-]*(?:\s[A-ZА-ЯЁ][\w.’'-]*)*)"
)
_HEADS = re.compile(r"\bthe (Council|Assembly|Organi[sz]ation|Committee|Group|Commission|Union|Board)\b")


@dataclass(frozen=True, slots=True)
class Act:
    """`start`..`end` is the verb; `name` is put together, as a verb gives none. `where`: what was visited."""

    kind: str
    start: int
    end: int
    name: str
    takers: tuple[Sighting, ...]
    outlet: tuple[str, int, int] | None = None
    score: float = 0.85
    where: tuple[str, int, int] | None = None


def acts(page: Page, sentence: Sentence, section: Section, verbs: Sequence[re.Match[str]]) -> Iterator[Act]:
    """Every act that the sentence tells, by kind, left to right; `verbs` are the matches of `verbs_of` in it."""
    for match in verbs:
        if match.end() > sentence.end:
            continue
        rule = str(match.lastgroup)
        quoted = page.quotations.at(match.start())
        if quoted is not None and quoted.closed and quoted.end - quoted.start < 60:
            continue
        found = _READERS[rule](page, sentence, match, _KIND[rule])
        if found is not None:
            yield found
    titled = _titles(page.language).match(sentence.text) if section is Section.TITLE else None
    if titled is not None:
        takers = tuple(page.parties.within(sentence.start, sentence.end))
        name = " ".join(sentence.text.split())
        yield Act(str(titled.lastgroup), sentence.start, sentence.end, name, takers, score=0.8)


def _met(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    subjects = page.parties.subjects(sentence.start, match.start())
    objects = _objects(page, sentence, match.end())
    if not subjects or not (objects or _described(page, sentence, match.end())):
        return None
    takers = (*subjects, *objects)
    told = _listed(page, objects) or _described(page, sentence, match.end())
    return Act(kind, *match.span(), _name(page, kind, _listed(page, subjects), told), takers, score=0.9)


def _received(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    """Only a person receives guests; letters, news and help are received by anybody."""
    subjects = page.parties.subjects(sentence.start, match.start())
    if not subjects or subjects[-1].schema != "Person":
        return None
    objects = _objects(page, sentence, match.end())
    people = any(item.schema == "Person" for item in objects)
    if not people and not _guests(page.language).match(page.text, match.end(), sentence.end):
        return None
    told = _listed(page, [item for item in objects if item.schema == "Person"]) if people else ""
    told = told or _described(page, sentence, match.end())
    takers = (*subjects, *objects)
    return Act(kind, *match.span(), _name(page, kind, _listed(page, subjects), told), takers, score=0.85)


def _gathered(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    subjects = page.parties.subjects(sentence.start, match.start())
    told = _listed(page, subjects) if _adjacent(page, subjects, match.start()) else ""
    told = told or _subject_text(page, sentence, match.start())
    if (
        re.search(r"\b(?:who|which|that|she|he|it|they|told|said)\b", told)
        or len(told.split()) > _LONG_SUBJECT
    ):
        return None
    if not told or (len(subjects) == 1 and subjects[0].schema == "Person"):
        return None
    return Act(kind, *match.span(), _name(page, "gathering", told), tuple(subjects), score=0.8)


def _adjacent(page: Page, subjects: list[Sighting], verb: int) -> bool:
    """*The Council met*, not *NATO Foreign Ministers met*: nothing but an adverb between the name and its verb."""
    if not subjects:
        return False
    between = page.text[page.parties.closing(subjects[-1]) : verb]
    return (
        re.fullmatch(r"[\s,]*(?:\([^()]*\)\s*)?(?:also|again|\w+ly|также|вновь)?[\s,]*", between) is not None
    )


def _visited(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    subjects = page.parties.subjects(sentence.start, match.start())
    who = _listed(page, subjects) or _subject_text(page, sentence, match.start())
    target = _described(page, sentence, match.end(), visiting=True)
    if (
        not who
        or not target
        or not re.match(
            r"(?:the\s+)?[A-ZА-ЯЁ«\"“]|[а-яё-]+\s+[А-ЯЁ«\"]|[а-яё]+\s+[а-яё]+\s+[А-ЯЁ«\"]", target
        )
    ):
        return None
    bare = re.sub(r"^the\s+", "", target)
    start = page.text.index(bare.split()[0], match.end())
    host = [item for item in page.parties.within(start, sentence.end) if item.start - start <= 2][:1]
    where = (bare, start, start + len(bare)) if not any(item.schema == "Place" for item in host) else None
    return Act(kind, *match.span(), _name(page, kind, who, target), (*subjects, *host), where=where)


def _interview(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    after = page.parties.within(match.end(), sentence.end)
    outlet = _outlet(page, match, sentence, [item for item in after if item.schema == "Organisation"])
    people = [
        item for item in page.parties.subjects(sentence.start, match.start()) if item.schema == "Person"
    ]
    people = people or [item for item in after if item.schema == "Person"][:1]
    if not people or (outlet is None and not match.group().lower().startswith(("interview", "интервью"))):
        return None
    heard = [item for item in after if outlet and item.start == outlet[1]]
    name = _name(page, kind, people[-1].name, outlet[0]) if outlet else _name(page, "alone", people[-1].name)
    return Act(kind, *match.span(), name, (*people[-1:], *heard), None if heard else outlet)


def _outlet(
    page: Page, match: re.Match[str], sentence: Sentence, bodies: list[Sighting]
) -> tuple[str, int, int] | None:
    at = match.end()
    if match.group().lower().startswith(("interview", "интервью")):
        link = re.compile(r"\b(?:to|with|for)\b").search(page.text, at, sentence.end)
        at = link.end() if link else at
    near = next((body for body in bodies if at <= body.start <= at + 40), None)
    written = _OUTLET.match(page.text, at, sentence.end)
    if near is not None and (written is None or near.start <= written.start(1) + 2):
        return near.name, near.start, near.end
    if written is None:
        return None
    person = next(
        (p for p in page.parties.within(written.start(1), sentence.end) if p.start == written.start(1)), None
    )
    return (
        None
        if person is not None and person.schema == "Person"
        else (written[1].rstrip("."), *written.span(1))
    )


def _speech(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    opens = match.start() - sentence.start < 30 and match.group()[0].isupper()
    who = [] if opens else page.parties.subjects(sentence.start, match.start())
    if not who:
        after = page.parties.within(match.end(), sentence.end)
        who = [item for item in after if item.schema == "Person"][:1]
    if not who or who[-1].schema != "Person":
        return None
    heard = [item for item in page.parties.within(match.end(), match.end() + 80)
             if item.schema == "Organisation" and match.group().lower().startswith("address")
             and item.start - match.end() <= 8]  # fmt: skip
    return Act(kind, *match.span(), _name(page, kind, who[-1].name), (who[-1], *heard), score=0.7)


def _statement(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    who = page.parties.subjects(sentence.start, match.start())
    if not who:
        return None
    return Act(kind, *match.span(), _name(page, kind, _listed(page, who)), tuple(who), score=0.75)


def _chairing(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Act | None:
    near = page.parties.within(max(sentence.start, match.start() - 70), min(sentence.end, match.end() + 70))
    holders = [item for item in near if item.schema == "Place"]
    bodies = [item for item in near if item.schema == "Organisation"]
    if not holders:
        return None
    holder = min(holders, key=lambda item: min(abs(item.end - match.start()), abs(item.start - match.end())))
    body = next(iter(bodies), None)
    head = _HEADS.search(page.text, match.end(), min(sentence.end, match.end() + 40))
    if body is None and head:
        earlier = [b for b in page.bodies.within(0, match.start(), "Organisation") if head[1] in b.name]
        body = earlier[-1] if earlier else None
    name = _name(page, kind, called(page, holder), called(page, body) if body else None)
    if body is not None and re.match(r"['’]", match.group()) and body.start < match.end() + 12:
        name = " ".join(page.text[holder.start : body.end].split()).replace(" the the ", " the ")
    takers = (holder, body) if body else (holder,)
    return Act(kind, *match.span(), name, takers, score=0.8 if body else 0.6)


_READERS: Any = {
    "met": _met, "gathered": _gathered, "received": _received, "visited": _visited, "interview": _interview,
    "speech": _speech, "statement": _statement, "chairing": _chairing,
}  # fmt: skip


def _objects(page: Page, sentence: Sentence, start: int) -> list[Sighting]:
    """The first name after the verb that nothing but an office and small words separate from it, and those joined."""
    after = page.parties.within(start, sentence.end)
    if not after:
        return []
    lead = page.text[start : page.parties.opening(after[0])]
    if len(lead) > 110 or re.search(r"[.;:]|,\s|\b(?:in|at|on)\b|\b(?:and|who|which)\s", lead):
        return []
    found = [after[0]]
    for one, other in pairwise(after):
        if not page.parties.joined(one, other):
            break
        found.append(other)
    return found


def _described(page: Page, sentence: Sentence, start: int, *, visiting: bool = False) -> str:
    """The noun phrase after the verb as written, without its article."""
    stop = re.compile(_lexicon(page.language)["object_end"]).search(page.text, start, sentence.end)
    end = stop.start() if stop else sentence.end
    title = page.quotations.at(end) if visiting and end < sentence.end else None
    if title is not None and title.start == end and title.closed:
        end = min(title.end, sentence.end)
    if end - start > 120:
        end = start + page.text[start : start + 120].rfind(" ")
    told = " ".join(page.text[start:end].split())
    return told if visiting else re.sub(r"^(?:the|an?)\s+", "", told)


def _subject_text(page: Page, sentence: Sentence, verb: int) -> str:
    """*participants in a meeting of the chairmen ...*: who acts, where no name says it."""
    low = sentence.start
    lead = re.compile(r"^(?:[^,]{0,50},\s+)?").match(page.text[low:verb])
    text = " ".join(page.text[low + (lead.end() if lead else 0) : verb].split())
    return text.strip(" ,") if 3 < len(text) < 200 and len(text.split()) > 1 else ""


def _listed(page: Page, items: list[Sighting]) -> str:
    names = list(dict.fromkeys(called(page, item) for item in items))
    if len(names) > 4:
        return ", ".join(names[:4]) + " ..."
    return ", ".join(names)


def called(page: Page, item: Sighting) -> str:
    """The canonical name; in Russian, where bodies and countries may be listed in English, what the page calls it."""
    if page.language == "en":
        return f"the {item.name}" if item.schema == "Organisation" else item.name
    if item.schema == "Person":
        return item.name
    return " ".join(page.text[item.start : item.end].split())


def _name(page: Page, kind: str, *parts: str | None) -> str:
    form: str = _lexicon(page.language)["act_names"][kind]
    given = [part for part in parts if part]
    if len(given) == 1:
        form = re.sub(r"(?:,| with| to| in) \{1\}", "", form)
    return form.format(*given)


@cache
def _lexicon(language: str) -> Any:
    return table("events")[language]


@cache
def _titles(language: str) -> re.Pattern[str]:
    return re.compile(_lexicon(language)["acts"]["titles"])


@cache
def _guests(language: str) -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:the\s+|an?\s+)?(?:[A-Z][\w’-]+\s+)?(?:delegation|[Mm]inisters?|[Aa]mbassadors?|[Hh]eads?|representatives|Secretar(?:y|ies)|Foreign|participants)"
        if language == "en"
        else r"\s+(?:[а-яё-]+\s+)?(?:делегаци|министр|глав|представител|посл|участник|секретар)"
    )


@cache
def verbs_of(language: str) -> Finder:
    """One group a rule of acts."""
    forms = _lexicon(language)["acts"]
    return Finder.of({rule: [forms[rule]] for rule in _KIND})
