"""How well places are found and put on the map in English news: TR-News.

    python -m bench.geoparsing [--data FILE] [--errors]

Recognition: a mention is right when its characters are exactly those of an annotated one (`overlap`: when they share a
character, one to one). Resolution is right within 161 km (100 miles) of the annotated point, over the mentions that
have one. `gold mentions`: the resolver is given each annotated mention in its text and asked where it is. `end to end`:
the shipped extractors find and resolve; a mention that they do not find, or find without coordinates, is a miss. 95 %
intervals by resampling articles. The set is for development: whoever tunes on it reads the figure as fitted.
"""

from __future__ import annotations

import argparse
import math
import resource
import time
import xml.etree.ElementTree as Tree  # the file is ours to measure with, not a stranger's
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.names import document_of, names_stages
from bench.resampling import interval
from tocsin.model.draft import Draft
from tocsin.statements.cascade import read_document, read_statements
from tocsin.statements.places.extraction import PlaceFinder

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "geoparsing" / "TR-News.xml"
NEAR_KM = 161.0
CHARACTERS_A_PAGE = 2500
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated or a found mention; `point` in degrees north and east, None without coordinates."""

    start: int
    end: int
    point: Point | None


@dataclass(frozen=True, slots=True)
class Article:
    name: str
    text: str
    toponyms: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over articles. `located`: annotated mentions with a point; `near`: end to end; `placed`: gold mentions."""

    asked: int = 0
    given: int = 0
    exact: int = 0
    overlapping: int = 0
    located: int = 0
    near: int = 0
    placed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in Tally.__slots__))

    def precision(self, right: int) -> float:
        return right / self.given if self.given else 1.0

    def recall(self, right: int) -> float:
        return right / self.asked if self.asked else 1.0

    def f1(self, right: int) -> float:
        return 2 * right / (self.asked + self.given) if self.asked + self.given else 1.0

    def share(self, right: int) -> float:
        return right / self.located if self.located else 1.0


def articles(path: Path) -> list[Article]:
    """The articles of a corpus in the format of TR-News."""
    return [_article(item) for item in Tree.parse(path).getroot().iter("article")]


