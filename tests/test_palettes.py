"""Classes are told apart by readers who do not see all colours, and from what is no class.

Complete deuteranopia, protanopia and tritanopia are simulated as by Machado, Oliveira and Fernandes
(2009). Distances are those of CAM02-UCS (Luo, Cui and Li 2006). Both as colorspacious has them.
"""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from lib.classes import COUNTS
from lib.maps import CIRCLE, colours
from tests.reader import ROOT

APART = 5.0
"""The least distance: where one is about what two patches side by side are told apart by, five
leaves room for small areas, poor screens and paper. A choice of this project, not a standard."""
SIGHT = (None, "deuteranomaly", "protanomaly", "tritanomaly")
NO_CLASS = {"none": "#ffffff", "not known and too few": "#e9ebee", "their texture": "#9aa1ab"}


def seen(colour: str, sight: str | None) -> np.ndarray:
    """A colour as it is seen: with full colour vision, or wholly without one kind of cone."""
    rgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    if not sight:
        return np.array(rgb)
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1)


def apart(one: str, other: str, sight: str | None) -> float:
    both = (seen(each, sight) for each in (one, other))
    return float(deltaE(*both, input_space="sRGB1", uniform_space="CAM02-UCS"))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("count", ["1", *COUNTS])
def test_every_two_classes_are_told_apart(count: str, sight: str | None) -> None:
    palette = colours(int(count))
    assert len(palette) == int(count)
    for one, other in itertools.combinations(palette, 2):
        assert apart(one, other, sight) >= APART, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("count", ["1", *COUNTS])
@pytest.mark.parametrize("state", NO_CLASS)
def test_a_class_is_told_from_what_is_no_class(count: str, sight: str | None, state: str) -> None:
    for colour in (*colours(int(count)), CIRCLE):
        assert apart(colour, NO_CLASS[state], sight) >= APART, colour


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_grow_darker_with_the_classes(sight: str | None) -> None:
    for count in COUNTS:
        light = [
            cspace_convert(seen(each, sight), "sRGB1", "CIELab")[0] for each in colours(int(count))
        ]
        assert light == sorted(light, reverse=True)


def test_these_are_the_colours_that_are_painted() -> None:
    script = (ROOT / "lib" / "frontend" / "map.js").read_text("utf-8")
    assert set(NO_CLASS.values()) <= set(re.findall(r"#[0-9a-f]{6}", script))
