"""The tool knows no country: nothing that the first case's data names is in its code or words."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.reader import ROOT

DATA = ROOT / "data"
CODE = [
    *(ROOT / "lib").rglob("*.py"),
    *(path for path in (ROOT / "lib" / "frontend").rglob("*") if path.is_file()),
    *(ROOT / "pages").glob("*.py"),
    ROOT / "dashboard.py",
    ROOT / "server.py",
    ROOT / "server.toml",
]
WORDS = sorted((ROOT / "locales").rglob("*.po"))
ANYWHERES = {
    "community": {"other", "other communities", "komunitete të tjera", "ostale zajednice",
                  "остале заједнице"},
    "donor": {"municipalities", "not named"},
    # words of a language: the year, a source, of the same
    "place": {"viti", "burim", "istog"},
    "implementer": {"inter"},
    # how Spark shares a cluster among questions
    "programme": {"fair"},
}  # fmt: skip
"""What the data names and every country has, or that is a word of its own as well."""


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def config() -> dict[str, Any]:
    return tomllib.loads((DATA / "dashboard.toml").read_text(encoding="utf-8"))


def names_of_places() -> set[str]:
    """Every municipality by id and in every spelling of every language, official or not."""
    places = json.loads((DATA / "municipalities.geojson").read_text(encoding="utf-8"))
    found = set()
    for feature in places["features"]:
        held = feature["properties"]
        found |= {str(held[key]) for key in held if key == "id" or key.startswith("name_")}
        others = re.sub(r"\([^)]*\)", " ", held.get("other_names") or "")
        found |= set(re.split(r"[;,/]", others))
        found |= {held.get("district") or ""}
    return found


def names_of_the_case() -> dict[str, set[str]]:
    """Everything that the data alone may name, by kind; found in the data itself."""
    settings, activities = config(), [*rows("activities.csv"), *rows("totals.csv")]
    communities = settings["communities"]
    named = {
        # its names without their endings, which change
        "country": {name[:-1] for name in settings["country"].values()},
        "place": names_of_places(),
        "community": {each["code"] for each in communities}
        | {name for each in communities for name in each["name"].values()},
        "programme": {row["programme"] for row in activities},
        "donor": {part for row in activities for part in row.get("donor", "").split(";")},
        "implementer": {row.get("implementer", "") for row in activities},
        "currency": {settings["currency"], *settings["rates"]},
    }
    # a short form stands in brackets behind a name
    for kind in ("programme", "donor", "implementer"):
        named[kind] |= {short for name in named[kind] for short in re.findall(r"\(([^)]+)\)", name)}
        named[kind] |= {re.sub(r"\s*\([^)]*\)", "", name) for name in named[kind]}
    return {
        kind: {name.strip().casefold() for name in found if len(name.strip()) > 2}
        - ANYWHERES.get(kind, set())
        for kind, found in named.items()
    }


NAMES = names_of_the_case()


def search(kind: str) -> re.Pattern[str]:
    """Finds any of the names where it stands as a word; a longer one may be the beginning of a
    word, as "Serb" is of "Serbian". Programmes and donors are called by short words too."""
    short = 4 if kind in ("country", "community") else 5
    names = sorted(NAMES[kind])
    each = (rf"{re.escape(name)}" + r"(?!\w)" * (len(name) < short) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})")


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("path", [*CODE, *WORDS], ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_of_the_first_case_is_in_the_tool(path: Path, kind: str) -> None:
    text = path.read_text(encoding="utf-8").casefold()
    found = {text[: m.start()].count("\n") + 1: m[0] for m in search(kind).finditer(text)}
    assert not found


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("country", "Kosovës"), ("country", "на Косову"), ("place", "in Peje"),
        ("place", "Gračanica"), ("place", "Peć"), ("place", "Пећ"),
        ("community", "the Serbs"), ("community", "Serbian"), ("programme", "AKT-LS"),
        ("donor", "USAID's"), ("currency", "10 EUR"),
    ],
)  # fmt: skip
def test_the_search_for_the_case_finds_it(kind: str, words: str) -> None:
    assert search(kind).search(words.casefold())


def test_everything_that_the_data_names_is_searched_for() -> None:
    """No list of names is kept by hand: each kind is found in the data, and there is plenty."""
    assert len(NAMES["place"]) > 3 * len(config()["languages"]) * 10
    assert {kind for kind, names in NAMES.items() if len(names) < 2} == set()
