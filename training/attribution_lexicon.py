"""The word tables of the attribution model: parts of speech from Universal Dependencies, clusters from raw
text.

A word's part of speech is the one it has most often in the treebanks; where a second one is common as well,
both are named. Clusters: positive PMI of words with their neighbours at -2..+2, SVD, k-means. No text and no
frequency is kept.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from tocsin.language.sentences import split_sentences
from tocsin.statements.attribution.tokens import tokens_of

FEWEST = 8
WORDS = 14_000
NEIGHBOURS = 3_000
CLUSTERS = 160
DIMENSIONS = 60


def treebank_words(data: Path) -> Iterator[tuple[str, str]]:
    """(form, Penn tag) of every token of the treebanks."""
    for path in sorted((data / "ud").glob("*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 10 and columns[0].isdigit():
                    yield columns[1], columns[4]


def tag_tables(words: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Likely tags of the words seen at least twice, and of the last 2 to 4 letters of rare ones."""
    by_word: dict[str, Counter[str]] = defaultdict(Counter)
    by_suffix: dict[str, Counter[str]] = defaultdict(Counter)
    for form, tag in words:
        by_word[form.lower()][tag] += 1
    for word, tags in by_word.items():
        if sum(tags.values()) <= 4 and word.isalpha():
            for length in (2, 3, 4):
                if len(word) > length:
                    for tag, count in tags.items():
                        if not tag.startswith("NNP"):
                            by_suffix[word[-length:]][tag] += count
    known = {word: _tag(tags) for word, tags in sorted(by_word.items()) if sum(tags.values()) >= 2}
    guessed = {end: _tag(tags) for end, tags in sorted(by_suffix.items()) if sum(tags.values()) >= 4}
    return known, guessed


def _tag(tags: Counter[str]) -> str:
    ranked = sorted(tags.items(), key=lambda pair: (-pair[1], pair[0]))
    total = sum(tags.values())
    second = ranked[1] if len(ranked) > 1 else None
    if second and second[1] >= 0.2 * total:
        return "|".join(sorted((ranked[0][0], second[0])))
    return ranked[0][0]


def raw_texts(data: Path) -> Iterator[str]:
    """English news and resolutions, for the clusters."""
    for path in sorted((data / "polnear" / "data" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for line in (data / "muc4" / "train.json").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["doctext"]
    for path in sorted((data / "unsc" / "resolutions").rglob("*.txt"))[:150]:
        yield path.read_text(encoding="utf-8", errors="replace")
    yield " ".join(form for form, _ in treebank_words(data))


def clusters_of(texts: Iterable[str], *, seed: int = 7) -> dict[str, int]:
    sentences = []
    counts: Counter[str] = Counter()
    for text in texts:
        forms = [form.lower() for form in tokens_of(text, split_sentences(text)).forms]
        forms = ["0" if form[0].isdigit() else form for form in forms]
        counts.update(forms)
        sentences.append(forms)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    words = [word for word, count in ranked[:WORDS] if count >= FEWEST]
    number = {word: index for index, word in enumerate(words)}
    pairs: Counter[tuple[int, int]] = Counter()
    near = min(NEIGHBOURS, len(words))
    for forms in sentences:
        ids = [number.get(form, -1) for form in forms]
        for place, offset in enumerate((-2, -1, 1, 2)):
            for at, word in enumerate(ids):
                other = at + offset
                if word >= 0 and 0 <= other < len(ids) and 0 <= ids[other] < near:
                    pairs[word, place * near + ids[other]] += 1
    rows, columns = np.array(list(pairs)).T
    values = np.array(list(pairs.values()), dtype=float)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(words), 4 * near))
    by_row, by_column = np.asarray(matrix.sum(1)).ravel(), np.asarray(matrix.sum(0)).ravel()
    matrix = matrix.tocoo()
    pmi = np.log(matrix.data * values.sum() / (by_row[matrix.row] * by_column[matrix.col] ** 0.75
                                               * by_column.sum() ** 0.25))  # fmt: skip
    kept = pmi > 0
    positive = csr_matrix((pmi[kept], (matrix.row[kept], matrix.col[kept])), shape=matrix.shape)
    left, sizes, _ = randomized_svd(positive, DIMENSIONS, random_state=seed)
    vectors = left * np.sqrt(sizes)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    found = MiniBatchKMeans(CLUSTERS, random_state=seed, n_init=3, batch_size=2048).fit_predict(vectors)
    return {word: cluster + 1 for word, cluster in sorted(zip(words, found.tolist(), strict=True))}


def write_lexicon(data: Path, out: Path) -> None:
    tags, suffixes = tag_tables(treebank_words(data))
    held = {"tags": tags, "suffixes": suffixes, "clusters": clusters_of(raw_texts(data))}
    out.write_text(
        json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
