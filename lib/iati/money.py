"""Amounts: what was committed, or else budgeted, or else spent so far. Never split by us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element as Element

from lib.iati.budgets import replaced
from lib.iati.codes import TRANSACTIONS
from lib.iati.found import Found, code_of, first, plain
from lib.iati.where import in_other_country, in_several_countries
from lib.schema import amount_column

ORDER = ("commitment", "budget", "spent")
"""What an activity's amount is, where there is any."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One amount of a file."""

    element: Element
    kind: str
    value: Decimal
    currency: str
    own: bool
    """Whether it is said to be of this country by itself."""


def amount(found: Found, activity: Element, money: list[Element]) -> None:
    """The amount of an activity, from its transactions and budgets."""
    stated = [each for each in (_stated(found, activity, one) for one in money) if each]
    gone = replaced(each.element for each in stated if each.kind == "budget")
    sums = _sums(each for each in stated if each.element not in gone)
    kind = _kind(sums)
    counted: list[Stated] = []
    for each in stated:
        if each.kind == kind and each.element not in gone:
            counted.append(each)
        elif each.kind in sums and ORDER.index(each.kind) < ORDER.index(kind):
            found.lost(each.element, "zero", taken=kind)
        else:
            found.lost(each.element, "another_taken", taken=kind)
    if counted:
        _take(found, activity, counted, sums[kind])


def _sums(stated: Iterable[Stated]) -> dict[str, dict[str, Decimal]]:
    """What each kind comes to, by currency."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for each in stated:
        sums[each.kind][each.currency] += each.value
    return dict(sums)


def _kind(sums: dict[str, dict[str, Decimal]]) -> str:
    """The first kind that there is; where it comes to nothing, the next one that comes to more."""
    there = [kind for kind in ORDER if kind in sums]
    if not there or any(sums[there[0]].values()):
        return there[0] if there else ""
    return next((kind for kind in there if max(sums[kind].values()) > 0), there[0])


def _take(found: Found, activity: Element, counted: list[Stated], sums: dict[str, Decimal]) -> None:
    """The sum as the activity's amount, or, where it is not only that, as published."""
    currency, value = next(iter(sums.items()))
    shared = in_several_countries(found.known, activity) and not all(e.own for e in counted)
    known = len(sums) == 1 and currency in found.known.columns["currency"].allowed and value >= 0
    if shared or not known:
        why = "countries" if shared else "currency"
        figures = ", ".join(f"{written(value)} {code}".strip() for code, value in sums.items())
        for number, each in enumerate(counted):
            if number:
                found.take(each.element, "published_figures", "", why)
            else:
                found.kept(each.element, figures, why)
        return
    for each in counted:
        found.take(each.element, "amount", written(value))
    found.cells["currency"] = currency
    if currency == found.known.config.currency:
        found.cells[amount_column(currency)] = written(value)
    if counted[0].kind == "spent":
        found.cells["amount_exactness"] = "at_least"


def _stated(found: Found, activity: Element, element: Element) -> Stated | None:
    """What one transaction or budget says; None where it is not counted."""
    kind = "budget"
    if element.tag.rpartition("}")[2] == "transaction":
        kind = TRANSACTIONS.get(code_of(first(element, "transaction-type")), "")
    if not kind:
        found.lost(element, "no_column")
        return None
    if in_other_country(found.known, element):
        found.lost(element, "other_country")
        return None
    value = first(element, "value")
    try:
        number = Decimal(plain(value))
        if not number.is_finite() or abs(number) > Decimal("1e15"):
            raise InvalidOperation
    except InvalidOperation:
        found.lost(element, "number")
        return None
    currency = code_of(value, "currency") or code_of(activity, "default-currency")
    own = first(element, "recipient-country") is not None
    return Stated(element, kind, number, currency.upper(), own)


def written(value: Decimal) -> str:
    """A number without exponent and without needless decimals."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
