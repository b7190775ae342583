"""What every command shares: settings, the store it opens, the plan of a run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import typer

from tocsin.accelerating import accelerator
from tocsin.documents.parser import Limits
from tocsin.pipeline import Plan, Progress
from tocsin.settings import Settings, load_settings
from tocsin.sources.addresses import AddressGuard
from tocsin.sources.http import Fetcher, FetchSettings
from tocsin.sources.politeness import PoliteFetcher
from tocsin.store import Store, open_store

StoreOption = Annotated[
    str | None,
    typer.Option("--store", help="The store: a path or a postgresql:// address. Default: TOCSIN_STORE."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON on standard output.")]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, max=256, help="Processes. Default: TOCSIN_WORKERS.")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="End with exit code 6 when a document could not be read.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]


@dataclass(frozen=True, slots=True)
class Address:
    """A store's address as given on the command line, else from the settings."""

    url: str

    @classmethod
    def given(cls, store: str | None) -> Address:
        return cls(store or settings().store)


@cache
def settings() -> Settings:
    return load_settings()


@cache
def fetcher() -> PoliteFetcher:
    """The one polite fetcher of this process: it remembers robots.txt and keeps its distance to each host."""
    held = settings()
    guard = AddressGuard(allow_private=frozenset(held.allow_private))
    return PoliteFetcher(
        Fetcher(FetchSettings(contact=held.contact, max_bytes=held.max_document_bytes), guard=guard)
    )


@contextmanager
def opened(store: str | None, *, create: bool = False) -> Iterator[Store]:
    """The store, closed again at the end. Raises the StoreError family."""
    with open_store(Address.given(store).url, create=create) as held:
        yield held


def plan(*, workers: int | None, watch: Progress) -> Plan:
    """The plan of a run from settings and options."""
    held = settings()
    accelerator(held)  # says what it lacks before a run begins
    return Plan(
        workers=workers or held.workers,
        limits=Limits(max_bytes=held.max_document_bytes),
        document_seconds=held.document_seconds,
        watch=watch,
    )
