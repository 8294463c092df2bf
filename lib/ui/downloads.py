"""Ways to take away: the rows that are shown, what explains them, and pictures of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lib import exports
from lib.geofiles import activities_as_geojson, as_geopackage, municipalities_as_geojson
from lib.iati import as_iati
from lib.names import Names
from lib.parts import ALL, Part
from lib.selection import Selection
from lib.store import Data
from lib.ui.frame import Page
from lib.ui.pictured import list_pictures
from lib.ui.state import touch
from lib.workbook import as_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A file of the whole view. Its words: ``download.<key>``."""

    key: str
    what: str
    """What the file is named for."""
    ending: str
    mime: str
    make: Callable[[Data, Selection, Names], bytes]


GEOJSON = "application/geo+json"
FORMATS = (
    Format(
        "xlsx",
        "activities",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
    Format("gpkg", "activities", "gpkg", "application/geopackage+sqlite3", as_geopackage),
    Format("geojson_activities", "activities", "geojson", GEOJSON, activities_as_geojson),
    Format(
        "geojson_municipalities", "municipalities", "geojson", GEOJSON, municipalities_as_geojson
    ),
    Format("iati", "activities", "xml", "application/xml", as_iati),
)
"""The formats beside CSV."""
MORE = "more_formats"


def show_downloads(page: Page) -> None:
    """The rows that are shown, as a file, in one of several formats; and what explains it."""
    data, selection, names = page.data, page.selection, page.names
    with st.container(horizontal=True):
        download_rows(page, "activities", page.say("download.rows"))
        for kept in page.sides[:1]:
            download_rows(kept, "kept", page.say("download.kept"), what="kept")
        # drawn when it is opened: four buttons fewer to send and to render at each filter
        with st.popover(page.say("download.more"), key=MORE, on_change="rerun") as more:
            if more.open:
                st.caption(page.say("download.more.hint"))
                st.toggle(
                    page.say("download.hxl"),
                    key="hxl",
                    help=page.say("download.hxl.help"),
                    on_change=touch,
                )
                for each in FORMATS:
                    _download_view(page, each)
                list_pictures(page)
        st.download_button(
            page.say("download.explanation"),
            data=lambda: exports.as_csv(exports.explanation(data, selection, names)),
            file_name=exports.file_name(names, selection, page.say("file.explanation")),
            mime="text/csv",
            on_click="ignore",
            key="download_explanation",
        )
    st.caption(page.say("download.hint"))


def download_rows(
    page: Page, key: str, label: str, part: Part = ALL, what: str = "activities"
) -> None:
    """A button that makes the file only when it is pressed."""
    data, selection, names = page.data, page.selection, page.names
    st.download_button(
        label,
        data=lambda: exports.activities_as_csv(data, selection, names, part),
        file_name=exports.file_name(names, selection, page.say(f"file.{what}"), part),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download_{key}",
    )


def _download_view(page: Page, form: Format) -> None:
    """The whole view in one format, made only when it is asked for."""
    data, selection, names = page.data, page.selection, page.names
    what = page.say(f"file.{form.what}")
    st.download_button(
        page.say(f"download.{form.key}"),
        data=lambda: form.make(data, selection, names),
        file_name=exports.file_name(names, selection, what, ending=form.ending),
        mime=form.mime,
        on_click="ignore",
        width="stretch",
        key=f"download_{form.key}",
    )
