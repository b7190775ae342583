"""The web application: a brief, documents with their statements, things with their sources, search, problems."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from tocsin import __version__
from tocsin.errors import NotFoundError, SettingsError, TocsinError
from tocsin.model.marking import OWNER
from tocsin.model.vocabulary import Language
from tocsin.store import Store
from tocsin.workbench.web import answers
from tocsin.workbench.web.answers import Answer
from tocsin.workbench.web.pages import Pages

CONTENT_SECURITY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
STATUS: dict[type[TocsinError], int] = {NotFoundError: 404, SettingsError: 422}
"""What a status says of an error of ours; any other is the server's own."""
LanguageQuery = Annotated[Language | None, Query(description="Language of the labels.")]
LimitQuery = Annotated[int, Query(ge=1, le=200)]
KindQuery = Annotated[str | None, Query(description="Only things of this schema.")]
SinceQuery = Annotated[dt.date | None, Query(description="Leave out what is dated before this day.")]
UntilQuery = Annotated[dt.date | None, Query(description="Leave out what is dated after this day.")]
WordsQuery = Annotated[str, Query(description="The words to look for.")]


def chosen(request: Request, language: LanguageQuery = None) -> Pages:
    """The pages in the language that the address asks for, else in that of the settings."""
    own: Language = request.app.state.language
    return Pages(request.app.state.store.view(OWNER), language or own, own)


Chosen = Annotated[Pages, Depends(chosen)]


def build_application(store: Store, *, language: Language = "en") -> FastAPI:
    """The application over one store, for its single user. Every list has a `.json` twin."""
    application = FastAPI(title="Tocsin", version=__version__, docs_url=None, redoc_url=None)
    application.state.store, application.state.language = store, language

    @application.middleware("http")
    async def guard(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        response.headers.update(SECURITY_HEADERS)
        return response

    @application.exception_handler(TocsinError)
    async def failed(request: Request, error: TocsinError) -> Response:
        return _failure(request, error, STATUS.get(type(error), 500))

    @application.exception_handler(HTTPException)
    async def no_such_page(request: Request, error: HTTPException) -> Response:
        return _failure(request, NotFoundError(str(error.detail), where=request.url.path), error.status_code)

    @application.exception_handler(RequestValidationError)
    async def not_understood(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(f"{'.'.join(map(str, item['loc'][1:]))}: {item['msg']}" for item in error.errors())
        return _failure(request, SettingsError(said, where=request.url.path), 422)

    _add_twins(application, store, language)
    _add_pages(application)
    return application


def _add_twins(application: FastAPI, store: Store, language: Language) -> None:
    """The JSON answers; they come before the pages, whose names of documents may hold a dot."""

    @application.get("/healthz")
    def health() -> dict[str, object]:
        """Whether the store answers."""
        return {"well": True, "documents": store.view(OWNER).counts().documents}

    @application.get("/documents.json")
    def documents_json() -> list[Answer]:
        """All documents."""
        return answers.documents(store.view(OWNER))

    @application.get("/documents/{name}.json")
    def document_json(name: str) -> Answer:
        """One document with its statements."""
        return answers.document(store.view(OWNER), name)

    @application.get("/things/{key}.json")
    def thing_json(key: str) -> Answer:
        """One thing with every source of every value."""
        return answers.thing(store.view(OWNER), key, language=language)

    @application.get("/search.json")
    def search_json(q: WordsQuery = "", limit: LimitQuery = 50, schema: KindQuery = None) -> list[Answer]:
        """Statements found by their words."""
        return answers.search(store.view(OWNER), q, limit=limit, schema=schema)

    @application.get("/problems.json")
    def problems_json() -> list[Answer]:
        """What could not be read."""
        return answers.problems(store.view(OWNER))


def _add_pages(application: FastAPI) -> None:
    """The pages; each takes `language`."""

    @application.get("/", response_class=HTMLResponse)
    def home(pages: Chosen) -> str:
        """What there is, and where to go."""
        return pages.home()

    @application.get("/brief", response_class=HTMLResponse)
    def brief(pages: Chosen, since: SinceQuery = None, until: UntilQuery = None) -> str:
        """The brief of everything in the store, or of a period."""
        return pages.brief(since, until)

    @application.get("/brief.md", response_class=PlainTextResponse)
    def brief_markdown(pages: Chosen, since: SinceQuery = None, until: UntilQuery = None) -> Response:
        """The same brief as Markdown."""
        return PlainTextResponse(
            pages.brief_markdown(since, until), media_type="text/markdown; charset=utf-8"
        )

    @application.get("/documents", response_class=HTMLResponse)
    def documents(pages: Chosen, skip: Annotated[int, Query(ge=0)] = 0) -> str:
        """All documents, newest first, as a page."""
        return pages.documents(skip)

    @application.get("/documents/{name}", response_class=HTMLResponse)
    def document(pages: Chosen, name: str) -> str:
        """One document with the words that gave statements, as a page."""
        return pages.document(name)

    @application.get("/things/{key}", response_class=HTMLResponse)
    def thing(pages: Chosen, key: str) -> str:
        """One thing with every source of every value, as a page."""
        return pages.thing(key)

    @application.get("/search", response_class=HTMLResponse)
    def search(
        pages: Chosen,
        q: Annotated[str, Query()] = "",
        limit: LimitQuery = 50,
        schema: Annotated[str | None, Query()] = None,
    ) -> str:
        """Statements found by their words, as a page."""
        return pages.search(q, limit=limit, kind=schema or None)

    @application.get("/problems", response_class=HTMLResponse)
    def problems(pages: Chosen) -> str:
        """What could not be read, as a page."""
        return pages.problems()


def _failure(request: Request, error: TocsinError, status: int) -> Response:
    """One shape of errors for programs, a page for readers."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": {"code": error.code, "message": str(error)}}, status_code=status)
    given = request.query_params.get("language")
    language: Language | None = "ru" if given == "ru" else "en" if given == "en" else None
    return HTMLResponse(chosen(request, language).failed(error), status_code=status)
