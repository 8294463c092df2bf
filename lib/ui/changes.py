"""What a version changed, in words, row by row, and indicator by indicator."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib import figures
from lib.listed import several
from lib.problems import BadData
from lib.publishing.archive import Archive, Step, shown_archive
from lib.publishing.difference import Difference
from lib.publishing.readers import for_readers
from lib.publishing.words import cell, in_sentences, label, moved
from lib.ui.frame import Page
from lib.ui.versions import MOST, ask_change, show_rows
from lib.versions import data_folder

WHOLE = ("title", "activity_type", "municipality_ids", "dates", "amount", "donor")
"""What is said of an activity that is only in one version: no figures of people
(`lib.publishing.readers`)."""
CELLS = ("activity", "column", "before", "after")


def show_changes(page: Page) -> None:
    """What one version changed, in words and row by row; the reader chooses which."""
    archive = shown_archive(data_folder())
    steps = {str(step.line): step for step in archive.compared()} if archive else {}
    if archive and steps:
        step = ask_change(page, steps)
        try:
            with st.spinner(page.say("changes.comparing")):
                difference = _difference(page, archive, step)
        except BadData:
            st.info(page.say("changes.unreadable"))
            return
        _show_difference(page, difference)


def _difference(page: Page, archive: Archive, step: Step) -> Difference:
    folders = (archive.folder(version) for version in (step.before, step.after))
    return for_readers(*folders, page.data.config.small_count)


def _show_difference(page: Page, difference: Difference) -> None:
    rows = difference.rows
    for words in in_sentences(page.names, difference):
        st.markdown(words)
    if made_up := int(sum(_made_up(each) for each in (rows.added, rows.removed))):
        st.caption(page.say.count("changes.illustrative", made_up))
    _show_whole(page, "added", rows.added)
    _show_cells(page, difference)
    _show_whole(page, "removed", rows.removed)
    _show_moves(page, difference)


def _made_up(rows: pd.DataFrame) -> int:
    return int(rows["evidence"].ne("published").sum())


def _show_whole(page: Page, key: str, rows: pd.DataFrame) -> None:
    """Activities that are in one version only."""
    if rows.empty:
        return
    with st.expander(page.say.count(f"changes.{key}", len(rows))):
        listed = [_whole(page, row) for _, row in rows.head(MOST).iterrows()]
        marks = [_mark(page, row["evidence"]) for _, row in rows.head(MOST).iterrows()]
        heads = [page.say(f"list.{column}") for column in WHOLE if column != "municipality_ids"]
        heads.insert(2, page.names.column("municipality_ids")[0])
        show_rows(page.say(f"changes.{key}.caption"), heads, listed, marks)
        _show_more(page, len(rows))


def _whole(page: Page, row: pd.Series) -> list[str]:
    names, none = page.names, page.say("none")
    return [
        row["title"],
        several(names, "activity_type", row["activity_type"]),
        several(names, "municipality_ids", row["municipality_ids"]),
        figures.dates(page.say, row) or none,
        figures.amount(page.say, row) or none,
        several(names, "donor", row["donor"]) or none,
    ]


def _show_cells(page: Page, difference: Difference) -> None:
    """Activities that are in both, cell by cell."""
    changed, names = difference.rows.changed, page.names
    if changed.empty:
        return
    with st.expander(page.say.count("changes.changed", difference.rows.counts["changed"])):
        cells = list(changed.head(MOST).itertuples())
        rows = [
            [
                f"{each.title} · {each.id}",
                label(names, each.column),
                cell(names, each.column, each.before),
                cell(names, each.column, each.after),
            ]
            for each in cells
        ]
        heads = [page.say(f"changes.head.{key}") for key in CELLS]
        marks = [_mark(page, each.evidence) for each in cells]
        show_rows(page.say("changes.changed.caption"), heads, rows, marks)
        _show_more(page, len(changed))


def _show_moves(page: Page, difference: Difference) -> None:
    """The indicators that move, each open to its municipalities."""
    if not difference.moves:
        return
    say = page.say
    st.header(say("changes.moves"), anchor=False)
    st.caption(say("changes.moves.hint"))
    for indicator, places in moved(page.names, difference.moves):
        _, before, after = places[0]
        over_all = places[0][0] == say("changes.over_all")
        with st.expander(f"{indicator}: {before} → {after}" if over_all else indicator):
            heads = [say(f"changes.head.{key}") for key in ("place", "before", "after")]
            show_rows(indicator, heads, [list(row) for row in places])


def _mark(page: Page, evidence: str) -> str:
    return page.names.option("evidence", evidence) if evidence != "published" else ""


def _show_more(page: Page, n: int) -> None:
    if n > MOST:
        st.caption(page.say("changes.first_rows", most=page.say.number(MOST), n=page.say.number(n)))
