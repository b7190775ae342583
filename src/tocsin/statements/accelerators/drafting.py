"""Findings as drafts of the same schemata as the rules give, and only what these did not find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.statements.accelerators.findings import Finding, Tally
from tocsin.statements.claims.speakers import written_on
from tocsin.statements.extractor import Reading
from tocsin.statements.quantities.amounts import amounts, counted

SCHEMA = {
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "figure": "Quantity",
    "claim": "Claim",
}
_WRITTEN = {"Person": "surfaceForm", "Organisation": "surfaceForm", "Place": "mention", "Quantity": "quantity",
            "Claim": "content"}  # fmt: skip


def drafts(
    reading: Reading, findings: Iterable[Finding], *, origin: str, score: float, tally: Tally
) -> Iterator[Draft]:
    """A draft for each finding that no draft of its kind covers yet; names with the same words are one thing."""
    known = {schema: _places(reading, schema) for schema in _WRITTEN}
    named: dict[tuple[str, str], Draft] = {}
    for finding in sorted(set(_flat(findings)), key=lambda one: (one[1], one[2], one[0])):
        kind, start, end, parts = finding
        schema = SCHEMA[kind]
        if any(start < high and low < end for low, high in known[schema]):
            tally.known += 1
            continue
        known[schema].append((start, end))
        draft = _draft(reading, kind, (start, end), dict(parts), origin=origin, score=score)
        if draft is None:
            tally.malformed += 1
        elif schema in ("Person", "Organisation"):
            _gather(named, draft, _WRITTEN[schema])
        else:
            tally.kept += 1
            yield draft
    tally.kept += len(named)
    yield from named.values()


Flat = tuple[str, int, int, tuple[tuple[str, tuple[int, int]], ...]]


def _flat(findings: Iterable[Finding]) -> Iterator[Flat]:
    for one in findings:
        yield one.kind, one.start, one.end, tuple(sorted(one.parts.items()))


def _places(reading: Reading, schema: str) -> list[tuple[int, int]]:
    return [
        (fact.start, fact.end)
        for draft in reading.of(schema)
        for fact in draft.facts
        if fact.prop == _WRITTEN[schema]
    ]


def _gather(named: dict[tuple[str, str], Draft], draft: Draft, prop: str) -> None:
    """A name that was found before gets one more place where it is written."""
    key = draft.schema, draft.first("name") or ""
    first = named.setdefault(key, draft)
    if first is not draft:
        fact = next(fact for fact in draft.facts if fact.prop == prop)
        named[key] = first.say(prop, fact.value, at=(fact.start, fact.end))


def _draft(
    reading: Reading,
    kind: str,
    place: tuple[int, int],
    parts: dict[str, tuple[int, int]],
    *,
    origin: str,
    score: float,
) -> Draft | None:
    document = reading.document
    words = " ".join(document.text[slice(*place)].split())
    if kind == "figure":
        return _figure(reading, place, origin=origin, score=score)
    if kind == "claim":
        return _claim(reading, place, parts, origin=origin, score=score)
    schema = SCHEMA[kind]
    start, end = _sentence(reading, place)
    draft = Draft.open(
        schema, document=document, start=start, end=end, origin=origin, score=score,
        told_apart_by=words if kind != "place" else place,
    )  # fmt: skip
    draft = draft.say("name", words, at=place)
    return draft.say(_WRITTEN[schema], words, at=place)


def _figure(reading: Reading, place: tuple[int, int], *, origin: str, score: float) -> Draft | None:
    """The number is read by our own grammar: what a model makes of it does not count."""
    document, language = reading.document, reading.language
    amount = next(amounts(document.text, *place, language=language, bare=True), None)
    if amount is None:
        return None
    unit, end = counted(document.text, amount.end, place[1], language)
    start, stop = _sentence(reading, place)
    draft = Draft.open(
        "Quantity", document=document, start=start, end=stop, origin=origin, score=score,
        told_apart_by=(amount.start, amount.end),
    )  # fmt: skip
    subject = " ".join(document.text[amount.end : max(end, amount.end)].split()) or unit
    at = (amount.start, max(end, amount.end))
    draft = draft.say("subject", subject, at=at).say("quantity", amount.quantity(unit), at=at)
    return _dated(reading, draft, amount.start)


def _claim(
    reading: Reading, place: tuple[int, int], parts: dict[str, tuple[int, int]], *, origin: str, score: float
) -> Draft | None:
    document: Document = reading.document
    speaker_at = parts["speaker"]
    speaker = " ".join(document.text[slice(*speaker_at)].split())
    low = min(place[0], *(start for start, _ in parts.values()))
    high = max(place[1], *(end for _, end in parts.values()))
    draft = Draft.open(
        "Claim", document=document, start=low, end=high, origin=origin, score=score, told_apart_by=place
    )
    draft = replace(draft, speaker=speaker).say("speaker", speaker, at=speaker_at)
    draft = draft.say("stance", draft.stance.value, at=parts.get("cue", speaker_at))
    draft = draft.say("content", document.text[slice(*place)], at=place)
    if "cue" in parts:
        draft = draft.say("cue", document.text[slice(*parts["cue"])], at=parts["cue"])
    return _dated(reading, draft, place[0])


def _dated(reading: Reading, draft: Draft, offset: int) -> Draft:
    date = written_on(reading, offset)
    return replace(draft, said_at=date).say("date", date)


def _sentence(reading: Reading, place: tuple[int, int]) -> tuple[int, int]:
    """The sentence that holds a place; the place itself where it reaches over two."""
    for sentence in reading.sentences:
        if sentence.start <= place[0] and place[1] <= sentence.end:
            return sentence.start, sentence.end
    return place
