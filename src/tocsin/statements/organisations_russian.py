"""Russian bodies that the tagger of names finds beside those of the lexicon and of the rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.statements.lexicon import Hit, Words
from tocsin.statements.organisations_known import Body, heads
from tocsin.statements.people_russian import nominative_phrase
from tocsin.statements.russian_names import BODY, RussianNames

_QUOTED = re.compile(r"[\"«„“]\s*$")


def with_tagged(words: Words, hits: Sequence[Hit[Body]], names: RussianNames) -> list[Hit[Body]]:
    """The rules' mentions and the tagger's, in order and without overlaps.

    A listed body stays as the lexicon has it. A name that a rule built gives way to a longer one of the tagger;
    words that the tagger takes for a person or a place are no body unless the lexicon lists them.
    """
    kept = [hit for hit in hits if hit.value.listed or not _contradicted(hit, names)]
    taken = {at: hit for hit in kept for at in range(hit.first, hit.last + 1)}
    found = list(kept)
    known: dict[tuple[str, ...], Body] = {}
    for name in names.of(BODY):
        under = {id(hit): hit for at in range(name.first, name.last + 1) if (hit := taken.get(at))}
        if any(hit.value.listed or hit.last - hit.first >= name.last - name.first for hit in under.values()):
            continue
        found = [hit for hit in found if id(hit) not in under]
        keys = tuple(words.keys[name.first : name.last + 1])
        body = known.setdefault(keys, _body(words, name.first, name.last))
        found.append(Hit(name.first, name.last, body))
    return sorted(found, key=lambda hit: hit.first)


def _contradicted(hit: Hit[Body], names: RussianNames) -> bool:
    over = names.over(hit.first, hit.last)
    return bool(over) and all(
        name.kind != BODY and name.first <= hit.first and name.last >= hit.last for name in over
    )


def _body(words: Words, first: int, last: int) -> Body:
    kinds = heads()
    kind = next((kinds[words.keys[at]] for at in range(first, last + 1) if words.keys[at] in kinds), "body")
    written = words.joined(first, last)
    if _QUOTED.search(words.text, 0, words.starts[first]):
        return Body(written, None, kind, listed=False)
    return Body(nominative_phrase(written), None, kind, listed=False)
