"""What the small world's activities come to, counted by hand and told apart row by row.

Independent of `lib`: no table expression, no types, nothing derived by the code under test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data
from tests.world import ACTIVITIES

BY_ID = {activity["id"]: activity for activity in ACTIVITIES}

PARTICIPATION = {
    **dict.fromkeys(("a1", "a3", "a5"), "mixed"),
    **dict.fromkeys(("a2", "a7", "a8", "a10", "a11"), "single"),
    **dict.fromkeys(("a4", "a6", "a9", "a12"), "unrecorded"),
}
YEARS = {
    **{"a1": (2015, 2015), "a2": (2016, 2016), "a3": (2016, 2017), "a5": (2017, 2017)},
    **{"a6": (2019, 2019), "a7": (2017, 2017), "a8": (2014, 2015), "a9": (2018, 2018)},
    **{"a10": (2018, 2018), "a11": (2018, 2018), "a12": (2016, 2016)},
}
# percent of the participants counted by community; a7, a10, a11: no majority of their own
NON_MAJORITY = {
    "country": {"a1": 25, "a5": 90, "a7": 100, "a8": 0, "a10": 100, "a11": 100},
    "municipality": {"a1": 25, "a5": 10, "a8": 0},
}


def options(activity: Mapping[str, str], key: str) -> set[str]:
    """The options of a filter that an activity is under; "none" where it states nothing."""
    own = {"participation": PARTICIPATION[activity["id"]], "sector_group": activity["sector"][:3]}
    cell = own.get(key) or activity.get(key, "")
    return set(cell.split(";")) if cell else {"none"}


TEXTS = ("id", "title", "programme", "donor", "implementer", "settlement")
SECTORS = {"10010": "wells water", "10020": "pipes water", "20010": "roads transport"}


def found_by(activity: Mapping[str, str]) -> list[str]:
    """The words of an activity; the small world writes in plain letters, and names no place."""
    cells = [activity.get(key, "") for key in TEXTS] + [activity["municipality_ids"]]
    text = f"{' '.join(cells)} {SECTORS[activity['sector']]}"
    return text.lower().replace(";", " ").split()


FILTER_KEYS = (
    *("activity_type", "participation", "sector_group", "sector", "programme", "donor"),
    *("specific_objective", "municipality_ids", "status", "evidence"),
)


def fulfils(activity: Mapping[str, str], key: str, values: Mapping[str, Any]) -> bool:
    """Whether an activity fulfils one filter of a selection."""
    chosen, name = values[key], activity["id"]
    if not chosen:
        return True
    if key == "text":
        words = found_by(activity)
        return all(any(w.startswith(q) for w in words) for q in chosen.lower().split())
    if key == "since":
        return name in YEARS and YEARS[name][1] >= int(chosen)
    if key == "until":
        return name in YEARS and YEARS[name][0] <= int(chosen)
    if key == "least_share":
        return NON_MAJORITY[values["majority"]].get(name, -1) >= int(chosen)
    return bool(options(activity, key) & set(chosen))


def kept(selection: Selection, *, but: str = "") -> list[str]:
    """Ids of the activities that fulfil every filter, or every other than ``but``."""
    keys = [k for k in (*FILTER_KEYS, "text", "since", "until", "least_share") if k != but]
    return [
        name
        for name, activity in BY_ID.items()
        if all(fulfils(activity, key, selection.values) for key in keys)
    ]


def held(selection: Selection, key: str) -> dict[str, int]:
    """How many activities each option of a filter holds, under all the other filters."""
    return dict(Counter(v for name in kept(selection, but=key) for v in options(BY_ID[name], key)))


def links(known: tuple[Any, ...], allowed: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy:
    """Links that a reader could have: some of the parameters, each with values it may take."""

    def values(key: str) -> st.SearchStrategy[list[str]]:
        if key in FILTER_KEYS:
            some = st.lists(st.sampled_from(allowed[key]), max_size=3, unique=True)
            return some | st.just(["all"])
        if key == "text":
            words = st.lists(st.sampled_from(["Al", "wor", "MOON", "birch", "2", "Pipes", "zzz"]))
            return words.map(lambda found: [" ".join(found)])
        if key == "breaks":
            numbers = st.lists(st.floats(0.001, 1e9), min_size=1, max_size=4)
            return numbers.map(lambda found: [",".join(map(repr, found))])
        return st.sampled_from(allowed.get(key, ("yes",))).map(lambda value: [value])

    narrowing = (*FILTER_KEYS, "text", "since", "until", "least_share", "majority")
    kept = st.fixed_dictionaries({}, optional={key: values(key) for key in narrowing})
    each = {parameter.key: values(parameter.key) for parameter in known}
    each["other"] = kept.map(lambda link: [f"?{urlencode(link, doseq=True)}"])
    return st.fixed_dictionaries({}, optional=each)


def selected(data: Data, **link: list[str]) -> Selection:
    """The selection of a link to the data, written short."""
    return read_link(link, known=parameters(data), allowed=allowed_values(data, {}))
