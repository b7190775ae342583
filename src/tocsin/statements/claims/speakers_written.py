"""The words that name the speaker beside a word of saying: where they stand before it, and where after."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.statements.attribution.parts import Span
from tocsin.statements.claims.speakers import Source, Voices
from tocsin.statements.claims.speakers_words import members, offices
from tocsin.statements.sightings import Sightings

_BETWEEN = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?(?:,[^;:“”«»\"\n]{1,170},|,)?"
    r"(?:\s+(?:in|during|at|в|во|на|в ходе)\s[^,;:“”«»\"\n]{1,70}?(?=\s))?"
    r"(?:,?\s+(?:also|then|further|furthermore|has|have|had|again|later|earlier|once|recently|repeatedly|publicly"
    r"|today|clearly|strongly|firmly|particularly|in particular|in turn"
    r"|in (?:his|her|its) (?:turn|speech|address|remarks)"
    r"|separately|yesterday|still|specifically|is|was|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|также|вновь|ранее|неоднократно|сегодня|вчера|особо|отдельно|в свою очередь|в частности|тоже),?)*\s*(?:[—–-]\s*)?"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Тт]hey|[Oo]н|[Оо]на|[Оо]н|[Оо]ни)$")
_PRONOUN_AFTER = re.compile(r"\s*(?P<pronoun>he|she|him|her|they|он|она|они)\b")
_OFFICE_AFTER = re.compile(
    r"\s+((?:the|a|an)\s+(?:[\w’'-]+\s+){0,9}?[\w’'-]+)(?=[.,;:”»\"]|\s+(?:in|on|at|to|during)\b|$)"
)
_OFFICE_AFTER_RUSSIAN = re.compile(
    r"\s+((?:[\w’'.-]+\s+){0,7}?[\w’'-]+)(?=[.,;:”»\"]|\s+(?:в|на|во|журналистам)\b|$)"
)
_BESIDE = re.compile(
    r"\s*(?:the\s+|в\s+(?:(?:совместном|официальном|своём|своем)\s+)?(?:(?:заявлении|сообщении|пресс-релизе|коммюнике|докладе|отчёте)\s+)?)?",
    re.IGNORECASE,
)
_MEMBERS_OF = re.compile(r"(\w+) of (?:the\s+)?$", re.IGNORECASE)
_INITIALS_AFTER = re.compile(r"\s+((?:[A-ZА-ЯЁ]\.\s?){1,2}[A-ZА-ЯЁ][\w’'-]+)")
_UNDER_PREPOSITION = re.compile(
    r"\b(?:in|at|of|from|to|with|for|by|on|в|на|с|из|для|к|от|о|интервью|беседе с)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.;:“”«»\n]|, (?:and|but|что)\b|\b(?:that|which|who|whose|despite|after|before|when|while|because|how|why)\b"
)
_CLAUSE_STARTS = (" that ", " and ", " что ", " и ", " but ")
_WORD = re.compile(r"[^\W\d_]+")
_NOUN_BEFORE = re.compile(r"(?<![\w-])([а-яё]{3,})\s+$")
_NO_NOUNS = frozenset(
    [
        "что",
        "как",
        "также",
        "однако",
        "поэтому",
        "тогда",
        "затем",
        "ранее",
        "или",
        "где",
        "когда",
        "если",
        "при",
    ]
)
_CONJUNCTION = re.compile(r"\b(?:and|but|и|а также|но)\s")
_SCHEMATA = ("Person", "Organisation", "Place")
_LONGEST_OFFICE = 140


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    text: str
    sightings: Sightings
    language: str

    def before(self, low: int, cue: int) -> Span | None:
        """The words that speak when the words of saying start at `cue`; looked for not before `low`."""
        candidates = self.sightings.within(low, cue)
        for schema in _SCHEMATA:
            near = [item for item in candidates if item.schema == schema]
            for item in sorted(near, key=lambda found: (-found.end, found.start)):
                if schema != "Person" and self._complement(low, item.start):
                    continue
                if _BETWEEN.fullmatch(self.text, item.end, cue):
                    before = self.text[max(low, item.start - 14) : item.start]
                    if schema != "Person" and _UNDER_PREPOSITION.search(before):
                        of = _MEMBERS_OF.search(self.text, max(low, item.start - 40), item.start)
                        return (of.start(1), item.end) if of and of[1].lower() in members() else None
                    return item.start, item.end
        stretch = self._subject_end(low, cue)
        pronoun = _PRONOUN.search(self.text, low, stretch)
        return pronoun.span() if pronoun else self._office(low, stretch)

    def _complement(self, low: int, start: int) -> bool:
        """*представители государств Центральной Азии*: in Russian a noun before it governs the name."""
        if self.language != "ru":
            return False
        noun = _NOUN_BEFORE.search(self.text, max(low, start - 30), start)
        return noun is not None and noun[1] not in _NO_NOUNS

    def after(self, cue_end: int, limit: int) -> Span | None:
        """The words that speak in ", said X": right after the words of saying."""
        pronoun = _PRONOUN_AFTER.match(self.text, cue_end, limit)
        if pronoun:
            return pronoun.span("pronoun")
        near = self.sightings.within(cue_end, min(limit, cue_end + 220))
        office = (_OFFICE_AFTER if self.language == "en" else _OFFICE_AFTER_RUSSIAN).match(
            self.text, cue_end, limit
        )
        for schema in _SCHEMATA:
            for item in near:
                if item.schema != schema:
                    continue
                between = self.text[cue_end : item.start]
                if schema == "Person" and self._title(between):
                    return self._trimmed(cue_end, item.end)
                if schema != "Person" and _BESIDE.fullmatch(between):
                    named = office is not None and self._names_office(*office.span(1))
                    return office.span(1) if office and named else (item.start, item.end)
        if office is not None and self._names_office(*office.span(1)):
            return office.span(1)
        initials = _INITIALS_AFTER.match(self.text, cue_end, limit)
        return initials.span(1) if initials else None

    def _title(self, between: str) -> bool:
        """Whether what stands between the words of saying and a name may be the bearer's title."""
        if _BREAK.search(between) or len(between) > _LONGEST_OFFICE:
            return False
        return self.language != "ru" or ("," not in between and not _CONJUNCTION.search(between))

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and not self.text[start].isalnum():
            start += 1
        return start, end

    def _office(self, low: int, end: int) -> Span | None:
        """The words since the last border of a clause, when an office or a kind of people is among them."""
        start = max(low, end - _LONGEST_OFFICE)
        stretch = self.text[start:end]
        cut = max(stretch.rfind(mark) for mark in ',;:”»"\n—')
        lower = stretch.lower()
        cut = max(cut, *(lower.rfind(word) + len(word) - 1 for word in _CLAUSE_STARTS if word in lower), -1)
        if _CONJUNCTION.search(stretch + " ", max(0, len(stretch) - 8)):
            return None
        begin = start + cut + 1
        while begin < end and self.text[begin].isspace():
            begin += 1
        return (begin, end) if begin < end and self._names_office(begin, end) else None

    def _names_office(self, start: int, end: int) -> bool:
        words = [word.casefold() for word in _WORD.findall(self.text[start:end])]
        return 0 < len(words) <= 16 and bool(set(words) & offices())

    def _subject_end(self, low: int, cue: int) -> int:
        """Where the subject ends, once *also*, *has* and the like before the cue are taken away."""
        tail = re.search(
            r"(?:,?\s+(?:also|then|further|has|have|had|again|later|today|now|также|вновь|ранее|сегодня))*\s*$",
            self.text[low:cue],
        )
        return low + tail.start() if tail else cue


def speaker_before(voices: Voices, low: int, cue: int) -> Source | None:
    """Who speaks when the words of saying start at `cue`; looked for not before `low`."""
    words = SpeakerWords(voices.text, voices.sightings, voices.reading.language).before(low, cue)
    return voices.resolve(*words) if words else None
