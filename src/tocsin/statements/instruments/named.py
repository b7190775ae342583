"""Names of documents on their way: where they begin and end, and what kind of document the head noun makes them.

*the draft* `CSTO Interstate Program for strengthening the Tajik-Afghan border` *was developed*.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.events.russian import nominative
from tocsin.statements.forms import Finder
from tocsin.statements.lexicon import HYPHEN, POSSESSIVE, SPACE, Words, key_of, table
from tocsin.statements.sightings import Sightings

_TITLE, _LONGEST = 300, 260


@dataclass(frozen=True, slots=True)
class Named:
    """`start`..`end` is the name; `bare` is a head noun alone, which points back to a document named before.

    `sure` lies between 0 and 1; `period` and its place, where the name gives one. `tentative`: only a stage told
    of it, or another name of the same document, makes it one.
    """

    kind: str
    name: str
    head: str
    start: int
    end: int
    bare: bool = False
    sure: float = 0.75
    period: tuple[str, int, int] | None = None
    tentative: bool = False

    @property
    def mark(self) -> str:
        """Names that agree without articles, *draft*, spelling and case endings are one."""
        words = [key_of(word) for word in re.findall(r"\w+", self.name)]
        return " ".join("counter" if word == "anti" else word for word in words if word not in _LOOSE)


_LOOSE = frozenset({"the", "a", "an", "draft", "updated", "new", "проект", "its"})


@dataclass(slots=True)
class Titles:
    """What finding names of documents needs of a text."""

    text: str
    language: str
    words: Words
    names: Sightings
    quotations: Quotations

    def named(self) -> Iterator[Named]:
        """Every document named, left to right, without overlaps."""
        done = 0
        for match in _heads(self.language).find(self.text):
            if match.start() < done or self._inside_body(*match.span()):
                continue
            kind = _KINDS[str(match.lastgroup)]
            numbered = list(self._numbered(kind, match))
            found = self._quoted(kind, match) or (numbered[0] if numbered else self._written(kind, match))
            if found is not None:
                done = found.end
                yield found
                if numbered and found is numbered[0]:
                    yield from numbered[1:]
                    done = numbered[-1].end

    def _inside_body(self, start: int, end: int) -> bool:
        around = self.names.within(max(0, start - 160), min(len(self.text), end + 160), "Organisation")
        return any(item.start <= start and end <= item.end for item in around)

    def _quoted(self, kind: str, match: re.Match[str]) -> Named | None:
        """A title in quotation marks that the head noun opens, or one right after it."""
        text = self.text
        quoted = self.quotations.at(match.start())
        if quoted is not None and quoted.closed and quoted.end - quoted.start < _TITLE:
            low, high = quoted.inside
            while high > low and text[high - 1] in " ,.\n":
                high -= 1
            while low < high and text[low].isspace():
                low += 1
            name = " ".join(text[low:high].split())
            if len(name.split()) < 3 or not text[low].isupper() or not self._opens_title(low, match):
                return None
            return Named(kind, name, match.group(), low, high, sure=0.85, period=self._period(low, high + 40))
        after = _to_title().match(text, match.end())
        title = self.quotations.at(after.end()) if after else None
        if after is None or title is None or not title.closed or title.start != after.end():
            return None
        if title.end - title.start > _TITLE or not text[title.start + 1].isupper():
            return None
        if _form(self.language, "beyond").search(text, match.end(), title.start):
            return None
        start = self._leftward(match)
        if kind in ("decision", "resolution"):
            inner = " ".join(text[title.start + 1 : title.end - 1].split())
            return Named(kind, inner, match.group(), start, title.end, sure=0.8)
        name = self._called(start, title.end, match.start())
        return Named(kind, name, match.group(), start, title.end, sure=0.85)

    def _opens_title(self, low: int, match: re.Match[str]) -> bool:
        """Whether only words of the name stand between the opening mark and the head noun: no sentence is quoted."""
        lead = re.compile(r"(?:On|About|Regarding|О|Об)\s+(?:the\s+)?").match(self.text, low)
        return self._leftward(match) <= (lead.end() if lead else low)

    def _numbered(self, kind: str, match: re.Match[str]) -> Iterator[Named]:
        """*resolution 1373 (2001)*; *resolutions 1267 and 1373* are two."""
        if kind not in table("instruments")[self.language]["numbered"]:
            return
        number = _form(self.language, "number").match(self.text, match.end())
        if number is None:
            return
        start = self._leftward(match) if self.language == "en" else match.start()
        name = self._called(start, number.end(1), match.start())
        yield Named(kind, _singular(name), match.group(), start, number.end(), sure=0.85)
        if _singular(match.group()) == match.group() and self.language == "en":
            return
        while (another := _and_number().match(self.text, number.end())) is not None:
            number = another
            name = f"{_singular(match.group())} {another[1]}"
            yield Named(kind, name, match.group(), another.start(1), another.end(), sure=0.8)

    def _written(self, kind: str, match: re.Match[str]) -> Named | None:
        """A name in capitals, or a noun with words of its kind around it."""
        if kind in table("instruments")[self.language]["numbered"]:
            return None
        text, head = self.text, match.group()
        start = self._leftward(match)
        end = self._rightward(match.end())
        if _form(self.language, "gathering").search(text, start, match.end()):
            return None
        capital = self._capital(start, match)
        before, after = start < match.start(), end > match.end()
        if not before and not after:
            alone = text[max(0, match.start() - 8) : match.start()].casefold().endswith(("the ", "this "))
            bare = head[0].isupper() and (alone or self.language == "ru")
            return Named(kind, head, head, *match.span(), bare=True) if bare else None
        told, loose = len(text[match.end() : end].split()), False
        if not capital:
            small = kind in ("appeal", "statement", "model law", "memorandum", "list of measures", "code")
            bodies = self.names.within(match.end(), end, "Organisation")
            if self.language == "ru":
                opens = self.words.opens(bisect_left(self.words.starts, match.start())) and head[0].isupper()
                if not (small and bodies and " " in head) and not (opens and told >= 2):
                    return None
            elif told < 3:
                return None
            loose = self.language == "en" and (not (small or before) or head in ("statement", "declaration"))
        elif not before and told < (1 if self.language == "ru" else 2):
            return None
        period = self._period(match.start(), end + 40)
        if period is not None and period[2] > end and self._touches(end, period[1]):
            end = period[2]
        name = self._called(start, end, match.start())
        if " " not in name or (self.language == "en" and self._common(kind, head, told)):
            return None
        loose = loose if not capital else False
        proper = capital or bool(self.names.within(match.end(), end, "Organisation")) or period is not None
        return Named(
            kind, name, head, start, end, sure=0.75 if capital else 0.6,
            period=period, tentative=loose or kind == "model law" or (self.language == "ru" and not proper),
        )  # fmt: skip

    def _common(self, kind: str, head: str, told: int) -> bool:
        """*American policy*, *Billionaires List*: words of many uses, which need more of a name after them."""
        if kind in ("list of measures", "code"):
            return told < 2 and " " not in head
        return head.islower() and kind in ("strategy", "plan", "programme") and told < 3

    def _touches(self, end: int, start: int) -> bool:
        return (
            re.fullmatch(
                r"[\s,]*(?:for|the|period|на|период|of)?[\s,]*(?:the\s+)?(?:period\s+)?", self.text[end:start]
            )
            is not None
        )

    def _capital(self, start: int, match: re.Match[str]) -> bool:
        """Whether the name has a capital letter that is not only the first of a sentence."""
        index = bisect_left(self.words.starts, start)
        last = bisect_left(self.words.starts, match.start())
        return any(
            self.words.capital[at]
            and not (self.words.opens(at) and (at < last or (at == last and self.language == "ru")))
            for at in range(index, last + 1)
        )

    def _leftward(self, match: re.Match[str]) -> int:
        """Capitalised words, listed modifiers and names of bodies before the head noun belong to the name."""
        words, lexicon = self.words, table("instruments")[self.language]
        at = bisect_left(words.starts, match.start())
        least = at
        while at > 0 and words.gaps[at - 1] in (SPACE, HYPHEN, POSSESSIVE):
            form = words.forms[at - 1]
            folded = form.casefold()
            hyphened = words.gaps[at - 1] == HYPHEN
            if folded in lexicon["openers"] and not hyphened:
                break
            if hyphened or _modifier(self.language).fullmatch(folded):
                at -= 1
                if self.language == "en" or words.capital[at]:
                    least = at
            elif words.capital[at - 1] and self.language == "en" and not self._person(at - 1):
                at -= 1
                least = at
            else:
                break
        if self.language == "en":
            least = at
            while least < bisect_left(words.starts, match.start()) and self._verb(least):
                least += 1
        return min(words.starts[least], match.start())

    def _verb(self, index: int) -> bool:
        """A sentence that begins with another word than the name: *Addressing Strategy*; nothing else to go by."""
        return self.words.opens(index) and self.words.forms[index].endswith("ing")

    def _person(self, index: int) -> bool:
        start, end = self.words.starts[index], self.words.ends[index]
        near = self.names.within(max(0, start - 60), end + 60, "Person")
        return any(item.start <= start and end <= item.end for item in near)

    def _rightward(self, at: int) -> int:
        text, close = self.text, min(len(self.text), at + _LONGEST)
        paragraph = text.find("\n", at, close)
        close = paragraph if paragraph >= 0 else close
        link = _form(self.language, "links")
        if link is not None and link.pattern and not link.match(text, at, close):
            return at
        if self.language == "ru" and not re.compile(r"\s+(?:[а-яё(]|[А-ЯЁ])").match(text, at, close):
            return at
        stop = _form(self.language, "beyond").search(text, at, close)
        end = stop.start() if stop else close
        for item in self.names.within(at, close, "Organisation"):
            if item.start < end < item.end or (
                "between" in text[at:end] and re.fullmatch(r"\s+and\s+(?:the\s+)?", text[end : item.start])
            ):
                end = item.end
        while (loose := _tail().search(text, at, end)) is not None:
            end = loose.start()
        return end

    def _period(self, start: int, close: int) -> tuple[str, int, int] | None:
        found = _form(self.language, "period").search(self.text, start, min(close, len(self.text)))
        if found is None:
            return None
        value = f"{found[1]}-{found[2]}" if found[1] else f"until {found[3]}"
        return value, found.start(), found.end()

    def _called(self, start: int, end: int, head: int) -> str:
        name = " ".join(self.text[start:end].split())
        name = re.sub(r"^(?:draft|updated)\s+", "", name)
        if self.language == "ru":
            lead = " ".join((self.text[start:head] + "x").split())[:-1]
            bare = re.sub(r"^проект[а-яё]*\s+", "", name, flags=re.IGNORECASE)
            at = max(0, len(lead) - (len(name) - len(bare)))
            adjective = re.compile(
                r"(?:модельн|совместн|итогов|специальн|руководящ|дополнительн)[а-яё]+\s+", re.IGNORECASE
            )
            pair = adjective.match(bare, at)
            name = nominative(bare, pair.end() if pair else at)
        return name


_KINDS = {
    "list": "list of measures", "plan": "plan", "programme": "programme", "strategy": "strategy",
    "memorandum": "memorandum", "code": "code", "model": "model law", "statement": "statement",
    "appeal": "appeal", "agreement": "agreement", "resolution": "resolution", "decision": "decision",
}  # fmt: skip


def _singular(name: str) -> str:
    return re.sub(r"\b([Rr]esolution|[Dd]ecision)s\b", r"\1", name)


@cache
def _and_number() -> re.Pattern[str]:
    return re.compile(
        r"(?:,\s+|,?\s+(?:and|и)\s+)(\d{3,5}(?:/\d{1,4})?)(?:\s*\(\d{4}\))?(?![\d-])(?!\s*(?:states|members|people|человек))"
    )


@cache
def _to_title() -> re.Pattern[str]:
    """Nothing, or whose it is, between the head noun and its title in quotation marks."""
    return re.compile(r"(?:\s+(?:of\s+(?:the\s+)?)?[^,.;:“”«»\"\n]{2,70}?)?\s+(?=[«“\"])")


@cache
def _heads(language: str) -> Finder:
    """One named group a kind; longer heads first. English capitals count."""
    words = table("instruments")[language]
    order = ("model law", "list of measures", "statement", "memorandum", "code", "plan", "programme", "appeal",
             "strategy", "agreement", "resolution", "decision")  # fmt: skip
    both = language == "ru"
    return Finder.of(
        {kind.split()[0]: [*words["heads"][kind], *words["small"].get(kind, ())] for kind in order},
        any_case=both,
    )


@cache
def _form(language: str, section: str) -> Any:
    pattern = table("instruments")[language][section]
    return re.compile(pattern, 0 if section in ("beyond", "links") else re.IGNORECASE) if pattern else None


@cache
def _modifier(language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in table("instruments")[language]["modifiers"]))


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:of|on|for|in|against|to|by|and|with|the|its|a|an|between|aimed|о|об|по|на|в|для|и|с|против|из|также|от|our|their|\d{1,2})$|[\s,–—-]+$"
    )
