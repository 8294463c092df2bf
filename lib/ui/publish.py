"""Publishing on a page: what is new is looked at and published; and the log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from lib.problems import BadData, Problem
from lib.publishing import audit
from lib.publishing.archive import Archive, By, Refused, files_of, shown_archive
from lib.publishing.difference import Difference
from lib.publishing.held import activities_file
from lib.publishing.plan import Plan, planned
from lib.publishing.words import in_sentences, moved
from lib.ui.frame import Page
from lib.ui.step import DONE, attempt, show_problems, show_refused
from lib.ui.versions import MOST, show_rows
from lib.versions import data_folder

LOOKED_AT = "_publish_looked_at"
"""What was uploaded and how it differs."""
LINE = ("when", "event", "who", "way", "before", "after", "note")
"""What is shown of a line of the log. Words: ``publish.log.<key>``."""
LONGEST_NOTE = 500


@dataclass(frozen=True)
class Looked:
    """What an upload would change, or what is wrong with it."""

    of: tuple[str, str]
    """The upload, and the version that it was compared with."""
    problems: tuple[Problem, ...] = ()
    refused: Refused | None = None
    difference: Difference | None = None
    uncovered: tuple[str, ...] = ()


def ask_new_data(page: Page, by: By) -> None:
    """An upload; then what is wrong with it, or what it changes; then whether to publish it."""
    archive = shown_archive(data_folder())
    if archive is None:
        st.warning(page.say("publish.no_archive"))
        return
    if done := st.session_state.pop(DONE, ""):
        st.success(done)
    st.header(page.say("publish.new"), anchor=False)
    upload = st.file_uploader(page.say("publish.upload"), type=["csv"], key="publish_file")
    if upload is None:
        return
    seen = st.session_state.get(LOOKED_AT)
    looked = _look(page, archive, upload)
    if looked.refused:
        show_refused(page, looked.refused)
    elif looked.problems:
        show_problems(page, looked.problems)
    elif looked.difference:
        _show_difference(page, looked)
        note = st.text_input(page.say("publish.note"), max_chars=LONGEST_NOTE, key="publish_note")
        wanted = not looked.difference.nothing and st.button(
            page.say("publish.publish"), type="primary", key="publish_now"
        )
        if wanted and looked is not seen:
            # the press was for what was shown before: a difference from an older version
            st.error(page.say("publish.refused.overtaken", version=archive.present))
        elif wanted:
            attempt(page, lambda: _publish(page, archive, upload, looked, replace(by, note=note)))


def _publish(page: Page, archive: Archive, upload: Any, looked: Looked, by: By) -> str:
    with _planned(archive, upload) as plan:
        if plan.base != looked.of[1]:
            raise Refused("overtaken", version=plan.base)
        return page.say("publish.published", version=plan.publish(by))


@contextmanager
def _planned(archive: Archive, upload: Any) -> Iterator[Plan]:
    """A plan of what was uploaded. A name that is no file's of the data is the activities'."""
    known = upload.name in files_of(archive.current)
    name = upload.name if known else activities_file(archive.current)
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        file = Path(folder) / name
        file.write_bytes(upload.getbuffer())
        with planned(archive, file) as plan:
            yield plan


def _look(page: Page, archive: Archive, upload: Any) -> Looked:
    """What an upload would change, found out once."""
    of = (upload.file_id, archive.present)
    looked: Looked | None = st.session_state.get(LOOKED_AT)
    if looked is None or looked.of != of:
        with st.spinner(page.say("publish.checking")):
            looked = _looked(archive, upload, of)
        st.session_state[LOOKED_AT] = looked
    return looked


def _looked(archive: Archive, upload: Any, of: tuple[str, str]) -> Looked:
    try:
        with _planned(archive, upload) as plan:
            return Looked(of, difference=plan.difference, uncovered=plan.uncovered)
    except BadData as bad:
        return Looked(of, tuple(bad.problems))
    except Refused as refused:
        return Looked(of, refused=refused)


def _show_difference(page: Page, looked: Looked) -> None:
    """To the letter: who publishes may see the files themselves."""
    say, difference = page.say, looked.difference
    if difference is None:
        return
    for words in in_sentences(page.names, difference):
        st.markdown(words)
    if looked.uncovered:
        st.warning(say.count("changes.uncovered", len(looked.uncovered)))
    rows, changed = difference.rows, difference.rows.changed.head(MOST)
    for key, table in (("added", rows.added), ("removed", rows.removed)):
        if len(table):
            with st.expander(say.count(f"changes.{key}", len(table))):
                listed = [[str(i), row["title"]] for i, row in table.head(MOST).iterrows()]
                heads = [page.names.column(column)[0] for column in ("id", "title")]
                show_rows(say(f"changes.{key}.caption"), heads, listed)
    if len(changed):
        with st.expander(say.count("changes.changed", rows.counts["changed"])):
            heads = [say(f"changes.head.{k}") for k in ("activity", "column", "before", "after")]
            show_rows(say("changes.changed.caption"), heads, changed.to_numpy().tolist())
    if difference.moves:
        st.markdown(f"**{say('changes.moves')}**")
    for indicator, places in moved(page.names, difference.moves):
        with st.expander(indicator):
            heads = [say(f"changes.head.{key}") for key in ("place", "before", "after")]
            show_rows(indicator, heads, [list(place) for place in places])


def show_log(page: Page) -> None:
    """Who did what and when, the newest first, and whether the log was changed."""
    archive, say = shown_archive(data_folder()), page.say
    if archive is None:
        return
    st.header(say("publish.log"), anchor=False)
    broken, lines = audit.first_broken(archive.log), audit.read(archive.log)
    if broken:
        st.error(say("publish.refused.log", line=broken, file=archive.log.name))
    else:
        st.caption(say.count("publish.log.whole", len(lines)))
    heads = [say(f"publish.log.{key}") for key in LINE]
    rows = [[str(line.get(key, "")) for key in LINE] for line in lines[: -MOST - 1 : -1]]
    show_rows(say("publish.log"), heads, rows)
