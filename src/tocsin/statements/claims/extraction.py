"""Claims: `combined.claim.v1`. Who says what, through whom, and in what tone.

1. Attributions: English by the learned stage (`attribution`), Russian by rules (`claims_reported`), which also
find what stands inside a quotation and turns of official prose that the learned stage passes over.
2. Speakers are resolved to people and bodies (`speakers`); contents become utterances, one a sentence
(`claims_uttered`).
3. Paragraphs that are speech as a whole: labels, quotations that go on, answers (`claims_paragraphs`).
4. Through whom and when (`claims_through`); an agency that only passes on is no speaker.

The page's own narration is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.model.draft import Draft
from tocsin.statements.attribution.finder import shipped_finder
from tocsin.statements.attribution.parts import Attribution, Span
from tocsin.statements.claims.paragraphs import Paragraphs
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.claims.reported import Reported
from tocsin.statements.claims.speakers import Voices
from tocsin.statements.claims.speakers_written import SpeakerWords
from tocsin.statements.claims.through import Channels, relays
from tocsin.statements.claims.uttered import Utterance, Utterances
from tocsin.statements.extractor import Reading

_LEARNED = "en"
_GAP = 2
"""Characters: a space, or a comma and a space."""


@dataclass(frozen=True, slots=True)
class ClaimExtractor:
    name: str = "combined.claim.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})
    fewest_sure: float = 0.5
    """A learned attribution that is less sure makes no claim."""

    def attributions(self, reading: Reading) -> list[Attribution]:
        """All attributions as written, by cue: the widest sense, of which claims are the part with a known
        speaker.

        The reading holds people, organisations and places already.
        """
        ruled = self._by_rule(reading)
        if reading.language != _LEARNED:
            return ruled
        learned = shipped_finder().find(reading.document.text, reading.sentences)
        return [_completed(one, ruled, learned) for one in learned]

    def extract(self, reading: Reading) -> Iterator[Draft]:
        voices = Voices.of(reading)
        quotations = Quotations.of(reading.document.text)
        channels = Channels(reading, voices)
        attributions = self._for_claims(reading, quotations)
        spoken = list(Utterances(reading, voices, quotations).of(attributions))
        spoken += Paragraphs(reading, voices, quotations).utterances(spoken)
        for one in _distinct(spoken):
            if voices.is_media(one.source) and any(relays(one, other) for other in spoken):
                continue
            yield self._draft(reading, one, channels.through(one, spoken), channels)

    def _for_claims(self, reading: Reading, quotations: Quotations) -> list[Attribution]:
        """The sure ones, and in English those of the rules that have a cue and a content of their own."""
        ruled = self._by_rule(reading)
        if reading.language != _LEARNED:
            return ruled
        learned = shipped_finder().find(reading.document.text, reading.sentences)
        sure = [_completed(one, ruled, learned) for one in learned if one.sure >= self.fewest_sure]
        return _merged(sure, ruled, quotations)

    def _by_rule(self, reading: Reading) -> list[Attribution]:
        text = reading.document.text
        words = SpeakerWords(text, reading.sightings(), reading.language)
        return Reported(reading, Quotations.of(text), words).attributions()

    def _draft(self, reading: Reading, one: Utterance, via: tuple[str, ...], channels: Channels) -> Draft:
        source, text = one.source, reading.document.text
        date = channels.date_of(one)
        draft = Draft.open(
            "Claim", document=reading.document, start=min(one.start, one.passage[0]),
            end=max(one.end, one.passage[1]), origin=self.name, score=round(min(one.score, 1.0), 3),
            told_apart_by=(one.start, one.end),
        )  # fmt: skip
        draft = replace(
            draft, section=reading.document.section_at(one.start), speaker=source.name, via=via,
            stance=one.stance, said_at=date,
        )  # fmt: skip
        where = (source.start, source.end)
        draft = draft.say("speaker", source.name, at=where).say("speakerRole", source.role, at=where)
        for name in via:
            draft = draft.say("via", name)
        draft = draft.say("date", date).say("stance", str(one.stance), at=one.cue)
        draft = draft.say("content", text[one.start : one.end], at=(one.start, one.end))
        return draft.say("cue", text[slice(*one.cue)], at=one.cue) if one.cue else draft


def _completed(one: Attribution, ruled: Sequence[Attribution], learned: Sequence[Attribution]) -> Attribution:
    """As a rule read the same cue, where the learned stage stopped too early, ran on over the next cue of the same
    sentence (*noted A and called for B*), or took the speaker for what is said."""
    if one.cue is None or one.content is None or one.content[0] < one.cue[1]:
        return one
    for other in ruled:
        if other.content is None or not _touch(one.cue, other.cue):
            continue
        if _touch(one.content, other.source):
            return replace(one, source=other.source, content=other.content, pieces=other.pieces)
        start, end = one.content[0], other.content[1]
        beside = other.content[0] - one.content[1] <= _GAP and one.cue[1] <= other.content[0] < end
        runs_on = start < end < one.content[1] and any(
            next_one.cue is not None and end <= next_one.cue[0] < one.content[1] for next_one in learned
        )
        if (beside and one.content[1] < end) or runs_on:
            return replace(one, content=(start, end), pieces=((start, end),))
    return one


def _merged(
    learned: list[Attribution], ruled: list[Attribution], quotations: Quotations
) -> list[Attribution]:
    """The learned ones, and of the others those with a cue and a content of their own, or nested in another's
    words."""
    kept = list(learned)
    for one in ruled:
        if any(_touch(one.cue, other.cue) for other in learned):
            continue
        around = [other for other in learned if _touch(one.content, other.content)]
        quoted = one.cue is not None and quotations.at(one.cue[0]) is not None
        if not around or quoted or any(_within(one, other) for other in around):
            kept.append(one)
    return sorted(kept, key=lambda one: one.cue or (0, 0))


def _within(one: Attribution, other: Attribution) -> bool:
    """*X said that Y denied Z*: what Y denied is told by X, and Y's."""
    if one.source is None or one.content is None or other.content is None:
        return False
    start, end = other.content
    return start <= one.source[0] and one.content[1] <= end and start <= one.content[0]


def _touch(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _distinct(spoken: list[Utterance]) -> list[Utterance]:
    """In the order of the text: of utterances with the same words the surest; a whole sentence of an answer is left out
    where words of saying show what the same speaker says in it."""
    best: dict[tuple[int, int], Utterance] = {}
    for one in spoken:
        kept = best.get((one.start, one.end))
        if kept is None or one.score > kept.score:
            best[one.start, one.end] = one
    ordered = sorted(best.values(), key=lambda one: (one.start, one.end))
    cued = [one for one in ordered if one.cue is not None]
    return [
        one
        for one in ordered
        if one.cue is not None
        or not any(
            one.start <= other.start and other.end <= one.end and other.source.name == one.source.name
            for other in cued
        )
    ]
