"""A step that a publisher takes on a page: it is done, or what is in its way is said."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.problems import BadData, Problem
from lib.publishing.archive import Refused
from lib.ui.frame import MOST_PROBLEMS, Page, problem_cells
from lib.ui.versions import show_rows

DONE = "_publish_done"
"""What was done last."""
PROBLEM = ("row", "column", "found", "allowed", "nearest")


def show_problems(page: Page, problems: tuple[Problem, ...]) -> None:
    say = page.say
    st.error(say.count("publish.to_mend", len(problems)))
    said = [problem_cells(problem, say) for problem in problems[:MOST_PROBLEMS]]
    heads = [say(f"problems.{key}") for key in PROBLEM]
    show_rows(say("publish.problems"), heads, [[str(row[key]) for key in PROBLEM] for row in said])


def show_refused(page: Page, refused: Refused) -> None:
    st.error(page.say(f"publish.refused.{refused.why}", **refused.fields))


def attempt(page: Page, step: Callable[[], str]) -> None:
    """Do it, and say in a new run what was done; or say here why it was not."""
    try:
        with st.spinner(page.say("publish.checking")):
            st.session_state[DONE] = step()
    except Refused as refused:
        show_refused(page, refused)
        return
    except BadData as bad:
        show_problems(page, tuple(bad.problems))
        return
    except OSError as error:
        st.error(page.say("publish.failed", why=error.strerror or ""))
        return
    st.rerun()
