"""A report as a PDF on A4, set by Typst: tagged, with an outline and the language's name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import typst

from lib.report.document import CannotMake, Document

TEMPLATE = Path(__file__).resolve().parents[1] / "frontend" / "report.typ"
ACCESSIBLE: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: what a screen reader needs is in the file."""


def as_pdf(document: Document) -> tuple[bytes, int]:
    """The report as a PDF, and how many pages it has.

    Raises
    ------
    CannotMake
        The typesetter refused it.
    """
    # several files in memory: the types of the package do not say so yet
    sources: Any = _files(document)
    try:
        pages = typst.query(sources, "<pages>", field="value", one=True, ignore_system_fonts=True)
        try:
            made = _set(sources, ACCESSIBLE)
        except typst.TypstError:
            # a letter that no font here has is refused by the standard, but not by readers
            made = _set(sources)
    except RuntimeError as error:
        raise CannotMake(str(error)) from error
    return made, int(json.loads(pages))


def _set(sources: Any, *standards: Literal["ua-1"]) -> bytes:
    made: bytes = typst.compile(
        sources, format="pdf", ignore_system_fonts=True, pdf_standards=list(standards)
    )
    return made


def _files(document: Document) -> dict[str, bytes]:
    """The template, what it is filled with, and the drawings, as Typst sees them."""
    drawings = {f"{key}.svg": svg for key, svg in document.pictures.items()}
    fields = {**document.fields(), "drawn": list(document.pictures)}
    # a language has two or three letters here: "sr", of "sr_Latn"
    fields["language"] = document.language.replace("_", "-").split("-")[0]
    text = json.dumps(fields, ensure_ascii=False).encode()
    return {"main.typ": TEMPLATE.read_bytes(), "report.json": text, **drawings}
