"""Trains the incident model and writes its weights into the package: one command, one core, a few minutes.

    python -m training.incidents [--data FOLDER]

Reads MUC-4's training documents (`muc4/train.json`), trees (`ud/`), and for word classes also incident descriptions
and news. Every stage is fitted five times inside the training documents, so that the next one learns from scores of
documents that its predecessor had not seen; thresholds are chosen on those too. The development documents are scored
at the end and not fitted to.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from bench.muc4_scores import Scores, template
from tocsin.statements.incidents.model import reader
from tocsin.statements.incidents.model.analysis import Analysis, analysed
from tocsin.statements.incidents.model.counting import document_row
from tocsin.statements.incidents.model.deciding import Thresholds, decided
from tocsin.statements.incidents.model.features import BITS
from tocsin.statements.incidents.model.known import ROLES
from tocsin.statements.incidents.model.pairing import LEARNED, pair_rows
from tocsin.statements.incidents.model.pairing import Told as Chances
from tocsin.statements.incidents.model.phrases import Scored, phrase_rows, phrases_of
from tocsin.statements.incidents.model.relevance import document_features, sentence_features
from tocsin.statements.incidents.model.trees import Forest
from tocsin.statements.incidents.model.weights import Weights
from training import incidents_classes, incidents_tagger
from training.incidents_texts import FOLDS, Told, contribution, counted, read

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tocsin" / "statements" / "incidents" / "model"
BOOSTING: dict[str, Any] = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 30, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "num_threads": 1, "verbosity": -1,
    "deterministic": True,
}  # fmt: skip
FEW = BOOSTING | {
    "learning_rate": 0.03,
    "num_leaves": 7,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
}
PAIRED = BOOSTING | {"learning_rate": 0.04, "min_data_in_leaf": 25, "feature_fraction": 0.5}
Array = np.ndarray


def sparse(rows: list[Array], *, normed: bool) -> csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    table = csr_matrix((np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(rows), 1 << BITS))
    return diags(1 / np.sqrt(np.maximum(1, np.diff(ends)))) @ table if normed else table


def fitted(
    table: csr_matrix, wanted: Array, folds: Array, *, strength: float, used: Array | None = None
) -> tuple[Array, Array]:
    """Linear scores, those of training rows from models that had not seen their fold; and the last weights."""
    used = np.ones(len(folds), dtype=bool) if used is None else used
    scores, weights = np.zeros(wanted.shape, dtype=np.float32), []
    for column in range(wanted.shape[1]):
        for fold in (*range(FOLDS), -1):
            rows = (folds != fold) & (folds >= 0) & used
            model = LogisticRegression(C=strength, max_iter=100).fit(table[rows], wanted[rows, column])
            asked = folds == fold
            scores[asked, column] = model.decision_function(table[asked])
        weights.append(np.concatenate([model.coef_[0], model.intercept_]))
    return scores, np.array(weights, dtype=np.float32)


def boosted(
    table: Array, wanted: Array, folds: Array, *, options: dict[str, Any], rounds: int, seeds: int = 1
) -> tuple[Array, Forest]:
    """Chances as in `fitted`, and the forest of the last fit: the mean of `seeds` models' log odds."""
    chances = np.zeros(len(table))
    for fold in (*range(FOLDS), -1):
        rows = (folds != fold) & (folds >= 0)
        parts = []
        for seed in range(seeds):
            data = lightgbm.Dataset(table[rows], wanted[rows])
            model = lightgbm.train(options | {"seed": seed + 1}, data, num_boost_round=rounds)
            parts.append(Forest.from_dump(model.dump_model()["tree_info"], weight=1 / seeds))
        forest = parts[0]
        for part in parts[1:]:
            forest = forest.joined(part)
        asked = folds == fold
        chances[asked] = forest.chances(table[asked])
    return chances, forest


