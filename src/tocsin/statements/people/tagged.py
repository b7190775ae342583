"""Russian people: the rules' mentions weighed against the names that the tagger finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.statements.lexicon import Words
from tocsin.statements.people.gathered import Mention
from tocsin.statements.people.names import Name, NameReader, with_family
from tocsin.statements.people.roles import skip_ranks
from tocsin.statements.russian.names import NOTHING, PERSON, RussianNames

_BY_BOTH, _BY_TAGGER = 0.95, 0.8


def with_tagged(words: Words, mentions: Sequence[Mention], names: RussianNames) -> list[Mention]:
    """Borders are the tagger's; offices are the rules'.

    A rule's name without an office that the tagger takes for a place or a body, or for nothing, is dropped.
    """
    if names is NOTHING:
        return list(mentions)
    reader = NameReader(words, lambda _: False)
    found: dict[int, Mention] = {}
    for mention in mentions:
        over = names.over(mention.name.first, mention.name.last)
        if any(one.kind == PERSON for one in over):
            continue
        if mention.offices and not over and mention.name.full:
            found[mention.name.first] = mention
    for one in names.of(PERSON):
        first = skip_ranks(words, one.first)
        if first > one.last:
            continue
        name = _read(words, reader, first, one.last)
        by_rule = [m for m in mentions if m.name.first <= one.last and m.name.last >= first]
        if by_rule:
            offices = [office for mention in by_rule for office in mention.offices]
            name = with_family(name) if offices else name
            found[first] = replace(by_rule[0], name=name, offices=offices, evidence=_BY_BOTH)
        else:
            found[first] = Mention(name, [], _BY_TAGGER)
    return [found[at] for at in sorted(found)]


def _read(words: Words, reader: NameReader, first: int, last: int) -> Name:
    if first == last and not words.forms[first][:1].isupper():
        return Name(first, last, None, None, words.forms[first])
    return reader.read(first, last)
