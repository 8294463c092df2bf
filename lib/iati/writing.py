"""A selection in, a file of IATI 2.03 out: piece by piece, however many activities it holds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
from lxml import etree

from lib.exports import explanation
from lib.iati.building import clean
from lib.iati.codes import OWN
from lib.iati.elements import Writer
from lib.iati.known import known_of
from lib.iati.money import written
from lib.names import Names
from lib.pieces import row_pieces
from lib.selection import Selection
from lib.store import Data

VERSION = "2.03"


def iati_pieces(data: Data, selection: Selection, names: Names) -> Iterator[bytes]:
    """The activities of a selection as IATI, without ever holding all of them.

    Rows that are made up come only where they are asked for, and say so in their titles and
    descriptions and in the first line of the file. A file without activities is no valid IATI:
    the schema asks for one.
    """
    writer, held = writer_of(data, names), io.BytesIO()
    about = explanation(data, selection, names).set_index("code")
    about = about[about["part"] != "column"]
    said = {"version": VERSION, "generated-datetime": f"{about.loc['made', 'meaning']}T00:00:00Z"}
    with etree.xmlfile(held, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", said, nsmap={"own": OWN}):
            for line in _about(about, names):
                file.write("\n", etree.Comment(line))
            for rows in row_pieces(data, selection):
                for row in texts_of(rows, data):
                    file.write("\n", writer.activity(row))
                file.flush()
                yield _taken(held)
    yield _taken(held)


def as_iati(data: Data, selection: Selection, names: Names) -> bytes:
    """The same in one."""
    return b"".join(iati_pieces(data, selection, names))


def texts_of(rows: pd.DataFrame, data: Data) -> Iterator[dict[str, str]]:
    """Stored rows with every cell as the text that it was read from: "" for what is not stated."""
    measures = {column.name for column in data.columns if column.measures}
    for row in rows.to_dict("records"):
        yield {
            str(column): _number(cell) if column in measures else str(cell or "")
            for column, cell in row.items()
        }


def _number(cell: float) -> str:
    return "" if pd.isna(cell) else written(Decimal(repr(float(cell))))


def writer_of(data: Data, names: Names) -> Writer:
    """What writes the activities of a dashboard in one language."""
    points = data.places.geometry.representative_point()
    at = {str(place): f"{point.y:.5f} {point.x:.5f}" for place, point in points.items()}
    known = data.remember("known", lambda: known_of(data.config, data.places, data.sectors))
    return Writer(names, known.for_one_file(), at)


def _about(about: pd.DataFrame, names: Names) -> list[str]:
    """What is said of the whole file: first, whether rows in it are made up; then by which filters
    it was made. Two hyphens would end a comment."""
    lines = [": ".join(words) for words in zip(about["name"], about["meaning"], strict=True)]
    lines.append(names.say("iati.about"))
    return [f" {re.sub('-(?=-)', '- ', clean(line))} " for line in lines]


def _taken(held: io.BytesIO) -> bytes:
    """What has been written since the last time."""
    piece = held.getvalue()
    held.seek(0)
    held.truncate()
    return piece
