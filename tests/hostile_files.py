"""Files that ask for more than there is, or are not what they seem; and a process to read one in.

``python -m tests.hostile_files NAME MEMORY``: reads the file of that name with so many bytes of
address space at the most, and writes what came of it: ``accepted``, ``refused`` or what broke.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable

from lib.intake.files import read_file
from lib.intake.sheets import Limits
from lib.problems import BadData

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = b'<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'
LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
LAUGHS = f'<!DOCTYPE l [<!ENTITY a0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a12 SYSTEM "file:///etc/passwd">]>'
POINT = '{"properties":{"title":"x"},"geometry":{"type":"Point","coordinates":%s}}'


def _related(**parts: str) -> str:
    rows = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in parts.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def xlsx(rows: bytes = HEAD, *, before: str = "", shared: bytes = b"", **parts: bytes) -> bytes:
    """A spreadsheet with these rows in its sheet, put together by hand."""
    sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    held = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": _related(officeDocument="xl/workbook.xml").encode(),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" '
        'sheetId="1" r:id="rworksheet"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": _related(
            worksheet="worksheets/s.xml", sharedStrings="shared.xml"
        ).encode(),
        "xl/worksheets/s.xml": sheet + rows + b"</sheetData></worksheet>",
        "xl/shared.xml": f'<sst xmlns="{MAIN}">'.encode() + shared + b"</sst>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in {**held, **parts}.items():
            book.writestr(name, part)
    return out.getvalue()


def _repeated(rows: int) -> bytes:
    cell = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c></row>'
    return "".join(cell.format(n) for n in range(1, rows)).encode()


def geojson(*features: str) -> bytes:
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def _many_keys() -> bytes:
    features = [{"properties": {f"k{n}_{key}": 1 for key in range(50)}} for n in range(5_000)]
    return json.dumps({"features": features}).encode()


LINE = '{"geometry":{"type":"LineString","coordinates":[%s]}}'
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a gigabyte of blanks in a spreadsheet": (
        lambda: xlsx(HEAD + b" " * 450_000_000), "refused"),
    "a spreadsheet in a spreadsheet": (
        lambda: xlsx(**{"a.xlsx": xlsx(HEAD + b" " * 50_000_000)}), "accepted"),
    "one cell far away": (
        lambda: xlsx(HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "refused"),
    "one long text in a hundred thousand cells": (
        lambda: xlsx(_repeated(100_000), shared=b"<si><t>" + b"x" * 5_000_000 + b"</t></si>"),
        "refused"),
    "a billion laughs in a spreadsheet": (
        lambda: xlsx(HEAD.replace(b"title", b"&a12;"), before=LAUGHS), "refused"),
    "a file of the server in a spreadsheet": (
        lambda: xlsx(HEAD.replace(b"title", b"&a12;"), before=OUTSIDE), "refused"),
    "parts of a spreadsheet with paths": (
        lambda: xlsx(**{"../../x": b"1", "C:\\x": b"1", "/etc/x": b"1"}), "accepted"),
    "half a spreadsheet": (lambda: xlsx()[:-60], "refused"),
    "the beginning of a spreadsheet": (lambda: b"PK\x03\x04" + bytes(1_000), "refused"),
    "the beginning of an old spreadsheet": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 9_000, "refused"),
    "two hundred thousand points": (lambda: geojson(*[POINT % "[1,2]"] * 200_000), "accepted"),
    "a line of two million points": (
        lambda: geojson(LINE % ",".join(["[1,2]"] * 2_000_000)), "accepted"),
    "a million brackets": (lambda: b'{"features":' + b"[" * 1_000_000, "refused"),
    "points that are no numbers": (
        lambda: geojson(*(POINT % at for at in ("[NaN,1]", "[1e999,1]", "[true,1]", '"ab"'))),
        "accepted"),
    "a number of ten thousand digits": (
        lambda: geojson('{"properties":{"title":' + "9" * 10_000 + "}}"), "refused"),
    "halves of letters": (
        lambda: geojson(r'{"properties":{"title":"\ud800","\udfff":["\ud800"]}}'), "accepted"),
    "a quarter of a million properties": (_many_keys, "refused"),
    "a million columns": (lambda: b",".join([b"a"] * 1_000_000), "refused"),
    "ten million empty lines": (lambda: b"title\n" + b"\n" * 10_000_000, "accepted"),
    "a million rows": (lambda: b"title,sector\n" + b"x,1\n" * 1_000_000, "accepted"),
    "a cell that never ends": (lambda: b'title\n"' + b"a\n" * 5_000_000, "refused"),
    "a line of ten million foreign letters": (lambda: b"\xe9\xf1" * 5_000_000, "refused"),
    "NULs": (lambda: b"title\0\n\0", "refused"),
    "half a sign in UTF-8": (lambda: b"title\n\xed\xa0\x80\n", "accepted"),
    "a name as long as a page": (lambda: b"title\n" + b"long " * 20_000, "accepted"),
    "one byte": (lambda: b"\xff", "accepted"),
    "nothing": (lambda: b"", "refused"),
}  # fmt: skip
"""What is in each file, and what becomes of it on the page where a reader has a file checked."""


def verdict(held: bytes) -> str:
    """What comes of a file: accepted, or refused with a message."""
    try:
        read_file(held, "file", Limits())
    except BadData as bad:
        assert all(problem.found and problem.allowed for problem in bad.problems)
        return "refused"
    return "accepted"


def main(name: str, memory: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    held = FILES[name][0]()
    print(verdict(held))


if __name__ == "__main__":
    main(*sys.argv[1:])
