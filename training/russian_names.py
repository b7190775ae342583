"""Pack the weights with which Russian names are found, from the wheel of the natasha package (MIT licence).

    pip download --no-deps --only-binary=:all: natasha==1.6.0
    python training/russian_names.py natasha-1.6.0-py3-none-any.whl

Nothing is trained here. The wheel holds slovnet's tagger of news names (`slovnet_ner_news_v1`) and navec's
word vectors (`navec_news_v1_1B_250K_300d_100q`). We keep the tagger as it is, in half precision, with its
first layer split into a part for the word and a part for the word's shape; and of the 250,000 words the
30,000 most frequent and then the most frequent form of each further stem, up to WORDS, because a word that
is missing is read as its nearest listed form (`tocsin.statements.lexicon.key_of`). The output is the same
on every run. See the model card beside the weights.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np

from tocsin.statements.lexicon import key_of

WEIGHTS = Path(__file__).resolve().parent.parent / "src/tocsin/statements/weights"
TAGGER = "natasha/data/model/slovnet_ner_news_v1.tar"
VECTORS = "natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar"
FREQUENT, WORDS = 30_000, 54_000
EPOCH = (1980, 1, 1, 0, 0, 0)


def members(wheel: Path, name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as packed, tarfile.open(fileobj=io.BytesIO(packed.read(name))) as tar:
        return {item.name: tar.extractfile(item).read() for item in tar if item.isfile()}  # type: ignore[union-attr]


def words_and_vectors(files: dict[str, bytes]) -> dict[str, np.ndarray]:
    vocabulary = gzip.decompress(files["vocab.bin"])
    size = int(np.frombuffer(vocabulary[:4], np.uint32)[0])
    counts = np.frombuffer(vocabulary[4 : 4 + 4 * size], np.uint32)
    words = vocabulary[4 + 4 * size :].decode("utf-8").splitlines()
    data = files["pq.bin"]
    vectors, dimensions, parts, centres = (int(number) for number in np.frombuffer(data[:16], np.uint32))
    indices = np.frombuffer(data[16 : 16 + vectors * parts], np.uint8).reshape(vectors, parts)
    codes = np.frombuffer(data[16 + vectors * parts :], np.float32).reshape(
        parts, centres, dimensions // parts
    )
    order = np.argsort(-counts.astype(np.int64), kind="stable")
    kept = [words.index("<unk>")] + [int(at) for at in order[:FREQUENT] if not words[at].startswith("<")]
    stems = {key_of(words[at]) for at in kept}
    for at in order[FREQUENT:]:
        if len(kept) >= WORDS:
            break
        if words[at].startswith("<") or (stem := key_of(words[at])) in stems:
            continue
        stems.add(stem)
        kept.append(int(at))
    listed = "\n".join(words[at] for at in kept).encode("utf-8")
    return {
        "words": np.frombuffer(gzip.compress(listed, mtime=0), np.uint8),
        "indices": indices[kept],
        "codes": codes.astype(np.float16),
    }


def tagger(files: dict[str, bytes]) -> dict[str, np.ndarray]:
    model = json.loads(files["model.json"])

    def array(weight: dict[str, object]) -> np.ndarray:
        data = files[f"arrays/{weight['array']}.bin"]
        return np.frombuffer(data, str(weight["dtype"])).reshape(weight["shape"])  # type: ignore[call-overload]

    packed: dict[str, np.ndarray] = {"shapes": array(model["emb"]["shape"]["weight"])}
    for number, layer in enumerate(model["encoder"]["layers"]):
        kernel = array(layer["conv"]["weight"])  # filters, inputs, width
        packed[f"kernel{number}"] = np.concatenate([kernel[:, :, at].T for at in range(3)], axis=1)
        packed[f"bias{number}"] = array(layer["conv"]["bias"])
        norm = layer["norm"]
        scale = array(norm["weight"]) / array(norm["std"])
        packed[f"scale{number}"] = scale
        packed[f"shift{number}"] = array(norm["bias"]) - array(norm["mean"]) * scale
    packed["head"] = array(model["head"]["proj"]["weight"])
    packed["head_bias"] = array(model["head"]["proj"]["bias"])
    packed["transitions"] = array(model["head"]["crf"]["transitions"])
    half = {name: value.astype(np.float16) for name, value in packed.items()}
    for name in ("shape", "tag"):
        listed = gzip.decompress(files[f"vocabs/{name}.gz"])
        half[f"{name}_names"] = np.frombuffer(listed, np.uint8)
    return half


def write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """An .npz whose bytes depend on the arrays only."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, value in sorted(arrays.items()):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(value), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, buffer.getvalue())
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("wheel", type=Path)
    given = parser.parse_args()
    WEIGHTS.mkdir(exist_ok=True)
    write(WEIGHTS / "russian_names_words.npz", words_and_vectors(members(given.wheel, VECTORS)))
    write(WEIGHTS / "russian_names_tagger.npz", tagger(members(given.wheel, TAGGER)))


if __name__ == "__main__":
    main()
