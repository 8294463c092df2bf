"""What IATI itself says a file must be: its schema and its codelists, as its package carries them.

The package asks for libraries of 2018 when it is imported, so only its files are used.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

STANDARD = Path(str(distribution("pyIATI").locate_file("iati/resources/standard")))
ADDED_SINCE = {"Sector": {"25030"}}
"""Codes that OECD DAC has added since the package was made: business development services."""


@cache
def schema(version: str = "2-03") -> etree.XMLSchema:
    return etree.XMLSchema(
        etree.parse(STANDARD / version / "schemas" / "iati-activities-schema.xsd")
    )


@cache
def codelist(name: str) -> frozenset[str]:
    codes = etree.parse(STANDARD / "2-03" / "codelists" / f"{name}.xml").findall(
        ".//codelist-item/code"
    )
    return frozenset(code.text for code in codes) | ADDED_SINCE.get(name, set())


@cache
def mappings() -> tuple[tuple[etree.XPath, str], ...]:
    """Which codes of a file stand in which codelist."""
    found = []
    for each in etree.parse(STANDARD / "2-03" / "codelist-mapping.xml").findall(".//mapping"):
        element, _, attribute = each.findtext("path").rpartition("/")
        condition = each.findtext("condition")
        # a path without an element is of any
        path = (element if element != "/" else "//*") + (f"[{condition}]" if condition else "")
        found.append((etree.XPath(f"{path}/{attribute}"), each.find("codelist").get("ref")))
    return tuple(found)


def wrong(held: bytes) -> list[str]:
    """Everything that the schema and the codelists say against a file."""
    document: Element = etree.fromstring(held)
    schema().validate(document)
    said = [f"{each.line}: {each.message}" for each in schema().error_log]
    for path, name in mappings():
        for value in set(path(document)):
            code = value if isinstance(value, str) else value.text
            if code not in codelist(name):
                said.append(f"{path.path}: {code!r} is not in {name}")
    return said
