"""The data dictionary: what each column of ``activities.csv`` means and what it may hold.

The words for a reader (label and meaning of a column) are in ``locales/`` under
``column.<name>`` and ``column.<name>.meaning``; what a machine must know is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lib.config import Dashboard
from lib.vocabulary import (
    ACTIVITY_TYPES,
    AMOUNT_COVERS,
    AMOUNT_EXACTNESS,
    BENEFICIARIES_ARE,
    EVIDENCE,
    EXACTNESS,
    PARTICIPANTS_ARE,
    RELIABILITY,
    STATUSES,
)

SEPARATOR = ";"
"""Between the values of one cell, where a column allows several."""

NONE = "none"
"""Stands for "not stated" among the options of a filter, and in a link."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of ``activities.csv``.

    A file may leave out a column, unless its cells are ``required``, or it is the one that says
    where (``placing``). ``kind`` is text, code, codes (several, separated by ``;``), names
    (several, free), number (0 or more), integer (0 or more), date (year, year-month or day),
    currency or address.
    ``allowed`` holds the codes; ``registry`` names where they come from when the data says:
    municipalities, sectors, communities, objectives or currencies.
    """

    name: str
    kind: str
    unit: str = ""
    required: bool = False
    unique: bool = False
    placing: bool = False
    allowed: tuple[str, ...] = ()
    registry: str = ""
    hxl: str = ""
    """Hashtag and attributes (Humanitarian Exchange Language); ``{level}`` is the level of
    administration that municipalities are."""

    @property
    def must_stand(self) -> bool:
        """Whether a file that leaves it out is wrong."""
        return self.required or self.placing

    @property
    def measures(self) -> bool:
        """Whether the cells are numbers."""
        return self.kind in ("number", "integer")


def participants_column(community: str) -> str:
    """The column that counts the participants of a community."""
    return f"participants_{community}"


def amount_column(currency: str) -> str:
    """The column that holds amounts in the operator's currency."""
    return f"amount_{currency.lower()}"


_ACTIVITY_COLUMNS = (
    Column("id", "text", required=True, unique=True, hxl="#activity+code"),
    Column("programme", "text", hxl="#activity+programme+name"),
    Column("donor", "names", hxl="#org+funder+list+name"),
    Column("implementer", "text", hxl="#org+impl+name"),
    Column("title", "text", required=True, hxl="#activity+name"),
    Column(
        "activity_type", "code", required=True, allowed=ACTIVITY_TYPES, hxl="#activity+type+code"
    ),
    Column("sector", "code", required=True, registry="sectors", hxl="#sector+code"),
    Column("specific_objective", "code", registry="objectives", hxl="#activity+objective+code"),
    Column(
        "municipality_ids",
        "codes",
        placing=True,
        registry="municipalities",
        hxl="#adm{level}+code+list",
    ),
    Column("settlement", "text", hxl="#loc+name"),
    Column("start", "date", hxl="#date+start"),
    Column("end", "date", hxl="#date+end"),
    Column("status", "code", required=True, allowed=STATUSES, hxl="#status+code"),
    Column("amount", "number", unit="currency", hxl="#value+amount"),
    Column("currency", "currency", hxl="#currency+code"),
    Column("amount_exactness", "code", allowed=AMOUNT_EXACTNESS, hxl="#meta+amount+exactness"),
    Column("amount_covers", "code", allowed=AMOUNT_COVERS, hxl="#meta+amount+covers"),
    Column("participants_total", "integer", unit="people", hxl="#reached+total"),
    Column("participants_women", "integer", unit="people", hxl="#reached+f"),
    Column("participants_youth", "integer", unit="people", hxl="#reached+youth"),
    Column("participants_exactness", "code", allowed=EXACTNESS, hxl="#meta+exactness+reached"),
    Column("participants_are", "code", allowed=PARTICIPANTS_ARE, hxl="#meta+reached+type"),
    Column("communities_named", "codes", registry="communities", hxl="#group+code+list"),
    Column("beneficiaries", "integer", hxl="#reached+beneficiaries"),
    Column(
        "beneficiaries_exactness", "code", allowed=EXACTNESS, hxl="#meta+beneficiaries+exactness"
    ),
    Column("beneficiaries_are", "code", allowed=BENEFICIARIES_ARE, hxl="#beneficiary+type"),
    Column("evidence", "code", required=True, allowed=EVIDENCE, hxl="#meta+code+evidence"),
    Column("reliability", "code", allowed=RELIABILITY, hxl="#meta+reliability"),
    Column("counts_toward", "text", hxl="#meta+counts_toward"),
    Column("published_figures", "text", hxl="#description+figures"),
    Column("source", "address", hxl="#meta+source+url"),
    Column("note", "text", hxl="#description+note"),
)


def money_column(columns: Iterable[Column]) -> str:
    """The column of amounts in the operator's currency; "" where there is none."""
    return next((each.name for each in columns if each.unit.isupper()), "")


SECTOR_COLUMNS = (
    Column("code", "text", required=True, unique=True),
    Column("name", "text", required=True),
    Column("category", "text", required=True),
    Column("category_name", "text", required=True),
)
"""``sectors.csv``: CRS purpose codes and the DAC sectors that they belong to."""

TOTAL_COLUMNS = (
    Column("total_id", "text"),
    Column("programme", "text"),
    Column("title", "text", required=True),
    Column("activities", "integer", unit="activities"),
    Column("participants", "integer", unit="people"),
    Column("women", "integer", unit="people"),
    Column("youth", "integer", unit="people"),
    Column("amount", "number", unit="currency"),
    Column("placed", "integer", unit="activities"),
    Column("at_least", "codes", allowed=("activities", "participants", "women", "youth", "amount")),
    Column("source", "address"),
)
"""What ``totals.csv`` needs at the least; it may hold more."""


def activity_columns(config: Dashboard) -> tuple[Column, ...]:
    """Every column of ``activities.csv``, in order, with one count of people per community, and
    amounts in the operator's currency where there is one."""
    behind: dict[str, list[Column]] = {
        "participants_total": [
            Column(participants_column(code), "integer", unit="people", hxl=f"#reached+{code}")
            for code in config.community_codes
        ]
    }
    if config.currency:
        # what may be converted is known; without a currency of the operator's, any is as good
        name, tag = amount_column(config.currency), f"#value+{config.currency.lower()}"
        own = Column(name, "number", unit=config.currency, hxl=tag)
        behind["currency"] = [own]
    columns = [
        each for column in _ACTIVITY_COLUMNS for each in (column, *behind.get(column.name, ()))
    ]
    return tuple(
        replace(each, kind="code", registry="currencies")
        if each.name == "currency" and config.currency
        else each
        for each in columns
    )


def with_registries(
    columns: tuple[Column, ...], registries: Mapping[str, tuple[str, ...]]
) -> tuple[Column, ...]:
    """The columns with the codes that this dashboard's data allows.

    Parameters
    ----------
    registries
        The codes by registry: ``{"municipalities": ("a", "b"), "sectors": ("15220", …)}``. A
        column whose registry is not among them holds any text.
    """
    return tuple(
        replace(column, allowed=registries[column.registry])
        if column.registry in registries
        # nobody has said what there is: any text
        else replace(column, kind="text", registry="")
        if column.registry
        else column
        for column in columns
    )
