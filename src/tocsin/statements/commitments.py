"""Undertakings: `rules.commitment.v1`. What is decided, assigned, undertaken, called for, expected or owed.

1. A word of undertaking with the actor before it and what is to be done after it. 2. The date by which.
3. Who says so: the speaker of the narrowest claim around it. Hopes and calls keep their kind: no promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.sightings import Sightings
from tocsin.statements.speakers import written_on

_SILENT = (Section.QUESTION, Section.BOILERPLATE)
_CLOSE = re.compile(r"[;:”»]|,\s(?:which|who|and (?:called|urged|said|noted)|котор|отметил|подчеркнул)|\.$")


@dataclass(frozen=True, slots=True)
class CommitmentExtractor:
    name: str = "rules.commitment.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        text = reading.document.text
        seen = Sightings.of(reading.drafts)
        claims = reading.of("Claim")
        for sentence in reading.sentences:
            if reading.document.section_at(sentence.start) in _SILENT:
                continue
            for match in _pattern(reading.language).finditer(text, sentence.start, sentence.end):
                kind = str(match.lastgroup).replace("_", " ")
                close = _CLOSE.search(text, match.end(), sentence.end)
                end = close.start() if close else sentence.end
                task = " ".join(text[match.end() : end].split())
                if kind == "response owed":
                    task = "response"
                if not task:
                    continue
                draft = Draft.open(
                    "Commitment", document=reading.document, start=sentence.start, end=sentence.end,
                    origin=self.name, score=0.6, told_apart_by=match.start(),
                ).say("commitmentKind", kind, at=match.span())  # fmt: skip
                owed_by = seen.before(match.start(), reach=match.start() - sentence.start)
                if owed_by is not None and owed_by.schema != "Place":
                    draft = draft.say("owedBy", owed_by.name, at=(owed_by.start, owed_by.end))
                draft = draft.say(
                    "undertaking", task, at=(match.end(), end) if end > match.end() else match.span()
                )
                for mention in reading.dates:
                    if match.end() <= mention.start < end and mention.value is not None:
                        draft = draft.say("due", mention.value, at=(mention.start, mention.end))
                        break
                speaker = _speaker(claims, match.start())
                draft = draft.say("asOf", written_on(reading, match.start())).say("saidBy", speaker)
                yield replace(draft, speaker=speaker)


def _speaker(claims: list[Draft], at: int) -> str | None:
    holding = [(draft.end - draft.start, draft.speaker) for draft in claims if draft.start <= at < draft.end]
    return min(holding, key=lambda item: item[0])[1] if holding else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """One named group a kind."""
    kinds = table("commitments")[language]
    return re.compile(
        "|".join(
            rf"(?P<{kind.replace(' ', '_')}>\b(?:{'|'.join(map(re.escape, forms))})\b)"
            for kind, forms in kinds.items()
        ),
        re.IGNORECASE,
    )
