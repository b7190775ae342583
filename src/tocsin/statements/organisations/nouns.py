"""Which words make, begin or end a body's name."""

from __future__ import annotations

from functools import cache

from tocsin.statements.lexicon import Words, is_cyrillic, key_of, table, words_listed
from tocsin.statements.organisations.known import heads


def is_initial(words: Words, at: int) -> bool:
    """An initial: *Министр обороны С. Иванов* does not go on with a body's name."""
    return len(words.forms[at]) == 1


def is_plural(form: str) -> bool:
    return form.endswith(("ils", "ees", "ies", "ats"))


def is_head(words: Words, at: int) -> bool:
    key = words.keys[at]
    if key not in heads():
        return False
    form = words.forms[at]
    if is_cyrillic(form):
        return True
    return form.casefold() in _plural_heads() if form.casefold().endswith("s") else key in _singular_heads()


@cache
def words_in_capitals() -> frozenset[str]:
    return frozenset(table("organisations")["words_in_capitals"])


@cache
def _singular_heads() -> frozenset[str]:
    listed_forms = {word for words in table("organisations")["heads"].values() for word in words}
    return frozenset(key_of(word) for word in listed_forms if not word.endswith("s"))


@cache
def _plural_heads() -> frozenset[str]:
    return frozenset(
        w.casefold() for ws in table("organisations")["heads"].values() for w in ws if w.endswith("s")
    )


def begins_person(words: Words, at: int) -> bool:
    """A given name, an office in the singular or a rank: what follows is a person."""
    return words.keys[at] in _starts_person() and not words.forms[at].endswith("s")


@cache
def _starts_person() -> frozenset[str]:
    """Words that begin a person's name or office: given names that are nothing else, offices, ranks."""
    names = words_listed("given_names", "latin") - words_listed("given_names", "also_words")
    return names | words_listed("roles", "heads") | words_listed("roles", "addresses")


@cache
def never_inside() -> frozenset[str]:
    return words_listed("organisations", "not_inside") | words_listed("roles", "heads")
