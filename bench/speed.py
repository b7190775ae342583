"""Press pages a second and a core, from text to statements, and what each stage of the cascade costs.

    python -m bench.speed [--pages 100] [--json]

CPU time, one process. `press` are the five public pages beside the checkout where they are there, `bundled` the specimen pages
of the program, `generated` pages of `bench.pages`, which are denser in names and quotes than most. Loading the models and
the memory of one process are told as well; `floor` is splitting the same pages into sentences and finding their dates.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.pages import write
from tocsin.bundled import pages as bundled_pages
from tocsin.documents.parser import parse_document
from tocsin.errors import SkipError
from tocsin.model.document import Document
from tocsin.sources.files import FileSource
from tocsin.sources.raw import RawDocument
from tocsin.statements.cascade import default_extractors, read_document, read_statements

PRESS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "seeds"
ROUNDS = 3


def documents(folder: Path) -> list[Document]:
    found = []
    for item in FileSource([folder]).items():
        try:
            if isinstance(item, RawDocument):
                found.append(parse_document(item))
        except SkipError:
            continue
    return found


def best(pages: Sequence[Document]) -> tuple[float, float, Counter[str]]:
    """Milliseconds a page of the floor and of the whole cascade, the best of some rounds; and of each stage."""
    floors, wholes, stages = [], [], Counter[str]()
    for _ in range(ROUNDS):
        began = time.process_time()
        for page in pages:
            read_document(page)
        floors.append(time.process_time() - began)
        began = time.process_time()
        for page in pages:
            read_statements(page)
        wholes.append(time.process_time() - began)
    for page in pages:
        reading = read_document(page)
        for extractor in default_extractors():
            if reading.language in extractor.languages:
                began = time.process_time()
                reading.drafts.extend(list(extractor.extract(reading)))
                stages[extractor.name] += time.process_time() - began
    scale = 1000 / len(pages)
    return (
        min(floors) * scale,
        min(wholes) * scale,
        Counter({name: took * scale for name, took in stages.items()}),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bundled = documents(bundled_pages())
    began = time.process_time()
    default_extractors()
    for language in ("en", "ru"):
        read_statements(next(page for page in bundled if page.language == language))
    load = time.process_time() - began
    with tempfile.TemporaryDirectory() as scratch:
        sets = {"press": documents(PRESS) if PRESS.is_dir() else [], "bundled": bundled}
        for language in ("en", "ru"):
            write(Path(scratch) / language, given.pages, language=language)
            sets["generated"] = sets.get("generated", []) + documents(Path(scratch) / language)
    rows = []
    for name, held in sets.items():
        for language in ("en", "ru"):
            pages = [page for page in held if page.language == language]
            if pages:
                floor, whole, stages = best(pages)
                size = sum(len(page.text) for page in pages) // len(pages)
                rows.append((name, language, len(pages), size, floor, whole, stages))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if given.json:
        keys = ("set", "language", "pages", "characters", "floor_ms", "cascade_ms", "stages_ms")
        print(
            json.dumps(
                {
                    "load_s": load,
                    "peak_mb": memory,
                    "rows": [dict(zip(keys, row, strict=True)) for row in rows],
                }
            )
        )
        return
    print(
        f"from text to statements, one process; loading everything {load:.1f} s CPU, peak {memory:.0f} MB (start {before:.0f})"
    )
    print("set        lang  pages  characters  floor ms  cascade ms  pages/s/core")
    for name, language, count, size, floor, whole, _ in rows:
        print(f"{name:10} {language:4} {count:6} {size:11,} {floor:9.1f} {whole:11.1f} {1000 / whole:13.1f}")
    for name, language, *_, stages in rows:
        told = ", ".join(f"{stage} {took:.1f}" for stage, took in stages.most_common(6))
        print(f"  {name} {language}: {told}")
    print("weights downloaded: none")


if __name__ == "__main__":
    main()
