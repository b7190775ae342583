"""Names of events as they are written: the noun, the words that belong to it, and what vouches that it takes place.

*the 39th meeting of the Working Group on Afghanistan* `was held`; `at` *the session of the Council in November*.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.language.sentences import Sentence
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.events.ordinals import ordinal_of, tens_of
from tocsin.statements.forms import Finder, either, spaced
from tocsin.statements.lexicon import HYPHEN, POSSESSIVE, SPACE, Words, table
from tocsin.statements.parties import Parties
from tocsin.statements.sightings import Sightings

HELD, ACTED, AT, NAMED = "held", "acted", "at", "named"
_TITLE = 160
"""A quotation longer than this is speech, not the title of something."""
_NAME = 180


@dataclass(frozen=True, slots=True)
class Written:
    """`start`..`end` is the name, `head` the noun in it. `verb` is the word that vouches, with `frame` as its kind.

    `bare` says that the name tells nothing but the type (*the meeting*): it points back to one told before.
    """

    kind: str
    start: int
    end: int
    head: tuple[int, int]
    frame: str | None
    verb: tuple[int, int] | None
    bare: bool
    titled: bool
    ordinal: int | None
    ordinal_at: tuple[int, int] | None
    governor: str | None = None
    many: bool = False
    following: int = 0


@dataclass(slots=True)
class Page:
    """What finding names of events needs of a document."""

    text: str
    language: str
    words: Words
    parties: Parties
    bodies: Sightings
    quotations: Quotations

    def written(self, sentence: Sentence, nouns: Sequence[re.Match[str]]) -> Iterator[Written]:
        """Every event named in the sentence, left to right; `nouns` are the nouns of events in it."""
        nouns = [match for match in nouns if not self._inside_name(match.start(), match.end())]
        done = sentence.start
        for index, match in enumerate(nouns):
            if match.start() < done or (
                index + 1 < len(nouns) and nouns[index + 1].start() == match.end() + 1
            ):
                continue
            following = nouns[index + 1].start() if index + 1 < len(nouns) else sentence.end
            found = self._named(match, sentence, following)
            if found is not None:
                done = found.end
                yield found

    def name_end(self, at: int, close: int) -> int:
        """Where a name whose noun ends at `at` ends itself."""
        return self._rightward(at, close)[0]

    def _inside_name(self, start: int, end: int) -> bool:
        """Inside a body's name, or inside a title in quotation marks that does not begin with it."""
        around = self.bodies.within(max(0, start - 160), min(len(self.text), end + 160), "Organisation")
        if any(item.start <= start and end < item.end for item in around):
            return True
        quoted = self.quotations.at(start)
        return quoted is not None and quoted.closed and quoted.end - quoted.start < _TITLE

    def _named(self, match: re.Match[str], sentence: Sentence, following: int) -> Written | None:
        text, words, lexicon = self.text, self.words, _lexicon(self.language)
        head = match.span()
        first = bisect_left(words.starts, head[0])
        start, number, number_at, plain = self._leftward(first, sentence.start)
        end, titled = self._rightward(head[1], sentence.end)
        quoted = self.quotations.ending_at(start - 1) if start and text[start - 1].isspace() else None
        if (
            quoted is not None
            and not titled
            and sentence.start <= quoted.start
            and quoted.end - quoted.start < 80
        ):
            titled = True
            start = self._before_title(quoted.start, sentence.start)
        before = _before(self.language).search(text, max(sentence.start, start - 90), start)
        lead = before["determiner"].casefold() if before and before["determiner"] else ""
        word = (before["word"] or "").casefold() if before else ""
        if {word, lead} & lexicon["many"]:
            return None
        capital = text[head[0]].isupper() and start < head[0]
        if match.group().casefold() in lexicon["capital_only"] and not capital:
            return None
        frame, verb = self._frame(before, head[1] if titled else end, following, sentence)
        if verb is not None and self._void(verb, end, following):
            return None
        named = titled or number is not None or capital
        bare = (
            not named
            and end == head[1]
            and (lead in lexicon["definite"] or (plain and lead not in ("a", "an", "one", "another")))
        )
        many = (
            self.language == "en"
            and match.group().endswith("s")
            and match.group().casefold() not in lexicon["plural_only"]
        )
        if match.lastgroup == "generic" and not bare:
            return None
        if match.group().casefold() in lexicon["weak"] and not named and frame not in (HELD, ACTED):
            return None
        governor = before["at"].casefold() if before and before["at"] else None
        return Written(
            str(match.lastgroup), start, end, head, frame or (NAMED if named else None), verb,
            bare, titled, number, number_at, governor, many, following,
        )  # fmt: skip

    def _before_title(self, opening: int, low: int) -> int:
        """*joint CSTO "Brotherhood" exercises*: where the name begins, its title standing before the noun."""
        last = bisect_left(self.words.starts, opening) - 1
        if last < 0 or self.words.starts[last] < low or self.text[self.words.ends[last] : opening].strip():
            return opening
        form = self.words.forms[last].casefold()
        named = self.words.capital[last] and form not in _small() and self._english_name(last, opens=False)
        if not named and not _modifier(self.language).fullmatch(form):
            return opening
        return self._leftward(last, low)[0]

    def _leftward(self, first: int, low: int) -> tuple[int, int | None, tuple[int, int] | None, bool]:
        """Where the name begins, the ordinal in it with its place, and whether nothing but small words precede."""
        words, lexicon = self.words, _lexicon(self.language)
        at, number, number_at, plain = first, None, None, True
        while at > 0 and words.starts[at - 1] >= low and words.gaps[at - 1] in (SPACE, HYPHEN, POSSESSIVE):
            if words.gaps[at - 1] == POSSESSIVE and not words.capital[at - 1]:
                break
            form, folded = words.forms[at - 1], words.forms[at - 1].casefold()
            hyphened = words.gaps[at - 1] == HYPHEN
            pair = at > 1 and words.gaps[at - 2] == HYPHEN and words.starts[at - 2] >= low
            compound = self.text[words.starts[at - 2] : words.ends[at - 1]] if pair and not hyphened else ""
            found = ordinal_of(form) if not compound else ordinal_of(compound)
            if found is not None and number is None and not hyphened:
                number, number_at = found, (words.starts[at - 2 if compound else at - 1], words.ends[at - 1])
                at -= 2 if compound else 1
                tens = tens_of(words.forms[at - 1]) if at and found < 10 else None
                if tens is not None and words.gaps[at - 1] in (SPACE, HYPHEN):
                    number, at = number + tens, at - 1
                    number_at = (words.starts[at], number_at[1])
                continue
            if compound and _modifier(self.language).fullmatch(compound.casefold()):
                at, plain = at - 2, False
                continue
            if (
                form == "of"
                and at > 1
                and words.capital[at - 2]
                and words.capital[at]
                and self.language == "en"
            ):
                at, plain = at - 2, False
                continue
            if at == first and self.language == "en" and self._seat(at - 1):
                break
            opens = words.starts[at - 1] == low
            if hyphened and not folded.isdigit():
                at, plain = at - 1, False
            elif _modifier(self.language).fullmatch(folded) and folded not in lexicon["not_modifiers"]:
                at, plain = at - 1, plain and self.language == "ru" and not words.capital[at - 1]
            elif (
                words.capital[at - 1]
                and not (opens and folded in _small())
                and folded not in _small()
                and self._english_name(at - 1, opens)
            ) or (re.fullmatch(r"20\d\d", form) and words.capital[at]):
                at, plain = at - 1, False
            else:
                break
        further = self._after_article(at, low)
        return words.starts[further], number, number_at, plain and further == at

    def _after_article(self, at: int, low: int) -> int:
        """*a civil society conference*: words of no list between an article near by and the name belong to it."""
        words, index = self.words, at
        if self.language != "en":
            return at
        for _ in range(4):
            index -= 1
            if index < 0 or words.starts[index] < low or words.gaps[index] not in (SPACE, HYPHEN):
                return at
            form = words.forms[index]
            if form.casefold() in ("a", "an", "the"):
                return index + 1
            if form.casefold() in _small() or not form.islower() or form.endswith(("ed", "ing")):
                return at
        return at

    def _english_name(self, index: int, opens: bool) -> bool:
        """A capitalised word before an English noun belongs to its name; one that opens a sentence if it names."""
        if self.language != "en":
            return False
        start, end = self.words.starts[index], self.words.ends[index]
        people = self.bodies.within(max(0, start - 60), end + 60, "Person")
        if any(item.start <= start and end <= item.end for item in people):
            return False
        if not opens:
            return True
        near = self.bodies.within(start, end + 60)
        return any(item.start <= start < item.end for item in near)

    def _seat(self, index: int) -> bool:
        """*at the CSTO Secretariat consultations took place*: the seat before the noun is where, not what."""
        end = self.words.ends[index]
        around = self.bodies.within(max(0, end - 120), end, "Organisation")
        seat = next((item for item in around if item.end == end), None)
        if seat is None or not re.search(
            r"(?:Secretariat|Headquarters|Staff|Office|Academy)$", self.text[:end][-14:]
        ):
            return False
        return (
            re.search(r"\b(?:at|in)\s+(?:the\s+)?$", self.text[max(0, seat.start - 10) : seat.start])
            is not None
        )

    def _rightward(self, at: int, close: int) -> tuple[int, bool]:
        """Where the name ends, and whether a title in quotation marks closes it."""
        text = self.text
        aside = re.compile(r"\s+\([^()]{2,60}\)").match(text, at, close)
        after = aside.end() if aside else at
        theme = _theme(self.language).match(text, after, close)
        opening = theme.end() if theme else after
        quoted = self.quotations.at(opening) if opening < close and text[opening] in '“«"„' else None
        if quoted is not None and quoted.start == opening and quoted.end <= close + 1:
            if quoted.end - quoted.start <= _NAME + 40:
                return quoted.end, True
            return after, True
        called = _named_as(self.language).match(text, at, close)
        quoted = self.quotations.at(called.end()) if called else None
        if (
            called is not None
            and quoted is not None
            and quoted.start == called.end()
            and quoted.end <= close + 1
        ):
            return quoted.end, True
        links = _links(self.language)
        if links is not None and not links.match(text, after, close):
            return after if aside else at, False
        stop = _beyond(self.language).search(text, after, close)
        while stop is not None and (acronym := _acronym().match(text, stop.start(), close)) is not None:
            stop = _beyond(self.language).search(text, acronym.end(), close)
        end = stop.start() if stop else close
        last = None
        for item in self.bodies.within(after, close, "Organisation"):
            if item.start < end < item.end or (
                last is not None and last.end <= end and item.start > end and self.parties.joined(last, item)
            ):
                end = item.end
            last = item if item.end <= end else last
        end = self._trimmed(at, end)
        quoted = self.quotations.at(end + 1) if end + 1 < close and text[end].isspace() else None
        if (
            quoted is not None
            and quoted.start == end + 1
            and quoted.closed
            and quoted.end - quoted.start < 80
        ):
            return quoted.end, True
        return end, False

    def _trimmed(self, at: int, end: int) -> int:
        text = self.text
        if end - at > _NAME:
            end = at + text[at : at + _NAME].rfind(" ")
        tail = _tail(self.language)
        while (loose := tail.search(text, at, end)) is not None:
            end = loose.start()
        return max(at, end)

    def _frame(
        self, before: re.Match[str] | None, end: int, following: int, sentence: Sentence
    ) -> tuple[str | None, tuple[int, int] | None]:
        text, lexicon = self.text, self.language
        if before is not None and before["verb"]:
            return ACTED, before.span("verb")
        after = _held(lexicon).search(text, end, following)
        inside = (
            before is not None and before["at"] and _active().match(text, after.start() if after else end)
        )
        if after is not None and not inside and not _which_gap().search(text, end, after.start()):
            return HELD, after.span()
        if lexicon == "ru" and before is not None:
            start = before.end()
            earlier = list(_held(lexicon).finditer(text, max(sentence.start, start - 70), start))
            if earlier and not nouns_of(lexicon).pattern.search(text, earlier[-1].end(), start):
                return HELD, earlier[-1].span()
        if before is not None and before["at"]:
            return AT, before.span("at")
        return None, None

    def _void(self, verb: tuple[int, int], end: int, following: int) -> bool:
        low = max(0, min(verb[0], end) - 12)
        return _void(self.language).search(self.text, low, min(following, max(verb[1], end) + 40)) is not None


