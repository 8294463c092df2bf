"""Spreadsheets (XLSX, and what else the reader knows: XLS, XLSB, ODS), each sheet a table."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from lib.intake.heads import LOOKED_AT, as_sheet
from lib.intake.sheets import Limits, Sheet, refused
from lib.language import Phrase, phrase
from lib.problems import BadData

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNPACKING = Path(__file__).with_name("unpacking.py")
MEMORY, SECONDS = 3_000_000_000, 60
"""How much the process that unpacks a spreadsheet may use."""


def is_spreadsheet(held: bytes) -> bool:
    """Whether it begins as spreadsheets do: a ZIP file, or an older container."""
    return held.startswith((ZIP, OLE))


def read_spreadsheet(held: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """Every sheet that has a table in it.

    Raises
    ------
    BadData
        It is no spreadsheet, asks for more memory or time than is allowed, or has no table.
    """
    allowed = phrase("intake.allowed.table")
    if held.startswith(ZIP):
        _refuse_long_parts(held, name, limits)
    sheets, problems = [], []
    for title, height, rows in _unpacked(held, name, limits):
        try:
            sheets.append(_sheet(title, height, rows, name, limits))
        except BadData as bad:
            problems += bad.problems
    if not sheets:
        raise (
            BadData(problems) if problems else refused(name, phrase("problem.empty_file"), allowed)
        )
    return tuple(sheets)


def _sheet(title: str, height: int, rows: list[list[str]], name: str, limits: Limits) -> Sheet:
    sheet = as_sheet(title, rows, file=name, limits=limits, ragged=True)
    if height <= _most_rows(limits):
        return sheet
    # rows that were not even unpacked are among those that are said not to be read
    note = phrase("intake.note.rows", n=height, most=limits.intake_rows)
    others = (each for each in sheet.notes if each.key != note.key)
    return replace(sheet, notes=(*others, note))


def _most_rows(limits: Limits) -> int:
    """Rows that are unpacked: those that are read, and what may stand above them."""
    return limits.intake_rows + LOOKED_AT


def _refuse_long_parts(held: bytes, name: str, limits: Limits) -> None:
    """Before anything is unpacked: what the file itself says of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OverflowError):
        raise _unreadable(name) from None
    if size > limits.intake_unpacked_bytes:
        found = phrase("intake.found.unpacked", n=size)
        allowed = phrase("intake.most.unpacked", n=limits.intake_unpacked_bytes)
        raise refused(name, found, allowed)


def _unpacked(held: bytes, name: str, limits: Limits) -> list[tuple[str, int, list[list[str]]]]:
    """Name, height and rows of each sheet, unpacked by a process of its own."""
    most = (MEMORY, SECONDS, _most_rows(limits), limits.intake_columns)
    bounds = [str(each) for each in (*most, limits.intake_unpacked_bytes)]
    # isolated: the program finds the installed packages, and nothing of the folder it is run in
    command = [sys.executable, "-I", str(UNPACKING), *bounds]
    try:
        done = subprocess.run(
            command, input=held, capture_output=True, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _unreadable(name) from None
    if done.returncode:
        raise _unreadable(name)
    sheets: list[tuple[str, int, list[list[str]]]] = []
    for line in done.stdout.splitlines():
        cells = json.loads(line)
        if cells and isinstance(cells[-1], int):
            sheets.append((cells[0], cells[1], []))
            if cells[2] > limits.intake_columns:
                sheets[-1][2].append([""] * cells[2])
        else:
            sheets[-1][2].append(cells)
    return sheets


def _unreadable(name: str) -> BadData:
    found: Phrase = phrase("intake.found.no_spreadsheet")
    return refused(name, found, phrase("intake.allowed.spreadsheet"))
