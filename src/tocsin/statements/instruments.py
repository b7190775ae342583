"""Documents on their way: `rules.instrument.v1`. Strategies, plans, lists, agreements, and how far they have come.

1. Names: a head noun of a kind of document inside quotation marks, or in a row of capitalised words.
2. The stage from the words around the name; the next stage and its date. 3. Variants of one name in one draft.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import key_of, table
from tocsin.statements.quotes import Quotations
from tocsin.statements.sightings import Sightings
from tocsin.statements.speakers import written_on

_TAIL = re.compile(
    r"(?:\s+(?:of|on|for|in|against|to|by|and|with|the|its|member|states?|о|об|по|на|в|для|и|с|против|[а-яё]+(?:ого|его|ой|ей|ых|их|ии|ия|ий|ов|ам))"
    r"|\s+[A-ZА-ЯЁ][\w’'-]*|\s+(?:strengthening|implementation|countering|combating|cooperation|measures|regional|organizations?|development|"
    r"security|peace|border|common|joint|additional|action|terrorism|drugs?|period|until|from|year|[a-z]+ing)(?=\W)|\s+[12]\d{3}(?:\s?[-–]\s?[12]\d{3})?)*"
)
_LAST_WORD = re.compile(
    r"\s+(?:of|on|for|in|against|to|by|and|with|the|its|a|an|о|об|по|на|в|для|и|с|против|from|until)$"
)
_LEAD = re.compile(r"(?:\b(?:[A-ZА-ЯЁ][\w’'/-]*|draft|updated|проект[а-я]*)\s+){1,6}$")
_PERIOD = re.compile(
    r"\b((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)\b|\b(?:until|through|up to|до)\s+((?:19|20)\d\d)\b"
)
_NUMBER = re.compile(r"\s+(?:No\.?\s*|№\s*|N\s*)?(\d{2,5})(?:\s*\(\d{4}\))?")


@dataclass(slots=True)
class _Named:
    kind: str
    name: str
    places: list[tuple[int, int]] = field(default_factory=list)


@cache
def kinds(language: str) -> dict[str, str]:
    return {
        head.casefold(): kind
        for kind, heads in table("instruments")[language]["kinds"].items()
        for head in heads
    }


@cache
def head_pattern(language: str) -> re.Pattern[str]:
    heads = sorted(
        {h for hs in table("instruments")[language]["kinds"].values() for h in hs}, key=lambda h: (-len(h), h)
    )
    if language == "ru":
        stems = [re.escape(_stem(head)) + r"[а-яё]{0,4}" for head in heads]
        return re.compile(r"\b(" + "|".join(stems) + r")(?=\W|$)")
    return re.compile(r"\b(" + "|".join(re.escape(head) for head in heads) + r")(?=\W|$)")


def _stem(phrase: str) -> str:
    return phrase if " " in phrase else re.sub(r"(?:ия|ие|ь|а|о|е)$", "", phrase)


@cache
def stage_pattern(language: str) -> re.Pattern[str]:
    forms = sorted(_stage_forms(language), key=lambda form: (-len(form), form))
    end = r"\b" if language == "en" else ""
    return re.compile(r"\b(" + "|".join(re.escape(form) for form in forms) + ")" + end, re.IGNORECASE)


@cache
def _stage_forms(language: str) -> dict[str, str]:
    return {
        form: stage for stage, forms in table("instruments")[language]["stages"].items() for form in forms
    }


@cache
def next_pattern(language: str) -> re.Pattern[str]:
    forms = sorted(table("instruments")[language]["next"], key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(re.escape(form) for form in forms) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InstrumentExtractor:
    name: str = "rules.instrument.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        found: dict[str, _Named] = {}
        text = reading.document.text
        for kind, start, end in _names(reading):
            name = " ".join(text[start:end].split())
            mark = _same_name(name)
            entry = found.setdefault(mark, _Named(kind, name))
            entry.places.append((start, end))
        names = Sightings.of(reading.drafts)
        starts = [sentence.start for sentence in reading.sentences]
        for mark, entry in found.items():
            yield self._draft(reading, entry, mark, names, starts)

    def _draft(
        self, reading: Reading, entry: _Named, mark: str, names: Sightings, starts: list[int]
    ) -> Draft:
        text, language = reading.document.text, reading.language
        start, end = entry.places[0]
        draft = Draft.open(
            "Instrument", document=reading.document, start=start, end=end, origin=self.name, score=0.75,
            told_apart_by=mark,
        ).say("name", re.sub(r"^(?:draft|updated)\s+", "", entry.name))  # fmt: skip
        for place in entry.places:
            draft = draft.say("variant", " ".join(text[slice(*place)].split()), at=place)
        draft = draft.say("instrumentKind", entry.kind)
        owner = _owner(text, entry.places, names)
        if owner:
            draft = draft.say("owner", owner[0], at=owner[1])
        for place in entry.places:
            sentence = _sentence(reading, starts, place[0])
            period = _PERIOD.search(text, place[0], min(place[1] + 60, sentence.end)) if sentence else None
            if period:
                value = f"{period[1]}-{period[2]}" if period[1] else f"until {period[3]}"
                draft = draft.say("period", value, at=period.span())
                break
        best: tuple[int, str, tuple[int, int], Sentence] | None = None
        for place in entry.places:
            sentence = _sentence(reading, starts, place[0])
            if sentence is None:
                continue
            for distance, stage, at in _stages(text, sentence, place, language):
                if best is None or distance < best[0]:
                    best = (distance, stage, at, sentence)
        if best is not None:
            draft = draft.say("stage", best[1], at=best[2]).say(
                "asOf", written_on(reading, start), at=best[2]
            )
        for place in entry.places:
            sentence = _sentence(reading, starts, place[0])
            onward = next_pattern(language).search(text, sentence.start, sentence.end) if sentence else None
            if sentence is None or onward is None or abs(onward.start() - place[1]) > 120:
                continue
            stop = re.compile(r"[,;.”»]|\sand\s|\bin\s|\s(?:this|next)\s").search(
                text, onward.end(), sentence.end
            )
            close = stop.start() if stop else sentence.end
            draft = draft.say(
                "nextStage", " ".join(text[onward.start() : close].split()), at=(onward.start(), close)
            )
            when = next(
                (m for m in reading.dates if onward.end() <= m.start <= onward.end() + 90 and m.value), None
            )
            if when is not None and when.end <= sentence.end:
                draft = draft.say("nextStageWhen", when.value, at=(when.start, when.end))
            break
        return draft


def _names(reading: Reading) -> Iterator[tuple[str, int, int]]:
    text, language = reading.document.text, reading.language
    quotations = Quotations.of(text)
    quoted_only = {head.casefold() for head in table("instruments")[language]["quoted_only"]}
    done = 0
    for match in head_pattern(language).finditer(text):
        if match.start() < done:
            continue
        kind = _kind(match.group(1), language)
        if kind is None:
            continue
        head = match.group(1)
        quoted = quotations.at(match.start())
        if quoted is not None and quoted.closed and quoted.end - quoted.start < 260:
            inside = text[slice(*quoted.inside)]
            if (
                match.start() - quoted.start <= 60
                and len(inside.split()) >= 3
                and inside.strip()[:1].isupper()
            ):
                low, high = quoted.inside
                while high > low and text[high - 1] in " ,.":
                    high -= 1
                while text[low].isspace():
                    low += 1
                done = quoted.end
                yield kind, low, high
                continue
        if kind in ("resolution", "decision"):
            number = _NUMBER.match(text, match.end())
            if number is None:
                continue
            lead = re.search(
                r"(?:\b[A-ZА-ЯЁ][\w’'-]*\s+){0,5}$", text[max(0, match.start() - 60) : match.start()]
            )
            start = match.start() - (len(lead.group()) if lead else 0)
            done = number.end()
            yield kind, start, number.end()
            continue
        lead = _LEAD.search(text, max(0, match.start() - 90), match.start())
        start = lead.start() if lead else match.start()
        while re.match(
            r"(?:The|In|This|That|On|A|An|Its|According|For|At|Under|By|В|На|По)\s",
            text[start : match.start()],
        ):
            start = text.index(" ", start) + 1
        tail = _TAIL.match(text, match.end())
        end = tail.end() if tail else match.end()
        while (last := _LAST_WORD.search(text, match.end(), end)) is not None:
            end = last.start()
        after = text[match.end() : match.end() + 3].lstrip()
        opening = quotations.at(match.end() + 1) if after[:1] in '“«"' and after else None
        if opening is not None and opening.closed and opening.start <= match.end() + 2:
            end = opening.end
        words = len(text[start:end].split())
        if words < 3 or (head.casefold() in quoted_only and start == match.start() and end == match.end()):
            continue
        if not head[0].isupper() and opening is None and kind not in ("model law", "statement", "appeal"):
            continue
        if head.casefold() in quoted_only and opening is None and words < 5:
            continue
        done = end
        yield kind, start, end


def _kind(head: str, language: str) -> str | None:
    known = kinds(language)
    if head.casefold() in known:
        return known[head.casefold()]
    stem = head.casefold()
    return next((kind for form, kind in known.items() if stem.startswith(_stem(form))), None)


def _same_name(name: str) -> str:
    """Names that agree without articles, case endings and *draft* are one."""
    words = [key_of(word) for word in re.findall(r"[\w-]+", name)]
    return " ".join(w for w in words if w not in ("the", "draft", "updated", "проект", "a", "an"))


def _owner(text: str, places: list[tuple[int, int]], names: Sightings) -> tuple[str, tuple[int, int]] | None:
    for start, end in places:
        inside = names.within(start, end, "Organisation")
        if inside:
            return inside[0].name, (inside[0].start, inside[0].end)
    for start, end in places:
        before = names.before(start, "Organisation", reach=6)
        if before and text[before.end : start].strip(" “«\"’'s") == "":
            return before.name, (before.start, before.end)
        by = re.compile(r"\s*(?:,\s*)?(?:of|by|initiated by|prepared by|adopted by)\s+(?:the\s+)?").match(
            text, min(len(text), end + 1)
        )
        if by:
            after = names.after(by.end(), "Organisation", reach=1) or names.after(by.end(), "Place", reach=1)
            if after:
                return after.name, (after.start, after.end)
    return None


def _stages(
    text: str, sentence: Sentence, place: tuple[int, int], language: str
) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """Words of stage in the sentence with their distance from the name; those inside the name only for *draft*."""
    forms = _stage_forms(language)
    for match in stage_pattern(language).finditer(text, sentence.start, sentence.end):
        stage = forms[match.group(1).casefold()]
        inside = place[0] <= match.start() < place[1]
        if inside and stage != "drafted":
            continue
        onward = text[max(0, match.start() - 12) : match.start()].casefold()
        if re.search(r"\b(?:not|to be|will be|for)\s*$", onward):
            continue
        gap = place[0] - match.end() if match.end() <= place[0] else match.start() - place[1]
        if gap > 120:
            continue
        weak = 60 if stage in ("in implementation", "drafted") else 0
        yield (max(gap, 0) + weak, stage, match.span())


def _sentence(reading: Reading, starts: list[int], offset: int) -> Sentence | None:
    index = bisect_right(starts, offset) - 1
    return reading.sentences[index] if index >= 0 and offset < reading.sentences[index].end else None
