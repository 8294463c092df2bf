"""Where the files behind the data come from: publisher, address, licence, date and checksum."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from lib.config import Part
from lib.language import phrase
from lib.problems import BadData, Problem

FILE = Path("sources") / "provenance.toml"


class Source(Part):
    """One file that the data is made from. Unknown keys are refused."""

    what: str
    publisher: str
    address: str = Field(pattern=r"^(https?://\S+)?$")
    licence: str
    date: str = Field(pattern=r"^\d{4}(-\d\d){0,2}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


_SOURCES = TypeAdapter(dict[str, Source])


def read_provenance(folder: Path) -> dict[str, Source]:
    """What ``sources/provenance.toml`` says of each file; nothing where there is
    no such file.

    Raises
    ------
    BadData
        With every problem of the file.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        return _SOURCES.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([Problem(str(FILE), 0, "", str(error), phrase("problem.toml"))]) from None
    except ValidationError as error:
        raise BadData(
            Problem(
                str(FILE),
                0,
                ".".join(str(part) for part in each["loc"]),
                repr(each["input"])[:80],
                each["msg"],
            )
            for each in error.errors()
        ) from None
