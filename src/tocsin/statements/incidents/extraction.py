"""Incidents: `rules.incident.v1`. Attacks, bombings, kidnappings, arson, robberies and forced stoppages.

1. Triggers of the frames, in one pass over the page; without one nothing else is done.
2. What speaks in general, of what may happen, or of exercises is left out.
3. Mentions of one incident are put together by kind, day and place.
4. Who, whom, with what and how many; each with its own place in the text.
5. On English pages the learned part adds fillers in the sentences of those incidents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.language.sentences import Sentence
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.incidents.fillers import Filler, fillers, harm, in_agent_slot
from tocsin.statements.incidents.frames import Found, Trigger, lexicon, triggers_of
from tocsin.statements.incidents.grouping import Incident, grouped
from tocsin.statements.incidents.judging import Judge, names_a_place
from tocsin.statements.incidents.learned import in_sentence, learned_fillers, told_alone
from tocsin.statements.sightings import Sighting, Sightings


@dataclass(frozen=True, slots=True)
class IncidentExtractor:
    """`anchored`: rules must have seen an incident before the learned part may add to it; False lets the learned part
    tell incidents of English texts on its own, as the MUC-4 benchmark asks."""

    name: str = "rules.incident.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})
    anchored: bool = True

    def extract(self, reading: Reading) -> Iterator[Draft]:
        if not self.anchored and reading.language == "en":
            yield from told_alone(reading, self.name)
            return
        found = triggers_of(reading)
        if not found.triggers:
            return
        judge = Judge.of(reading)
        names = Sightings.of(reading.drafts)
        mentions = [
            mention
            for trigger in found.triggers
            if _tells(reading, trigger, names) and (mention := judge.mention(trigger))
        ]
        incidents = grouped(mentions, judge)
        learned = learned_fillers(reading, (m.trigger.sentence for one in incidents for m in one.mentions))
        telling = _Telling(reading, judge, names, found, learned, self.name)
        for index, incident in enumerate(incidents):
            yield telling.draft(incident, next(filter(incident.beside, incidents[index + 1 :]), None))


def _tells(reading: Reading, trigger: Trigger, names: Sightings) -> bool:
    """*killed* and *injured* alone do not tell an incident from an accident: somebody must have done it."""
    if trigger.frame.harm is None:
        return True
    sentence = reading.sentences[trigger.sentence]
    return any(item.prop == "perpetratorIndividual" for item in fillers(reading, trigger, sentence, names))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Turns an incident into a draft; figures and claims belong to the incident that was told last."""

    reading: Reading
    judge: Judge
    names: Sightings
    found: Found
    learned: list[Filler]
    origin: str

    def draft(self, incident: Incident, following: Incident | None) -> Draft:
        best = incident.best.trigger
        sentence = self.reading.sentences[best.sentence]
        score = min(0.9, 0.4 + 0.12 * incident.weight)
        draft = Draft.open(
            "Event", document=self.reading.document, start=sentence.start, end=sentence.end,
            origin=self.origin, score=round(score, 2), told_apart_by=("attack", incident.mentions[0].trigger.start),
        ).say("eventType", "attack", at=(best.start, best.end))  # fmt: skip
        draft = self._when_and_where(draft, incident)
        draft = draft.say("incidentType", self._kind(incident), at=(best.start, best.end))
        draft = self._roles(draft, incident)
        for sentence in self._told(incident, following):
            mentioned = any(self.reading.sentences[m.trigger.sentence] is sentence for m in incident.mentions)
            draft = self._sentence(draft, sentence, mentioned=mentioned)
        return self._stage(draft, incident)

    def _kind(self, incident: Incident) -> str:
        if incident.kind != "attack":
            return incident.kind
        told = [self.reading.sentences[mention.trigger.sentence] for mention in incident.mentions]
        inside = (kind for at, kind in self.found.types if any(item.start <= at < item.end for item in told))
        return next(inside, "attack")

    def _when_and_where(self, draft: Draft, incident: Incident) -> Draft:
        text = self.reading.document.text
        placed, dated = incident.with_place(), incident.with_date()
        trigger = incident.best.trigger
        named = next((m.trigger for m in incident.mentions if m.trigger.frame.pos == "noun"), None)
        start, end = _named(text, named or trigger, self.reading.sentences[(named or trigger).sentence])
        draft = draft.say("name", " ".join(text[start:end].split()), at=(start, end))
        if dated is not None and dated.date is not None:
            mention = dated.date
            at = (mention.start, mention.end)
            draft = draft.say("date", mention.value, at=at).say("dateEnd", mention.end_value, at=at)
            draft = draft.say("dateBasis", mention.basis, at=at).say("dateAnchor", mention.anchor, at=at)
        if placed is not None and placed.place is not None:
            at = (placed.place.start, placed.place.end)
            draft = draft.say("place", placed.place.name, at=at)
            code = self.judge.placed[placed.place.key][1]
            if code is not None:
                return draft.say("countryCode", code, at=at)
        country = next(self._countries(incident), None)
        return draft.say("countryCode", country[0], at=country[1:]) if country else draft

    def _countries(self, incident: Incident) -> Iterator[tuple[str, int, int]]:
        """Codes of places in the incident's sentences; of nearer ones than countries first."""
        text = self.reading.document.text
        for whole in (False, True):
            for mention in incident.mentions:
                sentence = self.reading.sentences[mention.trigger.sentence]
                for item in self.names.within(sentence.start, sentence.end, "Place"):
                    kind, code = self.judge.placed[item.key]
                    if (
                        code is not None
                        and (kind == "country") == whole
                        and names_a_place(text, item, kind or "")
                    ):
                        yield code, item.start, item.end

    def _roles(self, draft: Draft, incident: Incident) -> Draft:
        text, patterns = self.reading.document.text, lexicon(self.reading.language).patterns
        for mention in incident.mentions:
            sentence = self.reading.sentences[mention.trigger.sentence]
            for filler in fillers(self.reading, mention.trigger, sentence, self.names):
                draft = filled(draft, text, filler)
            if patterns["accused"].search(sentence.text) or patterns["claimed"].search(sentence.text):
                continue
            for item in armed(self.reading, self.names, sentence):
                acts = in_agent_slot(text, mention.trigger, item.start, item.end)
                if acts and item.name not in draft.values("perpetratorOrganisation"):
                    draft = draft.say("perpetratorOrganisation", item.name, at=(item.start, item.end))
        for mention in incident.mentions:
            sentence = self.reading.sentences[mention.trigger.sentence]
            for filler in in_sentence(self.reading, self.learned, sentence):
                draft = filled(draft, text, filler)
        return draft

    def _told(self, incident: Incident, following: Incident | None) -> list[Sentence]:
        """From the incident's first mention to the first one of the incident that follows."""
        first = incident.mentions[0].trigger.sentence
        last = following.mentions[0].trigger.sentence if following else len(self.reading.sentences)
        segment = self.reading.document.segment_at
        apart = incident.segment is not None and str(incident.segment.kind) == "teaser"
        return [
            sentence
            for sentence in self.reading.sentences[first : max(last, first + 1)]
            if (segment(sentence.start) is incident.segment) == apart or not apart
        ]

    def _sentence(self, draft: Draft, sentence: Sentence, *, mentioned: bool) -> Draft:
        text, patterns = self.reading.document.text, lexicon(self.reading.language).patterns
        for told in harm(self.reading, sentence):
            if told.quantity.high == 1 and (draft.first(told.prop) or not mentioned):
                continue  # *the death of a Swiss citizen*, one of the four that were counted
            draft = draft.say(told.prop, told.quantity, at=(told.start, told.end))
            if told.people is not None:
                value = " ".join(text[slice(*told.people)].split())
                if value.casefold() not in {held.casefold() for held in draft.values("victim")}:
                    draft = draft.say("victim", value, at=told.people)
        claim = patterns["claimed"].search(text, sentence.start, sentence.end)
        if claim is None or patterns["not_claimed"].search(text[sentence.start : claim.start()]):
            return draft
        speakers = self.names.within(sentence.start, sentence.end, "Organisation")
        if not speakers:
            return draft
        nearest = min(speakers, key=lambda item: (item.start > claim.start(), abs(claim.start() - item.end)))
        return draft.say("claimedBy", nearest.name, at=(nearest.start, nearest.end))

    def _stage(self, draft: Draft, incident: Incident) -> Draft:
        text, patterns = self.reading.document.text, lexicon(self.reading.language).patterns
        for mention in incident.mentions:
            trigger = mention.trigger
            low = max(self.reading.sentences[trigger.sentence].start, trigger.start - 40)
            for stage in ("attempted", "threatened"):
                cue = patterns[stage].search(text, low, trigger.end)
                if cue and not draft.first("killed"):
                    return draft.say("stage", stage, at=cue.span())
        best = incident.best.trigger
        return draft.say("stage", "accomplished", at=(best.start, best.end))


