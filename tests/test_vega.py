"""Pictures are drawn by a process of their own, which may die without anyone's page dying."""

from __future__ import annotations

import threading

import pytest

from lib import vega

BAR = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}


def test_a_drawing_comes_as_svg_and_as_png() -> None:
    assert vega.drawn(BAR, {}, "svg").startswith(b"<svg")
    assert vega.drawn(BAR, {}, "png").startswith(b"\x89PNG")


def test_a_description_that_makes_no_sense_is_refused_and_the_next_one_drawn() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        vega.drawn({"mark": {"type": 7}, "data": 3}, {}, "svg")
    assert vega.drawn(BAR, {}, "svg").startswith(b"<svg")


def test_a_process_that_died_is_begun_again() -> None:
    vega.drawn(BAR, {}, "svg")
    process = vega._drawer._process
    assert process
    process.kill()
    process.wait()
    assert vega.drawn(BAR, {}, "svg").startswith(b"<svg")
    assert vega._drawer._process is not process


def test_a_drawing_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vega, "WITHIN", 0.0)
    with pytest.raises(ValueError, match="given up"):
        vega.drawn(BAR, {}, "png")
    monkeypatch.undo()
    assert vega.drawn(BAR, {}, "svg").startswith(b"<svg")


def test_several_readers_get_each_their_own() -> None:
    made: dict[str, bytes] = {}
    asked = [f"reader {number}" for number in range(6)]

    def draw(name: str) -> None:
        made[name] = vega.drawn({**BAR, "title": name}, {}, "svg")

    threads = [threading.Thread(target=draw, args=(name,)) for name in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f">{name}<".encode() in made[name] for name in asked)
