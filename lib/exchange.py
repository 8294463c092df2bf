"""Amounts in the operator's currency, at the rates that the configuration states."""

from __future__ import annotations

import pandas as pd

from lib.config import Dashboard


def in_currency(activities: pd.DataFrame, year: pd.Series, config: Dashboard) -> pd.Series:
    """Amounts in the operator's currency, of a register that does not state them itself.

    Each is its amount times the rate of its currency in the year in which it began or, where
    that is not stated, ended; 1 for the operator's own. Without a year or a rate it is missing.

    Parameters
    ----------
    activities
        With ``amount`` (a number) and ``currency``.
    year
        The year whose rate counts, missing where there is none.
    """
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
