"""What each column of a reader's table is, and what the table does not say: asked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.intake.columns import Plan, recognised, stated_currency, targets
from lib.intake.forms import decided, undecided
from lib.intake.judged import Judged, judged
from lib.intake.sheets import Sheet
from lib.ui.frame import Page
from lib.ui.opened import answered, opened
from lib.ui.plain import plain

BESIDE_EACH_OTHER = 3
EXAMPLES, LETTERS = 3, 40
"""How many different cells of a column are shown beside it, and how much of each."""
PRESET = {"evidence": "published"}
"""What is asked with an answer in it: a register is no made-up data, unless its owner says so."""


def ask_columns(page: Page, sheet: Sheet) -> Judged:
    """The table as the reader says it is to be understood, checked."""
    columns = _ask_each(page, sheet)
    plan = Plan(columns, accepted=dict(opened().accepted))
    constants = _ask_constants(page, sheet, plan)
    decimal, day_first = _ask_forms(page, sheet, plan)
    plan = Plan(columns, constants, decimal, day_first, plan.accepted)
    return _judged(page, sheet, plan)


def _judged(page: Page, sheet: Sheet, plan: Plan) -> Judged:
    """Checked once for each plan: a page is drawn anew with every click."""
    of, data = opened(), page.published.data
    before, made = of.made.get("judged", ((), None))
    if made is None or before != (id(sheet), plan, id(data)):
        text = page.say.count("intake.checking", len(sheet.cells))
        bar = st.progress(0.0, text)
        made = judged(sheet, plan, data, of.name, lambda share: bar.progress(share, text))
        bar.empty()
        of.made = {"judged": ((id(sheet), plan, id(data)), made)}
    result: Judged = made
    return result


def _ask_each(page: Page, sheet: Sheet) -> tuple[str, ...]:
    """The column that each of the table's is; what was recognised stands there already."""
    say = page.say
    found = recognised(sheet, page.published.data)
    known = sum(map(bool, found))
    title = say("intake.columns", known=known, n=len(found))
    with st.expander(title, expanded=known < len(found), key="intake_columns"):
        st.caption(say("intake.columns.hint"))
        chosen: list[str] = []
        for first in range(0, len(found), BESIDE_EACH_OTHER):
            beside = st.columns(BESIDE_EACH_OTHER)
            for place, box in zip(range(first, len(found)), beside, strict=False):
                with box:
                    chosen.append(_ask_one(page, sheet, place, found[place]))
    return _each_once(page, sheet, chosen)


def _ask_one(page: Page, sheet: Sheet, place: int, found: str) -> str:
    say = page.say
    head = sheet.heads[place] or say("intake.column.nameless", n=place + 1)
    of_page = page.published.data
    chosen: str = st.selectbox(
        plain(head),
        ["", *targets(of_page)],
        format_func=lambda each: page.names.column(each)[0] if each else say("intake.column.out"),
        key=answered(f"{_of(sheet)}_column_{place}", found),
        filter_mode="contains",
    )
    cells = [cell for cell in sheet.cells[place].head(200).unique() if cell.strip()]
    st.caption(plain(" · ".join(cell[:LETTERS] for cell in cells[:EXAMPLES])) or "–")
    return chosen


def _each_once(page: Page, sheet: Sheet, chosen: Sequence[str]) -> tuple[str, ...]:
    """Where two are said to be the same column, the first is; which is said."""
    kept = [each if each not in chosen[:n] else "" for n, each in enumerate(chosen)]
    twice = [sheet.heads[n] for n, each in enumerate(chosen) if each and not kept[n]]
    if twice:
        st.warning(page.say("intake.columns.twice", columns=plain(page.say.list(twice))))
    return tuple(kept)


def _of(sheet: Sheet) -> str:
    """Part of the keys of answers about one of a file's tables."""
    sheets = opened().file.sheets if opened().file else ()  # type: ignore[union-attr]
    return str(sheets.index(sheet) if sheet in sheets else 0)


def _ask_constants(page: Page, sheet: Sheet, plan: Plan) -> dict[str, str]:
    """What is true of all rows, where the table has no column of it."""
    say, missing = page.say, plan.missing()
    if not missing:
        return {}
    st.markdown(f"**{say('intake.constants')}**")
    st.caption(say("intake.constants.hint"))
    said: dict[str, str] = {}
    for first in range(0, len(missing), BESIDE_EACH_OTHER):
        beside = st.columns(BESIDE_EACH_OTHER)
        for column, box in zip(missing[first:], beside, strict=False):
            with box:
                said[column] = _ask_constant(page, sheet, plan, column)
    return {column: value for column, value in said.items() if value}


def _ask_constant(page: Page, sheet: Sheet, plan: Plan, name: str) -> str:
    data = page.published.data
    column = next(each for each in data.columns if each.name == name)
    label, meaning = page.names.column(name)
    preset = PRESET.get(name)
    if name == "currency":
        preset = stated_currency(sheet, plan.columns, data) or None
    if not column.allowed:
        key = answered(f"{_of(sheet)}_all_{name}", "")
        return str(st.text_input(plain(label), key=key, help=meaning)).strip()
    key = answered(f"{_of(sheet)}_all_{name}", preset)
    chosen = st.selectbox(
        plain(label),
        [None, *column.allowed],
        format_func=lambda each: called(page, name, each),
        placeholder=page.say("intake.choose"),
        help=meaning,
        key=key,
        filter_mode="contains",
    )
    return chosen or ""


def called(page: Page, column: str, code: str | None) -> str:
    """A value by its name, behind it a code that people know by heart: of a sector, say."""
    if not code:
        return "–"
    name = page.names.option(column, code)
    return f"{name} · {code}" if code.isdigit() else name


def _ask_forms(page: Page, sheet: Sheet, plan: Plan) -> tuple[str | None, bool | None]:
    """How numbers and dates are written, where the cells do not tell."""
    data = page.published.data
    decimal, day_first = decided(sheet, plan, data)
    asked = undecided(sheet, plan, data)
    if asked["decimal"]:
        decimal = _ask_form(page, sheet, "decimal", [",", "."])
    if asked["day_first"]:
        order = _ask_form(page, sheet, "day_first", ["day", "month"])
        day_first = None if order is None else order == "day"
    return decimal, day_first


def _ask_form(page: Page, sheet: Sheet, what: str, options: list[str]) -> str | None:
    chosen: str | None = st.radio(
        page.say(f"intake.{what}"),
        options,
        format_func=lambda each: page.say(f"intake.{what}.{options.index(each)}"),
        index=None,
        horizontal=True,
        key=answered(f"{_of(sheet)}_{what}", None),
    )
    return chosen
