"""Events by appointment: `rules.event.v2`. Meetings, conferences, visits, interviews, speeches, exercises, chairs held.

1. Names of events with what vouches that they take place (`events_written`); acts told by a verb (`events_acts`).
2. Date, place, those taking part, chair, by video or not, from around the name (`events_around`).
3. What one article or one teaser tells several times is one event (`events_gathered`).
Attacks are the incident extractor's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tocsin.language.dates import DateMention
from tocsin.language.sentences import Sentence
from tocsin.model.document import ARTICLE_SECTIONS, Genre, Section
from tocsin.model.draft import Draft
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.claims.speakers import written_on
from tocsin.statements.events.acts import Act, acts, called, verbs_of
from tocsin.statements.events.around import Anchor, Somewhere, Surroundings
from tocsin.statements.events.classifications import Classification, attack_told, classifications
from tocsin.statements.events.gathered import Group, Told, gathered
from tocsin.statements.events.russian import nominative
from tocsin.statements.events.written import ACTED, AT, HELD, NAMED, Page, Written, nouns_of
from tocsin.statements.extractor import Reading
from tocsin.statements.forms import Finder
from tocsin.statements.lexicon import table, words_of
from tocsin.statements.parties import Parties
from tocsin.statements.sightings import Sighting

_SCORES = {HELD: 0.85, ACTED: 0.8, AT: 0.65, NAMED: 0.6, None: 0.5}
_BODY_OF = re.compile(r"\b(?:on|about|для|по|об?)\b", re.IGNORECASE)
_SPECIFIC = 6
"""From so many words on a name tells one event from others even where nothing else does."""
_BY_GENRE = {Genre.INTERVIEW: "interview", Genre.SPEECH: "speech", Genre.STATEMENT: "statement"}
_TWO = re.compile(r"встреч|перегов|консульт|бесед|брифинг|пресс", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventExtractor:
    name: str = "rules.event.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        teller = _Teller.of(reading)
        groups = gathered(list(teller.told()))
        for group in [*groups, *teller.page_itself(groups)]:
            yield self._draft(reading, group)
        yield from self._classified(reading, teller)

    def _classified(self, reading: Reading, teller: _Teller) -> Iterator[Draft]:
        """Who calls an attack what: said of the attack that the incident stage found, else of one told here."""
        for told in classifications(reading):
            attack = attack_told(reading, told)
            if attack is not None:
                draft = replace(attack, facts=(), origin=self.name, score=0.75)
            else:
                found = teller.attack(told, self.name) if told.act is not None else None
                if found is None:
                    continue
                draft = found
            draft = draft.say("classifiedAs", told.called, at=told.called_at)
            yield draft.say("classifiedBy", told.by, at=told.by_at)

    def _draft(self, reading: Reading, group: Group) -> Draft:
        best = group.best
        draft = Draft.open(
            "Event", document=reading.document, start=best.passage[0], end=best.passage[1], origin=self.name,
            score=group.score, told_apart_by=(best.kind, best.at),
        ).say("eventType", best.kind, at=best.at).say("name", best.name, at=best.at)  # fmt: skip
        date = group.date
        if date is not None:
            draft = _dated(draft, date)
        elif group.dated_by_page:
            written = written_on(reading, best.passage[0])
            if written is not None and written.day is not None:
                draft = draft.say("date", written).say("dateBasis", "document").say("dateAnchor", written)
        if group.place is not None:
            at = (group.place.start, group.place.end)
            draft = draft.say("place", group.place.name, at=at).say("countryCode", group.place.country, at=at)
        if group.ordinal is not None:
            number, at = group.ordinal
            draft = draft.say("ordinal", number, at=at)
        for taker in group.takers:
            draft = draft.say("participant", taker.name, at=(taker.start, taker.end))
        for name, start, end in group.outlets:
            draft = draft.say("participant", name, at=(start, end))
        if group.chair is not None:
            draft = draft.say("chair", group.chair.name, at=(group.chair.start, group.chair.end))
        if group.remote is not None:
            draft = draft.say("mode", "videoconference", at=group.remote)
        return draft


def _dated(draft: Draft, date: DateMention) -> Draft:
    at = (date.start, date.end)
    draft = draft.say("date", date.value, at=at).say("dateEnd", date.end_value, at=at)
    return draft.say("dateBasis", date.basis, at=at).say("dateAnchor", date.anchor, at=at)


@dataclass(slots=True)
class _Teller:
    reading: Reading
    page: Page
    around: Surroundings
    first: int
    """Where the first sentence of the article's body begins."""
    starts: list[int]

    @classmethod
    def of(cls, reading: Reading) -> _Teller:
        text = reading.document.text
        names, quotations = reading.sightings(), Quotations.of(text)
        parties = reading.once(Parties.of)
        page = Page(text, reading.language, words_of(text), parties, names, quotations)
        body = (s.start for s in reading.sentences if reading.document.section_at(s.start) is Section.BODY)
        around = Surroundings.of(reading, parties, names, quotations)
        return cls(reading, page, around, next(body, -1), [sentence.start for sentence in reading.sentences])

    def told(self) -> Iterator[Told]:
        language, sentences = self.page.language, self.reading.sentences
        nouns, verbs = self._by_sentence(nouns_of(language)), self._by_sentence(verbs_of(language))
        for index, sentence in enumerate(sentences):
            section = self.reading.document.section_at(sentence.start)
            if section is Section.BOILERPLATE:
                continue
            found = [
                self._act(act, sentence, section)
                for act in acts(self.page, sentence, section, verbs.get(index, ()))
            ]
            if (again := self._again(sentence, section)) is not None:
                found.append(again)
            for written in self.page.written(sentence, nouns.get(index, ())):
                if any(act.at[0] <= written.head[0] < act.at[1] for act in found):
                    continue
                told = self._written(written, sentence, section)
                if told is not None:
                    found.append(told)
            yield from sorted(found, key=lambda told: told.at)

    def _by_sentence(self, finder: Finder) -> dict[int, list[re.Match[str]]]:
        """All matches in the text, by the number of the sentence in which they begin."""
        found: dict[int, list[re.Match[str]]] = {}
        for match in finder.find(self.page.text):
            index = bisect_right(self.starts, match.start()) - 1
            if index >= 0 and match.start() < self.reading.sentences[index].end:
                found.setdefault(index, []).append(match)
        return found

    def _scope(self, offset: int, section: Section) -> int:
        """The article is one scope, each teaser another."""
        if section in ARTICLE_SECTIONS:
            return -1
        segment = self.reading.document.segment_at(offset)
        return segment.start if segment else -1

    def _act(self, act: Act, sentence: Sentence, section: Section) -> Told:
        anchor = Anchor(act.start, act.end)
        date = self.around.date(sentence, anchor)
        placed = act.kind in ("meeting", "visit")
        place = self.around.place(sentence, anchor, (act.start, act.start)) if placed else None
        if place is None and act.where is not None:
            place = Somewhere(*act.where, None)
        return Told(
            kind=act.kind, name=act.name, at=(act.start, act.end), passage=(sentence.start, sentence.end),
            section=section, scope=self._scope(act.start, section), date=date, place=place,
            takers=list(act.takers), outlets=[act.outlet] if act.outlet else [], score=act.score,
            remote=self.around.remote(sentence) if placed else None,
            news=act.kind in ("meeting", "visit") and self._news(sentence, section),
        )  # fmt: skip

    def _news(self, sentence: Sentence, section: Section) -> bool:
        """Told in a dated teaser, a lead or the first paragraph, and not as something to come."""
        if self.around.planned(sentence) or self.around.unresolved(sentence):
            return False
        if section in (Section.TEASER, Section.LEAD):
            return True
        return section is Section.BODY and sentence.start == self.first

    def _again(self, sentence: Sentence, section: Section) -> Told | None:
        """*Его провёл ...*: a pronoun at the head of a sentence for the event told before."""
        match = _same(self.page.language).search(sentence.text)
        if match is None:
            return None
        at = (sentence.start + match.start(), sentence.start + match.end())
        takers = self.page.parties.within(at[1], sentence.end)
        people = [item for item in takers if item.schema == "Person"]
        chair = people[0] if people and _chairs(self.page.language).fullmatch(match["verb"]) else None
        return Told(
            kind="generic", name=match.group(), at=at, passage=(sentence.start, sentence.end),
            section=section, scope=self._scope(at[0], section), date=None, place=None, takers=takers,
            score=0.5, chair=chair, bare=True,
        )  # fmt: skip

    def page_itself(self, groups: Sequence[Group]) -> Iterator[Group]:
        """An interview, a speech or a statement that a page is without calling itself so: named by its title."""
        document = self.reading.document
        kind = _BY_GENRE.get(document.genre)
        title = next((one for one in document.segments if one.kind is Section.TITLE), None)
        if kind is None or title is None or any(one.kind == kind and one.scope == -1 for one in groups):
            return
        end = title.start + len(document.text[title.start : title.end].rstrip())
        lead = next((one.end for one in document.segments if one.kind is Section.LEAD), title.end)
        takers = self.page.parties.within(title.start, lead)
        people = [taker for taker in takers if taker.schema == "Person"]
        yield Group([
            Told(
                kind=kind, name=" ".join(document.text[title.start : end].split()), at=(title.start, end),
                passage=(title.start, end), section=Section.TITLE, scope=-1, date=None, place=None,
                takers=people or takers[:1], score=0.6,
            )
        ])  # fmt: skip

    def attack(self, told: Classification, origin: str) -> Draft | None:
        """An attack that nothing but its classification makes one: when, where and in which words.

        None where the page says nothing of it but *the attack*.
        """
        text, sentence = self.page.text, told.sentence
        start, head_end = told.act or (sentence.start, sentence.start)
        end = self.page.name_end(head_end, sentence.end)
        anchor = Anchor(start, end)
        date = self.around.date(sentence, anchor)
        place = self.around.place(sentence, anchor, (head_end, head_end)) or self.around.right_after(head_end)
        if place is not None and re.fullmatch(r"\s+(?:in|near|at|в)\s+(?:the\s+)?", text[end : place.start]):
            end = place.end
        if place is None and date is None and end == head_end:
            return None
        draft = Draft.open(
            "Event", document=self.reading.document, start=sentence.start, end=sentence.end, origin=origin,
            score=0.65, told_apart_by=("attack", start),
        ).say("eventType", "attack", at=(start, head_end))  # fmt: skip
        draft = draft.say("name", " ".join(text[start:end].split()), at=(start, end))
        if date is not None and date.value is not None:
            draft = _dated(draft, date)
        if place is not None:
            at = (place.start, place.end)
            draft = draft.say("place", place.name, at=at).say("countryCode", place.country, at=at)
        return draft

    def _written(self, written: Written, sentence: Sentence, section: Section) -> Told | None:
        text = self.page.text
        verb = written.verb or (written.start, written.end)
        inside = written.frame == AT
        same_time = not inside or _at_same_time(self.page.language, written.governor)
        low, high = (
            (written.start, written.end)
            if inside
            else (min(verb[0], written.start), max(verb[1], written.end))
        )
        anchor = Anchor(low, high, written.frame, same_time, max(written.following, high))
        date = self.around.date(sentence, anchor)
        topic = (written.head[1], written.end if written.kind != "visit" else written.head[1])
        place = self.around.place(sentence, anchor, topic)
        takers = [] if written.titled else self._named_in(written)
        chair = None
        if not inside or written.bare:
            if written.frame == ACTED and self.around.refused(verb[0], sentence):
                return None
            if written.frame == ACTED and not self._noun_like(verb):
                takers += self.page.parties.subjects(sentence.start, verb[0])
                if self._chaired(verb, written) and takers and takers[-1].schema != "Organisation":
                    chair = takers[-1]
            takers += self.around.takers(sentence, written.head[1])
            if written.kind in ("meeting", "other") and not written.bare:
                takers += self.around.partners(sentence, written.head[1])
            if written.frame == HELD and verb[0] > written.end and self._chaired(verb, written):
                chair = next((t for t in takers if t.schema == "Person" and t.start > verb[1]), None)
            chair = (
                self.around.chair(sentence, written.head[1])
                or self.around.chair(sentence, sentence.start)
                or chair
            )
            if chair is not None:
                takers.append(chair)
        if not written.bare and not self._vouched(written, date, place, takers, section):
            return None
        nested = inside or (written.frame == NAMED and section is not Section.TITLE)
        name = " ".join(text[written.start : written.end].split())
        if self.page.language == "ru":
            name = nominative(name, len(" ".join((text[written.start : written.head[0]] + "x").split())) - 1)
        series = frozenset(
            t.name for t in takers if written.start <= t.start < written.end and t.schema == "Organisation"
        )
        if self._cut_short(written, takers) and not inside:
            name = self._completed(" ".join(text[written.start : written.head[1]].split()), takers, written)
        elif written.end == written.head[1] and not written.titled and not inside:
            name = self._completed(name, takers, written)
        return Told(
            kind=written.kind, name=name, at=(written.start, written.end),
            passage=(written.start, written.end) if nested else (sentence.start, sentence.end),
            section=section, scope=self._scope(written.start, section), date=date, place=place, takers=takers,
            ordinal=(written.ordinal, written.ordinal_at or written.head) if written.ordinal else None,
            chair=chair, remote=self.around.remote(sentence) if not inside else None, bare=written.bare,
            score=_SCORES[written.frame] - (0.1 if written.many else 0.0), told_elsewhere=inside,
            vouched=written.frame in (HELD, ACTED),
            news=written.frame in (HELD, ACTED) and self._news(sentence, section), series=series,
            noun=text[slice(*written.head)].casefold(), apart=_apart(self.page.language).search(name) is not None,
        )  # fmt: skip

    def _named_in(self, written: Written) -> list[Sighting]:
        """Bodies, people and countries in the name: whose meeting it is, who meets; not what it is about."""
        found = []
        for item in self.page.parties.within(written.start, written.end):
            if item.start >= written.head[1] and _BODY_OF.search(self.page.text, written.head[1], item.start):
                break
            found.append(item)
        return found

    def _chaired(self, verb: tuple[int, int], written: Written) -> bool:
        """Whether the verb is one of chairing; a talk between two is held by them, not chaired."""
        if _TWO.match(self.page.text, written.head[0]):
            return False
        return _chairs(self.page.language).fullmatch(self.page.text[slice(*verb)].strip()) is not None

    def _cut_short(self, written: Written, takers: list[Sighting]) -> bool:
        """*a meeting between the Deputy Head of the ..., A, and ..., B*: the name ends within an office."""
        people = [taker for taker in takers if taker.schema == "Person" and taker.start >= written.end]
        return len(people) > 1 and "between" in self.page.text[written.head[1] : written.end]

    def _completed(self, name: str, takers: list[Sighting], written: Written) -> str:
        """*tenth meeting* is *tenth meeting of the Council* where the sentence says whose it was."""
        if (
            (written.bare and written.kind not in ("meeting", "visit"))
            or not takers
            or written.kind == "generic"
        ):
            return name
        words = table("events")[self.page.language]
        other = [t for t in takers if t.start >= written.end and t.schema == "Person"][:2]
        between = len(other) > 1 and "between" in self.page.text[written.head[1] : written.end]
        whose = other[:1] if between else [t for t in takers if t.end <= written.start][-2:]
        other = other[1:] if between else other
        names = [", ".join(dict.fromkeys(called(self.page, t) for t in part)) for part in (whose, other)]
        if names[0] and names[1] and written.kind == "meeting":
            return str(words["name_with"].format(name, *names))
        return str(words["name_of"].format(name, names[0])) if names[0] else name

    def _noun_like(self, verb: tuple[int, int]) -> bool:
        """*plans for holding a forum*: nobody before the word holds it."""
        if self.page.text[slice(*verb)].endswith(("ти", "ть")):
            return True
        lead = self.page.text[max(0, verb[0] - 12) : verb[0]]
        return bool(re.search(r"\b(?:for|of|about|on|to|по|о|для|от)\s+$", lead))

    def _vouched(
        self, written: Written, date: object, place: object, takers: list[Sighting], section: Section
    ) -> bool:
        if written.frame in (HELD, ACTED):
            return not written.many or bool(date or place or written.titled)
        bodies = any(taker.schema == "Organisation" for taker in takers)
        if written.frame == AT:
            named = written.ordinal is not None or written.titled
            if not (named or date is not None or bodies):
                return (
                    not written.many and len(self.page.text[written.start : written.end].split()) >= _SPECIFIC
                )
            return not written.many or date is not None
        if section is Section.TITLE:
            return bool(written.titled or written.ordinal or bodies)
        return written.titled or bool(written.ordinal and (bodies or date))


@cache
def _at_same_time(language: str, governor: str | None) -> bool:
    forms = "|".join(form.replace(" ", r"\s+") for form in table("events")[language]["at_same_time"])
    return governor is not None and re.fullmatch(forms, governor) is not None


@cache
def _attends(language: str) -> re.Pattern[str]:
    forms = table("events")[language]["held_before"][1]
    return re.compile(forms.replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _apart(language: str) -> re.Pattern[str]:
    """*the next session*: another one of the series than the one told of."""
    return re.compile(table("events")[language]["apart"], re.IGNORECASE)


@cache
def _same(language: str) -> re.Pattern[str]:
    return re.compile(table("events")[language]["same"])


@cache
def _chairs(language: str) -> re.Pattern[str]:
    return re.compile(table("events")[language]["chairs"] + r"(?:\s+на)?", re.IGNORECASE)
