"""An empty table to begin with: its columns, what they mean, and what they may hold."""

from __future__ import annotations

import streamlit as st

from lib.intake.template import as_csv_template, as_xlsx_template
from lib.ui.frame import Page


def show_templates(page: Page) -> None:
    """Buttons that make it when they are pressed."""
    names, say = page.names, page.say
    st.markdown(say("template.intro"))
    name = f"{names.data.config.file_name}-{say('file.template')}"
    with st.container(horizontal=True):
        st.download_button(
            say("template.xlsx"),
            data=lambda: as_xlsx_template(names),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            icon=":material/download:",
            key="template_xlsx",
        )
        st.download_button(
            say("template.csv"),
            data=lambda: as_csv_template(names),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
            key="template_csv",
        )
