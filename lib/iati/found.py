"""One activity while it is read: its elements, the cells made of them, and their account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from lib.iati.account import Account
from lib.iati.codes import MADE, XML_LANG
from lib.iati.known import Known
from lib.language import DEFAULT


@dataclass(frozen=True, slots=True)
class Found:
    """What is made of one activity."""

    known: Known
    account: Account | None
    name: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    published: list[str] = field(default_factory=list)
    """Figures that are kept as they are published."""

    def take(self, element: Element, column: str, cell: str, why: str = "", **of: object) -> None:
        """Put what an element says into a column."""
        self.cells[column] = cell
        self._write(element, column, why, of)

    def kept(self, element: Element, figure: str, why: str, **of: object) -> None:
        """Keep a figure as it is published, outside the columns of figures."""
        self.published.append(figure)
        self._write(element, "published_figures", why, of)

    def lost(self, element: Element, why: str, **of: object) -> None:
        """Leave an element out."""
        self._write(element, "", why, of)

    def _write(self, element: Element, column: str, why: str, of: dict[str, object]) -> None:
        if self.account is not None:
            path = path_of(element)
            # most elements are of kinds that are listed long enough: only counted, not written out
            found = "" if self.account.has_enough(path, column, why) else shown(element)
            self.account.add(self.name, path, found, column, why, **of)

    def text(self, element: Element) -> str:
        """What an element says in words; what it says in other languages is left out."""
        narratives = of_name(element, "narrative")
        if not narratives:
            return plain(element)
        own = [each for each in narratives if each.get(XML_LANG, DEFAULT) == DEFAULT]
        chosen = (own or narratives)[0]
        for each in narratives:
            if each is not chosen:
                self.lost(each, "another_taken", taken=plain(chosen)[:60])
        return plain(chosen)


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def of_name(element: Element, name: str) -> list[Element]:
    """The children of that name, in whatever namespace."""
    return [child for child in element if local(child) == name]


def first(element: Element, name: str) -> Element | None:
    return next(iter(of_name(element, name)), None)


def code_of(element: Element | None, attribute: str = "code") -> str:
    return "" if element is None else str(element.get(attribute, "")).strip()


def plain(element: Element | None) -> str:
    """The text of an element and of all in it, on one line."""
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(map(str, element.itertext())).split())


def real(elements: Iterable[Element]) -> list[Element]:
    """Those that say something: not what stands only because the schema requires it."""
    return [each for each in elements if each.get(MADE) is None]


def path_of(element: Element) -> str:
    """Where an element stands, from its activity on."""
    names = [local(element)]
    for above in element.iterancestors():
        names.append(local(above))
        if names[-1] == "iati-activity":
            break
    return "/".join(reversed(names))


def shown(element: Element) -> str:
    """What an element holds, as an account shows it: its words, or else its attributes."""
    said = {k.rpartition("}")[2]: v for k, v in element.attrib.items()}
    attributes = " ".join(f"{key}={value}" for key, value in said.items())
    return " ".join(filter(None, (attributes, plain(element))))
