"""Ways to take away a map or a chart: as PNG to paste, as SVG to print or to edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lib import exports
from lib.parts import Part
from lib.pictures import PICTURES, Picture
from lib.pictures.drawing import AnyChart
from lib.pictures.framed import as_png, as_svg
from lib.ui.frame import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture file. Its words: ``picture.<ending>``."""

    ending: str
    mime: str
    make: Callable[[AnyChart], bytes]


KINDS = (Kind("png", "image/png", as_png), Kind("svg", "image/svg+xml", as_svg))
POPOVER = "pictures"


def show_pictures(page: Page) -> None:
    """The pictures of a page behind a button; nothing of them is sent before it is pressed."""
    with st.popover(page.say("picture.take"), key=POPOVER, on_change="rerun") as opened:
        if opened.open:
            list_pictures(page)


def list_pictures(page: Page) -> None:
    """Each picture of this page, as a button for each kind of file."""
    here = [each for each in PICTURES if page.key in each.pages]
    shown = [each for each in here if each.applies(page.data, page.selection)]
    if shown:
        st.caption(page.say("picture.hint"))
    for picture in shown:
        with st.container(horizontal=True):
            for kind in KINDS:
                _download(page, picture, kind)


def _download(page: Page, picture: Picture, kind: Kind) -> None:
    """A picture as a file, drawn only when it is asked for."""
    selection, names = page.selection, page.names
    called = page.say(f"picture.{picture.key}")
    part = Part(selection["place"]) if picture.asks == "place" else Part()
    st.download_button(
        page.say(f"picture.{kind.ending}", name=called),
        data=lambda: kind.make(picture.chart(names, selection)),
        file_name=exports.file_name(names, selection, called, part, kind.ending),
        mime=kind.mime,
        on_click="ignore",
        width="stretch",
        key=f"picture_{picture.key}_{kind.ending}",
    )
