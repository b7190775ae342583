"""What the learned part adds to incidents of English pages, and its incidents on their own.

On pages of the press a rule must have seen an incident; the learned part, which knows news of the 1980s from Latin
America, then only fills roles in the sentences that tell it, and names no perpetrator where somebody is accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.language.sentences import Sentence
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.incidents.fillers import Filler
from tocsin.statements.incidents.frames import lexicon
from tocsin.statements.incidents.model.reader import likely_fillers, read_incidents

PROPERTIES = {
    "PerpInd": "perpetratorIndividual", "PerpOrg": "perpetratorOrganisation", "Target": "target", "Victim": "victim",
    "Weapon": "weapon",
}  # fmt: skip
AROUND = 2
LIKELY = 0.35
"""The least chance of a filler on a page of the press; there precision counts more than on the benchmark."""


def learned_fillers(reading: Reading, sentences: Iterable[int]) -> list[Filler]:
    """Probable fillers around the listed sentences of an English document, each in every place where it stands.

    Only stretches around those sentences are read, so that a long page with one mention costs little.
    """
    if reading.language != "en":
        return []
    found: set[Filler] = set()
    for low, high in _stretches(sorted(set(sentences)), len(reading.sentences)):
        start, end = reading.sentences[low].start, reading.sentences[high].end
        for role, held in likely_fillers(reading.document.text[start:end], least=LIKELY):
            found.add(Filler(PROPERTIES[role], start + held.start, start + held.end))
    return sorted(found, key=_place)


def _stretches(sentences: list[int], count: int) -> list[tuple[int, int]]:
    """First and last sentences of what lies around the given ones; what nearly touches is one stretch."""
    found: list[tuple[int, int]] = []
    for at in sentences:
        low, high = max(0, at - AROUND), min(count - 1, at + AROUND)
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _place(filler: Filler) -> tuple[int, int, str]:
    return filler.start, filler.end, filler.prop


def in_sentence(reading: Reading, held: list[Filler], sentence: Sentence) -> Iterator[Filler]:
    """Those of a sentence; who is only said to have done it is left to the claims."""
    patterns = lexicon(reading.language).patterns
    accused = patterns["accused"].search(sentence.text) or patterns["claimed"].search(sentence.text)
    for filler in held:
        if sentence.start <= filler.start and filler.end <= sentence.end:
            if accused and filler.prop.startswith("perpetrator"):
                continue
            yield filler


def told_alone(reading: Reading, origin: str) -> Iterator[Draft]:
    """Every incident that the learned part tells, with its fillers, without the rules."""
    document = reading.document
    for number, incident in enumerate(read_incidents(document.text)):
        spans = [(held.start, held.end) for part in incident.fillers.values() for held in part]
        start, end = min(spans, default=(0, min(len(document.text), 1)))
        draft = Draft.open(
            "Event", document=document, start=start, end=end, origin=origin, score=round(incident.chance, 2),
            told_apart_by=("attack", incident.type, number),
        ).say("eventType", "attack").say("incidentType", incident.type)  # fmt: skip
        for role, part in incident.fillers.items():
            for held in part:
                at = (held.start, held.end)
                draft = draft.say(PROPERTIES[role], document.text[held.start : held.end], at=at)
        yield draft
