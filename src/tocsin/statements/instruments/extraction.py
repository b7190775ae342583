"""Documents on their way: `rules.instrument.v2`. Strategies, plans, lists, agreements, how far they have come.

1. Names and where they end (`instruments_named`); names of one document are its variants.
2. The stage from the words around each name, the next one and its date (`instruments_stages`).
3. Whose it is: in the name, beside it, or whoever adopts, signs or sends it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.model.document import ARTICLE_SECTIONS, Section
from tocsin.model.draft import Draft
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.claims.speakers import written_on
from tocsin.statements.extractor import Reading
from tocsin.statements.instruments.named import Named, Titles
from tocsin.statements.instruments.stages import Stage, next_stage, stages, unanswered
from tocsin.statements.lexicon import table, words_of
from tocsin.statements.parties import Parties
from tocsin.statements.sightings import Sighting, Sightings

_OWN_WORK = ("resolution", "decision", "statement", "appeal")
"""Kinds whose owner is who made them, not who is named in their title."""


@dataclass(slots=True)
class _Document:
    """One document with all its names; `aliases` are head nouns alone that point back to it."""

    names: list[Named] = field(default_factory=list)
    aliases: list[Named] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.names[0].kind

    @property
    def marks(self) -> list[frozenset[str]]:
        return [frozenset(name.mark.split()) for name in self.names]

    def holds(self, name: Named) -> bool:
        """The same words, or one name within the other with no other period or number in it."""
        if name.kind != self.kind:
            return False
        mark = frozenset(name.mark.split())
        for mine in self.marks:
            if mine == mark:
                return True
            smaller, larger = sorted((mine, mark), key=len)
            if (
                len(smaller) >= 3
                and smaller <= larger
                and not any(word.isdigit() for word in larger - smaller)
            ):
                return True
        return False


@dataclass(frozen=True, slots=True)
class InstrumentExtractor:
    name: str = "rules.instrument.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        names = reading.sightings()
        quotations = Quotations.of(reading.document.text)
        titles = Titles(
            reading.document.text, reading.language, words_of(reading.document.text), names, quotations
        )
        named = [one for one in titles.named() if self._readable(reading, one)]
        if not named:
            return
        places = [(one.start, one.end) for one in named]
        desk = _Desk(reading, names, reading.once(Parties.of), [s.start for s in reading.sentences], places)
        for document in _gathered(named, names):
            if not all(one.tentative for one in document.names) or desk.told(document):
                yield desk.draft(document, self.name)

    def _readable(self, reading: Reading, named: Named) -> bool:
        return reading.document.section_at(named.start) is not Section.BOILERPLATE


def _same_appeal(documents: Sequence[_Document], one: Named, names: Sightings) -> _Document | None:
    """Appeals to one addressee on one page are one appeal."""
    if one.kind != "appeal":
        return None
    to = {item.name for item in names.within(one.start, one.end, "Organisation")}
    for document in documents:
        held = {
            item.name
            for name in document.names
            for item in names.within(name.start, name.end, "Organisation")
        }
        if document.kind == "appeal" and to & held:
            return document
    return None


def _gathered(named: Sequence[Named], names: Sightings) -> list[_Document]:
    documents: list[_Document] = []
    for one in named:
        if one.bare:
            home = next((d for d in reversed(documents) if d.kind == one.kind), None)
            if home is not None:
                home.aliases.append(one)
            continue
        home = next((d for d in documents if d.holds(one)), None) or _same_appeal(documents, one, names)
        if home is None:
            documents.append(_Document([one]))
        else:
            home.names.append(one)
    return documents


@dataclass(frozen=True, slots=True)
class _Desk:
    reading: Reading
    names: Sightings
    parties: Parties
    starts: list[int]
    places: list[tuple[int, int]]

    def told(self, document: _Document) -> bool:
        """Whether a verb tells a stage of it."""
        return any(stage.strong for stage in self._stages(document))

    def draft(self, document: _Document, origin: str) -> Draft:
        reading, text = self.reading, self.reading.document.text
        best = self._best(document)
        draft = Draft.open(
            "Instrument", document=reading.document, start=best.start, end=best.end, origin=origin,
            score=round(min(0.95, best.sure + 0.05 * (len(document.names) - 1)), 2),
            told_apart_by=document.names[0].mark,
        )  # fmt: skip
        longest = max(document.names, key=lambda one: (len(one.name), -one.start))
        draft = draft.say("name", longest.name, at=(longest.start, longest.end))
        for one in document.names:
            draft = draft.say("variant", " ".join(text[one.start : one.end].split()), at=(one.start, one.end))
        draft = draft.say("instrumentKind", document.kind)
        told = self._stages(document)
        owner = self._owner(document, told)
        if owner is not None:
            draft = draft.say("owner", owner.name, at=(owner.start, owner.end))
        period = next((one.period for one in document.names if one.period), None)
        if period is not None:
            draft = draft.say("period", period[0], at=period[1:])
        if told:
            stage = max(told, key=lambda one: (*one.rank, self._own(one.start), -one.start))
            at = (stage.start, stage.end)
            draft = draft.say("stage", stage.name, at=at).say("asOf", written_on(reading, stage.start), at=at)
        return self._onward(draft, document)

    def _own(self, offset: int) -> bool:
        """Whether the article itself stands there, not a teaser of another date."""
        return self.reading.document.section_at(offset) in ARTICLE_SECTIONS

    def _best(self, document: _Document) -> Named:
        """The name that a reader is shown: in the text rather than in a title, the surest, the first."""
        return min(
            document.names,
            key=lambda one: (
                not self._own(one.start), self.reading.document.section_at(one.start) is Section.TITLE,
                -len(one.name), -one.sure, one.start,
            ),
        )  # fmt: skip

    def _stages(self, document: _Document) -> list[Stage]:
        text, language = self.reading.document.text, self.reading.language
        found: list[Stage] = []
        for one in [*document.names, *document.aliases]:
            sentence = self._sentence(one.start)
            if sentence is None:
                continue
            place = (one.start, one.end)
            others = self._others(one, sentence)
            names = [
                (item.start, item.end) for item in self.names.within(sentence.start, sentence.end)
                if item.end <= one.start or item.start >= one.end
            ]  # fmt: skip
            told = stages(text, sentence, place, others, names, language=language)
            found += told if not one.bare else [stage for stage in told if stage.strong]
            if re.match(r"draft|проект", text[one.start : one.end], re.IGNORECASE) or re.search(
                r"\b(?:draft|проект[а-яё]*)\s+$", text[max(0, one.start - 12) : one.start], re.IGNORECASE
            ):
                found.append(Stage("drafted", one.start, one.end, strong=False))
        if document.kind == "appeal":
            found += self._unanswered(document)
        return found

    def _others(self, one: Named, sentence: Sentence) -> list[tuple[int, int]]:
        return [
            place for place in self.places
            if place != (one.start, one.end) and sentence.start <= place[0] < sentence.end
        ]  # fmt: skip

    def _unanswered(self, document: _Document) -> Iterator[Stage]:
        """In the sentence of the appeal or in the next two."""
        for one in document.names:
            index = bisect_right(self.starts, one.start) - 1
            if index < 0:
                continue
            last = self.reading.sentences[min(index + 2, len(self.reading.sentences) - 1)]
            at = unanswered(self.reading.document.text, self.starts[index], last.end, self.reading.language)
            if at is not None:
                yield Stage("no response", *at, strong=True)

    def _owner(self, document: _Document, told: Sequence[Stage]) -> Sighting | None:
        if document.kind not in _OWN_WORK:
            for one in document.names:
                inside = [
                    item for item in self.names.within(one.start, one.end)
                    if item.schema == "Organisation"
                ]  # fmt: skip
                if inside:
                    return inside[0]
        for one in document.names:
            beside = self._beside(one)
            if beside is not None:
                return beside
        for stage in sorted(told, key=lambda one: one.rank, reverse=True):
            if stage.name in ("adopted", "approved") or document.kind in _OWN_WORK:
                maker = self._maker(stage)
                if maker is not None:
                    return maker
        return None

    def _beside(self, one: Named) -> Sighting | None:
        """*the EU's Strategy*, *by the CSTO of the List*, *initiated by Kazakhstan*."""
        text, language = self.reading.document.text, self.reading.language
        before = self.parties.within(max(0, one.start - 60), one.start)
        if before:
            gap = text[before[-1].end : one.start]
            if re.fullmatch(r"(?:['’]s?)?\s*[“«\"]?(?:draft\s+)?", gap) and before[-1].schema != "Person":
                return before[-1]
            by = re.search(r"\bby\s+(?:the\s+)?$", text[max(0, before[-1].start - 10) : before[-1].start])
            if by and re.fullmatch(r"\s+of\s+(?:the\s+)?[“«\"]?", gap):
                return before[-1]
        made = _form(language, "made").match(
            text, one.end + (1 if text[one.end : one.end + 1] in '”»"' else 0)
        )
        if made is None:
            made = _form(language, "made").match(text, min(len(text), one.end + 2))
        if made is not None and (one.kind != "appeal" or "by" in made.group()):
            after = self.parties.within(made.end(), made.end() + 90)
            if after and after[0].start - made.end() <= 2 and after[0].schema != "Person":
                return after[0]
        return None

    def _maker(self, stage: Stage) -> Sighting | None:
        """Who adopts, approves or sends: the subject of the verb."""
        text = self.reading.document.text
        if not _form(self.reading.language, "adopting").match(text, stage.start):
            return None
        sentence = self._sentence(stage.start)
        if sentence is None:
            return None
        clause = text.rfind("which ", sentence.start, stage.start)
        low = clause + len("which ") if clause >= 0 else sentence.start
        found = [item for item in self.parties.within(low, stage.start) if item.schema != "Person"]
        subjects = [item for item in found if not self.parties.governed(item, sentence.start)]
        return subjects[-1] if subjects else None

    def _onward(self, draft: Draft, document: _Document) -> Draft:
        for one in document.names:
            sentence = self._sentence(one.start)
            found = (
                next_stage(
                    self.reading.document.text, sentence, (one.start, one.end), self._others(one, sentence),
                    self.reading.dates, language=self.reading.language,
                )
                if sentence
                else None
            )  # fmt: skip
            if found is None:
                continue
            draft = draft.say("nextStage", found.what, at=(found.start, found.end))
            if found.when is not None:
                at = (found.when.start, found.when.end)
                draft = draft.say("nextStageWhen", found.when.value, at=at)
            return draft
        return draft

    def _sentence(self, offset: int) -> Sentence | None:
        index = bisect_right(self.starts, offset) - 1
        return (
            self.reading.sentences[index]
            if index >= 0 and offset < self.reading.sentences[index].end
            else None
        )


@cache
def _form(language: str, section: str) -> re.Pattern[str]:
    return re.compile(table("instruments")[language][section], re.IGNORECASE)
