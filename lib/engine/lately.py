"""Answers of the last moment: what two ask for at the same time is found once."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock

import pandas as pd

KEPT_SECONDS = 2.0
"""Long enough for a page that asks what its map has just asked; too short for anybody to be told
an engine is there that is not."""
MOST_ROWS = 1_000
MOST_ANSWERS = 256


class Lately:
    """Remembers answers for a moment, and lets everybody wait for one that is being found."""

    def __init__(self, seconds: float = KEPT_SECONDS) -> None:
        self._seconds, self._lock = seconds, Lock()
        self._held: dict[Hashable, tuple[float, Future[pd.DataFrame]]] = {}

    def answer(self, key: Hashable, find: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """What ``find`` gives, or gave a moment ago: a table of one's own.

        Raises whatever ``find`` raises, to everybody who waits for it.
        """
        with self._lock:
            self._forget()
            held = self._held.get(key)
            future = held[1] if held else Future()
            if not held:
                self._held[key] = (time.monotonic(), future)
        if not held:
            self._find(key, future, find)
        return future.result().copy()

    def _find(
        self, key: Hashable, future: Future[pd.DataFrame], find: Callable[[], pd.DataFrame]
    ) -> None:
        try:
            found = find()
        except BaseException as failed:
            self._drop(key)
            future.set_exception(failed)
        else:
            if len(found) > MOST_ROWS:
                self._drop(key)
            future.set_result(found)

    def _drop(self, key: Hashable) -> None:
        with self._lock:
            self._held.pop(key, None)

    def _forget(self) -> None:
        """Drop what is old, and what was asked for first where there is too much."""
        old = time.monotonic() - self._seconds
        held = [each for each in self._held.items() if each[1][0] > old or not each[1][1].done()]
        self._held = dict(held[1 - MOST_ANSWERS :])
