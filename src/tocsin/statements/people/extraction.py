"""People: `rules.person.v2`.

1. Offices are read first, with the body or country that they are offices of.
2. A run of capitals is a person when an office or a form of address stands beside it, when its first part is a
   listed given name, when it has initials, when a verb of speaking, an age or *who* follows, or when its last part
   speaks alone elsewhere in the text. In Russian the tagger of names decides.
3. Mentions are gathered under the fullest name: surname alone, initials, given name and patronymic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import (
    COMMA,
    DASH,
    SPACE,
    Words,
    words_listed,
    words_of,
)
from tocsin.statements.people.evidence import Evidence, eponym, office_follows, opens_bracket
from tocsin.statements.people.gathered import Mention, Person, gathered
from tocsin.statements.people.names import Name, NameReader, given_name_like, with_family
from tocsin.statements.people.roles import (
    Office,
    OfficeReader,
    country_after_of,
    gap_after,
    joined,
    past_brackets,
    skip_ranks,
)
from tocsin.statements.people.tagged import with_tagged
from tocsin.statements.places.gazetteer import canonical_countries
from tocsin.statements.russian.names import PLACE, russian_names
from tocsin.statements.sightings import Sighting, Sightings


@dataclass(frozen=True, slots=True)
class PersonExtractor:
    name: str = "rules.person.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        words = words_of(reading.document.text)
        bodies = bodies_by_word(words, reading.of("Organisation"))
        names = russian_names(reading)
        places = {name.first: name.last for name in names.of(PLACE)}
        mentions = with_tagged(words, _candidates(words, bodies, places), names)
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


def _candidates(
    words: Words, bodies: dict[int, tuple[int, Sighting]], places: dict[int, int]
) -> list[Mention]:
    offices = OfficeReader(words, bodies, places).offices()
    taken = set(_taken(bodies))
    for office in offices:
        taken.update(range(office.core_first, office.core_last + 1))
    reader = NameReader(words, taken.__contains__)
    before, starts_at = _chains(words, offices)
    evidence = Evidence(words, reader, starts_at)
    found: dict[int, Mention] = {}
    for after_chain, chain in before.items():
        at = skip_ranks(words, after_chain)
        last = reader.run(at) if at < len(words) else None
        if last is not None and not eponym(words, last):
            close = gap_after(words, after_chain - 1) == SPACE
            name = with_family(reader.read(at, last))
            if name.full or (close and _alone(words, chain[-1], name)) or (name.given and name.family):
                found[at] = Mention(name, list(chain), 0.95 if name.given else 0.6)
    index, ranks = 0, words_listed("roles", "ranks")
    while index < len(words):
        if index in found:
            candidate = found[index]
        elif words.keys[index] in ranks:
            index += 1
            continue
        elif words.capital[index] and (last := reader.run(index)) is not None:
            candidate = evidence.judged(index, last)
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


def _alone(words: Words, office: Office, name: Name) -> bool:
    """*President Weber*, but not *Co-ordinator of OSCE Activities*: a single name right after an office's body."""
    if not name.family or (office.organisation and office.last > office.core_last and "-" not in name.family):
        return False
    return words.keys[name.last] not in words_listed("roles", "things")


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
        after = past_brackets(words, chain[-1].last) + 1
        if after >= len(words) or gap_after(words, after - 1) not in (SPACE, COMMA):
            continue
        if not (_new_line(words, after) and _after_a_name(words, chain[0].first)):
            ending[after] = chain
    return ending, {chain[0].first: chain for chain in chains}


def _new_line(words: Words, at: int) -> bool:
    return "\n" in words.text[words.ends[at - 1] : words.starts[at]]


def _after_a_name(words: Words, first: int) -> bool:
    """In a list of *Anna Weber – Director of ...* an office belongs to its own line."""
    before = first - 1 if first > 1 and words.keys[first - 1] == "the" else first
    return before > 0 and words.capital[before - 1] and (
        words.gaps[before - 1] in (COMMA, DASH) or opens_bracket(words, before - 1)
    )  # fmt: skip


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
    if not office_follows(words, last, starts_at) or candidate.evidence == 0:
        return
    chain = starts_at.get(last + 1) or starts_at[last + 2]
    after = chain[-1].last + 1
    close = after < len(words) and words.gaps[after - 1] == SPACE and not _new_line(words, after)
    owned = close and (after in found or (words.capital[after] and given_name_like(words.forms[after])))
    if owned or chain[0] in candidate.offices:
        return
    candidate.offices.extend(chain)
    follower = found.get(skip_ranks(words, after))
    if follower is not None and follower.offices == chain:
        found[follower.name.first] = replace(follower, offices=[])
