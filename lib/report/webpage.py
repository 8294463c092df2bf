"""A report as one HTML file: nothing beside it is needed, and nothing in it is run."""

from __future__ import annotations

from pathlib import Path

import jinja2
from markupsafe import Markup

from lib.report.document import Document

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"
_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FRONTEND), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def as_html(document: Document) -> bytes:
    """The report as a page that prints well on A4. What is data is text in it, never markup."""
    drawings = {key: _inline(svg) for key, svg in document.pictures.items()}
    fields = document.fields() | {"language": document.language.replace("_", "-")}
    made = _templates.get_template("report.html").render(drawings=drawings, **fields)
    return made.encode()


def _inline(svg: bytes) -> Markup:
    """A drawing as part of a page: without what stands before its element. It is drawn by the
    dashboard, which writes data into it as text."""
    text = svg.decode()
    return Markup(text[text.index("<svg") :])
