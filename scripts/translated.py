"""Names in the other languages, from data/sources/translations.csv, for the tables of the data.

Serbian is written there in Latin script; its Cyrillic is made from it.
"""

from __future__ import annotations

import csv
from pathlib import Path

from scripts.build_cyrillic import Transliterator

Row = dict[str, str]
LANGUAGES = ("sq", "sr_latn")


def translations(path: Path, of: str) -> dict[str, dict[str, str]]:
    """By what is said in English, the same in the other languages: ``{"sq": …, "sr_cyrl": …}``.

    Parameters
    ----------
    of
        Which of the names: ``sector``, ``category`` or ``total``.
    """
    cyrillic = Transliterator()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["of"] == of]
    return {
        row["en"]: {code: row[code] for code in LANGUAGES} | {"sr_cyrl": cyrillic(row["sr_latn"])}
        for row in rows
    }


def with_languages(rows: list[Row], column: str, known: dict[str, dict[str, str]]) -> list[Row]:
    """The rows with ``<column>_<language>`` beside a column of English names."""
    return [
        row | {f"{column}_{code}": name for code, name in known.get(row[column], {}).items()}
        for row in rows
    ]
