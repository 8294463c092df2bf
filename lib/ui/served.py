"""The templates of pages, and the folder of the map's files, declared to Streamlit."""

from __future__ import annotations

import jinja2
import streamlit.components.v1 as components

from lib.map_files import FRONTEND, GENERATED

_templates = jinja2.Environment(loader=jinja2.FileSystemLoader(FRONTEND), autoescape=True)

components.declare_component("generated", path=GENERATED)


def render(template: str, **fields: object) -> str:
    """A piece of a page from its template. What is data is written as text, never as markup."""
    return _templates.get_template(template).render(**fields)
