"""Undertakings: `rules.commitment.v2`. What is decided, assigned, undertaken, called for, expected or owed.

1. A word of undertaking, by its shape: who owes, to whom, what (`commitments_read`).
2. The date by which; who says so: the speaker of the claim around it, else whoever calls or promises.
3. What a title and the text say alike is one. Hopes, plans and calls keep their kind: they are no promises.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tocsin.model.dates import PartialDate
from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.statements.claims.speakers import Voices, written_on
from tocsin.statements.claims.speakers_words import offices
from tocsin.statements.claims.speakers_written import speaker_before
from tocsin.statements.commitments.read import (
    Desk,
    Named,
    Undertaking,
    speaks_for_itself,
    words_of_undertaking,
)
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import key_of
from tocsin.statements.parties import Parties

_SILENT = (Section.QUESTION, Section.BOILERPLATE)
_OPEN = ("assigned", "undertaking", "call to act")
_SPOKEN_ONLY = ("duty",)
_NEAR = 60
_LINKS = frozenset({"the", "of", "a", "an", "and", "for", "и"})
_SAME = {"chief": "head", "руководитель": "глава"}


@dataclass(frozen=True, slots=True)
class _Claim:
    start: int
    end: int
    cue: tuple[int, int] | None
    speaker: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommitmentExtractor:
    name: str = "rules.commitment.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        matches = list(words_of_undertaking(reading.language).find(reading.document.text))
        if not matches:
            return
        desk = Desk(reading.document.text, reading.language, reading.once(Parties.of))
        voices = reading.once(Voices.of)
        begins = [match.start() for match in matches]
        claims = list(_claims(reading.of("Claim")))
        starts = [date.start for date in reading.dates]
        found: list[tuple[Section, Draft, frozenset[str]]] = []
        for sentence in reading.sentences:
            section = reading.document.section_at(sentence.start)
            if section in _SILENT:
                continue
            low, high = bisect_left(begins, sentence.start), bisect_left(begins, sentence.end)
            for told in desk.undertakings(sentence, matches[low:high]):
                claim = _around(claims, told)
                if told.rule.shape in _SPOKEN_ONLY and claim is None:
                    continue
                draft = self._draft(
                    reading, desk, voices, told, claim, starts, (sentence.start, sentence.end)
                )
                found.append((section, draft, _words(draft)))
        for section, draft, words in found:
            if not _told_again(found, section, draft, words):
                yield draft

    def _draft(
        self, reading: Reading, desk: Desk, voices: Voices, told: Undertaking, claim: _Claim | None,
        starts: list[int], passage: tuple[int, int],
    ) -> Draft:  # fmt: skip
        kind, owed_by, owed_to = told.rule.kind, told.owed_by, told.owed_to
        speaker = claim.speaker if claim else None
        if told.own_words and told.asked_by:
            speaker = told.asked_by[-1][0]
        if speaker is None and (told.own_words or told.asked_by) and kind != "assigned":
            speaker = _speaking(told, voices, desk, passage[0])
        if speaker and told.own_words and not (owed_by or claim or told.asked_by):
            owed_by = ((speaker, told.start, told.end),)
        if speaker and speaks_for_itself(desk.language, owed_by) and kind in ("undertaking", "intention"):
            owed_by = ((speaker, owed_by[0][1], owed_by[0][2]),)
        if told.rule.shape == "future" and not (speaker and any(name == speaker for name, *_ in owed_by)):
            kind = "intention"
        score = told.rule.score + (0.05 if claim else 0.0) - (0.0 if owed_by or told.asked_by else 0.1)
        draft = Draft.open(
            "Commitment", document=reading.document, start=passage[0], end=passage[1], origin=self.name,
            score=round(score, 2), told_apart_by=told.start,
        )  # fmt: skip
        draft = replace(draft, speaker=speaker, via=claim.via if claim else ())
        draft = draft.say("commitmentKind", kind, at=(told.start, told.end))
        for name, start, end in _once(owed_by):
            draft = draft.say("owedBy", name, at=(start, end))
        for name, start, end in _once(owed_to):
            draft = draft.say("owedTo", name, at=(start, end))
        task = " ".join(reading.document.text[slice(*told.task)].split())
        draft = draft.say("undertaking", task, at=told.task)
        written = written_on(reading, told.start)
        due = _due(reading, told, starts, passage, written)
        if due is not None:
            draft = draft.say("due", due[0], at=due[1])
        state = told.state or ("open" if kind in _OPEN else None)
        draft = draft.say("state", state, at=(told.start, told.end))
        return draft.say("asOf", written, at=(told.start, told.end)).say("saidBy", speaker)


def _speaking(told: Undertaking, voices: Voices, desk: Desk, low: int) -> str | None:
    """Whoever calls, hopes, promises or intends in a narrated sentence says so; a noun phrase is no name."""
    names = told.asked_by or told.owed_by
    if names and any(item.start == names[-1][1] for item in desk.parties.within(*names[-1][1:])):
        return names[-1][0]
    source = speaker_before(voices, low, told.start)
    if source is not None and source.key is not None:
        return source.name
    told_of = names[-1][0] if names else ""
    if not set(_office_words(told_of)) & offices():
        return told_of if names and told.own_words and desk.acts(told_of) else None
    return _in_office(told_of, voices.people.values()) or told_of


def _in_office(phrase: str, people: Iterable[Draft]) -> str | None:
    """The person whose office has all the words of the phrase."""
    asked = frozenset(_office_words(phrase))
    for person in people:
        held = {word for fact in person.facts if fact.prop == "role" for word in _office_words(fact.value)}
        if asked <= held:
            return person.first("name")
    return None


def _office_words(phrase: str) -> list[str]:
    words = (word.casefold() for word in re.findall(r"[\w-]+", phrase))
    return [_SAME.get(word, word) for word in words if word not in _LINKS]


def _claims(drafts: list[Draft]) -> Iterator[_Claim]:
    for draft in drafts:
        content = next((fact for fact in draft.facts if fact.prop == "content"), None)
        cue = next(((fact.start, fact.end) for fact in draft.facts if fact.prop == "cue"), None)
        if content is not None and draft.speaker:
            yield _Claim(content.start, content.end, cue, draft.speaker, draft.via)


def _around(claims: list[_Claim], told: Undertaking) -> _Claim | None:
    """The narrowest claim whose content holds the word of undertaking, or whose own cue it is."""
    own = [claim for claim in claims if claim.cue and claim.cue[0] < told.end and told.start < claim.cue[1]]
    if own:
        return own[0]
    holding = [claim for claim in claims if claim.start <= told.start < claim.end]
    return min(holding, key=lambda claim: claim.end - claim.start, default=None)


def _due(
    reading: Reading,
    told: Undertaking,
    starts: list[int],
    passage: tuple[int, int],
    written: PartialDate | None,
) -> tuple[PartialDate, tuple[int, int]] | None:
    """The first date in or right after what is to be done that does not lie before the page itself."""
    if told.rule.shape == "unanswered":
        return None
    first = bisect_left(starts, passage[0])
    opening = [mention for mention in reading.dates[first : first + 1] if mention.start - passage[0] <= 14]
    low = bisect_left(starts, told.start if told.rule.shape == "future" else told.end)
    ahead = opening if told.rule.shape in ("future", "told", "own") and written is not None else []
    for mention in [*ahead, *reading.dates[low:]]:
        if mention.start > min(passage[1], told.task[1] + _NEAR):
            break
        value = mention.end_value or mention.value
        years = mention.end_value is not None and mention.value is not None and mention.value.month is None
        if value is None or years or (written is not None and value.before(written)):
            continue
        if re.search(
            r"\b(?:of|from|since|от)\s+$", reading.document.text[max(0, mention.start - 8) : mention.start]
        ):
            continue
        return value, (mention.start, mention.end)
    return None


def _once(names: tuple[Named, ...]) -> list[Named]:
    first: dict[str, Named] = {}
    for one in names:
        first.setdefault(one[0], one)
    return list(first.values())


def _words(draft: Draft) -> frozenset[str]:
    return frozenset(key_of(word) for word in re.findall(r"\w{3,}", draft.first("undertaking") or ""))


def _told_again(
    found: list[tuple[Section, Draft, frozenset[str]]], section: Section, draft: Draft, words: frozenset[str]
) -> bool:
    """A title that the text repeats, a second title of the same words, an answer still owed by the same body."""
    for where, other, theirs in found:
        if other is draft or other.first("commitmentKind") != draft.first("commitmentKind"):
            continue
        earlier = other.start < draft.start
        said_before = (where is not Section.TITLE, earlier) > (section is not Section.TITLE, not earlier)
        alike = len(words & theirs) >= 0.6 * max(1, min(len(words), len(theirs)))
        same_debtor = other.values("owedBy") == draft.values("owedBy")
        if draft.first("commitmentKind") == "response owed" and same_debtor and said_before:
            return True
        if alike and section is Section.TITLE and (where is not Section.TITLE or earlier):
            return True
    return False
