"""The scorer of places on hand-made articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.geoparsing import Toponym, articles, kilometres, score

PARIS, LONDON, NEAR_PARIS = (48.86, 2.35), (51.51, -0.13), (49.4, 2.8)
GOLD = [Toponym(0, 5, PARIS), Toponym(10, 16, LONDON), Toponym(20, 24, None)]


def test_the_distance_is_that_of_the_great_circle() -> None:
    assert kilometres(PARIS, LONDON) == pytest.approx(344, abs=3)
    assert kilometres((0, 0), (0, 180)) == pytest.approx(20015, abs=2)
    assert kilometres(PARIS, PARIS) == 0


def test_a_mention_within_161_kilometres_is_near() -> None:
    tally = score(GOLD, [Toponym(0, 5, NEAR_PARIS)], [NEAR_PARIS, PARIS, None])
    assert (tally.exact, tally.near, tally.placed, tally.located) == (1, 1, 1, 2)


def test_a_mention_that_is_missing_or_without_a_point_is_a_miss() -> None:
    tally = score(GOLD, [Toponym(0, 5, None)], [None, None, None])
    assert tally.near == 0
    assert tally.share(tally.near) == 0.0


def test_recognition_is_exact_or_by_overlap_one_to_one() -> None:
    found = [Toponym(0, 5, PARIS), Toponym(9, 16, LONDON), Toponym(11, 13, LONDON), Toponym(40, 44, None)]
    tally = score(GOLD, found, [None] * 3)
    assert (tally.exact, tally.overlapping, tally.given, tally.asked) == (1, 2, 4, 3)
    assert tally.f1(tally.exact) == pytest.approx(2 * 1 / 7)
    assert tally.near == 1


def test_nothing_against_nothing_is_right() -> None:
    tally = score([], [], [])
    assert tally.f1(tally.exact) == tally.share(tally.near) == 1.0


def test_slipped_offsets_are_set_right_to_the_nearest_place(tmp_path: Path) -> None:
    path = tmp_path / "small.xml"
    path.write_text(
        "<articles><article docid='1'><text>Oslo, then Oslo again.</text><toponyms>"
        "<toponym><phrase>Oslo</phrase><start>12</start><end>16</end><gaztag><lat>59.9</lat><lon>10.7</lon></gaztag>"
        "</toponym><toponym><phrase>Oslo</phrase><start>0</start><end>4</end></toponym></toponyms></article></articles>",
        encoding="utf-8",
    )
    (article,) = articles(path)
    assert article.toponyms == (Toponym(11, 15, (59.9, 10.7)), Toponym(0, 4, None))
