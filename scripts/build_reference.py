"""Writes into docs/another_country.md what the program reads: every key of ``dashboard.toml``, and
the forms of each language's word for a place. Run by ``make reference``; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from lib.config import Dashboard, Part
from lib.config.reading import table_of
from lib.config.wording import place_words
from lib.language import LANGUAGES, language

PAGE = Path(__file__).resolve().parent.parent / "docs" / "another_country.md"
HEADS = "| key | if left out | meaning |\n| --- | --- | --- |"


def keys() -> str:
    """A table of the keys of each table, the configuration itself first."""
    parts = dict(_tables("", Dashboard))
    return "\n\n".join(
        (f"### `{name}`\n{_sentence(part.__doc__)}\n\n" if name else "")
        + "\n".join([HEADS, *(_row(key, field) for key, field in part.model_fields.items())])
        for name, part in parts.items()
    )


def _tables(name: str, part: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    yield name, part
    for key, field in part.model_fields.items():
        if inside := table_of(field.annotation):
            yield from _tables(f"{name}.{key}" if name else key, inside)


def _row(key: str, field: FieldInfo) -> str:
    default = (
        "must be there"
        if field.is_required()
        else _written(field.get_default(call_default_factory=True))
    )
    return f"| `{key}` | {default} | {_sentence(field.description)} |"


def _written(value: Any) -> str:
    if isinstance(value, tuple) and value:
        return f"`{list(value)}`".replace("'", '"')
    return f"`{value}`" if isinstance(value, (str, int)) and value else "none"


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split())


def forms() -> str:
    """By language, every form in which its phrases name a place."""
    heads = "| language | the forms |\n| --- | --- |\n"
    return heads + "\n".join(
        f"| `{code}` | {', '.join(f'`{form}`' for form in place_words(language(code)))} |"
        for code in LANGUAGES
    )


def page() -> str:
    """The page with both lists as they are now."""
    text = PAGE.read_text(encoding="utf-8")
    for name, made, gap in (("keys", keys(), "\n\n"), ("forms", forms(), "\n\n")):
        mark = re.compile(rf"(<!-- {name} -->).*?(<!-- /{name} -->)", re.DOTALL)
        text = mark.sub(lambda found, m=made, g=gap: f"{found[1]}{g}{m}{g}{found[2]}", text)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
