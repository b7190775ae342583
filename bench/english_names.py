"""How far the names found in English can be trusted: the open part of GUM (news, interviews, speeches, court, lives).

    python -m bench.english_names [--data FILE] [--errors]

GUM marks every entity, named or not, and its head words. A named mention is one with a proper noun among them. An
answer is right when it shares a word with the head of a named mention of its kind (precision); a named mention is
found when an answer of its kind does (recall). Adjectives of place, which GUM does not mark, are left out of the answers. 95 % intervals by
resampling documents.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.names import adjective, document_of, names_stages
from bench.resampling import interval
from tocsin.statements.cascade import read_statements
from tocsin.statements.sightings import Sightings

DATA = (
    Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "ud" / "en_gum_open_train.conllu.gz"
)
KINDS = {"Person": "person", "Organisation": "organization", "Place": "place"}
_ENTITY = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>[^()]+)\)")


@dataclass(slots=True)
class Text:
    """`heads`: by kind of entity, the stretches of the head words of named mentions."""

    name: str
    text: str = ""
    heads: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class Tally:
    given: int
    right: int
    asked: int
    found: int


def texts(path: Path) -> Iterator[Text]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        text: Text | None = None
        tokens: list[tuple[int, int, str]] = []
        waiting: list[tuple[str, int, list[int]]] = []
        for line in file:
            if line.startswith("# newdoc id"):
                if text is not None:
                    yield text
                text, tokens, waiting = Text(line.split("=")[1].strip()), [], []
            elif line.startswith("# newpar") and "block" not in line and text is not None and text.text:
                text.text = text.text.rstrip() + "\n\n"
            elif line[:1].isdigit() and text is not None:
                _add(line.rstrip("\n").split("\t"), text, tokens, waiting)
        if text is not None:
            yield text


def _add(
    columns: list[str], text: Text, tokens: list[tuple[int, int, str]], waiting: list[tuple[str, int, int]]
) -> None:
    if not columns[0].isdigit():
        return
    start = len(text.text)
    text.text += columns[1]
    tokens.append((start, len(text.text), columns[3]))
    fields = dict(part.partition("=")[::2] for part in columns[9].split("|"))
    if fields.get("SpaceAfter") != "No":
        text.text += " "
    here = len(tokens) - 1
    for match in _ENTITY.finditer(fields.get("Entity", "")):
        if match.group("open"):
            number, kind, _, _, _, head, *_ = match.group("open").split("-")
            waiting.append((f"{number}-{kind}", here, [int(at) for at in head.split(",")]))
            if match.group("single"):
                _close(waiting.pop(), text, tokens)
        else:
            number = match.group("close")
            at = next(i for i in range(len(waiting) - 1, -1, -1) if waiting[i][0].split("-")[0] == number)
            _close(waiting.pop(at), text, tokens)


def _close(entity: tuple[str, int, list[int]], text: Text, tokens: list[tuple[int, int, str]]) -> None:
    mark, first, head = entity
    held = [tokens[first + at - 1] for at in head]
    if any(part == "PROPN" for _, _, part in held):
        text.heads[mark.split("-")[1]].add((held[0][0], held[-1][1]))


def answers(text: Text) -> Iterator[tuple[str, int, int]]:
    drafts = read_statements(document_of(text.name, text.text, "en"), names_stages())
    for item in Sightings.of(drafts).items:
        if item.schema != "Place" or not adjective(text.text[item.start : item.end]):
            yield KINDS[item.schema], item.start, item.end


def score(text: Text, given: Sequence[tuple[str, int, int]], kind: str) -> Tally:
    spans = sorted({(start, end) for of, start, end in given if of == kind})
    heads = text.heads[kind]
    right = sum(any(start < high and low < end for low, high in heads) for start, end in spans)
    found = sum(any(start < high and low < end for start, end in spans) for low, high in heads)
    return Tally(len(spans), right, len(heads), found)


def precision(tallies: Sequence[Tally]) -> float:
    given = sum(tally.given for tally in tallies)
    return sum(tally.right for tally in tallies) / given if given else 1.0


def recall(tallies: Sequence[Tally]) -> float:
    asked = sum(tally.asked for tally in tallies)
    return sum(tally.found for tally in tallies) / asked if asked else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true", help="print answers that are wrong")
    given = parser.parse_args()
    if not given.data.is_file():
        print("GUM is not beside this checkout: nothing measured")
        return
    read = list(texts(given.data))
    found = [list(answers(text)) for text in read]
    if given.errors:
        wrong = Counter(
            f"{kind} {text.text[start:end]!r}"
            for text, of in zip(read, found, strict=True) for kind, start, end in of
            if not any(start < high and low < end for low, high in text.heads[kind])
        )  # fmt: skip
        for line, count in wrong.most_common():
            print(f"{count:4} {line}")
    print(
        f"GUM, open genres, {len(read)} texts; an answer is right when it meets the head of a named mention"
    )
    print(f"{'kind':13} {'P':>6} {'95 %':>15} {'R':>6} {'95 %':>15} {'given':>6} {'asked':>6}")
    for kind in KINDS.values():
        tallies = [score(*of, kind) for of in zip(read, found, strict=True)]
        low, high = interval(tallies, precision)
        least, most = interval(tallies, recall)
        print(
            f"{kind:13} {precision(tallies):6.3f} {f'{low:.3f} - {high:.3f}':>15} {recall(tallies):6.3f} "
            f"{f'{least:.3f} - {most:.3f}':>15} {sum(t.given for t in tallies):6} {sum(t.asked for t in tallies):6}"
        )
    print("weights downloaded: none")


if __name__ == "__main__":
    main()
