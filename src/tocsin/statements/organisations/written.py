"""Names of bodies as written: listed ones, organs beside their parent, names built on a head noun."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from tocsin.statements.lexicon import (
    HYPHEN,
    POSSESSIVE,
    SPACE,
    STOP,
    Hit,
    Words,
    is_cyrillic,
    key_of,
    phrases_listed,
    words_listed,
)
from tocsin.statements.organisations.known import Body, Organ, head_form, heads, listed
from tocsin.statements.organisations.nouns import (
    begins_person,
    is_head,
    is_initial,
    is_plural,
    never_inside,
    words_in_capitals,
)
from tocsin.statements.places.gazetteer import country_keys, country_names, listed_spots

_TIGHT = (SPACE, HYPHEN)
_NEAR = (SPACE, HYPHEN, POSSESSIVE)
_ADJECTIVE = ("al", "ic", "ive", "ary", "ing", "ed", "ous", "an")
_ADJECTIVE_RU = (
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ую", "юю", "ых",
    "их",
)  # fmt: skip
_TAILS = (("member", "state"), ("member", "country"), ("participating", "state"))
_LONGEST = 9
_DEEPEST = 4
"""Bodies of bodies of bodies: no name goes on for longer."""
_POSSESSIVE = re.compile(r"['’ʼ`]s? ")
_ABROAD = frozenset({"delegation", "mission", "office", "embassy", "presence"})


@dataclass(slots=True)
class NameReader:
    """Reads one text from left to right; a longer reading of a name wins over a shorter one."""

    words: Words
    organs_alone: list[Hit[Organ]] = field(default_factory=list)
    depth: int = 0
    seen: Counter[str] = field(default_factory=Counter)

    def mentions(self) -> list[Hit[Body]]:
        """Every mention of a body, in order and without overlaps."""
        found: list[Hit[Body]] = []
        index = 0
        while index < len(self.words):
            waiting = len(self.organs_alone)
            hit = self._mention(index) or self._federation(index)
            if hit is None:
                index = self.organs_alone[-1].last + 1 if len(self.organs_alone) > waiting else index + 1
                continue
            found.append(hit)
            self.seen[hit.value.name] += 1
            if hit.value.parent:
                self.seen[hit.value.parent] += 1
            index = hit.last + 1
        found.extend(self._organs_in_context(found))
        return sorted(found, key=lambda hit: hit.first)

    def _mention(self, index: int) -> Hit[Body] | None:
        words = self.words
        if words.case != "mixed":
            return self._whatever_case(index)
        if not words.capital[index] and words.keys[index] != "al":
            return None
        organ = listed().organs.longest(words, index)
        body = listed().bodies.longest(words, index)
        if organ is not None and (body is None or organ.last >= body.last):
            composed = self._organ_of(organ)
            if composed is not None:
                return composed
            if organ.value.alone is not None:
                return self._extended(Hit(organ.first, self._tail(organ.last), self._owned(organ.value)))
            if body is not None and body.last == organ.last > organ.first:
                return self._extended(body)
            built = self._built(index, None)
            if built is not None and built.last > organ.last:
                return built
            self.organs_alone.append(organ)
            return None
        if body is not None:
            return self._extended(body)
        return self._built(index, None)

    def _federation(self, index: int) -> Hit[Body] | None:
        """*the Russian Federation of Combined Martial Arts*: no state, though it begins like one."""
        words = self.words
        state = (
            country_names().longest(words, index)
            if words.keys[index + 1 : index + 2] == ["federation"]
            else None
        )
        if state is None or state.last != index + 1 or words.keys[state.last + 1 : state.last + 2] != ["of"]:
            return None
        at = state.last + 2
        if (
            at >= len(words)
            or not words.capital[at]
            or words.gaps[at - 1] != SPACE
            or words.gaps[state.last] != SPACE
        ):
            return None
        last = self._capital_run(at)
        return Hit(index, last, self._new(index, last, index, last, None, "organisation"))

    def _whatever_case(self, index: int) -> Hit[Body] | None:
        """In a text in capitals, or in one without any, only what is listed counts, and no word-like acronym."""
        words = self.words
        body = listed().bodies.longest(words, index)
        if body is None or (body.first == body.last and words.forms[index] in words_in_capitals()):
            return None
        return self._extended(body)

    def _owned(self, organ: Organ) -> Body:
        """Which body's organ a well-known name means: another body's when only that one was named so far."""
        alone = organ.alone
        others = [name for name in organ.of if self.seen[name] and (alone is None or name != alone.parent)]
        if alone is None or (others and not self.seen[alone.parent or ""]):
            return organ.of[max(others, key=lambda name: self.seen[name])]
        return alone

    def _organ_of(self, organ: Hit[Organ]) -> Hit[Body] | None:
        """*Joint Staff of the CSTO*, *Секретариат ОДКБ*, *Secretariat of the CSTO Parliamentary Assembly*."""
        at = self._past_preposition(organ.last)
        if at is None:
            return None
        parent = self._mention_below(at)
        if parent is None:
            return None
        value = organ.value.of.get(parent.value.name) or organ.value.of.get(parent.value.parent or "")
        if value is None or parent.value.name not in organ.value.of:
            value = self._new(organ.first, parent.last, organ.first, organ.last, parent.value)
        return Hit(organ.first, self._tail(parent.last), value)

    def _extended(self, body: Hit[Body]) -> Hit[Body]:
        """*CSTO Joint Staff*, *OSCE's Permanent Council*: the organ right after its body."""
        words = self.words
        if words.gaps[body.last] not in _NEAR or body.last + 1 >= len(words):
            return body
        if body.value.country is not None:
            return self._of_state(body)
        at = body.last + 1
        organ = listed().organs.longest(words, at) if words.capital[at] else None
        if organ is not None and (value := organ.value.of.get(body.value.name)) is not None:
            return self._extended(Hit(body.first, organ.last, value))
        built = self._built(at, body)
        if built is not None:
            return built
        place = words.forms[at]
        if body.value.kind == "media" and words.capital[at] and key_of(place) in country_keys():
            name = f"{body.value.name} {place}"
            return Hit(body.first, at, Body(name, None, "media", None, listed=False))
        return body

    def _of_state(self, body: Hit[Body]) -> Hit[Body]:
        """A national body whose name another state's body has as well: *State Committee ... of Tajikistan*."""
        words, at = self.words, body.last + 1
        if words.gaps[body.last] != SPACE:
            return body
        if words.keys[at] == "of":
            at += 1
        elif not is_cyrillic(words.forms[at]):
            return body
        at += at < len(words) and words.keys[at] == "the"
        country = country_names().longest(words, at) if at < len(words) else None
        if country is None:
            return body
        if country.value == body.value.country:
            return Hit(body.first, country.last, body.value)
        other = self._new(body.first, country.last, body.first, country.last, None, body.value.kind)
        return Hit(body.first, country.last, other)

    def _built(self, index: int, parent: Hit[Body] | None) -> Hit[Body] | None:
        """A name on a head noun that begins at `index`: capitals up to the head, then *of ...* phrases."""
        words, kinds = self.words, heads()
        if words.case != "mixed":
            return None
        if words.keys[index] in never_inside() and not self._general(index):
            return None
        head, at = None, index
        while at < len(words) and at - index < _LONGEST:
            if is_head(words, at) and (words.capital[at] or (is_cyrillic(words.forms[at]) and at > index)):
                head = at
                if is_cyrillic(words.forms[at]):
                    break
            elif not self._attribute(at, index):
                break
            if words.gaps[at] not in _TIGHT:
                break
            at += 1
        if head is None:
            return None
        if is_cyrillic(words.forms[head]):
            return self._built_russian(index, head, parent)
        last, above = self._after_head(head)
        place = listed_spots().longest(words, index)
        if place is not None and place.last >= last:
            return None  # *the Soviet Union*
        alone = head == index and last == head
        if alone and (parent is None or parent.value.kind in {"armed group", "media"}):
            return None
        if parent is None and last == head and words.opens(index) and head - index < 1:
            return None
        first = parent.first if parent else self._past_short_country(index)
        owner = parent.value if parent else above
        name_last = last if above is None or parent else self._np_end(head, last)
        return Hit(first, last, self._new(first, last, index, name_last, owner, kinds[words.keys[head]]))

    def _past_short_country(self, index: int) -> int:
        """*U.S. Department of Justice*: the country's letters belong to the name."""
        words = self.words
        short = index >= 2 and words.forms[index - 2 : index] in (["U", "S"], ["U", "K"])
        return index - 2 if short and words.gaps[index - 2 : index] == [STOP, STOP] else index

    def _attribute(self, at: int, index: int) -> bool:
        """Whether a word may stand before the head noun: a capital, a half of a compound, an *and* between two."""
        words = self.words
        if words.keys[at] == "and":
            return self._joins(at, index)
        if is_cyrillic(words.forms[at]) and not words.forms[at].endswith(_ADJECTIVE_RU):
            return False
        if words.keys[at] in never_inside() and not self._general(at):
            return False
        return words.capital[at] or words.gaps[at - 1] == HYPHEN

    def _general(self, at: int) -> bool:
        """*General Staff*, *General Directorate*: here the word is no rank and no office."""
        words = self.words
        return words.forms[at] == "General" and at + 1 < len(words) and words.gaps[at] == SPACE and (
            is_head(words, at + 1) and words.capital[at + 1]
        )  # fmt: skip

    def _built_russian(self, index: int, head: int, parent: Hit[Body] | None) -> Hit[Body] | None:
        words = self.words
        last = head
        if last + 1 < len(words) and words.gaps[last] == SPACE:
            matter = phrases_listed("organisations", "matters_ru").longest(words, last + 1)
            last = matter.last if matter else last
        owner = None
        if last + 1 < len(words) and words.gaps[last] == SPACE:
            above = self._mention_below(last + 1)
            if above is not None:
                owner, last = above.value, above.last
            elif words.capital[last + 1] and not is_initial(words, last + 1):
                country = country_names().longest(words, last + 1)
                last = country.last if country else last
        if last == head and (index == head or words.opens(index)):
            return None
        first = parent.first if parent else index
        body = self._new(first, last, index, last, owner, heads()[words.keys[head]])
        if first == head:
            body = replace(body, name=f"{head_form(words.keys[head])}{body.name[len(words.forms[head]) :]}")
        return Hit(first, last, body)

    def _after_head(self, head: int) -> tuple[int, Body | None]:
        """Where the *of ...* phrases after a head noun end, and the body that the last of them names."""
        words, last, above = self.words, head, None
        for _ in range(4):
            at = last + 1
            if (
                at >= len(words)
                or words.gaps[last] != SPACE
                or words.keys[at] not in words_listed("organisations", "prepositions")
            ):
                break
            if words.keys[at] in {"in", "at"} and words.keys[head] not in _ABROAD:
                break
            if words.keys[at] in {"to", "under"} and last == head and words.keys[at] == "to":
                break
            preposition = words.keys[at]
            at += 1
            if at < len(words) and words.keys[at] == "the":
                at += 1
            if at >= len(words) or not words.capital[at] or words.gaps[at - 1] != SPACE:
                break
            if words.keys[at] in words_listed("organisations", "calendar"):
                break
            if preposition in {"in", "at"}:
                last = self._place_end(at)
                continue
            below = self._mention_below(at)
            if below is not None and preposition in {"on", "against"}:
                break  # *briefed the Security Council on ISIL*: what it was told of
            if below is not None:
                last, above = self._tail(below.last), below.value
                break
            last = self._capital_run(at)
        return last, above

    def _place_end(self, at: int) -> int:
        """The last word of the place that begins at word `at`: a country's name, else one capitalised word."""
        words = self.words
        country = country_names().longest(words, at)
        if country is not None:
            return country.last
        while words.gaps[at] == HYPHEN and at + 1 < len(words) and words.capital[at + 1]:
            at += 1
        return at

    def _capital_run(self, at: int) -> int:
        """The last of the capitals that begin at word `at`; neither a person's name nor an office belongs to them."""
        words = self.words
        while at + 1 < len(words):
            if begins_person(words, at + 1) and not (at + 2 < len(words) and is_head(words, at + 2)):
                break
            if words.gaps[at] in _TIGHT and words.capital[at + 1]:
                at += 1
            elif (
                words.gaps[at] == SPACE and words.keys[at + 1] == "and" and at + 2 < len(words)
                and words.capital[at + 2] and words.gaps[at + 1] == SPACE and self._may_join(at + 2)
            ):  # fmt: skip
                at += 2
            else:
                break
        return at

    def _may_join(self, at: int) -> bool:
        words = self.words
        return (
            not is_head(words, at)
            and not begins_person(words, at)
            and words.keys[at] not in words_listed("roles", "modifiers_of_people")
            and listed().bodies.longest(words, at) is None
            and not words.forms[at].isupper()
        )

    def _joins(self, at: int, index: int) -> bool:
        """*Organizational and Planning Department*: the *and* between two attributes of one head."""
        words = self.words
        return (
            words.keys[at] == "and" and at > index and at + 1 < len(words) and words.capital[at + 1]
            and (words.keys[at - 1].endswith(_ADJECTIVE) or (index > 0 and words.keys[index - 1] == "the"))
        )  # fmt: skip

    def _np_end(self, head: int, last: int) -> int:
        words, at = self.words, head
        while at < last and listed().bodies.longest(words, at + 1) is None:
            at += 1
        while at > head and (not words.capital[at] or words.keys[at] == "the"):
            at -= 1
        return at

    def _past_preposition(self, last: int) -> int | None:
        words, at = self.words, last + 1
        if at >= len(words) or words.gaps[last] not in (SPACE,):
            return None
        if words.keys[at] in {"of", "under"}:
            at += 1
            while at < len(words) and words.keys[at] in {"the", "auspice", "of"}:
                at += 1
            return at if at < len(words) else None
        if words.keys[at] == "государств":
            while at < len(words) and words.keys[at] in {"государств", "участник", "член"}:
                at += 1
            return at if at < len(words) else None
        if words.keys[at] in {"при", "в"}:
            return at + 1 if at + 1 < len(words) else None
        return at if is_cyrillic(words.forms[last]) and words.capital[at] else None

    def _mention_below(self, index: int) -> Hit[Body] | None:
        if self.depth >= _DEEPEST:
            return None
        waiting = len(self.organs_alone)
        self.depth += 1
        hit = self._mention(index)
        self.depth -= 1
        del self.organs_alone[waiting:]
        return hit

    def _tail(self, last: int) -> int:
        """*of the CSTO member states*: the two words after the body's name belong to the organ's name."""
        words = self.words
        if (
            last + 2 < len(words)
            and words.gaps[last] == SPACE
            and tuple(words.keys[last + 1 : last + 3]) in _TAILS
        ):
            return last + 2
        return last

    def _new(
        self, first: int, last: int, np_first: int, np_last: int, owner: Body | None, kind: str = "body"
    ) -> Body:  # fmt: skip
        name = self.words.joined(first, last)
        if owner is not None and np_first > first:
            name = _POSSESSIVE.sub(" ", name, count=1)  # *Parliament's Committee* is the Parliament Committee
        if owner is not None and np_last < last and owner.listed and owner.parent is None:
            name = f"{owner.short} {self.words.joined(np_first, np_last)}"
        return Body(name, None, kind, owner.name if owner else None, listed=False)

    def _organs_in_context(self, found: list[Hit[Body]]) -> list[Hit[Body]]:
        """*the Joint Staff*, *the Secretariat* alone: that of the body which the document names most."""
        taken = {at for hit in found for at in range(hit.first, hit.last + 1)}
        added = []
        for organ in self.organs_alone:
            owners = [name for name in organ.value.of if self.seen[name]]
            if organ.first in taken or is_plural(self.words.forms[organ.last]):
                continue
            if not owners:
                if organ.last > organ.first and all(self.words.capital[organ.first : organ.last + 1]):
                    name = self.words.joined(organ.first, organ.last)
                    added.append(Hit(organ.first, organ.last, Body(name, None, "body", None, listed=False)))
                continue
            qualified = [name for name in owners if self.seen[organ.value.of[name].name]]
            best = max(qualified or owners, key=lambda name: self.seen[name])
            only = len(organ.value.of) == 1 and organ.last > organ.first
            if qualified or only or self.seen[best] >= 3:
                added.append(Hit(organ.first, organ.last, organ.value.of[best]))
        return added
