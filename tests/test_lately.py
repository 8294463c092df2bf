"""What two ask for at the same time is found once; nothing is kept for longer than a moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pandas as pd
import pytest

from lib.engine import Away
from lib.engine.lately import MOST_ANSWERS, MOST_ROWS, Lately

LONG = 3_600.0


class Finder:
    """Finds a table, and counts how often it was asked to."""

    def __init__(self, rows: int = 1) -> None:
        self.asked, self.rows = 0, rows

    def __call__(self) -> pd.DataFrame:
        self.asked += 1
        return pd.DataFrame({"n": range(self.rows)})


def test_the_same_question_within_a_moment_is_asked_once() -> None:
    lately, find = Lately(LONG), Finder()
    assert lately.answer("a", find).equals(lately.answer("a", find))
    assert find.asked == 1
    lately.answer("b", find)
    assert find.asked == 2


def test_after_the_moment_it_is_asked_again() -> None:
    lately, find = Lately(0), Finder()
    for _ in range(3):
        lately.answer("a", find)
    assert find.asked == 3


def test_a_slow_question_keeps_no_other_answer() -> None:
    lately, find, begun, go = Lately(0), Finder(), Event(), Event()

    def slowly() -> pd.DataFrame:
        begun.set()
        go.wait(10)
        return find()

    with ThreadPoolExecutor(1) as reader:
        slow = reader.submit(lately.answer, "slow", slowly)
        assert begun.wait(10)
        quick = Finder()
        lately.answer("quick", quick)
        lately.answer("quick", quick)
        go.set()
        assert len(slow.result(10)) == 1
    assert quick.asked == 2


def test_everybody_who_asks_meanwhile_waits_for_the_same_answer() -> None:
    lately, find, go, here = Lately(LONG), Finder(), Event(), Barrier(5)

    def slowly() -> pd.DataFrame:
        go.wait(10)
        return find()

    def ask() -> pd.DataFrame:
        here.wait(10)
        return lately.answer("a", slowly)

    with ThreadPoolExecutor(4) as readers:
        answers = [readers.submit(ask) for _ in range(4)]
        here.wait(10)
        go.set()
        assert all(each.result(10)["n"].tolist() == [0] for each in answers)
    assert find.asked == 1


def test_what_one_does_with_an_answer_no_other_sees() -> None:
    lately, find = Lately(LONG), Finder()
    mine = lately.answer("a", find)
    mine.loc[0, "n"] = 99
    assert lately.answer("a", find)["n"].tolist() == [0]


def test_a_failure_is_told_and_not_kept() -> None:
    lately, find = Lately(LONG), Finder()

    def fail() -> pd.DataFrame:
        raise Away([])

    for _ in range(2):
        with pytest.raises(Away):
            lately.answer("a", fail)
    assert len(lately.answer("a", find)) == 1


def test_long_answers_are_not_kept_nor_too_many() -> None:
    lately, find = Lately(LONG), Finder(MOST_ROWS + 1)
    lately.answer("long", find)
    lately.answer("long", find)
    assert find.asked == 2
    short = Finder()
    for number in range(MOST_ANSWERS + 5):
        lately.answer(number, short)
    before = short.asked
    lately.answer(0, short)
    assert short.asked == before + 1, "the oldest has made room"
    lately.answer(MOST_ANSWERS + 4, short)
    assert short.asked == before + 1, "the newest is still there"
