"""What a person asks: one subject, by name and what else is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.errors import SkipError
from tocsin.screening.births import read_births
from tocsin.screening.countries import country_code
from tocsin.screening.entries import Birth


class QueryError(SkipError):
    """A query that cannot be understood: no name and no number, or a field of the wrong type."""

    code = "query"


NAME_LIMIT = 400


@dataclass(frozen=True, slots=True)
class Query:
    """`numbers` are documents and registration numbers of any kind; `countries` ISO codes in lower case."""

    id: str
    names: tuple[str, ...]
    schema: str = ""
    births: tuple[Birth, ...] = ()
    countries: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    gender: str = ""

    @classmethod
    def told(cls, held: Mapping[str, Any]) -> Query:
        """From `{id, name, schema?, birth_date?, countries?, ids?}`. Raises QueryError."""
        where = str(held.get("id") or "")
        names = _texts(held.get("name"), "name", where) + _texts(held.get("names"), "names", where)
        births = _texts(held.get("birth_date"), "birth_date", where)
        countries = _texts(held.get("countries"), "countries", where)
        numbers = _texts(held.get("ids"), "ids", where)
        schema = held.get("schema") or ""
        if not isinstance(schema, str):
            raise QueryError("schema is no text", where=where)
        return cls.of(where, names, schema=schema, births=births, countries=countries, numbers=numbers)

    @classmethod
    def of(
        cls, id_: str, names: tuple[str, ...], *, schema: str = "", births: tuple[str, ...] = (),
        countries: tuple[str, ...] = (), numbers: tuple[str, ...] = (), gender: str = "",
    ) -> Query:  # fmt: skip
        """Raises QueryError when there is neither a name nor a number."""
        kept = tuple(dict.fromkeys(name.strip()[:NAME_LIMIT] for name in names if name.strip()))
        clean = tuple(dict.fromkeys(filter(None, map(clean_number, numbers))))
        if not kept and not clean:
            raise QueryError("neither a name nor a number to look for", where=id_)
        codes = [country_code(text) for text in countries]
        born = tuple(dict.fromkeys(birth for text in births for birth in read_births(text)))
        return cls(id_, kept, schema, born, tuple(dict.fromkeys(filter(None, codes))), clean, gender.lower())


def clean_number(text: str) -> str:
    """Letters and digits only, upper case; shorter than five signs, or without a digit, it identifies nobody."""
    number = re.sub(r"[\W_]+", "", text).upper()
    number = re.sub(r"^(IMO|MMSI)(?=\d)", "", number)
    return number if len(number) >= 5 and any(sign.isdigit() for sign in number) else ""


def _texts(value: object, key: str, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str | int) and not isinstance(item, bool) for item in values):
        raise QueryError(f"{key} is neither a text nor a list of texts", where=where)
    return tuple(str(item) for item in values)
