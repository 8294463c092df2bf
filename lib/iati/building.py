"""Elements of IATI, built with text that XML can hold."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from lib.iati.codes import MADE, OWN, XML_LANG

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""
MADE_UP = {MADE: "yes"}
"""Marks what stands only because the schema requires it, or says in words what other elements say:
it is not read back."""


def clean(text: str) -> str:
    """The text without what XML 1.0 forbids."""
    return FORBIDDEN.sub("", text)


def activity_element(lang: str) -> Element:
    """An activity with nothing in it."""
    return etree.Element("iati-activity", {XML_LANG: lang}, nsmap={"own": OWN})


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A child of an element; ``iso_date`` is the attribute ``iso-date``."""
    child = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        child.set(name.rstrip("_").replace("_", "-"), clean(value))
    if text:
        child.text = clean(text)
    return child


def narrate(parent: Element, tag: str, text: str, lang: str = "", **attributes: str) -> Element:
    """A child that says something in words."""
    child = add(parent, tag, **attributes)
    narrative(child, text, lang)
    return child


def narrative(parent: Element, text: str, lang: str = "") -> None:
    """Words, in another language than the activity's where that is said."""
    child = add(parent, "narrative", text)
    if lang:
        child.set(XML_LANG, lang)


def mark(element: Element, **attributes: str) -> Element:
    """Attributes in our own namespace."""
    for name, value in attributes.items():
        element.set(f"{{{OWN}}}{name}", clean(value))
    return element
