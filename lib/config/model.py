"""The configuration of one dashboard, and what follows from it."""

from __future__ import annotations

from pydantic import Field, ValidationInfo, field_validator

from lib.config.parts import (
    Boundaries,
    Community,
    Currency,
    DefaultView,
    Iati,
    LanguageCode,
    Objective,
    Part,
    Rate,
    Wording,
    Words,
    Year,
)
from lib.language import DEFAULT, Language


class Dashboard(Part):
    """Everything about one dashboard that is not in its data files and not in the code."""

    title: Words = Field(min_length=1)
    """What the dashboard is called."""
    subtitle: Words = Field(default_factory=dict)
    """What it holds, in a sentence, below the title."""
    country: Words = Field(default_factory=dict)
    """Where it is about."""
    file_name: str = Field(default="", pattern=r"^[a-z0-9-]*$")
    """What the names of downloaded files begin with."""
    languages: tuple[LanguageCode, ...] = Field(default=(DEFAULT,), min_length=1)
    """The languages that readers may choose; the first is for whoever asks for none of them."""
    official_names: tuple[str, ...] = ()
    """The languages in which places have official names, any `name_<language>` of the
    municipalities: one that differs from the name in the reader's language stands beside it."""
    words: dict[LanguageCode, Wording] = Field(default_factory=dict)
    """What the interface says instead of its own words, by language: what the places are called."""
    communities: tuple[Community, ...] = ()
    """The communities that people are counted under."""
    majority: str = ""
    """The code of the community that is the majority in the country."""
    objectives: tuple[Objective, ...] = ()
    """The specific objectives of the programmes."""
    featured_programmes: tuple[str, ...] = ()
    """The programmes whose published totals stand beside their activities."""
    currency: Currency | None = None
    """The currency that money is added up in. Without one, amounts stay as they are stated."""
    rates: dict[Currency, dict[Year, Rate]] = Field(default_factory=dict)
    """Units of that currency for one unit of another, by year: `ABC = { 2016 = 1.5 }`."""
    minimum_recorded: int = Field(default=30, ge=1)
    """Fewer participants counted by community than this, and no share or ratio is computed."""
    small_count: int = Field(default=5, ge=1)
    """Counts of people by community, sex or age below this are withheld; 1 withholds none."""
    boundaries: Boundaries = Boundaries()
    """Whom the map is owed to, and what it does not mean."""
    default_view: DefaultView = DefaultView()
    """What a link without parameters shows."""
    activities: str = Field(default="activities.csv", pattern=r"^[^@]*$")
    """Where the activities are (`docs/engines.md`), as seen from this file. An address with a
    password stands in the environment, and never in a file that is handed on."""
    copy_of_rows: int = Field(default=1_000_000, ge=0)
    """Of so many activities a copy is kept beside the program, for as long as the engine that holds
    them cannot be reached; of more there is none."""
    admin_level: int = Field(default=2, ge=1, le=4)
    """Which level of administration the municipalities are: ADM2, `#adm2`."""
    iati: Iati = Iati()
    """What IATI asks of whoever publishes."""

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
        # where the communities are wrong themselves, that is said
        if majority and "communities" in info.data and majority not in codes:
            raise ValueError(f"one of the communities: {', '.join(codes)}")
        return majority

    @field_validator("rates")
    @classmethod
    def _of_something(
        cls, rates: dict[str, dict[str, float]], info: ValidationInfo
    ) -> dict[str, dict[str, float]]:
        if rates and not info.data.get("currency", True):
            raise ValueError("rates need a currency that they are in")
        return rates

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

    def language(self, code: str) -> Language:
        """The language of that code as this dashboard speaks it."""
        own = self.words.get(code, Wording())
        known = {"currency": self.currency or "", "least": self.minimum_recorded}
        return Language(code, instead_of=own.instead_of, phrases=own.phrases, always=known)
