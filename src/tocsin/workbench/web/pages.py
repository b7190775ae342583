"""The pages of the workbench: what a view shows, in the words of one language, as HTML."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tocsin import __version__
from tocsin.errors import NotFoundError, TocsinError
from tocsin.exchange.brief import Brief, BriefQuery, build_brief, render_html, render_markdown, stylesheet
from tocsin.exchange.brief.plain_text import named, shown
from tocsin.exchange.brief.wording import Wording
from tocsin.model.document import Document
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import Language, schema, schemata
from tocsin.record.assemble import entity
from tocsin.store import Hit, View
from tocsin.workbench.web.evidence import evidence
from tocsin.workbench.web.facts import Facts
from tocsin.workbench.web.kept_text import stretches

PACKAGE = "tocsin.workbench.web"
NEWEST = 8
PAGE = 200
"""How many documents a page of the list shows."""
ORDER = (
    "Event", "Claim", "Quantity", "Instrument", "Commitment", "Relation", "Person", "Organisation", "Place",
)  # fmt: skip
NAMES = frozenset({"Person", "Organisation", "Place"})


@dataclass(frozen=True, slots=True)
class Address:
    """Addresses of pages that keep the language the reader chose; `default` needs no saying."""

    language: Language
    default: Language

    def __call__(self, path: str, **query: object) -> str:
        held = {name: value for name, value in query.items() if value not in (None, "")}
        if self.language != self.default:
            held["language"] = self.language
        return f"{path}?{urlencode(held)}" if held else path

    def document(self, doc: str, anchor: str = "") -> str:
        return self(f"/documents/{quote(doc, safe='')}") + (f"#{anchor}" if anchor else "")

    def thing(self, key: str) -> str:
        return self(f"/things/{quote(key, safe='')}")


@dataclass(frozen=True, slots=True)
class Pages:
    """Every page as text."""

    view: View
    language: Language
    default: Language

    def home(self) -> str:
        documents = _newest_first(self.view)
        return self._render("home.html", counts=self.view.counts(), documents=documents[:NEWEST])

    def brief(self, since: dt.date | None, until: dt.date | None) -> str:
        return render_html(self._brief(since, until), links=self._address)

    def brief_markdown(self, since: dt.date | None, until: dt.date | None) -> str:
        return render_markdown(self._brief(since, until))

    def _brief(self, since: dt.date | None, until: dt.date | None) -> Brief:
        return build_brief(self.view, BriefQuery(language=self.language, since=since, until=until))

    def documents(self, skip: int) -> str:
        held = _newest_first(self.view)
        languages = Counter(item.language for item in held)
        return self._render(
            "documents.html", documents=held[skip : skip + PAGE], count=len(held), skip=skip, step=PAGE,
            languages=sorted(languages.items(), key=lambda pair: (-pair[1], str(pair[0]))),
        )  # fmt: skip

    def document(self, name: str) -> str:
        document = self.view.document(name)
        statements = list(self.view.statements(doc=document.id))
        things: dict[str, list[Statement]] = {}
        for item in statements:
            things.setdefault(item.about, []).append(item)
        shelves = [
            (kind, [(about, group) for about, group in things.items() if group[0].schema == kind])
            for kind in (*ORDER, *(kind for kind in schemata() if kind not in ORDER))
        ]
        return self._render(
            "document.html", document=document, stretches=stretches(document, statements), names=NAMES,
            shelves=[(kind, held) for kind, held in shelves if held], schema=schema,
        )  # fmt: skip

    def thing(self, key: str) -> str:
        found = entity(self.view, key)
        documents = {
            doc: self.view.document(doc) for doc in sorted({item.span.doc for item in found.statements})
        }
        facts = self._facts
        return self._render(
            "thing.html",
            thing=found,
            schema=schema(found.schema),
            caption=facts.caption(list(found.statements)),
            evidence=evidence(found, documents, facts),
        )

    def search(self, query: str, *, limit: int, kind: str | None) -> str:
        hits = self.view.search(query, limit=limit, schema=kind) if query.strip() else []
        return self._render(
            "search.html",
            keep={"q": query, "schema": kind or ""},
            query=query,
            hits=hits,
            limit=limit,
            kind=kind,
            schemata=schemata(),
        )

    def problems(self) -> str:
        return self._render("problems.html", problems=list(self.view.problems()))

    def failed(self, error: TocsinError) -> str:
        return self._render("error.html", error=error, missing=isinstance(error, NotFoundError))

    @property
    def _facts(self) -> Facts:
        return Facts(Wording(self.language), Wording(self.language, PACKAGE))

    @property
    def _address(self) -> Address:
        return Address(self.language, self.default)

    def _render(self, template: str, *, keep: dict[str, str] | None = None, **values: object) -> str:
        words = Wording(self.language)
        other: Language = "en" if self.language == "ru" else "ru"
        kept = {name: value for name, value in (keep or {}).items() if value}
        switch = urlencode({**kept, "language": other})
        page = _environment().get_template(template)
        return page.render(
            say=Wording(self.language, PACKAGE), words=words, facts=self._facts, to=self._address, other=other,
            switch=f"?{switch}", version=__version__, css=_css(), **values,
        )  # fmt: skip


def _newest_first(view: View) -> list[Document]:
    return sorted(
        view.documents(),
        key=lambda item: tuple(
            -part for part in (item.publication_date.sort_key() if item.publication_date else (0,))
        ),
    )


def marked(hit: Hit) -> list[tuple[str, bool]]:
    """A snippet as runs of text, the found words marked True; search marks them with U+E000 and U+E001."""
    runs: list[tuple[str, bool]] = []
    for part in hit.snippet.split("\ue000"):
        inside, separator, after = part.partition("\ue001")
        runs += [(inside, True), (after, False)] if separator else [(part, False)]
    return [(named(text), found) for text, found in runs if text]


@cache
def _css() -> Markup:
    pages = _environment().loader
    text = pages.get_source(_environment(), "pages.css")[0] if pages else ""
    return Markup(stylesheet("look") + text)  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    filters: dict[str, Callable[..., object]] = {"shown": shown, "named": named, "marked": marked}
    environment.filters.update(filters)
    return environment