@cache
def _lexicon(language: str) -> dict[str, Any]:
    words = table("events")[language]
    sets = ("capital_only", "weak", "many", "definite", "plural_only")
    return {name: frozenset(words[name]) for name in sets} | {
        "not_modifiers": frozenset(words.get("not_modifiers", ()))
    }


@cache
def nouns_of(language: str) -> Finder:
    """One group a type of event."""
    return Finder.of(table("events")[language]["nouns"])


@cache
def _modifier(language: str) -> re.Pattern[str]:
    forms = "|".join(table("events")[language]["modifiers"])
    return re.compile(rf"(?:{forms})(?:-(?:day|week|level|format|party))?")


@cache
def _before(language: str) -> re.Pattern[str]:
    """What stands right before a name: a verb of holding or a governing word, a determiner, any other word."""
    words = table("events")[language]
    return re.compile(
        rf"(?:\b(?:(?P<verb>{either(words['held_before'])})|(?P<at>{either(words['at'])}))\s+)?"
        rf"(?:(?P<determiner>{words['determiners']})\s+)?(?:(?P<word>[\w-]+)\s+)?$",
        re.IGNORECASE,
    )


@cache
def _held(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(table('events')[language]['held_after'])})", re.IGNORECASE)


@cache
def _void(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b{spaced(table('events')[language]['void'])}", re.IGNORECASE)


@cache
def _theme(language: str) -> re.Pattern[str]:
    return re.compile(table("events")[language]["theme"], re.IGNORECASE)


@cache
def _named_as(language: str) -> re.Pattern[str]:
    return re.compile(table("events")[language]["named_as"], re.IGNORECASE)


@cache
def _beyond(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s?[,.;:()“”«»\"]|\s[–—-]\s(?!член|участн)|{table('events')[language]['beyond']}")


@cache
def _links(language: str) -> re.Pattern[str] | None:
    links = table("events")[language]["links"]
    return re.compile(rf"\s+{links}\b") if links else None


@cache
def _acronym() -> re.Pattern[str]:
    return re.compile(r"\s?\([«\"“]?[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-я/-]{1,9}[»\"”]?\)")


@cache
def _tail(language: str) -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:of|on|for|with|between|among|against|to|and|the|a|an|its|their|и|с|со|по|о|об|для|между|к)$|[\s,–—-]+$"
    )


@cache
def _which_gap() -> re.Pattern[str]:
    return re.compile(r";|:(?!\s*[\"“«])|,\s+(?:which|who|котор)|\.\s")


@cache
def _active() -> re.Pattern[str]:
    """A Russian verb with a subject of its own: *в ходе визита министр провёл переговоры*."""
    return re.compile(r"пров[её]л[аи]?\b")


@cache
def _small() -> frozenset[str]:
    return frozenset({"the", "a", "an", "on", "in", "at", "during", "and", "as", "of", "for", "after", "this", "its",
                      "no", "to", "by", "from", "under", "their", "his", "her", "our", "each", "next"})  # fmt: skip
