"""Runs by itself, in a process that may use little memory and time: a spreadsheet in, text out.

A file of some kilobytes can ask for more memory than there is: packed, by one cell far away, or by
one long text that a million cells repeat. Whatever it asks for, it ends with this process.

Reads the file from the standard input. Writes a line of JSON for each sheet: ``[name]``, or
``[name, rows, columns]`` of one that is too wide; then one for each of its rows.
"""

import json
import math
import re
import resource
import sys
from datetime import date, datetime, time
from io import BytesIO

from python_calamine import load_workbook

AMBIGUOUS = re.compile(r"-?\d{1,3}\.\d{3}")


def text(cell: object) -> str:
    """A cell as text: dates as ISO 8601, numbers with a point before decimals."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and math.isfinite(cell):
        # a number is a number: 1.234 must not be taken for a thousand and more
        written = f"{cell:.0f}" if cell.is_integer() else repr(cell)
        return f"{written}0" if AMBIGUOUS.fullmatch(written) else written
    return "" if cell is None else str(cell)


def main(memory: int, seconds: int, rows: int, columns: int, letters: int) -> None:
    """Write the sheets: of each at most so many rows, of all at most so many letters."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    book = load_workbook(BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        too_wide = sheet.total_width > columns
        head = [name, sheet.total_height, sheet.total_width]
        print(json.dumps(head))
        if too_wide:
            continue
        for row in sheet.to_python(skip_empty_area=False, nrows=rows):
            line = json.dumps([text(cell) for cell in row])
            letters -= len(line)
            if letters < 0:
                sys.exit(3)
            print(line)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
