"""A selection of activities: a value that reads and writes itself as a link.

Nonsense in a link falls back to the default and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from lib.kept import Kept
from lib.kinds import Parameter as Plain
from lib.language import DEFAULT
from lib.parameters import (
    ACROSS,
    BOUNDS,
    COMPARING,
    EFFORTS,
    FILTERS,
    LANGUAGE,
    LEAST_SHARES,
    MAJORITY,
    NARROWING,
    ORDERS,
    OTHER,
    SEARCH,
    SHOWN,
)
from lib.participation import MAJORITIES
from lib.schema import NONE
from lib.store import Data

Link = Mapping[str, list[str]]
Parameter = Plain | Kept


@dataclass(frozen=True, slots=True)
class Selection:
    """Which activities, and what is shown of them: one value for each parameter of the link."""

    values: Mapping[str, Any]
    parameters: tuple[Parameter, ...]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def terms(self, data: Data) -> dict[str, str]:
        """The chosen values of every filter, and the words of the search, by placeholder."""
        terms: dict[str, str] = {}
        for each in (SEARCH, *FILTERS):
            terms |= each.terms(data, self[each.key])
        return terms

    @property
    def shape(self) -> tuple[Any, ...]:
        """Selections of one shape with the same placeholders need the same statement."""
        return (*(self[each.key] for each in BOUNDS), self["majority"])

    def with_values(self, **values: Any) -> Selection:
        return replace(self, values={**self.values, **values})

    @property
    def narrowing(self) -> dict[str, Any]:
        """What decides which activities these are, to be kept in the link of another selection."""
        return {each.key: self[each.key] for each in (*NARROWING, MAJORITY)}

    @property
    def kept(self) -> Selection | None:
        """The activities that were kept, shown as these are; None where none are."""
        kept = self[OTHER.key]
        return None if kept is None else self.with_values(**kept, **{OTHER.key: None})

    @property
    def kept_fits(self) -> bool:
        """Whether what is kept, if anything, is short enough for a link."""
        kept = self[OTHER.key]
        known = (each for each in self.parameters if isinstance(each, Kept))
        return kept is None or all(each.holds(kept) for each in known)

    def link(self) -> dict[str, list[str]]:
        """The parameters that differ from the default, as a query string holds them."""
        changed = ((each, self.values[each.key]) for each in self.parameters)
        return {each.key: each.write(v) for each, v in changed if v != each.default}


def parameters(data: Data, lang: str = DEFAULT) -> tuple[Parameter, ...]:
    """Every parameter of the link, with the defaults that the dashboard's configuration sets,
    and the language of a reader who has chosen none."""
    view = data.config.default_view
    # a number that this data cannot have is not shown first
    first = view.indicator if view.indicator in {each.key for each in data.indicators} else ""
    configured = {"status": tuple(sorted(view.status)), "indicator": first or "activities"}
    configured |= {"evidence": tuple(sorted(view.evidence)), LANGUAGE: lang}
    known: list[Parameter] = [
        replace(each, default=configured.get(each.key, each.default))  # type: ignore[arg-type]
        for each in (*NARROWING, *SHOWN)
    ]
    narrowing = {each.key for each in (*NARROWING, MAJORITY)}
    of = tuple(e for e in known if not isinstance(e, Kept) and e.key in narrowing)
    return tuple(replace(each, of=of) if isinstance(each, Kept) else each for each in known)


def allowed_values(data: Data, shown: Mapping[str, Iterable[str]]) -> dict[str, Sequence[str]]:
    """The values that each parameter may take: from the data, or as given in ``shown``."""
    years = tuple(str(year) for year in data.years)
    own = {
        LANGUAGE: data.config.languages,
        "since": years,
        "until": years,
        "least_share": LEAST_SHARES,
        "majority": MAJORITIES,
    }
    columns = {value for key in ACROSS for value in data.values.get(key, ())}
    places = dict.fromkeys(("place", "compared"), tuple(data.partners.index))
    cell: dict[str, Sequence[str]] = {
        **places,
        "activity": data.ids,
        "column": (*columns, *years, NONE),
    }
    orders = {"across": ACROSS, "rows_by": ORDERS, "columns_by": ORDERS, "effort": EFFORTS}
    orders["compare"] = COMPARING
    return {**data.values, **own, **cell, **orders, **{k: tuple(v) for k, v in shown.items()}}


def read_link(
    link: Link, *, known: tuple[Parameter, ...], allowed: Mapping[str, Sequence[str]]
) -> Selection:
    """The selection that a query string means; the default for whatever it does not say rightly."""
    values: dict[str, Any] = {}
    for each in known:
        raw = link.get(each.key, [])
        if isinstance(each, Kept):
            values[each.key] = each.read(raw, allowed)
        else:
            values[each.key] = each.read(raw, allowed.get(each.key, ()))
    return Selection(values, known)


def conditions(data: Data, selection: Selection) -> dict[str, ir.BooleanValue]:
    """What an activity must fulfil, by the key of each filter that narrows."""
    return {
        each.key: each.test(data, selection.values)
        for each in NARROWING
        if selection[each.key] and each.test
    }


def ask(
    data: Data,
    question: Callable[..., ir.Table],
    selection: Selection,
    *details: Hashable,
    **texts: str,
) -> pd.DataFrame:
    """The answer to a question about a selection: ``question(data, selection, *details)``.

    ``texts`` are bound to the placeholders of their names, beside the selection's own.
    """
    terms = selection.terms(data)
    return data.engine.ask(
        lambda: question(data, selection, *details),
        shape=(question.__qualname__, *terms, selection.shape, details),
        terms={**terms, **texts},
    )


def narrow(data: Data, selection: Selection) -> ir.Table:
    """The activities that fulfil every filter, as a table expression."""
    tests = conditions(data, selection)
    return data.activities.filter(*tests.values()) if tests else data.activities


def everything(selection: Selection) -> Selection:
    """All of the same evidence, whatever the status: what fixed classes are made from."""
    default = read_link({}, known=selection.parameters, allowed={})
    return default.with_values(evidence=selection["evidence"], status=())
