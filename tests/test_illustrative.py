"""Illustrative rows fill the gap up to the published totals, exactly, and say so everywhere."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from lib.checks import activity_problems
from lib.config import read_config
from lib.schema import SEPARATOR, activity_columns, participants_column, with_registries
from scripts.illustrate import illustrative_rows

DATA = Path(__file__).resolve().parent.parent / "data"
CONFIG = read_config(DATA / "dashboard.toml")
COMMUNITIES = CONFIG.community_codes

# figure of a total -> column of an activity that adds up to it
FIGURES = {
    "participants": "participants_total",
    "women": "participants_women",
    "youth": "participants_youth",
    "amount_usd": "amount_usd",
}
PERIODS = {"akt": ("2014-05", "2017-04"), "aktls": ("2014-10", "2018-09")}
NOTE = (
    "Illustrative row: made up to fill the gap up to the published total; "
    "place, date, people and communities are invented."
)
PLACED = NOTE.replace("place, date", "the place is published, but date")


def rows_of(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TOTALS = rows_of("sources/programme_totals.csv")
STATEMENTS = {row["id"]: row for row in rows_of("sources/published_activities.csv")}
PLACES = {row["municipality_id"]: row for row in rows_of("sources/municipalities.csv")}
PARTNERS = {name for name, row in PLACES.items() if row["partner"] == "yes"}
ACTIVITIES = rows_of("activities.csv")
PUBLISHED = [row for row in ACTIVITIES if row["evidence"] == "published"]
ILLUSTRATIVE = [row for row in ACTIVITIES if row["evidence"] == "illustrative"]
PUBLISHED_FIGURES = [
    (total, figure) for total in TOTALS for figure in ("activities", *FIGURES) if total[figure]
]


def name(value: object) -> str:
    return value["id"] if isinstance(value, dict) else str(value)


def places_of(row: dict[str, str]) -> list[str]:
    return row["municipality_ids"].split(SEPARATOR)


def counted(row: dict[str, str]) -> dict[str, int]:
    """People by community, of the communities that are counted."""
    cells = {code: row[participants_column(code)] for code in COMMUNITIES}
    return {code: int(cell) for code, cell in cells.items() if cell}


def came(row: dict[str, str]) -> set[str]:
    """Communities that are recorded, by count or by name."""
    return {*counted(row), *filter(None, row["communities_named"].split(SEPARATOR))}


@pytest.mark.parametrize(("total", "figure"), PUBLISHED_FIGURES, ids=name)
def test_published_and_illustrative_rows_add_up_to_the_published_total(total, figure):
    counting = [row for row in ACTIVITIES if row["counts_toward"] == total["id"]]
    cells = [1] * len(counting)
    if figure != "activities":
        cells = [float(row[FIGURES[figure]] or 0) for row in counting]
    assert sum(cells) == int(total[figure])


@pytest.mark.parametrize(("total", "figure"), PUBLISHED_FIGURES, ids=name)
def test_each_figure_of_a_total_stands_literally_in_its_statement(total, figure):
    number = int(total[figure])
    spelled = {9: "nine"}.get(number, f"{number:,}")
    said = STATEMENTS[total["statement"]]["published_figures"]
    assert re.search(rf"(?<![\d,.]){spelled}(?![\d,.]*\d)", said)


def test_money_is_made_up_only_where_money_was_published():
    with_money = {total["id"] for total in TOTALS if total["amount_usd"]}
    assert {row["counts_toward"] for row in ILLUSTRATIVE if row["amount"]} == with_money


def test_building_again_gives_the_rows_of_the_file():
    twice = [illustrative_rows(PUBLISHED, TOTALS, list(PLACES.values())) for _ in range(2)]
    assert twice[0] == twice[1]
    built = [{key: str(row.get(key, "")) for key in ILLUSTRATIVE[0]} for row in twice[0]]
    assert built == ILLUSTRATIVE


def test_a_published_row_takes_the_place_of_an_illustrative_one():
    places = list(PLACES.values())
    found = {**PUBLISHED[0], "counts_toward": "akt-debates", "participants_total": "40"}
    made_up = illustrative_rows([*PUBLISHED, found], TOTALS, places)
    debates = [row for row in made_up if row["counts_toward"] == "akt-debates"]
    assert len(debates) == 11
    assert sum(row["participants_total"] for row in debates) == 337 - 40


def test_every_illustrative_row_says_that_it_is_one():
    statements = {total["id"]: STATEMENTS[total["statement"]] for total in TOTALS}
    for row in ILLUSTRATIVE:
        assert re.fullmatch(rf"i-{row['counts_toward']}-\d\d", row["id"])
        assert row["title"].startswith("Illustrative: "), row["id"]
        total_at = statements[row["counts_toward"]]["source"]
        said = PLACED if row["counts_toward"] == "akt-plans" else NOTE
        assert row["note"] == f"{said} The total: {total_at}", row["id"]
        assert row["settlement"] == row["reliability"] == row["published_figures"] == "", row["id"]
        assert row["source"] == "", "no source states it"


def test_no_published_row_looks_like_an_illustrative_one():
    assert len(PUBLISHED) + len(ILLUSTRATIVE) == len(ACTIVITIES)
    assert not [
        row for row in PUBLISHED if row["id"].startswith("i-") or row["note"].startswith(NOTE)
    ]


def test_ids_are_unique():
    assert len({row["id"] for row in ACTIVITIES}) == len(ACTIVITIES)


def test_the_built_file_has_no_problem():
    registries = {
        "municipalities": tuple(PLACES),
        "sectors": tuple(row["code"] for row in rows_of("sectors.csv")),
        "communities": COMMUNITIES,
        "objectives": tuple(objective.code for objective in CONFIG.objectives),
        "currencies": tuple({row["currency"] for row in PUBLISHED} | {"USD"}),
    }
    columns = with_registries(activity_columns(CONFIG), registries)
    file = DATA / "activities.csv"
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    found = activity_problems(table, columns=columns, communities=COMMUNITIES, file=file.name)
    assert found == []


def test_every_partner_and_no_other_municipality_has_rows():
    assert {place for row in ILLUSTRATIVE for place in places_of(row)} == PARTNERS
    plans = [row["municipality_ids"] for row in ILLUSTRATIVE if row["counts_toward"] == "akt-plans"]
    assert sorted(plans) == sorted(PARTNERS)


def test_few_rows_are_shared_and_only_by_two_neighbours():
    areas = gpd.read_file(DATA / "municipalities.geojson").set_index("id").geometry
    shared = [places_of(row) for row in ILLUSTRATIVE if SEPARATOR in row["municipality_ids"]]
    assert 0 < len(shared) < len(ILLUSTRATIVE) / 20
    assert all(areas[one].touches(areas[other]) for one, other in shared)


def test_dates_lie_within_the_programme():
    for row in ILLUSTRATIVE:
        first, last = PERIODS[row["counts_toward"].split("-")[0]]
        assert first <= row["start"][:7] <= row["end"][:7] <= last, row["id"]


def test_some_short_activities_have_working_days_and_long_ones_only_months():
    days = [row for row in ILLUSTRATIVE if len(row["start"]) == len("2014-05-01")]
    assert {row["activity_type"] for row in days} == {"dialogue", "workshop", "training"}
    assert len(days) < len(ILLUSTRATIVE) / 2
    assert all(
        date.fromisoformat(row[end]).weekday() < 5 for row in days for end in ("start", "end")
    )


def test_business_grants_keep_within_plausible_bounds():
    amounts = [int(row["amount"]) for row in ILLUSTRATIVE if row["amount"]]
    assert all(2000 <= amount <= 15000 and amount % 100 == 0 for amount in amounts)
    assert len(set(amounts)) > len(amounts) / 2


def test_people_by_community_add_up_to_the_participants():
    for row in filter(counted, ILLUSTRATIVE):
        assert sum(counted(row).values()) == int(row["participants_total"]), row["id"]


def test_nobody_comes_from_a_community_that_does_not_live_there():
    for row in ILLUSTRATIVE:
        for code in came(row):
            living = sum(int(PLACES[place][f"{code}_2024"]) for place in places_of(row))
            assert living > 0, (row["id"], code)
            assert counted(row).get(code, 0) <= living / 3, (row["id"], code)


def test_communities_are_never_given_together():
    assert not [row["id"] for row in ILLUSTRATIVE if "roma_ashkali_egyptian" in came(row)]


def test_some_are_mixed_some_of_one_community_and_some_unrecorded():
    people = [row for row in ILLUSTRATIVE if row["participants_total"]]
    mixed = sum(len(came(row)) > 1 for row in people) / len(people)
    unrecorded = sum(not came(row) for row in people) / len(people)
    only_named = sum(bool(row["communities_named"]) for row in people) / len(people)
    assert 0.4 < mixed < 0.7
    assert 0.2 <= unrecorded <= 0.3
    assert 0.05 <= only_named <= 0.15
    assert mixed + unrecorded < 0.9


def test_women_and_youth_are_counted_in_some_rows_and_not_in_others():
    people = [row for row in ILLUSTRATIVE if row["participants_total"]]
    for column in ("participants_women", "participants_youth"):
        assert 0.3 < sum(bool(row[column]) for row in people) / len(people) < 0.9