def filled(draft: Draft, text: str, filler: Filler) -> Draft:
    """With one more filler, unless one of its role already overlaps it or is called the same."""
    value = " ".join(text[filler.start : filler.end].split())
    for fact in draft.facts:
        if fact.prop != filler.prop:
            continue
        if fact.value.casefold() == value.casefold() or (fact.start < filler.end and filler.start < fact.end):
            return draft
    return draft.say(filler.prop, value, at=(filler.start, filler.end))


def armed(reading: Reading, names: Sightings, sentence: Sentence) -> list[Sighting]:
    """Mentions of armed groups in a sentence."""
    kinds = {draft.key: draft.first("organisationType") for draft in reading.of("Organisation")}
    found = names.within(sentence.start, sentence.end, "Organisation")
    return [item for item in found if kinds.get(item.key) == "armed group"]


def _named(text: str, trigger: Trigger, sentence: Sentence) -> tuple[int, int]:
    """The trigger with the words that tell what was attacked and where, as they are written."""
    if trigger.frame.pos != "noun":
        stop = _CLAUSE.search(text, trigger.end, sentence.end)
        return sentence.start, min(stop.start() if stop else sentence.end, sentence.start + 120)
    stop = _CLAUSE.search(text, trigger.end, sentence.end)
    end = stop.start() if stop else sentence.end
    while end > trigger.end and text[end - 1] in " .,:;\n":
        end -= 1
    return trigger.start, min(end, trigger.start + 120)


_CLAUSE = re.compile(
    r"[,;:.]|\s(?:and|was|were|that|which|who|has|had|killing|said|when|и|что|который|осудил\w*|произош\w+)\s|\n"
)
