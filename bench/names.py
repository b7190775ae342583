"""How well names of people, places and bodies are found in Russian news: factRuEval-2016, development set.

    python -m bench.names [--data FOLDER] [--errors]

Prints precision, recall and F1 by kind with the contest's scorer without LocOrg (`bench/factrueval.py`) and
the share that is exactly right, with 95 % intervals by resampling documents, pages a second on one core,
and memory. Adjectives of place ("российский"), which the contest does not mark, are left out of the
answers. The set is for development: whoever tunes on it reads the figure as fitted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.factrueval import Tally, Text, score, texts, together
from bench.resampling import interval
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.statements.cascade import read_statements
from tocsin.statements.extractor import Extractor
from tocsin.statements.lexicon import words_in
from tocsin.statements.organisations.extraction import OrganisationExtractor
from tocsin.statements.people.extraction import PersonExtractor
from tocsin.statements.places.extraction import PlaceExtractor
from tocsin.statements.places.gazetteer import demonyms
from tocsin.statements.sightings import Sightings

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "factrueval" / "devset"
KINDS = {"Person": "PER", "Place": "LOC", "Organisation": "ORG"}
CHARACTERS_A_PAGE = 2800


def names_stages() -> tuple[Extractor, ...]:
    return OrganisationExtractor(), PersonExtractor(), PlaceExtractor()


def document_of(name: str, text: str, language: str) -> Document:
    return Document(
        id=name, source="bench", address=name, label=name, media_type="text/plain", language=language,
        retrieved_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), title=None, publication_date=None,
        genre=Genre.REPORT, text=text, segments=(Segment(Section.BODY, 0, len(text)),),
    )  # fmt: skip


def answers(text: Text) -> Iterator[tuple[str, int, int]]:
    """What the shipped extractors name in a text: kind, start, end."""
    drafts = read_statements(document_of(text.name, text.text, "ru"), names_stages())
    for item in Sightings.of(drafts).items:
        if item.schema != "Place" or not adjective(text.text[item.start : item.end]):
            yield KINDS[item.schema], item.start, item.end


def measured(folder: Path) -> tuple[list[Text], list[Tally], list[str]]:
    read, skipped = texts(folder)
    return read, [score(text, answers(text)) for text in read], skipped


def f1(tallies: Sequence[Tally], kind: str) -> float:
    return together(tallies).scores(kind)[2]


def adjective(mention: str) -> bool:
    words = words_in(mention)
    hit = demonyms().longest(words, 0)
    return hit is not None and hit.last == len(words) - 1


def _mistakes(text: Text) -> Iterator[str]:
    given = set(answers(text))
    covers = {(kind, text.cover(start, end)): text.text[start:end] for kind, start, end in given}
    for one in text.objects:
        fits = any(kind == one.kind and one.names <= cover <= one.tokens for kind, cover in covers)
        if one.names and not fits:
            first, last = min(one.tokens), max(one.tokens)
            yield f"missed {one.kind} {text.text[text.tokens[first][0] : text.tokens[last][1]]}"
    for (kind, cover), words in covers.items():
        if not any(kind == one.kind and one.names <= cover <= one.tokens for one in text.objects):
            yield f"wrong  {kind} {words}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was wrong")
    given = parser.parse_args()
    if not given.data.is_dir():
        print("the development set of factRuEval is not beside this checkout: nothing measured")
        return
    begun = time.process_time()
    list(answers(Text("warm", "Иван Петров приехал в Москву.", (), ())))
    loaded = time.process_time() - begun
    begun = time.process_time()
    read, tallies, skipped = measured(given.data)
    spent = time.process_time() - begun
    if given.errors:
        for line, count in Counter(line for text in read for line in _mistakes(text)).most_common():
            print(f"{count:4} {line}")
    total = together(tallies)
    print(f"factRuEval devset, {len(read)} texts ({len(skipped)} with a type that the scorer does not know), "
          "names without LocOrg")  # fmt: skip
    print(
        f"{'kind':5} {'P':>6} {'R':>6} {'F1':>6} {'95 % of F1':>15} {'exact F1':>9} {'asked':>6} {'given':>6}"
    )
    for kind in ("PER", "LOC", "ORG", "ALL"):
        precision, recall, both = total.scores(kind)
        exact = total.scores(kind, exact=True)[2]
        low, high = interval(tallies, lambda sample, kind=kind: f1(sample, kind))
        print(
            f"{kind:5} {precision:6.3f} {recall:6.3f} {both:6.3f} {f'{low:.3f} - {high:.3f}':>15} {exact:9.3f} "
            f"{total.asked[kind]:6.0f} {total.given[kind]:6.0f}"
        )
    pages = sum(len(text.text) for text in read) / CHARACTERS_A_PAGE
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{pages / spent:.1f} pages of {CHARACTERS_A_PAGE} characters a second on one core, "
        f"first text after {loaded:.1f} s, {memory:.0f} MB"
    )
    print("weights downloaded: none")


if __name__ == "__main__":
    main()
