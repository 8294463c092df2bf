"""Every question has the same answer on every engine, to the unit, suppression included."""

from __future__ import annotations

import pytest

from lib.names import Names
from tests.engines.questions import QUESTIONS, same, selections

SUMMARIES = ("indicators", "counts", "options", "communities")


@pytest.mark.parametrize("question", QUESTIONS)
def test_postgresql_answers_as_the_embedded_engine_does(
    reference: Names, on_postgres: Names, question: str
) -> None:
    for one in selections(reference.data):
        expected = QUESTIONS[question](reference.data, one, reference)
        same(expected, QUESTIONS[question](on_postgres.data, one, on_postgres))


@pytest.mark.parametrize("question", QUESTIONS)
def test_spark_answers_as_the_embedded_engine_does(
    reference: Names, on_spark: Names, question: str
) -> None:
    """The summaries of every page with every selection. Each other question with two of them, since
    a cluster takes seconds for what takes others milliseconds: together they ask with every one.
    """
    number, known = list(QUESTIONS).index(question), selections(reference.data)
    some = [known[(number * 2 + more) % len(known)] for more in range(2)]
    for one in known if question in SUMMARIES else some:
        expected = QUESTIONS[question](reference.data, one, reference)
        same(expected, QUESTIONS[question](on_spark.data, one, on_spark))
