"""Learns the costs of spelling differences and the rarity of sounds that screening ships.

    python -m training.screening_spelling [--out src/tocsin/screening/learned/spelling.npz]

Data: name tokens in two scripts (NETransliteration, CC0) for the costs; the same tokens and the public UN and OFAC
lists for how common a sound is. Takes a minute or two on one core; the same input gives the same file.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tocsin.screening.entries import Entry
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.names.scripts import plain_letters, skeleton, sounds
from tocsin.screening.names.tokens import SILENT_ROLES, kind_of, read_name
from tocsin.screening.spelling import ARABIC_SIGNS, BUCKETS, LATIN_SIGNS, Alphabet, bucket

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
OUT = Path(__file__).resolve().parents[1] / "src" / "tocsin" / "screening" / "learned" / "spelling.npz"
ROUNDS = 12
TYPO = 0.20
"""Share of unexplained swaps, drops and gains mixed into the learned costs: people mistype any letter."""

Array = npt.NDArray[np.float64]
Pair = tuple[str, str, float]


def tokens(name: str) -> Iterator[tuple[str, str, int]]:
    """(Latin sound, sound in the other script, count); words that fold to nothing are left out."""
    for line in (DATA / "transliteration" / name).read_text(encoding="utf-8").splitlines():
        latin, other, count = line.split("\t")
        left, right = sounds(plain_letters(latin)), sounds(plain_letters(other.replace(" ", "")))
        if 2 <= len(left) <= 14 and 2 <= len(right) <= 14:
            yield left, right, int(count)


def weight(count: int) -> float:
    """Most tokens were seen once, and many of these are slips."""
    return float(min(1.0 + np.log(count), 4.0)) if count > 1 else 0.5


def latin_pairs(arabic: list[tuple[str, str, int]], russian: list[tuple[str, str, int]]) -> Iterator[Pair]:
    for left, right, count in russian:
        yield left, right, weight(count)
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for left, right, count in arabic:
        groups[right].append((count, left))
    for members in groups.values():
        members.sort(reverse=True)
        chief = members[0][1]
        for count, other in members[1:8]:
            if other != chief and skeleton(other) == skeleton(chief):
                yield chief, other, 2.0 * weight(count)


def listed_pairs() -> Iterator[Pair]:
    """Spellings of one word among the names of one listed person (fit half): what authorities themselves vary."""
    for entry in listed_entries():
        if entry.schema != "Person" or not in_fit_half(entry):
            continue
        seen: dict[str, set[str]] = defaultdict(set)
        for name in entry.names:
            for token in read_name(name.text):
                if token.role not in SILENT_ROLES and not token.abjad and len(token.sound) > 2:
                    seen[token.skeleton].add(token.sound)
        for words in seen.values():
            ordered = sorted(words)
            for index, one in enumerate(ordered[:6]):
                for other in ordered[index + 1 : 6]:
                    yield one, other, 4.0


class Transducer:
    """Joint probabilities of sign pairs, learned by expectation and maximisation."""

    def __init__(self, left: Alphabet, right: Alphabet) -> None:
        self.left, self.right = left, right
        rows, columns = len(left.signs) + 2, len(right.signs) + 2
        self.swap = np.full((rows, columns), 0.5 / (rows * columns))
        for index, sign in enumerate(left.signs):
            other = right.signs.find(sign)
            if other >= 0:
                self.swap[index + 2, other + 2] += 0.3 / rows
        self.drop = np.full(rows, 0.1 / rows)
        self.gain = np.full(columns, 0.1 / columns)

    def learn(self, pairs: Iterable[Pair], *, rounds: int) -> Transducer:
        groups: dict[tuple[int, int], list[tuple[list[int], list[int], float]]] = defaultdict(list)
        for one, other, heavy in pairs:
            x, y = self.left.codes(one), self.right.codes(other)
            groups[len(x), len(y)].append((x, y, heavy))
        batches = [
            (np.array([a for a, _, _ in g]), np.array([b for _, b, _ in g]), np.array([w for _, _, w in g]))
            for g in groups.values()
        ]
        for step in range(rounds):
            total = self._round(batches)
            print(f"  round {step + 1}: log-likelihood {total:,.0f}")
        return self

    def _round(self, batches: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Array]]) -> float:
        swap, drop, gain = np.zeros_like(self.swap), np.zeros_like(self.drop), np.zeros_like(self.gain)
        total = 0.0
        for x, y, heavy in batches:
            m, n = x.shape[1], y.shape[1]
            forward = np.zeros((m + 1, n + 1, len(x)))
            backward = np.zeros((m + 1, n + 1, len(x)))
            forward[0, 0] = 1.0
            backward[m, n] = 1.0
            for i in range(m + 1):
                for j in range(n + 1):
                    if i and j:
                        forward[i, j] += forward[i - 1, j - 1] * self.swap[x[:, i - 1], y[:, j - 1]]
                    if i:
                        forward[i, j] += forward[i - 1, j] * self.drop[x[:, i - 1]]
                    if j:
                        forward[i, j] += forward[i, j - 1] * self.gain[y[:, j - 1]]
            for i in range(m, -1, -1):
                for j in range(n, -1, -1):
                    if i < m and j < n:
                        backward[i, j] += backward[i + 1, j + 1] * self.swap[x[:, i], y[:, j]]
                    if i < m:
                        backward[i, j] += backward[i + 1, j] * self.drop[x[:, i]]
                    if j < n:
                        backward[i, j] += backward[i, j + 1] * self.gain[y[:, j]]
            whole = forward[m, n]
            share = heavy / whole
            total += float((heavy * np.log(whole)).sum())
            for i in range(m + 1):
                for j in range(n + 1):
                    if i < m and j < n:
                        np.add.at(
                            swap,
                            (x[:, i], y[:, j]),
                            forward[i, j] * self.swap[x[:, i], y[:, j]] * backward[i + 1, j + 1] * share,
                        )
                    if i < m:
                        np.add.at(
                            drop, x[:, i], forward[i, j] * self.drop[x[:, i]] * backward[i + 1, j] * share
                        )
                    if j < n:
                        np.add.at(
                            gain, y[:, j], forward[i, j] * self.gain[y[:, j]] * backward[i, j + 1] * share
                        )
        everything = swap.sum() + drop.sum() + gain.sum()
        self.swap, self.drop, self.gain = (part / everything + 1e-9 for part in (swap, drop, gain))
        return total

    def symmetric(self) -> Transducer:
        self.swap = (self.swap + self.swap.T) / 2
        self.drop = self.gain = (self.drop + self.gain) / 2
        return self

    def costs(self, *, vowel_drop: float = 1.0) -> dict[str, npt.NDArray[np.float32]]:
        """What a pair falls short of a perfect one, in nats; see tocsin.screening.spelling."""
        left = self.swap.sum(axis=1) + self.drop
        right = self.swap.sum(axis=0) + self.gain
        left, right = left / left.sum(), right / right.sum()
        apart = np.outer(left, right)
        scores = np.log((1 - TYPO) * self.swap / apart + TYPO)
        dropped = np.log((1 - TYPO) * self.drop / left + TYPO)
        gained = np.log((1 - TYPO) * self.gain / right + TYPO)
        # What a sign is worth is what it earns on average, dropped or not: short vowels are worth little in abjads.
        own_left = ((self.swap * scores).sum(axis=1) + self.drop * dropped) / (
            self.swap.sum(axis=1) + self.drop
        )
        own_right = ((self.swap * scores).sum(axis=0) + self.gain * gained) / (
            self.swap.sum(axis=0) + self.gain
        )
        own_left, own_right = np.maximum(own_left, 0.4), np.maximum(own_right, 0.4)
        # A sign seen too rarely to be learned is worth what an ordinary one is.
        own_left[:2], own_right[:2] = 2.5, 2.5
        swap = np.maximum((own_left[:, None] + own_right[None, :]) / 2 - scores, 0.0)
        swap[1, :], swap[:, 1] = 4.0, 4.0
        swap[:, 0], swap[0, :] = 9.0, 9.0
        drop, gain = own_left / 2 - dropped, own_right / 2 - gained
        drop[:2], gain[:2] = 2.5, 2.5
        for vowel in "aeiouy":
            # An abjad leaves short vowels out by rule, which a model without memory takes for many single losses.
            drop[self.left.codes(vowel)[0]] *= vowel_drop
        gain[0], own_right[0], own_left[0] = 0.0, 0.0, 0.0
        found = {
            "swap": swap,
            "drop": np.maximum(drop, 0.05),
            "gain": np.maximum(gain, 0.05),
            "left": own_left,
            "right": own_right,
        }
        found["gain"][0] = found["drop"][0] = 0.0
        return {key: np.round(value, 3).astype(np.float32) for key, value in found.items()}


def arabic_costs() -> dict[str, npt.NDArray[np.float32]]:
    """Within Arabic letters there are no pairs to learn from: equal letters, letters often confused, the rest."""
    size = len(ARABIC_SIGNS.signs) + 2
    swap = np.full((size, size), 4.5)
    for group in ("ايوىة", "ىي", "ةهت", "سصث", "دضذظز", "تط", "كقغگخ", "حهخ", "بپف", "جچژ", "عا"):
        for one in group:
            for other in group:
                a, b = ARABIC_SIGNS.codes(one)[0], ARABIC_SIGNS.codes(other)[0]
                swap[a, b] = min(swap[a, b], 2.0)
    np.fill_diagonal(swap, 0.0)
    swap[1, :], swap[:, 1], swap[1, 1], swap[:, 0] = 4.0, 4.0, 4.0, 9.0
    drop = np.full(size, 3.2)
    for letter in "اويىةهع":
        drop[ARABIC_SIGNS.codes(letter)[0]] = 1.6
    own = np.full(size, 3.0)
    gain = drop.copy()
    gain[0], own[0] = 0.0, 0.0
    held = {"swap": swap, "drop": drop, "gain": gain, "left": own, "right": own}
    return {key: value.astype(np.float32) for key, value in held.items()}


def rarities(
    arabic: list[tuple[str, str, int]], russian: list[tuple[str, str, int]]
) -> npt.NDArray[np.uint8]:
    """How rare a sound is, by buckets of skeletons: the commoner of the world's names and the lists' names."""
    world, listed = np.zeros(BUCKETS), np.zeros(BUCKETS)
    for left, _, count in (*arabic, *russian):
        world[bucket(skeleton(left))] += count
    for entry in listed_entries():
        seen = {
            token.skeleton
            for name in entry.names
            for token in read_name(name.text, kind_of(entry.schema))
            if token.role not in SILENT_ROLES and not token.abjad
        }
        for item in seen:
            listed[bucket(item)] += 1
    per_million = np.maximum(world / world.sum(), listed / listed.sum()) * 1e6
    floor = 8.0
    scale = 1.0 - np.log((per_million + floor) / floor) / np.log(20_000 / floor)
    return np.round(np.clip(scale, 0.15, 1.0) * 255).astype(np.uint8)


def in_fit_half(entry: Entry) -> bool:
    """The half of the lists that is fitted on, by a hash of the reference; the other half is reported."""
    return zlib.crc32(f"{entry.list}:{entry.reference}".encode()) % 2 == 0


def listed_entries() -> Iterator[Entry]:
    for path in (DATA / "lists" / "un" / "2025-04.xml", DATA / "lists" / "ofac" / "2021"):
        for vintage in read_lists([path]):
            yield from vintage.entries


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    arabic, russian = list(tokens("wd_arabic_train.txt")), list(tokens("wd_russian_train.txt"))
    print(f"{len(arabic):,} Arabic and {len(russian):,} Cyrillic tokens")
    print("Latin and Latin:")
    varied = [*latin_pairs(arabic, russian), *listed_pairs()]
    latin = Transducer(LATIN_SIGNS, LATIN_SIGNS).learn(varied, rounds=ROUNDS).symmetric()
    print("Latin and Arabic:")
    pairs = ((left, right, weight(count)) for left, right, count in arabic)
    across = Transducer(LATIN_SIGNS, ARABIC_SIGNS).learn(pairs, rounds=ROUNDS)
    arrays = {
        f"{name}_{part}": value
        for name, held in (
            ("latin", latin.costs()),
            ("latin_arabic", across.costs(vowel_drop=0.35)),
            ("arabic", arabic_costs()),
        )
        for part, value in held.items()
    }
    np.savez_compressed(given.out, rarities=rarities(arabic, russian), **arrays)
    print(f"{given.out.name}: {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
