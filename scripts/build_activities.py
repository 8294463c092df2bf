"""Builds activities.csv, totals.csv and sectors.csv in data/ from what is in data/sources/.

Only statements decided to be activities become rows (column ``record_kind``); all others,
with the reason, go to data/totals.csv. Run by ``make data``.
"""

from __future__ import annotations

import csv
import re
from functools import partial
from pathlib import Path
from typing import Any

from lib.config import Dashboard, read_config
from lib.schema import activity_columns, participants_column
from scripts.illustrate import illustrative_rows
from scripts.translated import translations, with_languages

DATA = Path(__file__).resolve().parent.parent / "data"
SOURCES = DATA / "sources"

Row = dict[str, Any]

# debates and hearings are both dialogue; every other type keeps its name
TYPES = {"debate": "dialogue", "hearing": "dialogue"}
# numbers that are not people who took part or received stay in published_figures only
PEOPLE = ("participants", "recipients")
# an amount of a larger project, or a planned one, is not the amount of this activity
OF_MORE_THAN_THIS = "larger_project"

TOTAL_COLUMNS = [
    *("id", "record_kind", "same_as", "total_id", "programme", "donor", "implementer"),
    *("activity_type", "title", "sector", "specific_objective", "municipality_ids"),
    *("start", "end", "status", "activities", "participants", "women", "youth"),
    *("placed", "amount", "currency", "at_least", "reliability", "published_figures"),
    *("decision", "source", "note"),
]


def read_rows(path: Path) -> list[Row]:
    """A CSV file as a list of rows, every cell a string."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_rows(path: Path, columns: list[str], rows: list[Row]) -> None:
    """Rows as CSV, the same bytes on every machine; cells without a value are empty."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def known_names(rows: list[Row]) -> dict[tuple[str, str], str]:
    """One name for the several spellings that sources give: (column, as published) → name."""
    return {(row["column"], row["as_published"]): row["name"] for row in rows}


def donors(published: str, names: dict[tuple[str, str], str]) -> str:
    """Each donor of a shared activity by itself, spelled one way."""
    found = [part for part in re.split(r"\s*;\s*| / ", published) if part]
    return ";".join(dict.fromkeys(names.get(("donor", part), part) for part in found))


def in_usd(amount: str, currency: str, dates: tuple[str, str], config: Dashboard) -> str:
    """The amount in US dollars at the published average rate of its year.

    The year is that of the start, else of the end. Without a year, or a published rate for
    it, the value is not known and stays empty.
    """
    if not amount or currency == "USD":
        return amount
    year = next((date[:4] for date in dates if date), "")
    rate = config.rates.get(currency, {}).get(year)
    return f"{float(amount) * rate:.2f}" if rate else ""


def address_and_remark(source: str) -> tuple[str, str]:
    """The address of a source, and what stands behind it in brackets, if anything."""
    address, _, remark = source.partition(" ")
    return address, remark.strip("()")


def common_cells(statement: Row, names: dict[tuple[str, str], str]) -> Row:
    """The cells that an activity and a total share."""
    programme = statement["programme"]
    address, remark = address_and_remark(statement["source"])
    return {
        **statement,
        "source": address,
        "note": " ".join(filter(None, [statement["note"], remark and f"Source: {remark}."])),
        "programme": names.get(("programme", programme), programme),
        "donor": donors(statement["donor"], names),
        "activity_type": TYPES.get(statement["activity_type"], statement["activity_type"]),
        "sector": statement["sector"].split(" ", 1)[0],
        "start": statement["start_date"],
        "end": statement["end_date"],
    }


def activity(statement: Row, names: dict[tuple[str, str], str], config: Dashboard) -> Row:
    """A statement that is an activity, as a row of data/activities.csv."""
    row = common_cells(statement, names) | {"evidence": "published"}
    counted = dict(part.split(":") for part in statement["communities_counted"].split(";") if part)
    row |= {participants_column(code): number for code, number in counted.items()}
    named = [code for code in statement["communities_named"].split(";") if code not in counted]
    row["communities_named"] = ";".join(named)
    if statement["amount_covers"] == OF_MORE_THAN_THIS:
        row |= dict.fromkeys(("amount", "currency", "amount_exactness", "amount_covers"), "")
    row["amount_usd"] = in_usd(row["amount"], row["currency"], (row["start"], row["end"]), config)
    if statement["participants_are"] not in PEOPLE:
        row |= dict.fromkeys(("participants_total", "participants_women"), "")
        row |= dict.fromkeys(("participants_youth", "participants_exactness"), "")
        row["participants_are"] = ""
    return row


def total(statement: Row, names: dict[tuple[str, str], str], figures: dict[str, Row]) -> Row:
    """A statement that is not an activity, as a row of data/totals.csv."""
    known = figures.get(statement["id"], {})
    row = common_cells(statement, names) | {"total_id": known.get("id", "")}
    row |= {
        key: known.get(key, "") for key in ("activities", "women", "youth", "placed", "at_least")
    }
    row["participants"] = known.get("participants") or statement["participants_total"]
    return row


def only(columns: list[str], rows: list[Row]) -> list[Row]:
    """The rows with these columns and no others."""
    return [{column: row.get(column, "") for column in columns} for row in rows]


def main(folder: Path = DATA) -> None:
    """Write the three files into a folder."""
    config = read_config(DATA / "dashboard.toml")
    columns = [column.name for column in activity_columns(config)]
    names = known_names(read_rows(SOURCES / "names.csv"))
    statements = read_rows(SOURCES / "published_activities.csv")
    figures = {row["statement"]: row for row in read_rows(SOURCES / "programme_totals.csv")}
    kept = [s for s in statements if s["record_kind"] == "activity"]
    published = [activity(statement, names, config) for statement in kept]
    others = [total(s, names, figures) for s in statements if s["record_kind"] != "activity"]
    places = read_rows(SOURCES / "municipalities.csv")
    made_up = illustrative_rows(published, list(figures.values()), places)
    write_rows(folder / "activities.csv", columns, only(columns, published + made_up))
    said = partial(translations, SOURCES / "translations.csv")
    totals = with_languages(only(TOTAL_COLUMNS, others), "title", said("total"))
    write_rows(folder / "totals.csv", list(totals[0]), totals)
    sectors = with_languages(read_rows(SOURCES / "crs_sectors.csv"), "name", said("sector"))
    sectors = with_languages(sectors, "category_name", said("category"))
    write_rows(folder / "sectors.csv", list(sectors[0]), sectors)


if __name__ == "__main__":
    main()
