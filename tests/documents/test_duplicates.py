"""Signatures of repeated text."""

from __future__ import annotations

import time
from statistics import median

from tests.documents.pages import BODY, TAIL, TEASERS, TITLE, listed, read
from tocsin.documents.duplicates import BANDS, signatures
from tocsin.model.document import Section
from tocsin.model.signature import likeness

LONG = " ".join(
    f"The council of state number {n} met in hall {n * 7} and heard report {n * n} on water."
    for n in range(40)
)


def test_one_for_each_teaser_and_one_for_the_article() -> None:
    document = read(listed())
    found = signatures(document)
    assert [one.kind for one in found] == [Section.TEASER] * 3 + [Section.BODY]
    own = list(document.article())
    assert (found[-1].start, found[-1].end) == (own[0].start, own[-1].end)


def test_the_same_words_have_the_same_hash_wherever_they_stand() -> None:
    one = signatures(read(listed()))[-1]
    other = signatures(read(f"{TITLE}\n\n" + "\n\n\n".join(body.upper() for body in BODY) + f"\n\n{TAIL}"))[
        -1
    ]
    assert (one.text_hash, one.minhash, one.bands) == (other.text_hash, other.minhash, other.bands)


def test_near_copies_meet_in_a_band_and_others_do_not() -> None:
    one = signatures(read(LONG))[0]
    near = signatures(read(LONG.replace("hall 140", "room 140").replace("report 900", "paper 900")))[0]
    far = signatures(read("\n\n".join((*BODY, *TEASERS))))[0]
    assert one.text_hash != near.text_hash
    assert likeness(one.minhash, near.minhash) > 0.8
    assert set(one.bands) & set(near.bands)
    assert likeness(one.minhash, far.minhash) < 0.2
    assert not set(one.bands) & set(far.bands)


def test_the_estimate_is_near_the_true_likeness() -> None:
    words = LONG.split()
    half = " ".join(words[: len(words) // 2])
    one, other = signatures(read(LONG))[0], signatures(read(half))[0]
    assert abs(likeness(one.minhash, other.minhash) - 0.5) < 0.2


def test_a_few_words_have_no_signature() -> None:
    assert signatures(read("Press release")) == []
    assert signatures(read("")) == []


def test_signatures_are_the_same_on_every_run_and_machine() -> None:
    found = signatures(read(BODY[0]))[0]
    assert len(found.minhash) == 256
    assert len(set(found.bands)) == BANDS
    assert found.text_hash.startswith("e481a615849e")
    assert found.minhash[:8].hex() == "f32af7156151af0a"


def test_a_page_is_signed_within_milliseconds() -> None:
    document = read(listed() + LONG * 2)
    signatures(document)

    def timed() -> float:
        begun = time.perf_counter()
        signatures(document)
        return time.perf_counter() - begun

    assert median(timed() for _ in range(9)) < 0.02
