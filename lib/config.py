"""What is this dashboard's and not the tool's: its communities, programmes, currency and credits.

Read from ``dashboard.toml`` beside the data. Typed: an unknown key is refused, with the
nearest known one.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from lib.indicators import BY_KEY as INDICATORS
from lib.language import DEFAULT, LANGUAGES, phrase
from lib.problems import BadData, Problem, nearest
from lib.vocabulary import STATUSES


def _with_default(words: dict[str, str]) -> dict[str, str]:
    if not words.get(DEFAULT):
        raise ValueError(f"no words in {DEFAULT!r}, the language that stands in for others")
    return words


def _one_of(*allowed: str) -> AfterValidator:
    def known(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"allowed: {', '.join(allowed)}")
        return value

    return AfterValidator(known)


ORGANISATION_TYPES = (
    *("10", "11", "15", "21", "22", "23", "24", "30", "40", "60"),
    *("70", "71", "72", "73", "80", "90"),
)
Words = Annotated[dict[str, str], AfterValidator(_with_default)]
"""The same words in several languages, by language code: ``{"en": "Grants"}``."""
LanguageCode = Annotated[str, _one_of(*LANGUAGES)]
"""A language that there are words in."""


class Part(BaseModel):
    """A table of the configuration. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


P = TypeVar("P", bound=Part)


class Community(Part):
    """A community that people may be counted under. ``code`` is part of column names."""

    code: str = Field(pattern=r"^[a-z][a-z_]*$")
    name: Words
    made_of: tuple[str, ...] = ()
    """Codes of the communities that a source gives only together, as one group."""


class Objective(Part):
    """A specific objective of the programmes."""

    code: str
    name: Words


class Boundaries(Part):
    """Who drew the lines, and what they do not mean."""

    credit: Words
    status_note: Words
    population_note: Words


class Iati(Part):
    """What IATI asks of whoever publishes: who reports, and in which codes.

    Without it files are valid too: the dashboard reports in its own name, as one that passes on
    what others did.
    """

    reporting_org: str = Field(default="", pattern=r"^[^/&|?\s]*$")
    """The operator's organisation identifier (``XM-DAC-…``); "": the dashboard's file name."""
    reporting_org_type: Annotated[str, _one_of(*ORGANISATION_TYPES)] = "90"
    """Codelist OrganisationType; 90: other."""
    reporting_org_name: Words | None = None
    """None: the dashboard's title."""
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    """Codelist Country (ISO 3166-1 alpha-2). Of a file with several countries, only activities
    in this one are read; "": all are."""
    sector_vocabulary: Literal["1", "2", "99"] = "99"
    """What the codes of ``sectors.csv`` are: 1: CRS purpose codes of 5 digits; 2: DAC sectors of 3
    digits; 99: the operator's own."""


class DefaultView(Part):
    """What a link without parameters shows."""

    indicator: Annotated[str, _one_of(*INDICATORS)] = "activities"
    status: tuple[Annotated[str, _one_of(*STATUSES)], ...] = ()


class Dashboard(Part):
    """Everything about one dashboard that is not in its data files and not in the code."""

    title: Words
    subtitle: Words
    file_name: str = Field(pattern=r"^[a-z0-9-]+$")
    country: Words
    languages: tuple[LanguageCode, ...] = Field(default=(DEFAULT,), min_length=1)
    """The languages that readers may choose; the first is for whoever asks for none of them."""
    official_names: tuple[LanguageCode, ...] = ()
    """The languages in which places have official names: one that differs from the name in the
    reader's language stands beside it."""
    communities: tuple[Community, ...]
    majority: str
    objectives: tuple[Objective, ...] = ()
    featured_programmes: tuple[str, ...] = ()
    """The programmes whose published totals stand beside their activities."""
    rates: dict[str, dict[str, float]] = Field(default_factory=dict)
    """US dollars for one unit of a currency, by year: ``{"EUR": {"2016": 1.1069}}``."""
    minimum_recorded: int = Field(default=30, ge=1)
    """Fewer participants counted by community than this, and no share or ratio is computed."""
    small_count: int = Field(default=5, ge=1)
    """Counts of people by community, sex or age below this are withheld; 1 withholds none."""
    boundaries: Boundaries
    default_view: DefaultView = DefaultView()
    admin_level: int = Field(default=2, ge=1, le=4)
    """Which level of administration the municipalities are: ADM2, #adm2."""
    iati: Iati = Iati()

    @field_validator("communities")
    @classmethod
    def _each_once(cls, communities: tuple[Community, ...]) -> tuple[Community, ...]:
        codes = [community.code for community in communities]
        members = {member for community in communities for member in community.made_of}
        if len(set(codes)) < len(codes):
            raise ValueError("a community stands twice")
        if members - set(codes):
            raise ValueError(f"made of communities that there are not: {members - set(codes)}")
        return communities

    @field_validator("majority")
    @classmethod
    def _is_a_community(cls, majority: str, info: ValidationInfo) -> str:
        codes = [community.code for community in info.data.get("communities", ())]
        if codes and majority not in codes:
            raise ValueError(f"one of the communities: {', '.join(codes)}")
        return majority

    @property
    def community_codes(self) -> tuple[str, ...]:
        return tuple(community.code for community in self.communities)

    @property
    def groups(self) -> tuple[str, ...]:
        """Codes of what sources give only together: nobody counts inhabitants that way."""
        return tuple(community.code for community in self.communities if community.made_of)

    @property
    def minorities(self) -> tuple[str, ...]:
        """Codes of every community but the country's majority."""
        return tuple(code for code in self.community_codes if code != self.majority)


def read_config(path: Path) -> Dashboard:
    """The configuration at ``path``.

    Raises
    ------
    BadData
        The file is missing, is not TOML, or holds something that is not allowed.
    """
    return read_toml(path, Dashboard)


def read_toml(path: Path, table: type[P]) -> P:
    """A TOML file as the table that it should be; raises as `read_config`."""
    try:
        return table.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise BadData([Problem(path.name, 0, "", phrase("problem.no_file"), path.name)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([Problem(path.name, 0, "", str(error), phrase("problem.toml"))]) from None
    except ValidationError as error:
        raise BadData(_problem(path.name, table, each) for each in error.errors()) from None


def _problem(file: str, table: type[Part], error: Any) -> Problem:
    """One of pydantic's errors, in the words that every other problem uses."""
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] != "extra_forbidden":
        return Problem(file, 0, key, repr(error["input"])[:80], error["msg"])
    known = sorted(_keys_beside(table, error["loc"]))
    found, allowed = phrase("problem.unknown_key"), ", ".join(known)
    return Problem(file, 0, key, found, allowed, nearest(error["loc"][-1], known))


def _keys_beside(table: type[Part], location: tuple[int | str, ...]) -> set[str]:
    """The keys allowed in the table that holds the key at ``location``."""
    parts: dict[str, type[Part]] = {
        "communities": Community,
        "objectives": Objective,
        "boundaries": Boundaries,
        "default_view": DefaultView,
        "iati": Iati,
    }
    tables = [parts[str(step)] for step in location[:-1] if str(step) in parts]
    return set((tables or [table])[-1].model_fields)