def kilometres(one: Point, other: Point) -> float:
    """Great-circle distance on a sphere of 6,371 km."""
    a, b = math.radians(one[0]), math.radians(other[0])
    half = math.sin((a - b) / 2) ** 2 + (
        math.cos(a) * math.cos(b) * math.sin(math.radians(one[1] - other[1]) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def score(gold: Sequence[Toponym], found: Sequence[Toponym], placed: Sequence[Point | None]) -> Tally:
    """`placed` says where the resolver puts each annotated mention, in the order of `gold`."""
    found = sorted(set(found), key=lambda one: (one.start, one.end))
    by_span = {(one.start, one.end): one for one in found}
    pairs = [(one, by_span[one.start, one.end]) for one in gold if (one.start, one.end) in by_span]
    rest = [one for one in found if not any(one is other for _, other in pairs)]
    loose = 0
    for one in gold:
        if (one.start, one.end) in by_span:
            continue
        other = next((other for other in rest if other.start < one.end and other.end > one.start), None)
        if other is not None:
            rest.remove(other)
            loose += 1
    return Tally(
        asked=len(gold), given=len(found), exact=len(pairs), overlapping=len(pairs) + loose,
        located=sum(one.point is not None for one in gold),
        near=sum(_near(one.point, other.point) for one, other in pairs),
        placed=sum(_near(one.point, point) for one, point in zip(gold, placed, strict=True)),
    )  # fmt: skip


def found_in(article: Article) -> list[Toponym]:
    drafts = read_statements(document_of(article.name, article.text, "en"), names_stages())
    return [_toponym(draft) for draft in drafts if draft.schema == "Place"]


def placed_in(article: Article) -> list[Point | None]:
    """Where the shipped resolver puts the annotated mentions."""
    reading = read_document(document_of(article.name, article.text, "en"))
    for stage in names_stages()[:-1]:
        reading.drafts.extend(stage.extract(reading))
    finder = PlaceFinder.over(article.text, reading.drafts)
    spots = finder.resolved([(one.start, one.end) for one in article.toponyms])
    return [
        None if spot is None or spot.latitude is None or spot.longitude is None else (spot.latitude, spot.longitude)
        for spot in spots
    ]  # fmt: skip


def together(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _near(one: Point | None, other: Point | None) -> bool:
    return one is not None and other is not None and kilometres(one, other) <= NEAR_KM


def _toponym(draft: Draft) -> Toponym:
    latitude, longitude = draft.first("latitude"), draft.first("longitude")
    point = (float(latitude), float(longitude)) if latitude and longitude else None
    return Toponym(draft.start, draft.end, point)


def _article(item: Tree.Element) -> Article:
    text = item.findtext("text") or ""
    toponyms = []
    for given in item.iter("toponym"):
        latitude, longitude = given.findtext("gaztag/lat"), given.findtext("gaztag/lon")
        point = (float(latitude), float(longitude)) if latitude and longitude else None
        start, end = _span(text, given)
        toponyms.append(Toponym(start, end, point))
    return Article(item.get("docid", ""), text, tuple(toponyms))


def _span(text: str, given: Tree.Element) -> tuple[int, int]:
    """The stretch of a mention. Offsets that have slipped are set right to the nearest place of the phrase."""
    phrase = (given.findtext("phrase") or "").strip()
    start, end = int(given.findtext("start") or 0), int(given.findtext("end") or 0)
    if text[start:end] == phrase:
        return start, end
    at, places = text.find(phrase), []
    while at >= 0:
        places.append(at)
        at = text.find(phrase, at + 1)
    nearest = min(places, key=lambda place: abs(place - start), default=start)
    return nearest, nearest + len(phrase)


def _mistakes(article: Article, found: list[Toponym], placed: list[Point | None]) -> Iterable[str]:
    spans = {(one.start, one.end): one for one in found}
    gold = {(one.start, one.end) for one in article.toponyms}
    for one, point in zip(article.toponyms, placed, strict=True):
        words = article.text[one.start : one.end]
        if (one.start, one.end) not in spans:
            yield f"missed {words}"
        if one.point and not _near(one.point, point):
            yield f"far    {words} {one.point} {point}"
    for one in found:
        if (one.start, one.end) not in gold:
            around = article.text[max(0, one.start - 25) : one.end + 20]
            yield f"wrong  {article.text[one.start : one.end]!r} in {around!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true", help="print what was missed, wrong or far")
    given = parser.parse_args()
    if not given.data.is_file():
        print("TR-News is not beside this checkout: nothing measured")
        return
    begun = time.process_time()
    found_in(Article("warm", "They met in Paris.", ()))
    loaded = time.process_time() - begun
    read = articles(given.data)
    begun = time.process_time()
    found = [found_in(article) for article in read]
    spent = time.process_time() - begun
    placed = [placed_in(article) for article in read]
    tallies = [score(*of) for of in zip([article.toponyms for article in read], found, placed, strict=True)]
    if given.errors:
        lines = (line for of in zip(read, found, placed, strict=True) for line in _mistakes(*of))
        for line, count in Counter(lines).most_common():
            print(f"{count:4} {line}")
    total = together(tallies)
    print(f"TR-News, {len(read)} articles, {total.asked} mentions, {total.located} with coordinates")
    _row("recognition, exact P", tallies, lambda sums: sums.precision(sums.exact))
    _row("recognition, exact R", tallies, lambda sums: sums.recall(sums.exact))
    _row("recognition, exact F1", tallies, lambda sums: sums.f1(sums.exact))
    _row("recognition, overlap F1", tallies, lambda sums: sums.f1(sums.overlapping))
    _row("within 161 km, gold mentions", tallies, lambda sums: sums.share(sums.placed))
    _row("within 161 km, end to end", tallies, lambda sums: sums.share(sums.near))
    pages = sum(len(article.text) for article in read) / CHARACTERS_A_PAGE
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{1000 * spent / pages:.1f} ms a page of {CHARACTERS_A_PAGE} characters on one core, "
        f"first text after {loaded:.1f} s, {memory:.0f} MB"
    )
    print("weights downloaded: none")


def _row(name: str, tallies: Sequence[Tally], figure: Callable[[Tally], float]) -> None:
    low, high = interval(tallies, lambda sample: figure(together(sample)))
    print(f"{name:30} {figure(together(tallies)):6.3f}   95 % {low:.3f} - {high:.3f}")


if __name__ == "__main__":
    main()
