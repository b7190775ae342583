"""Search over generated statements: how long a query takes on each back end.

    python -m bench.search [--statements 1000000] [--queries 200] [--postgres URL|auto] [--json]

Words follow Zipf's law over a fixed English and Russian vocabulary, and a page holds eight statements for
each sentence, as read pages do. `floor` is reading one statement by its key in the same run. A fresh view is
taken for each query; every query is timed whole, from its text to its hits.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

from bench.postgres import private_server
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.ids import content_id
from tocsin.model.marking import OWNER
from tocsin.model.statement import Statement
from tocsin.store import Store, open_store

SEED = 20260101
PAGE_SENTENCES = 60
WORDS_A_SENTENCE = 16
VOCABULARY = 20_000
PAGES_A_TRANSACTION = 50
MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SYLLABLES = {
    "en": (
        "ba",
        "cor",
        "de",
        "fen",
        "gan",
        "his",
        "in",
        "jo",
        "ker",
        "lan",
        "mor",
        "nis",
        "or",
        "pa",
        "ren",
        "sto",
    ),
    "ru": (
        "ба",
        "вер",
        "го",
        "дан",
        "жи",
        "зор",
        "ис",
        "кан",
        "ле",
        "мир",
        "но",
        "ор",
        "пра",
        "рос",
        "сов",
        "та",
    ),
}
INFLECTIONS = ("ение", "ения", "ению", "ением", "ениями")


@dataclass(frozen=True, slots=True)
class Figure:
    backend: str
    kind: str
    queries: int
    median_ms: float
    p95_ms: float
    hits: float


class Vocabulary:
    """Words of one language, the first most frequent; Russian ones are nouns that inflect."""

    def __init__(self, language: str) -> None:
        chance = random.Random(f"{SEED}/{language}")
        self.language = language
        self.roots: list[str] = []
        seen: set[str] = set()
        while len(self.roots) < VOCABULARY:
            root = "".join(chance.choice(SYLLABLES[language]) for _ in range(chance.randint(2, 4)))
            if root not in seen:
                seen.add(root)
                self.roots.append(root)
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def sentence(self, chance: random.Random) -> str:
        roots = chance.choices(self.roots, cum_weights=self._weights, k=WORDS_A_SENTENCE)
        if self.language == "ru":
            roots = [root + INFLECTIONS[int(chance.random() * 5)] for root in roots]
        return " ".join(roots).capitalize() + "."


def read_pages(statements: int) -> Iterator[tuple[Document, list[Statement]]]:
    """Documents with their statements, as many as asked for in all."""
    vocabularies = [Vocabulary("en"), Vocabulary("ru")]
    made, number = 0, 0
    while made < statements:
        vocabulary = vocabularies[number % 2]
        document = _document(number, vocabulary)
        said = list(_statements(document, number))[: statements - made]
        made += len(said)
        number += 1
        yield document, said


def _document(number: int, vocabulary: Vocabulary) -> Document:
    chance = random.Random(f"{SEED}/{number}")
    text = " ".join(vocabulary.sentence(chance) for _ in range(PAGE_SENTENCES))
    name = f"page-{number:06}.html"
    return Document(
        content_id(text.encode()),
        "bench",
        name,
        name,
        MOMENT,
        "text/html",
        vocabulary.language,
        None,
        None,
        Genre.REPORT,
        text,
        (Segment(Section.BODY, 0, len(text)),),
    )


def _statements(document: Document, number: int) -> Iterator[Statement]:
    start = 0
    for index, sentence in enumerate(document.text.split(". ")):
        end = start + len(sentence)
        words = sentence.split(" ")
        first = start + len(words[0])
        for schema, prefix, props in (
            ("Claim", "clm", ("content", "speaker", "cue")),
            ("Organisation", "org", ("name", "acronym", "type")),
        ):
            key = f"{prefix}-{number:08x}{index:012x}"
            places = [(start, end), (first + 1, end), (start, first), (first + 1, first + 1 + len(words[1]))]
            for prop, (at, until) in zip(("section", *props), places, strict=True):
                span = document.span(at, until)
                value = "body" if prop == "section" else span.quote
                yield Statement(
                    key,
                    schema,
                    prop,
                    value,
                    span,
                    Section.BODY,
                    "bench.v1",
                    0.5,
                    document.language,
                    marking=document.marking,
                )
        start = end + 2


def fill(store: Store, statements: int) -> float:
    """Seconds it took to write the statements through the writer."""
    began = time.perf_counter()
    pages = read_pages(statements)
    while batch := [page for _, page in zip(range(PAGES_A_TRANSACTION), pages, strict=False)]:
        with store.write() as writer:
            for document, said in batch:
                writer.put_document(document, said, extractor="bench", signatures=[])
    store.vacuum()
    return time.perf_counter() - began


def queries(kind: str, count: int) -> list[tuple[str, str | None]]:
    """Texts to search for and the schema to keep to."""
    chance = random.Random(f"{SEED}/{kind}")
    english, russian = Vocabulary("en"), Vocabulary("ru")
    sentences = [
        _document(chance.randrange(500), english).text.split(". ")[0].split(" ") for _ in range(count)
    ]
    made: dict[str, Callable[[int], tuple[str, str | None]]] = {
        "rare word": lambda n: (chance.choice(english.roots[5000:]), None),
        "common word": lambda n: (english.roots[n % 20], None),
        "two words": lambda n: (f"{english.roots[n % 30]} {chance.choice(english.roots[:2000])}", None),
        "phrase": lambda n: (f'"{sentences[n][3]} {sentences[n][4]}"', None),
        "inflected": lambda n: (chance.choice(russian.roots[:3000]) + "ениях", None),
        "beginning": lambda n: (chance.choice(english.roots[:3000])[:5] + "*", None),
        "one schema": lambda n: (chance.choice(english.roots[:3000]), "Organisation"),
    }
    return [made[kind](number) for number in range(count)]


KINDS = ("rare word", "common word", "two words", "phrase", "inflected", "beginning", "one schema")


def measure(store: Store, backend: str, count: int) -> Iterator[Figure]:
    everything: list[float] = []
    for kind in KINDS:
        taken, hits = [], 0
        for text, schema in queries(kind, max(1, count // len(KINDS))):
            began = time.perf_counter()
            hits += len(store.view(OWNER).search(text, schema=schema))
            taken.append((time.perf_counter() - began) * 1000)
        everything += taken
        yield _figure(backend, kind, taken, hits)
    yield _figure(backend, "all", everything, 0)
    keys = [f"clm-{number:08x}{0:012x}" for number in range(50)]
    taken = []
    for key in keys:
        began = time.perf_counter()
        next(iter(store.view(OWNER).statements(about=[key])), None)
        taken.append((time.perf_counter() - began) * 1000)
    yield _figure(backend, "floor: by key", taken, len(keys))


def _figure(backend: str, kind: str, taken: list[float], hits: int) -> Figure:
    ordered = sorted(taken)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Figure(
        backend,
        kind,
        len(taken),
        round(statistics.median(taken), 2),
        round(p95, 2),
        round(hits / len(taken), 1),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=210)
    parser.add_argument("--postgres", help="an address, or `auto` for a private server")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures: list[Figure] = []
    seconds: dict[str, float] = {}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tocsin-bench-"))
        addresses = {"sqlite": str(Path(folder) / "bench.sqlite")}
        if given.postgres:
            addresses["postgresql"] = (
                stack.enter_context(private_server()) if given.postgres == "auto" else given.postgres
            )
        for backend, url in addresses.items():
            with open_store(url, create=True) as store:
                seconds[backend] = round(fill(store, given.statements), 1)
                figures += measure(store, backend, given.queries)
    if given.json:
        print(
            json.dumps(
                {
                    "statements": given.statements,
                    "fill_seconds": seconds,
                    "figures": [asdict(item) for item in figures],
                },
                indent=2,
            )
        )
        return
    print(f"Search over {given.statements:,} statements; written in {seconds} s")
    print("  back end    query           queries   median      p95   hits")
    for item in figures:
        print(
            f"  {item.backend:<11} {item.kind:<15} {item.queries:7} "
            f"{item.median_ms:8.2f} {item.p95_ms:8.2f} {item.hits:6.1f}   ms"
        )


if __name__ == "__main__":
    main()