def train(data: Path, package: Path) -> None:
    began = time.process_time()

    def say(text: str) -> None:
        print(f"{time.process_time() - began:6.0f} s  {text}", flush=True)

    share = incidents_tagger.train(data / "ud", package / "tagger.crfsuite")
    say(f"tagger: {100 * share:.1f} % of tags right on sentences left out")
    classes = incidents_classes.classes(data)
    documents = read(data / "muc4")
    folds = np.array([told.fold for told in documents])
    say(f"{len(documents)} documents, {len(classes)} words in classes")

    added = [(told, contribution(told)) for told in documents if told.fold >= 0]
    known = {fold: counted(pair for pair in added if pair[0].fold != fold) for fold in range(FOLDS)}
    known[-1] = counted(added)
    held = [analysed(told.text, told.slots, known[told.fold], classes) for told in documents]
    say(f"{sum(len(one.candidates) for one in held)} candidates")

    relevant = np.array([bool(told.gold) for told in documents])
    of_candidate = np.repeat(np.arange(len(held)), [len(one.candidates) for one in held])
    wanted = np.concatenate([_candidate_labels(told, one) for told, one in zip(documents, held, strict=True)])
    table = sparse([row for one in held for row in one.features], normed=False)
    roles, role_weights = fitted(
        table, wanted, folds[of_candidate], strength=0.3, used=relevant[of_candidate]
    )
    say("roles of candidates")

    kinds = np.array(
        [[bool(told.gold), *(count > 0 for count in told.counts())] for told in documents], dtype=int
    )
    table = sparse([document_features(told.text, told.slots) for told in documents], normed=True)
    of_document, document_weights = fitted(table, kinds, folds, strength=20)
    rows = [sentence_features(told.text, told.slots) for told in documents]
    of_sentence = np.repeat(np.arange(len(rows)), [len(part) for part in rows])
    filled = np.concatenate([_sentence_labels(told, one) for told, one in zip(documents, held, strict=True)])
    table = sparse([row for part in rows for row in part], normed=True)
    sentences, sentence_weights = fitted(table, filled[:, None], folds[of_sentence], strength=3)
    say("relevance of documents and sentences")

    scored = [
        Scored(
            one, phrases_of(one), roles[of_candidate == at], of_document[at], sentences[of_sentence == at, 0]
        )
        for at, one in enumerate(held)
    ]
    tables = [phrase_rows(one) for one in scored]
    of_phrase = np.repeat(np.arange(len(tables)), [len(part) for part in tables])
    table = np.concatenate([part for part in tables if len(part)])
    labels = np.concatenate([_phrase_labels(told, one) for told, one in zip(documents, scored, strict=True)])
    chances = np.zeros(labels.shape, dtype=np.float32)
    fillers = []
    for role in range(len(ROLES)):
        asked = table[:, role] > reader.HOPELESS
        chances[asked, role], forest = boosted(
            table[asked], labels[asked, role], folds[of_phrase[asked]], options=BOOSTING, rounds=120, seeds=2
        )
        fillers.append(forest)
    by_document = [chances[of_phrase == at] for at in range(len(scored))]
    say("fillers")

    counts = np.array([told.counts() for told in documents])
    table = np.array([document_row(one, part) for one, part in zip(scored, by_document, strict=True)])
    told_chances, forests = {}, {}
    for name, target, rounds in _count_targets(counts, folds):
        told_chances[name], forests[name] = boosted(table, target, folds, options=FEW, rounds=rounds, seeds=2)
    told = [_told(told_chances, at) for at in range(len(scored))]
    say(f"counts: {', '.join(forests)}")

    asked_pairs = [pair_rows(*parts) for parts in zip(scored, by_document, told, strict=True)]
    of_pair = np.repeat(np.arange(len(asked_pairs)), [len(pairs) for pairs, _ in asked_pairs])
    table = np.concatenate([rows for pairs, rows in asked_pairs if pairs])
    labels = np.array([
        _fits(documents[at], scored[at], pair) for at, (pairs, _) in enumerate(asked_pairs) for pair in pairs
    ])  # fmt: skip
    fits, pair_forest = boosted(table, labels, folds[of_pair], options=PAIRED, rounds=150, seeds=2)
    say("pairs")

    every = [
        (documents[at], scored[at], told[at], asked_pairs[at][0], fits[of_pair == at])
        for at in range(len(scored))
    ]
    least = tuned([one for one in every if one[0].fold >= 0])
    for name, part in (
        ("folds", [one for one in every if one[0].fold >= 0]),
        ("dev", [one for one in every if one[0].fold < 0]),
    ):
        figures = measured(part, least)
        say(f"{name}: " + ", ".join(f"{key} {value[2]:.1f}" for key, value in figures.items()))
    weights = Weights(
        known[-1],
        classes,
        role_weights,
        document_weights,
        sentence_weights,
        tuple(fillers),
        forests,
        pair_forest,
        least,
    )
    np.savez_compressed(package / "weights.npz", **weights.arrays())
    say(f"wrote {(package / 'weights.npz').stat().st_size / 1e6:.1f} MB; {least}")


