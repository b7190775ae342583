"""The extractor cascade: a document in, drafts out, stage after stage.

1. Sentences and dates of every segment but boilerplate; dates are counted from the segment's own date.
2. Names: organisations, people, places (which leaves out words inside people's names); then relations between them.
3. What happens: incidents and events. 4. What is said, counted, drawn up and promised.

A row of an event data set is read by its columns alone. Further extractors come from the entry-point group
`tocsin.extractors`, after the built-in ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from tocsin.errors import ExtractionError
from tocsin.language.dates import DateMention, find_dates
from tocsin.language.sentences import Sentence, split_sentences
from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS, Document, Section, Segment
from tocsin.model.draft import Draft
from tocsin.statements.calibration import calibrated, calibration_digest
from tocsin.statements.event_rows import EventRowExtractor, is_event_row
from tocsin.statements.extractor import Extractor, Reading

ENTRY_POINT_GROUP = "tocsin.extractors"

_BUILT_IN = (
    "event_rows:EventRowExtractor",
    "organisations.extraction:OrganisationExtractor",
    "people.extraction:PersonExtractor",
    "places.extraction:PlaceExtractor",
    "relations.extraction:RelationExtractor",
    "incidents.extraction:IncidentExtractor",
    "events.extraction:EventExtractor",
    "claims.extraction:ClaimExtractor",
    "quantities.extraction:QuantityExtractor",
    "instruments.extraction:InstrumentExtractor",
    "commitments.extraction:CommitmentExtractor",
)


@cache
def default_extractors() -> tuple[Extractor, ...]:
    """The built-in stages in order, then those of other packages by name; one that is off gives None."""
    built_in = [_built_in(place) for place in _BUILT_IN]
    found = sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: (entry.name, entry.value))
    offered = (entry.load()() for entry in found)
    return (*built_in, *(stage for stage in offered if stage is not None))


def _built_in(place: str) -> Extractor:
    module, name = place.split(":")
    extractor: Extractor = getattr(import_module(f"tocsin.statements.{module}"), name)()
    return extractor


def cascade_version(extractors: Sequence[Extractor] | None = None) -> str:
    """A hash of the versioned names and of their scores' tables, 12 hexadecimal digits.

    It is the stored version of what read a document.
    """
    names = "\n".join(extractor.name for extractor in extractors or default_extractors())
    names += calibration_digest()
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def __getattr__(name: str) -> str:
    if name == "CASCADE_VERSION":
        return cascade_version()
    raise AttributeError(name)


def read_document(document: Document) -> Reading:
    """The reading that the first stage is given: sentences and dates, no drafts."""
    language = document.language or "en"
    segments = document.segments or (Segment(Section.BODY, 0, len(document.text)),)
    sentences: list[Sentence] = []
    dates: list[DateMention] = []
    for segment in segments:
        if segment.kind is Section.BOILERPLATE:
            continue
        sentences += split_sentences(document.text, segment.start, segment.end, language=language)
        dates += find_dates(
            document.text, segment.start, segment.end, language=language, anchor=anchor_of(document, segment)
        )
    return Reading(document, sentences, dates)


def anchor_of(document: Document, segment: Segment | None) -> PartialDate | None:
    """The date that a segment was written on: a teaser's own, the publication date of the article elsewhere."""
    if segment is None or segment.kind in ARTICLE_SECTIONS:
        return document.publication_date or (segment.date if segment else None)
    return segment.date


def read_statements(
    document: Document, extractors: Sequence[Extractor] | None = None, *, calibrate: bool = True
) -> list[Draft]:
    """All drafts of a document, in the order of the stages; the same document gives the same list.

    With `calibrate` their scores are the precision measured at them (see `calibration`), else the extractors' own.
    Raises ExtractionError naming the stage and the document when a stage fails; nothing is given back then.
    """
    drafts = reading_of(document, extractors).drafts
    return [calibrated(draft) for draft in drafts] if calibrate else drafts


def reading_of(document: Document, extractors: Sequence[Extractor] | None = None) -> Reading:
    """The document read by every stage: its drafts, with the extractors' own scores, and what they were read from.

    Raises ExtractionError as `read_statements` does.
    """
    by_columns = is_event_row(document)
    reading = Reading(document, (), ()) if by_columns else read_document(document)
    for extractor in extractors or default_extractors():
        if (
            reading.language not in extractor.languages
            or isinstance(extractor, EventRowExtractor) != by_columns
        ):
            continue
        try:
            found = list(extractor.extract(reading))
        except Exception as error:
            raise ExtractionError(
                f"{extractor.name} failed: {type(error).__name__}: {error}", where=document.label
            ) from error
        for draft in found:
            _check(draft, extractor, document)
        reading.drafts.extend(found)
    return reading


def _check(draft: Draft, extractor: Extractor, document: Document) -> None:
    """An extractor of another package may say what the schema does not know, or point outside the text."""
    unknown = draft.unknown_properties()
    if unknown:
        told = ", ".join(sorted(unknown))
        raise ExtractionError(
            f"{extractor.name}: {draft.schema} has no property {told}", where=document.label
        )
    places = [(draft.start, draft.end), *((fact.start, fact.end) for fact in draft.facts)]
    if not all(0 <= start <= end <= len(document.text) for start, end in places):
        raise ExtractionError(f"{extractor.name}: a place outside the text", where=document.label)
