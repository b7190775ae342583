"""Whom *he* and *she* mean: the speakers' resolution of pronouns on the open training part of GUM.

    python -m bench.pronouns [--half all|tuned|kept]

Counted are pronouns whose chain holds a name that our stages found before it, in the texts of news, interviews,
biographies, speeches and courts. Right: a name of the person given lies in a mention of the pronoun's chain. The
constants were chosen on every second text (`tuned`); the figure to quote is that of the others (`kept`). Beside it: the
last person named before.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.gum import Text, texts
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.statements.cascade import read_document
from tocsin.statements.claims.speakers import Voices
from tocsin.statements.organisations.extraction import OrganisationExtractor
from tocsin.statements.people.extraction import PersonExtractor
from tocsin.statements.places.extraction import PlaceExtractor

DATA = (
    Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "ud" / "en_gum_open_train.conllu.gz"
)
GENRES = ("news", "interview", "bio", "speech", "court")


def voices_of(text: Text) -> Voices:
    document = Document(
        "0" * 64, "bench", text.name, text.name, dt.datetime(2000, 1, 1, tzinfo=dt.UTC), "text/plain", "en",
        None, None, Genre.REPORT, text.text, (Segment(Section.BODY, 0, len(text.text)),),
    )  # fmt: skip
    reading = read_document(document)
    for stage in (OrganisationExtractor(), PlaceExtractor(), PersonExtractor()):
        reading.drafts.extend(stage.extract(reading))
    return Voices.of(reading)


def judged(text: Text) -> Iterator[tuple[bool, bool]]:
    """(ours right, last person named right) for each pronoun that counts."""
    voices = voices_of(text)
    people = [one for one in voices.sightings.items if one.schema == "Person"]
    chains = {(one.start, one.end): text.chain_at(one.start, one.end) for one in people}
    of_person: dict[str, set[int | None]] = {}
    for one in people:
        of_person.setdefault(one.key, set()).add(chains[one.start, one.end])
    for start, end, _ in text.pronouns:
        chain = text.chain_at(start, end)
        before = [one for one in people if one.end <= start]
        if chain is None or not any(chains[one.start, one.end] == chain for one in before):
            continue
        found = voices.resolve(start, end)
        last = max(before, key=lambda one: one.end)
        yield (
            (found is not None and chain in of_person.get(found.key or "", ())),
            chain in of_person[last.key],
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("all", "tuned", "kept"), default="kept")
    given = parser.parse_args()
    if not DATA.exists():
        print("GUM is not beside this checkout: nothing measured")
        return
    chosen = [text for text in texts(DATA) if text.genre in GENRES]
    parts = {"all": chosen, "tuned": chosen[::2], "kept": chosen[1::2]}
    per_text = [np.array(found) for text in parts[given.half] if (found := list(judged(text)))]
    sums = np.array([[len(found), *found.sum(axis=0)] for found in per_text], dtype=float)
    picked = np.random.default_rng(1).integers(0, len(sums), (1000, len(sums)))
    drawn = sums[picked].sum(axis=1)
    total = sums.sum(axis=0)
    print(f"{int(total[0])} pronouns in {len(sums)} texts ({given.half})")
    for name, column in (("ours", 1), ("last person named", 2)):
        low, high = np.percentile(drawn[:, column] / drawn[:, 0], [2.5, 97.5])
        print(f"{name:18} {total[column] / total[0]:.3f}   95 % interval [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
