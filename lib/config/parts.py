"""The small tables of a configuration, and texts in several languages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from lib.indicators import BY_KEY as INDICATORS
from lib.language import DEFAULT, LANGUAGES
from lib.problems import nearest
from lib.vocabulary import EVIDENCE, STATUSES


def one_of(*allowed: str) -> AfterValidator:
    """What a value must be; the nearest is named."""

    def known(value: str) -> str:
        if value not in allowed:
            close = nearest(value, allowed)
            hint = f"; nearest: {close}" if close else ""
            raise ValueError(f"allowed: {', '.join(allowed)}{hint}")
        return value

    return AfterValidator(known)


def _by_language(words: object) -> object:
    """A text that is given once is in the default language."""
    return {DEFAULT: words} if isinstance(words, str) else words


def _something(words: dict[str, str]) -> dict[str, str]:
    if not all(text.strip() for text in words.values()):
        raise ValueError("a text without words")
    return words


ORGANISATION_TYPES = (
    *("10", "11", "15", "21", "22", "23", "24", "30", "40", "60"),
    *("70", "71", "72", "73", "80", "90"),
)
LanguageCode = Annotated[str, one_of(*LANGUAGES)]
"""A language that the interface has words in."""
Words = Annotated[
    dict[LanguageCode, str], BeforeValidator(_by_language), AfterValidator(_something)
]
"""The same words in several languages, by language code: ``{"en": "Grants"}``; or once."""
Year = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Rate = Annotated[float, Field(gt=0)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""Three capital letters, as in ISO 4217."""


class Part(BaseModel):
    """A table of the configuration. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Community(Part):
    """A community that people may be counted under."""

    code: str = Field(pattern=r"^[a-z][a-z_]*$")
    """Part of the names of columns: `participants_<code>`, `population_<code>`."""
    name: Words
    """What it is called."""
    made_of: tuple[str, ...] = ()
    """Codes of the communities that a source gives only together, as one group."""


class Objective(Part):
    """A specific objective of the programmes."""

    code: str
    """As in the column `specific_objective`."""
    name: Words
    """What it is called."""


class Boundaries(Part):
    """Who drew the lines, and what they do not mean."""

    credit: Words = Field(default_factory=dict)
    """Whom the boundaries are owed to."""
    status_note: Words = Field(default_factory=dict)
    """What the lines do not mean."""
    population_note: Words = Field(default_factory=dict)
    """Where the numbers of inhabitants come from, and how sure they are."""


class Iati(Part):
    """What IATI asks of whoever publishes: who reports, and in which codes.

    Without it files are valid too: the dashboard reports in its own name, as one that passes on
    what others did.
    """

    reporting_org: str = Field(default="", pattern=r"^[^/&|?\s]*$")
    """The operator's organisation identifier (`XM-DAC-…`); else the file name."""
    reporting_org_type: Annotated[str, one_of(*ORGANISATION_TYPES)] = "90"
    """Codelist OrganisationType; 90: other."""
    reporting_org_name: Words | None = None
    """Without it, the dashboard's title."""
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    """Codelist Country (ISO 3166-1 alpha-2). Of a file with several countries, only activities
    in this one are read; without it, all are."""
    sector_vocabulary: Literal["1", "2", "99"] = "99"
    """What the codes of `sectors.csv` are: 1: CRS purpose codes of 5 digits; 2: DAC sectors of 3
    digits; 99: the operator's own."""


class DefaultView(Part):
    """What a link without parameters shows."""

    indicator: Annotated[str, one_of(*INDICATORS)] = "activities"
    """The number on the map."""
    status: tuple[Annotated[str, one_of(*STATUSES)], ...] = ()
    """Only activities of these; all where none is named."""
    evidence: tuple[Annotated[str, one_of(*EVIDENCE)], ...] = ("published",)
    """Only activities of this evidence. What is illustrative is marked wherever it is shown."""


class Wording(Part):
    """What the interface says in one language instead of the tool's own words."""

    instead_of: dict[str, str] = Field(default_factory=dict)
    """Whole words of the tool, in small letters, and what is said instead: what places are
    called, in every form that the language has."""
    phrases: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Whole phrases by key; of one that counts, its plural forms in order."""
