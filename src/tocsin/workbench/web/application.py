"""The web application: a brief, documents with their statements, things with their sources, search, problems."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader

from tocsin import __version__
from tocsin.errors import NotFoundError, TocsinError
from tocsin.exchange.brief import BriefQuery, build_brief, render_html
from tocsin.model.marking import OWNER
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import Language, schema, schemata
from tocsin.record.assemble import entity
from tocsin.store import Store, View

CONTENT_SECURITY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def build_application(store: Store, *, language: Language = "en") -> FastAPI:
    """The application over one store, for its single user. Every list has a `.json` twin."""
    application = FastAPI(title="Tocsin", version=__version__, docs_url=None, redoc_url=None)
    pages = _Pages(store, language)

    @application.middleware("http")
    async def guard(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        response.headers.update(SECURITY_HEADERS)
        return response

    @application.exception_handler(TocsinError)
    async def failed(_request: Request, error: TocsinError) -> Response:
        status = 404 if isinstance(error, NotFoundError) else 500
        return JSONResponse({"error": {"code": error.code, "message": str(error)}}, status_code=status)

    @application.get("/healthz")
    def health() -> dict[str, object]:
        """Whether the store answers."""
        return {"well": True, "documents": pages.view().counts().documents}

    @application.get("/", response_class=HTMLResponse)
    def home() -> str:
        """What there is, and where to go."""
        return pages.home()

    @application.get("/brief", response_class=HTMLResponse)
    def brief() -> str:
        """The brief of everything in the store."""
        return render_html(build_brief(pages.view(), BriefQuery(language=language)))

    @application.get("/documents.json")
    def documents_json() -> list[dict[str, object]]:
        """All documents."""
        return pages.documents()

    @application.get("/documents", response_class=HTMLResponse)
    def documents() -> str:
        """All documents, as a page."""
        return pages.render("documents.html", documents=pages.documents())

    @application.get("/documents/{name}.json")
    def document_json(name: str) -> dict[str, object]:
        """One document with its statements."""
        return pages.document(name)

    @application.get("/documents/{name}", response_class=HTMLResponse)
    def document(name: str) -> str:
        """One document with the passages that gave statements, as a page."""
        return pages.document_page(name)

    @application.get("/things/{key}.json")
    def thing_json(key: str) -> dict[str, object]:
        """One thing with every source of every value."""
        return pages.thing(key)

    @application.get("/things/{key}", response_class=HTMLResponse)
    def thing(key: str) -> str:
        """One thing with every source of every value, as a page."""
        return pages.render("thing.html", thing=pages.thing(key))

    @application.get("/search.json")
    def search_json(
        q: Annotated[str, Query()] = "", limit: Annotated[int, Query(ge=1, le=200)] = 50
    ) -> list[dict[str, object]]:
        """Statements found by their words."""
        return pages.search(q, limit)

    @application.get("/search", response_class=HTMLResponse)
    def search(q: Annotated[str, Query()] = "", limit: Annotated[int, Query(ge=1, le=200)] = 50) -> str:
        """Statements found by their words, as a page."""
        return pages.render("search.html", query=q, hits=pages.search(q, limit))

    @application.get("/problems.json")
    def problems_json() -> list[dict[str, object]]:
        """What could not be read."""
        return pages.problems()

    @application.get("/problems", response_class=HTMLResponse)
    def problems() -> str:
        """What could not be read, as a page."""
        return pages.render("problems.html", problems=pages.problems())

    return application


class _Pages:
    """What the pages show, as plain values that their JSON twins share."""

    def __init__(self, store: Store, language: Language) -> None:
        self._store = store
        self._language = language
        self._templates = Environment(
            loader=PackageLoader("tocsin.workbench.web"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def view(self) -> View:
        return self._store.view(OWNER)

    def render(self, template: str, **values: object) -> str:
        return self._templates.get_template(template).render(version=__version__, **values)

    def home(self) -> str:
        return self.render("home.html", counts=self.view().counts())

    def documents(self) -> list[dict[str, object]]:
        return [
            {
                "id": item.id,
                "label": item.label,
                "title": item.title,
                "published": str(item.publication_date) if item.publication_date else None,
                "language": item.language,
                "genre": str(item.genre),
                "address": item.address,
            }
            for item in self.view().documents()
        ]

    def document(self, name: str) -> dict[str, object]:
        view = self.view()
        document = view.document(name)
        statements = [self._statement(item) for item in view.statements(doc=document.id)]
        return {
            "id": document.id,
            "label": document.label,
            "title": document.title,
            "published": str(document.publication_date) if document.publication_date else None,
            "text": document.text,
            "segments": [
                {
                    "kind": str(item.kind),
                    "start": item.start,
                    "end": item.end,
                    "date": str(item.date) if item.date else None,
                }
                for item in document.segments
            ],
            "statements": statements,
        }

    def document_page(self, name: str) -> str:
        view = self.view()
        document = view.document(name)
        statements = list(view.statements(doc=document.id))
        grouped: dict[str, list[Statement]] = {}
        for statement in statements:
            grouped.setdefault(statement.about, []).append(statement)
        counts = Counter(group[0].schema for group in grouped.values())
        segments = [
            {
                "kind": str(item.kind),
                "date": item.date,
                "text": document.text[item.start : item.end].strip("\n"),
            }
            for item in document.segments
        ]
        kinds = [(schema(name).plural[self._language], counts[name]) for name in sorted(counts)]
        things = [
            {
                "key": about,
                "schema": group[0].schema,
                "quote": group[0].span.quote,
                "facts": self._facts(group),
            }
            for about, group in grouped.items()
        ]
        return self.render("document.html", document=document, segments=segments, kinds=kinds, things=things)

    def _facts(self, group: list[Statement]) -> list[tuple[str, str]]:
        known = schema(group[0].schema).properties
        return [
            (known[item.prop].label[self._language], item.value) for item in group if item.prop != "section"
        ]

    def thing(self, key: str) -> dict[str, object]:
        view = self.view()
        found = entity(view, key)
        labels = {
            doc: view.document(doc).label for doc in sorted({item.span.doc for item in found.statements})
        }
        known = schemata()[found.schema]
        return {
            "id": found.id,
            "schema": known.label[self._language],
            "caption": next((value for prop in known.caption if (value := found.first(prop))), found.id),
            "members": list(found.members),
            "statements": [
                {**self._statement(item), "label": known.properties[item.prop].label[self._language], "doc": labels[item.span.doc]}
                for item in found.statements
            ],
        }  # fmt: skip

    def search(self, query: str, limit: int) -> list[dict[str, object]]:
        if not query.strip():
            return []
        return [
            {**self._statement(hit.statement), "doc": hit.label, "snippet": hit.snippet}
            for hit in self.view().search(query, limit=limit)
        ]

    def problems(self) -> list[dict[str, object]]:
        return [
            {"address": item.address, "stage": item.stage, "code": item.code, "reason": item.reason}
            for item in self.view().problems()
        ]

    @staticmethod
    def _statement(item: Statement) -> dict[str, object]:
        return {
            "id": item.id,
            "about": item.about,
            "schema": item.schema,
            "property": item.prop,
            "value": item.value,
            "speaker": item.speaker,
            "quote": item.span.quote,
            "start": item.span.start,
            "end": item.span.end,
            "origin": item.origin,
            "score": item.score,
        }
