"""Every problem of a reader's table: counted by kind, in pages, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib import exports
from lib.intake.judged import Judged
from lib.intake.marked import marked
from lib.problems import Problem
from lib.ui.frame import Page, problem_cells
from lib.ui.opened import answered, limits

ON_A_PAGE = 50
KINDS = ("errors", "warnings")
LISTED = ("row", "column", "found", "allowed", "nearest")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_list(page: Page, judged: Judged) -> None:
    """Every problem, in pages; above it how many there are of each kind."""
    say = page.say
    held = {kind: getattr(judged, kind) for kind in KINDS}
    kinds = [kind for kind in KINDS if held[kind]]
    st.subheader(say("intake.list"), anchor=False)
    kind = st.segmented_control(
        say("intake.list.kind"),
        kinds,
        format_func=lambda each: say(f"intake.list.{each}", n=say.number(len(held[each]))),
        key=answered("kind", kinds[0]) if len(kinds) > 1 else None,
        default=kinds[0] if len(kinds) == 1 else None,
        required=True,
        label_visibility="collapsed",
    )
    problems = held[kind if kind in kinds else kinds[0]]
    most = limits().intake_problems
    if len(problems) > most:
        st.caption(say("problems.more", n=say.number(len(problems) - most)))
        problems = problems[:most]
    _show_kinds(page, judged, problems)
    pages = -(-len(problems) // ON_A_PAGE)
    number = 1
    if pages > 1:
        label = say("intake.list.page", n=say.number(pages))
        number = int(st.number_input(label, 1, pages, key="intake_page", width=260))
    shown = problems[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    _table(page, judged, [problem_cells(problem, say) for problem in shown], LISTED)


def _show_kinds(page: Page, judged: Judged, problems: Sequence[Problem]) -> None:
    """How many problems there are of each kind, by column."""
    cells = pd.DataFrame([(each.column, each.allowed) for each in problems], columns=["c", "a"])
    counted = cells.groupby(["c", "a"]).size().sort_values(ascending=False)
    if len(counted) == len(problems):
        return
    by_kind = {problem.allowed: problem for problem in problems}
    rows = [
        {"column": column, "allowed": page.say.phrase(by_kind[allowed].allowed), "cells": int(n)}
        for (column, allowed), n in counted.items()
    ]
    _table(page, judged, rows, ("column", "allowed", "cells"))


def _table(
    page: Page, judged: Judged, rows: Sequence[dict[str, str | int]], columns: Sequence[str]
) -> None:
    shown = pd.DataFrame(rows)[list(columns)]
    nearest = shown["column"] if "nearest" in shown else []
    if "nearest" in shown:
        pairs = zip(nearest, shown["nearest"], strict=True)
        shown["nearest"] = [page.names.cell(column, near) for column, near in pairs]
        shown["row"] = shown["row"].replace(0, None).astype("Int64")
    shown["column"] = [_column(page, judged, str(column)) for column in shown["column"]]
    heads = {each: page.say(f"intake.head.{each}") for each in columns}
    st.dataframe(
        shown.rename(columns=heads), hide_index=True, alt=page.say("intake.list"), placeholder=""
    )


def _column(page: Page, judged: Judged, column: str) -> str:
    """A column as the dashboard calls it, and as the reader does where that is something else."""
    if not column:
        return ""
    label = page.names.column(column)[0]
    columns = judged.plan.columns
    own = judged.sheet.heads[columns.index(column)] if column in columns else ""
    return f"{label} ({own})" if own and own != label else label


def download_marked(page: Page, judged: Judged) -> None:
    """The reader's own rows with the wrong cells marked, and every problem, as a spreadsheet."""
    most, names = limits().intake_problems, page.names
    name = exports.file_name(names, page.selection, page.say("file.problems"), ending="xlsx")
    st.download_button(
        page.say("intake.download"),
        data=lambda: marked(judged, names, most),
        file_name=name,
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        key="download_problems",
    )
    st.caption(page.say("intake.download.hint"))
