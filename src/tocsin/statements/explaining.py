"""Why an extractor said so: the rule or the features, the words that they met, and what dates were counted from.

An extractor may say more of itself by a method `explain(reading, draft)`; for one that does not, `explained` tells
what every draft shows: its extractor, its own and its measured score, its facts with their words, and the dates
inside them with their anchors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.errors import NotFoundError
from tocsin.language.dates import DateMention
from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS, Document
from tocsin.model.draft import Draft
from tocsin.statements.calibration import calibrated
from tocsin.statements.cascade import default_extractors, reading_of
from tocsin.statements.extractor import Extractor, Reading
from tocsin.statements.reasons import Explains, Feature, Matched


@dataclass(frozen=True, slots=True)
class Anchored:
    """A date and how it is known. `anchor` is the day that a relative one is counted from, `whose` says of what."""

    start: int
    end: int
    value: PartialDate | None
    end_value: PartialDate | None
    basis: str
    anchor: PartialDate | None
    whose: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`rule` is a line in plain words; None where the extractor does not say. `own_score` is before calibration."""

    draft: Draft
    extractor: str
    own_score: float
    score: float
    sentence: tuple[int, int]
    rule: str | None = None
    matched: tuple[Matched, ...] = ()
    features: tuple[Feature, ...] = ()
    dates: tuple[Anchored, ...] = ()


def explained(document: Document, key: str, extractors: Sequence[Extractor] | None = None) -> Explanation:
    """Reads the document again and explains the draft with this key.

    Raises NotFoundError when today's extractors do not say it any more, ExtractionError as reading does.
    """
    stages = extractors or default_extractors()
    reading = reading_of(document, stages)
    draft = next((one for one in reading.drafts if one.key == key), None)
    if draft is None:
        raise NotFoundError(f"read again today, {document.label} does not give {key}", where=document.label)
    explanation = _shown(reading, draft)
    stage = next((one for one in stages if one.name == draft.origin), None)
    reason = stage.explain(reading, draft) if isinstance(stage, Explains) else None
    if reason is None:
        return explanation
    return replace(explanation, rule=reason.rule, matched=reason.matched, features=reason.features)


def _shown(reading: Reading, draft: Draft) -> Explanation:
    """What every draft shows of itself."""
    places = [(draft.start, draft.end), *((fact.start, fact.end) for fact in draft.facts)]
    start, end = draft.start, draft.end
    for sentence in reading.sentences:
        if sentence.start <= draft.start < sentence.end:
            start, end = sentence.start, max(sentence.end, draft.end)
            break
    dates = tuple(
        _anchored(reading.document, one) for one in reading.dates
        if any(low < one.end and one.start < high for low, high in places)
    )  # fmt: skip
    return Explanation(draft, draft.origin, draft.score, calibrated(draft).score, (start, end), dates=dates)


def _anchored(document: Document, mention: DateMention) -> Anchored:
    whose = None
    if mention.anchor is not None:
        segment = document.segment_at(mention.start)
        own = segment is not None and segment.kind not in ARTICLE_SECTIONS
        whose = "the date of the item itself" if own else "the publication date of the page"
    return Anchored(
        mention.start, mention.end, mention.value, mention.end_value, mention.basis, mention.anchor, whose
    )
