"""The file that a reader has given to be checked: held by their session, and nowhere else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from typing import Any

import pandas as pd
import streamlit as st

from lib.iati import Known, known_of
from lib.intake.encodings import ENCODINGS
from lib.intake.files import read_file
from lib.intake.sheets import File, Limits, Sheet
from lib.problems import BadData
from lib.settings import read_settings
from lib.ui.frame import Page, problem_cells
from lib.ui.preview import stop_preview
from lib.ui.templates import show_templates

OPENED = "_intake"
ANSWER = "intake_"
"""What the keys of widgets about the file begin with."""
UPLOAD, UPLOADS = "upload", "_uploads"


@dataclass(eq=False)
class Opened:
    """A reader's file, what was read of it, and what the reader has answered about it."""

    name: str
    held: bytes
    key: str
    """Tells files apart: part of the keys of widgets."""
    encoding: str = ""
    file: File | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    accepted: dict[tuple[str, str], str] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    """What was made of it last, and what of."""


def limits() -> Limits:
    """How much of a file is read, as the operator says."""
    settings = read_settings()
    return Limits(**{each.name: getattr(settings, each.name) for each in fields(Limits)})


def opened() -> Opened:
    """The file that is open. Only asked once there is one."""
    held: Opened = st.session_state[OPENED]
    return held


def answered(key: str, default: Any) -> str:
    """The key of a widget about the file: its answer is kept while the reader is on other pages."""
    of = opened()
    name = f"{ANSWER}{of.key}_{key}"
    # what a widget holds is forgotten with its page, unless it is written back first
    st.session_state[name] = st.session_state.get(name, of.answers.get(name, default))
    of.answers[name] = st.session_state[name]
    return name


def ask_file(page: Page) -> Sheet | None:
    """The table to check; None until there is one, and where the file cannot be read: then why."""
    say = page.say
    st.markdown(say("intake.intro"))
    most = limits()
    number = st.session_state.get(UPLOADS, 0)
    given = st.file_uploader(
        say("intake.ask"),
        key=f"{UPLOAD}_{number}",
        max_upload_size=max(1, most.intake_bytes // 1_000_000),
        help=say("intake.ask.help"),
        on_change=_changed,
        args=(f"{UPLOAD}_{number}",),
    )
    if given is not None:
        _take(given.name, given.getvalue())
    if OPENED not in st.session_state:
        show_templates(page)
        st.caption(say("intake.private"))
        return None
    _show_name(page)
    return _ask_sheet(page, most)


def _take(name: str, held: bytes) -> None:
    """Hold a file that is another one than the present."""
    key = hashlib.sha256(held).hexdigest()[:12]
    if OPENED not in st.session_state or opened().key != key:
        st.session_state[OPENED] = Opened(name, held, key)


def _changed(key: str) -> None:
    """Called by the uploader: a file that is taken out of it is thrown away."""
    if st.session_state[key] is None:
        throw_away()


def throw_away() -> None:
    """Called by a button: nothing of the file is left in the session, nor its preview."""
    stop_preview()
    st.session_state.pop(OPENED, None)
    for key in [key for key in st.session_state if str(key).startswith(ANSWER)]:
        del st.session_state[key]
    # an uploader is emptied by being another one
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


def _show_name(page: Page) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(page.say("intake.open", file=opened().name))
        st.button(
            page.say("intake.close"),
            key="close_file",
            on_click=throw_away,
            icon=":material/delete:",
        )


def _ask_sheet(page: Page, most: Limits) -> Sheet | None:
    """Read the file, or say why not; ask for the sheet where there are several."""
    say, of = page.say, opened()
    try:
        if of.file is None:
            with st.spinner(say("intake.reading")):
                of.file = read_file(of.held, of.name, most, of.encoding, _known(page))
    except BadData as bad:
        for problem in bad.problems:
            cells = problem_cells(problem, say)
            st.error(say("intake.unreadable"))
            st.text(say("intake.refused", found=cells["found"], allowed=cells["allowed"]))
        return None
    sheets = of.file.sheets
    number = 0
    if len(sheets) > 1:
        number = st.selectbox(
            say("intake.sheet"),
            range(len(sheets)),
            format_func=lambda n: sheets[n].name,
            key=answered("sheet", 0),
        )
    sheet = sheets[number]
    _show_how_it_was_read(page, sheet, of.file.kind)
    return sheet


def _known(page: Page) -> Known:
    """What activities of others are understood by: the published data's places and codes."""
    data = page.published.data
    return data.remember("known", lambda: known_of(data.config, data.places, data.sectors))


def _show_untaken(page: Page, sheet: Sheet) -> None:
    """What of a file was not taken, and why."""
    say = page.say
    rows = [
        {"path": each.path, "why": say.phrase(each.why), "n": each.n, "found": each.found}
        for each in sheet.untaken
    ]
    heads = {key: say(f"intake.untaken.{key}") for key in rows[0]}
    label = say("intake.untaken")
    with st.expander(label, key="intake_untaken"):
        table = pd.DataFrame(rows).rename(columns=heads)
        st.dataframe(table, hide_index=True, alt=label)


def _show_how_it_was_read(page: Page, sheet: Sheet, kind: str) -> None:
    say = page.say
    rows, columns = say.number(len(sheet.cells)), say.number(len(sheet.heads))
    st.markdown(f"**{say('intake.size', rows=rows, columns=columns)}**")
    for note in sheet.notes:
        st.text(say.phrase(note))
    if sheet.untaken:
        _show_untaken(page, sheet)
    if kind == "text":
        with st.popover(say("intake.letters")):
            st.selectbox(
                say("intake.encoding"),
                ["", *ENCODINGS],
                format_func=lambda each: each.upper() or say("intake.encoding.found"),
                key=answered("encoding", ""),
                on_change=_read_again,
            )


def _read_again() -> None:
    """The same bytes in the encoding that the reader says they are in."""
    of = opened()
    of.encoding = st.session_state[f"{ANSWER}{of.key}_encoding"]
    of.file, of.made = None, {}
