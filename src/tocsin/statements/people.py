"""People: `rules.person.v1`.

1. Offices are read first, with the body or country that they are offices of.
2. A run of capitals is a person when an office stands beside it, when its first part is a listed given name,
   when it has initials, or when a verb of speaking follows.
3. Mentions are gathered under the fullest name: surname alone, initials, given name and patronymic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.gazetteer import canonical_countries
from tocsin.statements.lexicon import COMMA, HYPHEN, SPACE, Words, is_cyrillic, table, words_listed, words_of
from tocsin.statements.people_gathered import Mention, Person, gathered
from tocsin.statements.people_names import NameReader, given_name_like, is_patronymic
from tocsin.statements.people_roles import Office, OfficeReader, country_after_of, joined, skip_ranks
from tocsin.statements.people_tagged import with_tagged
from tocsin.statements.russian_names import russian_names
from tocsin.statements.sightings import Sighting, Sightings


@dataclass(frozen=True, slots=True)
class PersonExtractor:
    name: str = "rules.person.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        words = words_of(reading.document.text)
        bodies = bodies_by_word(words, reading.of("Organisation"))
        mentions = with_tagged(words, _candidates(words, bodies), russian_names(reading))
        for person in gathered(words, mentions, _taken(bodies)):
            yield self._draft(reading, words, person)

    def _draft(self, reading: Reading, words: Words, person: Person) -> Draft:
        first = person.mentions[0]
        edges = [(words.starts[o.first], words.ends[o.last]) for o in first.offices]
        edges.append((words.starts[first.name.first], words.ends[first.name.last]))
        draft = Draft.open(
            "Person", document=reading.document, start=min(e[0] for e in edges), end=max(e[1] for e in edges),
            origin=self.name, score=round(person.score, 2), told_apart_by=person.canonical,
        ).say("name", person.canonical)  # fmt: skip
        for mention in person.mentions:
            place = (words.starts[mention.name.first], words.ends[mention.name.last])
            draft = draft.say("surfaceForm", reading.document.text[slice(*place)], at=place)
        for mention in person.mentions:
            for office in mention.offices:
                place = (words.starts[office.first], words.ends[office.last])
                draft = draft.say("role", " ".join(reading.document.text[slice(*place)].split()), at=place)
        for mention in person.mentions:
            for office in mention.offices:
                if office.country and not draft.first("country"):
                    place = (words.starts[office.first], words.ends[office.last])
                    draft = draft.say("country", canonical_countries().get(office.country), at=place)
        return draft


def bodies_by_word(words: Words, drafts: list[Draft]) -> dict[int, tuple[int, Sighting]]:
    """By the index of its first word: the last word and the sighting of every mention of a body."""
    starts = {start: index for index, start in enumerate(words.starts)}
    ends = {end: index for index, end in enumerate(words.ends)}
    found: dict[int, tuple[int, Sighting]] = {}
    for sighting in Sightings.of(drafts).items:
        first, last = starts.get(sighting.start), ends.get(sighting.end)
        if first is not None and last is not None and (first not in found or found[first][0] < last):
            found[first] = (last, sighting)
    return found


def _taken(bodies: dict[int, tuple[int, Sighting]]) -> frozenset[int]:
    return frozenset(at for first, (last, _) in bodies.items() for at in range(first, last + 1))


def _candidates(words: Words, bodies: dict[int, tuple[int, Sighting]]) -> list[Mention]:
    offices = OfficeReader(words, bodies).offices()
    taken = set(_taken(bodies))
    for office in offices:
        taken.update(range(office.core_first, office.core_last + 1))
    reader = NameReader(words, taken.__contains__)
    before, starts_at = _chains(words, offices)
    found: dict[int, Mention] = {}
    for after_chain, chain in before.items():
        at = skip_ranks(words, after_chain)
        last = reader.run(at) if at < len(words) else None
        if last is not None and not _eponym(words, last):
            close = words.gaps[after_chain - 1] == SPACE
            name = reader.read(at, last)
            if name.full or (close and name.family) or (name.given and name.family):
                found[at] = Mention(name, list(chain), 0.95 if name.given else 0.6)
    index = 0
    while index < len(words):
        if index in found:
            candidate = found[index]
        elif words.keys[index] in words_listed("roles", "ranks"):
            index += 1
            continue
        elif words.capital[index] and (last := reader.run(index)) is not None:
            candidate = _judged(words, reader, index, last, starts_at)
        else:
            index += 1
            continue
        _add_following(words, candidate, starts_at, found)
        if candidate.evidence > 0:
            found[candidate.name.first] = candidate
            index = candidate.name.last + 1
        else:
            index += 1
    return [found[at] for at in sorted(found)]


def _chains(words: Words, offices: list[Office]) -> tuple[dict[int, list[Office]], dict[int, list[Office]]]:
    """Offices that are joined, by the word after the last of them and by the word that begins the first."""
    chains: list[list[Office]] = []
    for office in offices:
        if chains and joined(words, chains[-1][-1].last, office.first):
            chains[-1].append(office)
        else:
            chains.append([office])
    ending = {}
    for chain in chains:
        after = chain[-1].last + 1
        if after < len(words) and words.gaps[after - 1] in (SPACE, COMMA):
            ending[after] = chain
    return ending, {chain[0].first: chain for chain in chains}


def _judged(
    words: Words, reader: NameReader, first: int, last: int, starts_at: dict[int, list[Office]]
) -> Mention:
    """A run without an office before it; evidence 0 when nothing speaks for its being a name."""
    name = reader.read(first, last)
    if name.given and name.family:
        if name.given.endswith("."):
            return Mention(name, [], 0.85)
        if given_name_like(name.given) and len(name.family.split()) <= 3:
            return Mention(name, [], 0.0 if _eponym(words, last) and last == first else 0.9)
        if name.patronymic or (is_cyrillic(words.text[words.starts[first]]) and given_name_like(name.family)):
            return Mention(name, [], 0.85)
        if _speaks(words, last) and len(name.family.split()) == 1:
            return Mention(name, [], 0.7)
        if _office_follows(words, last, starts_at) and len(name.family.split()) <= 2:
            return Mention(name, [], 0.8)
    elif name.given and name.patronymic and is_patronymic(name.patronymic):
        return Mention(name, [], 0.85)
    return Mention(name, [], 0.0)


def _speaks(words: Words, last: int) -> bool:
    at = last + 1
    return at < len(words) and words.gaps[last] == SPACE and words.forms[at].lower() in _speech()


def _office_follows(words: Words, last: int, starts_at: dict[int, list[Office]]) -> bool:
    if words.gaps[last] != COMMA:
        return False
    return bool(starts_at.get(last + 1) or (words.keys[last + 1] == "the" and starts_at.get(last + 2)))


def _add_following(
    words: Words, candidate: Mention, starts_at: dict[int, list[Office]], found: dict[int, Mention]
) -> None:
    """*Marcel Peshko, Director of ...*: the offices after a name, unless the name after them owns them."""
    last = candidate.name.last
    if (
        candidate.offices
        and candidate.offices[-1].country is None
        and candidate.offices[-1].organisation is None
    ):
        candidate.offices[-1] = replace(candidate.offices[-1], country=country_after_of(words, last))
    if not _office_follows(words, last, starts_at) or candidate.evidence == 0:
        return
    chain = starts_at.get(last + 1) or starts_at[last + 2]
    after = chain[-1].last + 1
    owned = after in found and words.gaps[after - 1] == SPACE
    if not owned:
        owned = after < len(words) and words.gaps[after - 1] == SPACE and words.capital[after] and (
            given_name_like(words.forms[after])
        )  # fmt: skip
    if owned or chain[0] in candidate.offices:
        return
    candidate.offices.extend(chain)
    follower = found.get(skip_ranks(words, after))
    if follower is not None and follower.offices == chain:
        found[follower.name.first] = replace(follower, offices=[])


def _eponym(words: Words, last: int) -> bool:
    at = last + 1
    return at < len(words) and words.gaps[last] in (SPACE, HYPHEN) and (
        words.keys[at] in words_listed("roles", "eponym_of")
    )  # fmt: skip


@cache
def _speech() -> frozenset[str]:
    return frozenset(table("roles")["speech"])
