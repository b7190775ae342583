"""Word classes of the incident model: words that stand between the same words, by PMI, SVD and k-means."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from tocsin.statements.incidents.model.words import tokenised

WORDS, CONTEXTS, DIMENSIONS, CLASSES = 14_000, 1_500, 50, 300


def texts(data: Path) -> Iterator[str]:
    """Training texts only: MUC-4 twice for its weight, incident descriptions, news and trees."""
    for line in (data / "muc4" / "train.json").read_text(encoding="utf-8").splitlines():
        yield from [json.loads(line)["doctext"]] * 2
    with gzip.open(
        data / "rdwti" / "incidents_1968_2006.csv.gz", "rt", encoding="utf-8", errors="replace"
    ) as file:
        yield from (row["description"] for row in csv.DictReader(file))
    for path in sorted((data / "polnear").rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((data / "ud").glob("en_*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from (line[9:] for line in file if line.startswith("# text = "))


def classes(data: Path) -> dict[int, int]:
    """The class of each frequent word, by the word's CRC-32."""
    held = [tokenised(text).words for text in texts(data)]
    counts = Counter(word for words in held for word in words)
    listed = [word for word, count in counts.most_common(WORDS) if count >= 4]
    index = {word: number for number, word in enumerate(listed)}
    pairs: Counter[tuple[int, int]] = Counter()
    for words in held:
        numbers = [index.get(word, -1) for word in words]
        for at, one in enumerate(numbers):
            if one < 0:
                continue
            for side, step in enumerate((-2, -1, 1, 2)):
                other = numbers[at + step] if 0 <= at + step < len(numbers) else -1
                if 0 <= other < CONTEXTS:
                    pairs[one, other + CONTEXTS * side] += 1
    (rows, columns), values = np.array(list(pairs)).T, np.array(list(pairs.values()), dtype=float)
    table = csr_matrix((values, (rows, columns)), shape=(len(listed), 4 * CONTEXTS)).tocoo()
    of_word = np.bincount(table.row, table.data, len(listed)) + 1
    of_context = np.bincount(table.col, table.data, 4 * CONTEXTS) ** 0.75
    of_context /= of_context.sum()
    table.data = np.maximum(0, np.log(table.data / of_word[table.row] / (of_context[table.col] + 1e-12)))
    left, strength, _ = svds(table.tocsr(), k=DIMENSIONS, random_state=1)
    places = left * np.sqrt(strength)
    places /= np.linalg.norm(places, axis=1, keepdims=True) + 1e-9
    fitted = MiniBatchKMeans(CLASSES, random_state=1, n_init=2, batch_size=4096, max_iter=60).fit_predict(
        places
    )
    return {crc32(word.encode()): int(number) for word, number in zip(listed, fitted, strict=True)}
