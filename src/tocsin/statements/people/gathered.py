"""One person out of many mentions in a document: the fullest name, and what is plainly short for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from tocsin.statements.lexicon import HYPHEN, SPACE, STOP, Words, is_cyrillic
from tocsin.statements.people.names import Name, family_key, repaired
from tocsin.statements.people.roles import Office
from tocsin.statements.people.russian import nominative


@dataclass(slots=True)
class Mention:
    """A name in the text, the offices that stand beside it, and how much speaks for its being a person's."""

    name: Name
    offices: list[Office] = field(default_factory=list)
    evidence: float = 0.0


@dataclass(slots=True)
class Person:
    canonical: str
    given: str | None
    family: str | None
    mentions: list[Mention]

    @property
    def score(self) -> float:
        return max(mention.evidence for mention in self.mentions)


def gathered(words: Words, mentions: Sequence[Mention], taken: Collection[int]) -> list[Person]:
    """The people of a document in the order of their first mentions."""
    people: list[Person] = []
    short: list[Mention] = []
    for mention in mentions:
        if not mention.name.full:
            short.append(mention)
            continue
        person = next((one for one in people if _same(one, mention.name)), None)
        if person is None:
            people.append(Person(mention.name.canonical, mention.name.given, mention.name.family, [mention]))
        else:
            person.mentions.append(mention)
    for mention in short:
        owners = [person for person in people if _short_for(mention.name, person)]
        if len(owners) == 1:
            owners[0].mentions.append(mention)
        elif not owners and mention.name.family:
            people.append(Person(mention.name.canonical, mention.name.given, mention.name.family, [mention]))
        elif not owners:
            alone = f"{mention.name.given} {mention.name.patronymic}"
            people.append(Person(alone, mention.name.given, None, [mention]))
    _add_surnames(words, people, taken)
    for person in people:
        person.mentions.sort(key=lambda mention: mention.name.first)
        person.canonical = _canonical(person)
    return sorted(people, key=lambda person: person.mentions[0].name.first)


def _canonical(person: Person) -> str:
    """The nominative for Cyrillic names, the shortest of the mentions'; otherwise the name as written."""
    if not is_cyrillic(person.canonical):
        return person.canonical
    full = [m.name for m in person.mentions if m.name.full] or [person.mentions[0].name]
    return min((nominative(name) for name in full), key=lambda text: (len(text), text))


def _same(person: Person, name: Name) -> bool:
    if not person.family or not name.family or not person.given or not name.given:
        return False
    return family_key(person.family) == family_key(name.family) and _alike(person.given, name.given)


def _alike(one: str, other: str) -> bool:
    one, other = family_key(one), family_key(other)
    return one == other or (len(one) > 4 and Levenshtein.normalized_similarity(one, other) >= 0.8)


def _short_for(name: Name, person: Person) -> bool:
    if name.family is None:
        return bool(person.given and name.given and family_key(person.given) == family_key(name.given))
    if person.family is None or family_key(person.family) != family_key(name.family):
        return False
    return name.given is None or (person.given or "")[:1] == name.given[:1]


def _add_surnames(words: Words, people: Sequence[Person], taken: Collection[int]) -> None:
    """Mentions by surname alone, where only one person of the document has it."""
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.family and len(person.family) > 2:
            owners[family_key(person.family.split("-")[-1].split()[-1])].append(person)
    used = {at for person in people for m in person.mentions for at in range(m.name.first, m.name.last + 1)}
    for at in _free_capitals(words, used, taken):
        held = owners.get(family_key(repaired(words.forms[at])))
        if held and len(held) == 1 and not _inside_longer(words, at):
            held[0].mentions.append(Mention(Name(at, at, None, None, held[0].family), [], 0.8))


def _free_capitals(words: Words, used: Collection[int], taken: Collection[int]) -> Iterator[int]:
    for at, capital in enumerate(words.capital):
        if capital and at not in used and at not in taken and len(words.forms[at]) > 2:
            yield at


def _inside_longer(words: Words, at: int) -> bool:
    """Part of a hyphenated word or of another person's name."""
    left = at > 0 and words.gaps[at - 1] == HYPHEN
    initial = (
        at > 0
        and words.gaps[at - 1] in (STOP, SPACE)
        and len(words.forms[at - 1]) == 1
        and words.capital[at - 1]
    )
    return left or initial or words.gaps[at] == HYPHEN