def _candidate_labels(told: Told, analysis: Analysis) -> Array:
    roles = told.roles_of()
    found = np.zeros((len(analysis.candidates), len(ROLES)), dtype=int)
    for index, phrase in enumerate(analysis.phrases):
        found[index, list(roles.get(phrase, ()))] = 1
    return found


def _sentence_labels(told: Told, analysis: Analysis) -> Array:
    roles = told.roles_of()
    found = np.zeros(len(told.text.sentences), dtype=int)
    for index, phrase in enumerate(analysis.phrases):
        if phrase in roles:
            found[analysis.sentence_of(index)] = 1
    return found


def _phrase_labels(told: Told, scored: Scored) -> Array:
    roles = told.roles_of()
    found = np.zeros((len(scored.phrases), len(ROLES)), dtype=int)
    for index, phrase in enumerate(scored.phrases):
        found[index, list(roles.get(phrase.words, ()))] = 1
    return found


def _count_targets(counts: Array, folds: Array) -> list[tuple[str, Array, int]]:
    found = [("any", counts.sum(axis=1) > 0, 120)]
    for kind, name in enumerate(LEARNED):
        for least, word in ((1, "one"), (2, "two"), (3, "three")):
            target = counts[:, kind] >= least
            if target[folds >= 0].sum() > 12:
                found.append((f"{word}.{name}", target, 120 if least == 1 else 80))
    return found


def _told(chances: dict[str, Array], at: int) -> Chances:
    parts = [
        np.array([chances[f"{word}.{kind}"][at] if f"{word}.{kind}" in chances else 0.0 for kind in LEARNED])
        for word in ("one", "two", "three")
    ]
    return Chances(float(chances["any"][at]), *parts)


def _fits(told: Told, scored: Scored, pair: Any) -> bool:
    words, role = scored.phrases[pair.phrase].words, ROLES[pair.role]
    return any(
        kind.split(" / ")[0] == LEARNED[pair.type] and any(words in mentions for mentions in fillers[role])
        for kind, fillers in told.gold
    )


def measured(part: list[tuple[Any, ...]], least: Thresholds) -> dict[str, tuple[float, float, float]]:
    predicted = {}
    for told, scored, chances, pairs, fits in part:
        text = told.text.text
        predicted[told.docid] = [
            template({"incident_type": found.type, **{
                role: [[text[f.start : f.end]] for f in held] for role, held in found.fillers.items()}})
            for found in decided(scored, chances, pairs, fits, least)
        ]  # fmt: skip
    gold = {told.docid: [template(one) for one in told.templates] for told, *_ in part}
    return Scores.of(predicted, gold).figures()


def tuned(part: list[tuple[Any, ...]]) -> Thresholds:
    """Thresholds one after another, twice around, for template F1 with a little weight on entities."""

    def worth(least: Thresholds) -> float:
        figures = measured(part, least)
        return figures["template"][2] + 0.5 * figures["REE"][2]

    types, more, fillers = [0.25] * len(LEARNED), 0.3, [0.22] * len(ROLES)
    for step in range(2):
        for role in range(len(ROLES)):
            options = (
                (0.14, 0.18, 0.22, 0.26, 0.3)
                if step == 0
                else (fillers[role] - 0.02, fillers[role], fillers[role] + 0.02)
            )
            fillers[role] = max(
                options,
                key=lambda v: worth(
                    Thresholds(tuple(types), more, (*fillers[:role], v, *fillers[role + 1 :]))
                ),
            )
        if step == 0:
            for kind in range(len(LEARNED)):
                types[kind] = max(
                    (0.2, 0.25, 0.3, 0.35),
                    key=lambda v: worth(
                        Thresholds((*types[:kind], v, *types[kind + 1 :]), more, tuple(fillers))
                    ),
                )
            more = max(
                (0.2, 0.25, 0.3, 0.35, 0.4), key=lambda v: worth(Thresholds(tuple(types), v, tuple(fillers)))
            )
    return Thresholds(tuple(types), more, tuple(fillers))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    given = parser.parse_args()
    train(given.data, PACKAGE)


if __name__ == "__main__":
    main()
