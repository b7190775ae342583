"""The measure of trust in English names on a hand-made corpus."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.english_names import Text, precision, recall, score, texts

CORPUS = """\
# newdoc id = made_one
# sent_id = 1
1\tAnna\tAnna\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-person-new-cf1-1-1,2-coref
2\tWeber\tWeber\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tmet\tmeet\tVERB\tVBD\t_\t0\tdep\t_\t_
4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\tEntity=(2-person-new-cf1-1-2-sgl
5\tguests\tguest\tNOUN\tNNS\t_\t3\tobj\t_\tEntity=2)
6\tin\tin\tADP\tIN\t_\t7\tcase\t_\t_
7\tOslo\tOslo\tPROPN\tNNP\t_\t3\tobl\t_\tEntity=(3-place-new-cf1-1-1-sgl)|SpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


@pytest.fixture()
def text(tmp_path: Path) -> Text:
    path = tmp_path / "made.conllu.gz"
    path.write_bytes(gzip.compress(CORPUS.encode()))
    (read,) = texts(path)
    return read


def test_the_text_is_put_together_again_and_named_heads_are_found(text: Text) -> None:
    assert text.text == "Anna Weber met the guests in Oslo. "
    assert text.heads["person"] == {(0, 10)}
    assert text.heads["place"] == {(29, 33)}


def test_an_answer_counts_when_it_meets_a_named_head_of_its_kind(text: Text) -> None:
    given = [("person", 5, 10), ("person", 19, 25), ("place", 0, 10)]
    tally = score(text, given, "person")
    assert (tally.given, tally.right, tally.asked, tally.found) == (2, 1, 1, 1)
    assert precision([tally]) == 0.5
    assert recall([tally]) == 1.0
    assert precision([score(text, given, "place")]) == 0.0
