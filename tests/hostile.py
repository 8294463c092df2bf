"""A world in which every text tries to be something else: markup, a script, a formula."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.world import World

TRICKS = (
    '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
    "</span> [a](javascript:window.harmed=1) ![p](//x.invalid/p) **b** `c` $x^2$ :red[x] "
    "# h ~~s~~ | {{7*7}} #import"
)
"""Markup of every language that text passes through on its way to a reader."""
FORMULA = "=1+1"
LINK = "https://x.invalid/\"><img/src=x/onerror='window.harmed=1'>"
"""What a cell of addresses takes."""
WOKEN = re.compile(r"(?<!\\)<img|\[a\]\(|\[p\]\(|\*\*b\*\*|`c`|\$x\^2\$|:red\[x\]|~~s~~")
"""What of it is there in Markdown only where nobody wrote every sign as itself."""
TEXTS = ("programme", "donor", "implementer", "title", "settlement", "published_figures", "note")


def tricky(name: str) -> str:
    """A text that is told apart by its name, and begins like a formula."""
    return f"{FORMULA} {name} {TRICKS}"


def hostile(world: World) -> World:
    """The small world with a trick in every text of its files."""
    rows = world.activities
    for column in TEXTS:
        rows[column] = [tricky(cell).replace(";", "") if cell else "" for cell in rows[column]]
    rows["source"] = [LINK if cell else "" for cell in rows["source"]]
    for table, columns in ((world.sectors, ("name", "category_name")), (world.totals, ("title",))):
        for column in columns:
            table[column] = [tricky(cell) for cell in table[column]]
    world.totals["programme"] = [tricky(cell) for cell in world.totals["programme"]]
    for number in range(1, len(world.places["features"]) + 1):
        properties = world.feature(number)["properties"]
        for language in ("en", "sq", "sr_latn"):
            properties[f"name_{language}"] = tricky(f"{properties['id']} {language}")
    world.config = re.sub(r'en = "([^"]*)"', _in_toml, world.config)
    world.config = world.config.replace('["Alpha"]', f"['''{tricky('Alpha')}''']")
    return world


def _in_toml(found: re.Match[str]) -> str:
    return f"en = '''{tricky(found[1])}'''"


def texts_of(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text of a page that Streamlit takes for Markdown, and what it stands in."""
    for element in _walk(app._tree):
        proto = getattr(element, "proto", None)
        if element.type in ("html", "text", "code") or proto is None:
            continue
        if element.type == "table":
            cells = element.value.reset_index().astype(str)
            yield from (("table", text) for text in (*cells.columns, *cells.to_numpy().ravel()))
        for field in ("label", "help", "body"):
            text = getattr(proto, field, "")
            if isinstance(text, str) and text:
                yield f"{element.type}.{field}", text
        if element.type in ("radio", "button_group"):
            for option in proto.options:
                yield f"{element.type}.options", getattr(option, "content", option)


def _walk(block: Any) -> Iterator[Any]:
    for child in getattr(block, "children", {}).values():
        yield child
        yield from _walk(child)


class Markup(HTMLParser):
    """The tags of a piece of HTML that could do something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = dict(attrs).get("src") or ""
        if tag in ("script", "iframe", "object") or (
            tag == "img" and not source.startswith("data:image/svg+xml;base64,")
        ):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").lower().lstrip().startswith("javascript:"):
                self.found.append(f"{tag}.{name}")
