"""Russian bodies: the rules' mentions, the tagger's, and nouns with the state or body that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from tocsin.statements.lexicon import (
    SPACE,
    Hit,
    Words,
    is_cyrillic,
    key_of,
    phrases_listed,
    table,
    words_in,
)
from tocsin.statements.organisations.known import Body, heads, listed
from tocsin.statements.people.russian import nominative_phrase
from tocsin.statements.places.gazetteer import country_names, demonyms
from tocsin.statements.russian.names import BODY, PLACE, RussianNames

_OPENED = re.compile(r"[\"«„“]\s*$")
_QUOTES = re.compile(r"[\"«»„“”]")


@dataclass(slots=True)
class RussianBodies:
    """`hits`: what the rules found, `names`: what the tagger found, both over `words`."""

    words: Words
    hits: Sequence[Hit[Body]]
    names: RussianNames
    seen: dict[tuple[str, ...], Body] = field(default_factory=dict)

    def mentions(self) -> list[Hit[Body]]:
        """All mentions, in order and without overlaps.

        A listed body stays as the lexicon has it. A name that a rule built gives way to a longer one of the tagger;
        words that the tagger takes for a person or a place are no body unless the lexicon lists them.
        """
        found = [self._named(hit) for hit in self.hits if hit.value.listed or not self._contradicted(hit)]
        found = self._with_tagged(found)
        found = self._with_owners(found)
        return [hit for hit in found if hit.value.listed or not self._says_nothing(hit)]

    def _with_tagged(self, kept: list[Hit[Body]]) -> list[Hit[Body]]:
        taken = {at: hit for hit in kept for at in range(hit.first, hit.last + 1)}
        found = list(kept)
        for name in self.names.of(BODY):
            under = {id(hit): hit for at in range(name.first, name.last + 1) if (hit := taken.get(at))}
            if any(
                hit.value.listed or hit.last - hit.first >= name.last - name.first for hit in under.values()
            ):
                continue
            if name.first == name.last and self.words.forms[name.first] in _no_bodies():
                continue
            found = [hit for hit in found if id(hit) not in under]
            found.append(Hit(name.first, name.last, self._body(name.first, name.last)))
        return sorted(found, key=lambda hit: hit.first)

    def _with_owners(self, found: list[Hit[Body]]) -> list[Hit[Body]]:
        """*Конгресс США*, *правительство Афганистана*, *американское министерство обороны*: with their state."""
        at_word = {hit.first: hit for hit in found}
        places = {name.first: name.last for name in self.names.of(PLACE)}
        grown: list[Hit[Body]] = []
        end = -1
        for hit in self._in_order(found):
            if hit.first <= end:
                continue
            longer = self._grown(hit, at_word, places)
            if longer is not None:
                grown.append(longer)
                end = longer.last
        return grown

    def _in_order(self, found: list[Hit[Body]]) -> Iterator[Hit[Body]]:
        """The mentions and, between them, nouns with a small letter that may begin one."""
        words, waiting, at = self.words, list(reversed(found)), 0
        small = _small_heads()
        while at < len(words):
            if waiting and waiting[-1].first <= at:
                hit = waiting.pop()
                yield hit
                at = max(at, hit.last + 1)
                continue
            kind = small.get(words.keys[at])
            if kind is not None and not words.capital[at] and is_cyrillic(words.forms[at]):
                yield Hit(at, at, Body("", None, kind, None, listed=False))
            at += 1

    def _grown(
        self, hit: Hit[Body], at_word: Mapping[int, Hit[Body]], places: Mapping[int, int]
    ) -> Hit[Body] | None:
        words, value = self.words, hit.value
        if value.listed and value.parent is None and value.kind not in {"ministry", "parliament"}:
            return hit
        first, last = hit.first, hit.last
        if first == last and words.gaps[last] == SPACE and (matter := _matters(words, last + 1)):
            last = matter
        owner: Body | None = None
        if last + 1 < len(words) and words.gaps[last] == SPACE:
            onward = at_word.get(last + 1)
            country = country_names().longest(words, last + 1)
            if country is not None and words.capital[last + 1]:
                last = country.last
            elif last + 1 in places:
                last = places[last + 1]
            elif onward is not None and not value.name:
                owner, last = onward.value, onward.last
        first = self._past_adjective(first)
        if (first, last) == (hit.first, hit.last):
            return hit if value.name else None
        if not value.name and last == hit.last and first == hit.first:
            return None
        body = self._body(first, last, value.kind)
        return Hit(first, last, replace(body, parent=owner.name if owner else body.parent))

    def _past_adjective(self, first: int) -> int:
        """*американского* before *министерства*: the adjective of a state belongs to the name."""
        words = self.words
        if first == 0 or words.gaps[first - 1] != SPACE or not is_cyrillic(words.forms[first - 1]):
            return first
        hit = demonyms().longest(words, first - 1)
        return first - 1 if hit is not None and hit.last == first - 1 else first

    def _named(self, hit: Hit[Body]) -> Hit[Body]:
        if hit.value.listed or not is_cyrillic(hit.value.name[:1]):
            return hit
        return replace(hit, value=replace(hit.value, name=nominative_phrase(hit.value.name)))

    def _contradicted(self, hit: Hit[Body]) -> bool:
        over = self.names.over(hit.first, hit.last)
        return bool(over) and all(
            name.kind != BODY and name.first <= hit.first and name.last >= hit.last for name in over
        )

    def _says_nothing(self, hit: Hit[Body]) -> bool:
        """*Комитет*, *Секретариат* alone."""
        return hit.first == hit.last and self.words.keys[hit.first] in heads()

    def _body(self, first: int, last: int, kind: str | None = None) -> Body:
        words, kinds = self.words, heads()
        keys = tuple(words.keys[first : last + 1])
        if keys in self.seen:
            return self.seen[keys]
        kind = kind or next((kinds[key] for key in keys if key in kinds), "body")
        written = words.joined(first, last)
        plain = words_in(_QUOTES.sub("", written))
        known = listed().bodies.longest(plain, 0)
        if known is not None and known.last == len(plain) - 1:
            body = known.value
        elif _OPENED.search(words.text, 0, words.starts[first]):
            body = Body(written, None, kind, listed=False)
        else:
            body = Body(nominative_phrase(written), None, kind, listed=False)
        self.seen[keys] = body
        return body


def _matters(words: Words, at: int) -> int | None:
    hit = phrases_listed("organisations", "matters_ru").longest(words, at)
    return hit.last if hit else None


@cache
def _small_heads() -> dict[str, str]:
    return {
        key_of(word): kind
        for kind, nouns in table("organisations")["small_heads_ru"].items()
        for word in nouns
        if " " not in word
    }


@cache
def _no_bodies() -> frozenset[str]:
    return frozenset(table("organisations")["not_bodies_ru"])
