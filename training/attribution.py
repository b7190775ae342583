"""Make the weights of the attribution model again: `python -m training.attribution --data FOLDER [--out FOLDER]`.

`--data` is a folder with `polnear/`, `ud/`, `muc4/` and `unsc/` as the model card names them. One core needs about
half an hour.

1. Word tables from treebanks and raw text (`training/attribution_lexicon.py`).
2. Seven of eight training texts of PolNeAR, chosen by a hash of their names: the CRF of cues, then that of source and
content.
3. The other eighth: the weights of the score and the lowest score that is given (`training/attribution_confidence.py`).

Same data, same weights. The development texts are read by `python -m bench.attribution` only.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from tocsin.statements.attribution import cues, spans
from tocsin.statements.attribution.confidence import FEATURES, Confidence
from tocsin.statements.attribution.finder import AttributionFinder
from tocsin.statements.attribution.lexicon import read_lexicon
from training.attribution_confidence import write_confidence
from training.attribution_examples import cue_sequences, examples, span_sequences
from training.attribution_lexicon import write_lexicon
from training.attribution_weights import Fit, read, train

WEIGHTS = Path(__file__).resolve().parent.parent / "src" / "tocsin" / "statements" / "attribution" / "weights"
FOLDS = 8
CUES = Fit(c1=0.05, c2=0.7, iterations=90, fewest=3)
SPANS = Fit(c1=0.05, c2=0.3, iterations=90, fewest=3)


def fold(name: str) -> int:
    """0 for the texts that are held out for the score."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--only", choices=("lexicon", "cues", "spans", "confidence"), help="one step alone")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    steps = (given.only,) if given.only else ("lexicon", "cues", "spans", "confidence")
    if "lexicon" in steps:
        write_lexicon(given.data, given.out / "lexicon.json")
    lexicon = read_lexicon((given.out / "lexicon.json").read_text(encoding="utf-8"))
    every = list(examples(given.data / "polnear" / "data" / "train"))
    fitted, held = [one for one in every if fold(one.name)], [one for one in every if not fold(one.name)]
    print(f"{len(fitted)} texts to fit, {len(held)} held out", flush=True)
    if "cues" in steps:
        train(cue_sequences(fitted, lexicon), cues.LABELS, given.out / "cues.npz", CUES)
        print("cues done", flush=True)
    if "spans" in steps:
        train(span_sequences(fitted, lexicon), spans.LABELS, given.out / "spans.npz", SPANS)
        print("spans done", flush=True)
    if "confidence" in steps:
        unscored = Confidence((0.0,) * len(FEATURES), 0.0)
        finder = AttributionFinder(
            lexicon, read(given.out / "cues.npz"), read(given.out / "spans.npz"), unscored
        )
        print(write_confidence(finder, held, given.out / "confidence.json"))


if __name__ == "__main__":
    main()
