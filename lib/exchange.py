"""Amounts in the operator's currency, at the rates that the configuration states."""

from __future__ import annotations

import pandas as pd

from lib.config import Dashboard


def in_currency(
    activities: pd.DataFrame, column: str, year: pd.Series, config: Dashboard
) -> pd.Series:
    """Amounts in the operator's currency: as the file states them, where it states any.

    Else each is its amount times the rate of its currency in the year in which it began or, where
    that is not stated, ended; 1 for the operator's own. Without a year or a rate it is missing.

    Parameters
    ----------
    activities
        With ``amount`` (a number), ``currency`` and ``column``.
    year
        The year whose rate counts, missing where there is none.
    """
    if activities[column].notna().any():
        return activities[column]
    rates = {
        (currency, int(of)): rate
        for currency, by_year in config.rates.items()
        for of, rate in by_year.items()
    }
    years = year.fillna(0).astype(int)
    found = [
        1.0 if currency == config.currency else rates.get((currency, of), float("nan"))
        for currency, of in zip(activities["currency"], years, strict=True)
    ]
    return (activities["amount"] * pd.Series(found, activities.index, dtype="float64")).round(2)
