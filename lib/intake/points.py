"""GeoJSON: the properties of features as columns, and points as coordinates."""

from __future__ import annotations

import json
import math
from typing import Any

import pandas as pd

from lib.intake.known import COORDINATES
from lib.intake.sheets import Limits, Sheet, refused, within
from lib.language import Phrase, phrase


def is_json(held: bytes) -> bool:
    """Whether it begins as an object of JSON does."""
    return held[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read_geojson(held: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """The one table of a collection of features; its rows are their numbers, from 1.

    Raises
    ------
    BadData
        It is no JSON, no collection of features, or has too many properties.
    """
    allowed = phrase("problem.geojson")
    try:
        collection = json.loads(held)
    except (ValueError, RecursionError) as error:
        found = phrase("problem.not_geojson", error=type(error).__name__)
        raise refused(name, found, allowed) from None
    features = collection.get("features")
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise refused(name, phrase("problem.no_features"), allowed)
    kept = features[: limits.intake_rows]
    heads = _heads(kept)
    within([list(heads)], [0], name, limits)
    rows, numbers, _ = within(
        [[_text(_held(each).get(head)) for head in heads] for each in kept],
        list(range(1, len(kept) + 1)),
        name,
        limits,
    )
    cells = pd.DataFrame(rows, index=numbers, columns=range(len(heads)), dtype=str)
    named = tuple(map(_whole, heads))
    return (Sheet("", named, cells, notes=_notes(collection, features, limits)),)


def _heads(features: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for each in features for key in _held(each)))


def _held(feature: dict[str, Any]) -> dict[str, Any]:
    """The properties of a feature, with where it is unless they say it themselves."""
    properties = feature.get("properties")
    held = properties if isinstance(properties, dict) else {}
    point = _point(feature.get("geometry"))
    if point is None or set(COORDINATES) & held.keys():
        return held
    longitude, latitude = point
    return {**held, "latitude": latitude, "longitude": longitude}


def _point(geometry: Any) -> tuple[float, float] | None:
    """Where a point is; one of several points is as good as none."""
    if not isinstance(geometry, dict):
        return None
    at = geometry.get("coordinates")
    if geometry.get("type") == "MultiPoint" and isinstance(at, list) and len(at) == 1:
        at = at[0]
    elif geometry.get("type") != "Point":
        return None
    if not isinstance(at, list) or len(at) < 2:
        return None
    return (at[0], at[1]) if all(map(_is_finite, at[:2])) else None


def _is_finite(number: Any) -> bool:
    # to python, true is a number, and so is what JSON writes as 1e999
    return type(number) in (int, float) and abs(number) < math.inf


def _notes(
    collection: dict[str, Any], features: list[dict[str, Any]], limits: Limits
) -> tuple[Phrase, ...]:
    shapes = sum(
        1 for each in features if each.get("geometry") and _point(each["geometry"]) is None
    )
    notes = [phrase("intake.note.shapes", n=shapes)] if shapes else []
    if len(features) > limits.intake_rows:
        notes.append(phrase("intake.note.rows", n=len(features), most=limits.intake_rows))
    return tuple(notes)


def _text(value: Any) -> str:
    """A property as text: lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return _whole(json.dumps(value, ensure_ascii=False))
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return _whole(str(value))


def _whole(text: str) -> str:
    """A text without halves of letters (surrogates) and NULs, which no table can hold."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
