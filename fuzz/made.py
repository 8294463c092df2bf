"""What the cases are made of: hypothesis strategies for cells, files and links."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from urllib.parse import quote

from hypothesis import strategies as st

from tests.hostile import LINK, TRICKS, tricky
from tests.hostile_files import LAUGHS, OUTSIDE, xlsx

NASTY = (
    *("=1+1", "+1", "-1", "@x", "\t=1", "a;=1", TRICKS, LINK, tricky("x"), "\u202eabc", "\u200b"),
    *("\ud800", "\0", "a\0b", "1e999", "NaN", "-0", "inf", "٣٤", "1_000", "9" * 400, "0x10", ""),
    *("../../etc/passwd", "C:\\x", "CON", "%00", "%", "%zz", "\r\nX: y", "'", '"', "`", "{{7*7}}"),
    *("2016-02-30", "0000", "9999-12-31", "31/12/2016", "3/4/16", "mart 2016", "a" * 5_000, "é"),
    *("alder", "birch;alder", "grant", "10010", "published", "completed", "USD", "2016", "north"),
)
texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=30), st.text(st.characters(), max_size=8)
)
"""Words and numbers that have harmed programs, and any others."""


def _encoded(text: str) -> st.SearchStrategy[bytes]:
    names = ("utf-8", "utf-16", "cp1250", "utf-8-sig")
    return st.sampled_from(names).map(lambda name: text.encode(name, "replace"))


def _as_csv(rows: list[list[str]], separator: str) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=separator, escapechar="\\").writerows(rows)
    return held.getvalue()


def tables(heads: Sequence[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows under some of the known heads, some unknown."""
    head = st.lists(st.one_of(st.sampled_from(heads), texts), min_size=1, max_size=8)
    return head.flatmap(
        lambda names: st.lists(
            st.lists(texts, min_size=len(names) - 1, max_size=len(names) + 1), max_size=6
        ).map(lambda rows: [names, *rows])
    )


def _feature(row: dict[str, object], at: object) -> dict[str, object]:
    return {"type": "Feature", "properties": row, "geometry": {"type": "Point", "coordinates": at}}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda held: st.lists(held, max_size=4) | st.dictionaries(texts, held, max_size=4),
    max_leaves=8,
)
features = st.builds(_feature, st.dictionaries(texts, anything, max_size=6), anything)
collections = st.one_of(
    anything.map(lambda held: {"features": held}),
    st.lists(features, max_size=5).map(lambda held: {"features": held}),
)
WORDS = (
    "title",
    "narrative",
    "sector",
    "transaction",
    "value",
    "location",
    "point",
    "pos",
    "result",
)


def _element(name: str, attribute: str, inside: list[str]) -> str:
    held = attribute.replace("&", "").replace("<", "").replace('"', "")
    return f'<{name} code="{held}" iso-date="{held}">{"".join(inside)}</{name}>'


elements = st.recursive(
    texts,
    lambda inside: st.builds(_element, st.sampled_from(WORDS), texts, st.lists(inside, max_size=3)),
    max_leaves=8,
)
feeds = st.builds(
    lambda before, inside: (
        f"{before}<iati-activities><iati-activity>{''.join(inside)}"
        "</iati-activity></iati-activities>"
    ).encode("utf-8", "replace"),
    st.sampled_from(("", "", "", '<?xml version="1.0"?>', LAUGHS, OUTSIDE, "<!-- ")),
    st.lists(elements, max_size=4),
)


def files(heads: Sequence[str]) -> st.SearchStrategy[bytes]:
    """Files of every kind that is read, and of none."""
    delimited = st.builds(_as_csv, tables(heads), st.sampled_from(",;\t|")).flatmap(_encoded)
    json_texts = collections.map(lambda held: json.dumps(held).encode())
    broken = st.builds(
        lambda held, at, put: held[: at % (len(held) + 1)] + put,
        st.one_of(delimited, json_texts, st.just(xlsx()), feeds),
        st.integers(0, 5_000),
        st.binary(max_size=6),
    )
    return st.one_of(delimited, delimited, json_texts, feeds, broken, st.binary(max_size=80))


def queries(keys: Sequence[str], values: Sequence[str]) -> st.SearchStrategy[str]:
    """The part of an address behind its question mark, as it is sent: right or wrong."""
    key = st.one_of(st.sampled_from(keys), texts)
    value = st.one_of(st.sampled_from(values), texts)
    as_is = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"))
    written = st.one_of(value.map(lambda text: quote(text, errors="replace")), as_is)
    pair = st.builds(lambda a, b: f"{quote(a, errors='replace')}={b}", key, written)
    return st.lists(pair, max_size=6).map("&".join) | as_is
