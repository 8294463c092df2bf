"""Ways to ask: the indicator, the classes, and the filters with how much each option holds."""

from __future__ import annotations

import functools

import streamlit as st

from lib.classes import COUNTS, OWN, SCHEMES
from lib.kinds import LONGEST_SEARCH, Choices
from lib.parameters import BOUNDS, FILTERS, LEAST_SHARES, SEARCH
from lib.participation import MAJORITIES, PARTICIPATION
from lib.schema import NONE
from lib.selection import read_link
from lib.shapes import DRAWN
from lib.ui import served
from lib.ui.frame import Page, label_of
from lib.ui.state import COUNT, OPENED, touch


def ask_indicator(page: Page, *, mapped: bool = False) -> None:
    """Which number to show, how to cut it into classes; on the map, also how it is drawn.

    One row: each block of a page is sent again with every answer.
    """
    say = page.say
    with st.container(horizontal=True, vertical_alignment="bottom", key="number"):
        st.selectbox(
            say("ask.indicator"),
            [each.key for each in page.data.indicators],
            format_func=lambda key: say(f"indicator.{key}"),
            key="indicator",
            on_change=touch,
        )
        with st.popover(say("ask.classes")):
            _ask_classes(page)
        if mapped:
            _ask_drawn(page)


def _ask_drawn(page: Page) -> None:
    """How the number is drawn on the map, and whether the map has its years."""
    with st.container(horizontal=True, vertical_alignment="bottom", width="content", key="draw"):
        st.segmented_control(
            page.say("ask.drawn"),
            DRAWN,
            format_func=lambda shape: page.say(f"drawn.{shape}"),
            key="drawn",
            on_change=touch,
        )
        st.toggle(page.say("ask.by_year"), key="by_year", on_change=touch)


def _ask_classes(page: Page) -> None:
    """How values become colours."""
    say = page.say
    st.selectbox(
        say("ask.scheme"),
        [*SCHEMES, OWN],
        format_func=lambda key: say(f"scheme.{key}"),
        key="scheme",
        on_change=touch,
    )
    if page.selection["scheme"] == OWN:
        st.text_input(say("ask.breaks"), key="breaks", placeholder="5, 10, 20", on_change=touch)
        if not page.selection["breaks"]:
            st.caption(say("ask.breaks.none"))
    else:
        st.selectbox(say("ask.count"), COUNTS, key="classes", on_change=touch)
    st.checkbox(say("ask.refit"), key="refit", on_change=touch)


def ask_filters(page: Page, counts: dict[str, dict[str, int]]) -> None:
    """Every way to narrow the activities, each option with how many it holds."""
    with st.sidebar:
        st.html(served.render("counts.html", counts=_pill_counts(page, counts)))
        st.header(page.say("filters"))
        st.button(page.say("filters.clear"), key="clear", on_click=_clear, args=(page,))
        _ask_words(page)
        for each in _asked(page):
            if not each.rare:
                _ask_choices(page, each, counts[each.key])
            if each.key == "participation":
                _ask_least_share(page)
        if page.data.years:
            _ask_years(page)
        _ask_rare(page)


def _asked(page: Page) -> list[Choices]:
    """The filters with anything to choose: not those of what the data never states, nor of
    sectors that are each a group of its own."""
    unstated, values = {NONE, PARTICIPATION[-1]}, page.data.values
    asked = [each for each in FILTERS if not set(values.get(each.key, ())) <= unstated]
    alone = values.get("sector") == values.get("sector_group")
    return [each for each in asked if not (alone and each.key == "sector")]


def _ask_words(page: Page) -> None:
    """Words to look for in the activities, in any spelling."""
    key = SEARCH.key
    st.text_input(
        page.say(f"filter.{key}"),
        key=key,
        on_change=touch,
        max_chars=LONGEST_SEARCH,
        placeholder=page.say(f"filter.{key}.hint"),
        help=page.say(f"filter.{key}.help"),
    )


def _ask_rare(page: Page) -> None:
    """The filters with the longest lists, in a box that is closed until they are needed.

    Their counts are of all the data: lists that never change are not sent again, and an answer
    in them cannot be lost to a list that is drawn anew.
    """
    rare = [each for each in _asked(page) if each.rare]
    if not rare:
        return
    opened = st.session_state.setdefault(OPENED, any(page.selection[each.key] for each in rare))
    with st.expander(page.say("filters.more"), expanded=opened, key="more"):
        st.caption(page.say("filters.more.hint"))
        for each in rare:
            _ask_choices(page, each, page.data.held[each.key])


def _clear(page: Page) -> None:
    """Back to the default of every filter; what is shown of the activities stays."""
    touch()
    cleared = read_link({}, known=page.selection.parameters, allowed={})
    for each in FILTERS:
        st.session_state[each.key] = list(cleared[each.key])
    for bound in BOUNDS:
        st.session_state[bound.key] = None
    st.session_state[SEARCH.key] = cleared[SEARCH.key]


def _pill_counts(page: Page, counts: dict[str, dict[str, int]]) -> dict[str, list[str]]:
    """How many activities each pill holds, in the order of the pills."""
    short = [each.key for each in FILTERS if each.short]
    return {
        key: [page.say.number(counts[key].get(value, 0)) for value in page.data.values[key]]
        for key in short
    }


def _ask_choices(page: Page, choices: Choices, counts: dict[str, int]) -> None:
    """One filter: all options at once where they are few, else a list that can be searched.

    A browser answers with labels, and its answer may be older than this run. So the labels of
    pills never change: a style sheet writes their counts. A list's labels hold theirs, and an
    older answer is understood by the name in front of the count.
    """
    key, chosen = choices.key, page.selection[choices.key]
    name, say = functools.partial(label_of, choices, page.names), page.say
    if choices.short:
        st.pills(
            say(f"filter.{key}"),
            page.data.values[key],
            selection_mode="multi",
            format_func=name,
            key=key,
            on_change=touch,
        )
        return
    st.multiselect(
        say(f"filter.{key}"),
        [value for value in page.data.values[key] if counts.get(value) or value in chosen],
        format_func=lambda value: f"{say.number(counts.get(value, 0))}{COUNT}{name(value)}",
        key=key,
        on_change=touch,
        placeholder=say("filter.all"),
        filter_mode="contains",
    )


def _ask_least_share(page: Page) -> None:
    """At least this share of participants who are not of the majority, and whose majority."""
    say = page.say
    st.selectbox(
        say("filter.least_share"),
        [None, *LEAST_SHARES],
        format_func=lambda share: say.percent(float(share)) if share else say("filter.any"),
        placeholder=say("filter.any"),
        help=say("filter.least_share.help"),
        key="least_share",
        on_change=touch,
    )
    # a page that is about the majority asks for it itself
    if page.selection["least_share"] and page.key != "communities":
        st.radio(
            say("filter.majority"),
            MAJORITIES,
            format_func=lambda key: say(f"majority.{key}"),
            key="majority",
            on_change=touch,
        )


def _ask_years(page: Page) -> None:
    """The first and the last year; activities without a date are left out by either."""
    first, last = st.columns(2)
    for column, key in ((first, "since"), (last, "until")):
        column.selectbox(
            page.say(f"filter.{key}"),
            [None, *(str(year) for year in page.data.years)],
            format_func=lambda year: year or page.say("filter.any"),
            placeholder=page.say("filter.any"),
            key=key,
            on_change=touch,
        )
