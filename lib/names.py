"""What to call the things that the data knows by code: places, sectors, communities, options."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lib.language import Language
from lib.places import name_column
from lib.protection import SMALL, WITHHELD
from lib.schema import NONE, SEPARATOR, money_column, participants_column
from lib.spelling import fold
from lib.store import Data


@dataclass(frozen=True)
class Names:
    """The names of one dashboard's things in one language."""

    data: Data
    say: Language

    @cached_property
    def places(self) -> dict[str, str]:
        """Municipalities by id."""
        return self._places_in(self.say.code)

    @cached_property
    def full(self) -> dict[str, str]:
        """Municipalities by id, with the other official names where they differ: the operator
        says in which languages."""
        forms = [self.places, *map(self._places_in, self._other_languages())]
        together = {place: [form[place] for form in forms] for place in self.places}
        return {place: " / ".join(dict.fromkeys(names)) for place, names in together.items()}

    def _places_in(self, code: str) -> dict[str, str]:
        """Municipalities by id, as a language calls them, or else as the default does."""
        default = self.data.places[name_column(self.data.places.columns, self.data.config)]
        own = self.data.places.get(f"name_{code.lower()}", default)
        return dict(own.where(own.notna() & own.ne(""), default))

    def _other_languages(self) -> list[str]:
        """Those of official names, but not the reader's own in another script."""
        language = self.say.code.partition("_")[0]
        official = self.data.config.official_names
        return [code for code in official if code.partition("_")[0] != language]

    @cached_property
    def _from_data(self) -> dict[str, dict[str, str]]:
        """Names that the data holds, by the column whose codes they are for."""
        config, sectors = self.data.config, self.data.sectors
        return {
            "municipality_ids": self.places,
            "sector": self._called(sectors, "code", "name"),
            "sector_group": self._called(sectors, "category", "category_name"),
            "communities_named": {c.code: self.say.of(c.name) for c in config.communities},
            "specific_objective": {o.code: self.say.of(o.name) for o in config.objectives},
        }

    def total(self, title: str) -> str:
        """What a published total counts, by its title in the data."""
        return self._called(self.data.totals, "title", "title").get(title, title)

    def _called(self, table: pd.DataFrame, code: str, name: str) -> dict[str, str]:
        """Names by code, from the column of the reader's language where the table has one."""
        own = table.get(f"{name}_{self.say.code.lower()}", table[name])
        written = own.where(own.ne(""), table[name])
        return dict(zip(table[code], written, strict=True))

    def in_order(self, places: Iterable[str]) -> list[str]:
        """Municipalities by name, as a reader looks for them: Š stands with S."""
        return sorted(places, key=lambda place: fold(self.places[place]))

    def sorted_options(self, column: str, values: Iterable[str]) -> list[str]:
        """The values of a column by what they are called."""
        return sorted(values, key=lambda value: fold(self.option(column, value)))

    def option(self, column: str, value: str) -> str:
        """What to call one value of a column, or of the filter of the same name."""
        if value == NONE:
            return (
                self.say(f"none.{column}") if self.say.has(f"none.{column}") else self.say("none")
            )
        if column in (SMALL, WITHHELD):
            label, threshold = self.column(value)[0], self.data.config.small_count
            return self.say(f"{column}.of", column=label, n=threshold)
        if column in self._from_data:
            return self._from_data[column].get(value, value)
        key = f"option.{column}.{value}"
        return self.say(key) if self.say.has(key) else value

    def cell(self, column: str, cell: str) -> str:
        """What to call the values of a cell, separated as in the data; "" for an empty one."""
        if pd.isna(cell):
            return ""
        return SEPARATOR.join(
            self.option(column, value) for value in cell.split(SEPARATOR) if value
        )

    def column(self, column: str) -> tuple[str, str]:
        """The label of a column of the activities, and what it means."""
        for community, name in self._from_data["communities_named"].items():
            if column == participants_column(community):
                key = "column.participants_of"
                return self.say(key, community=name), self.say(f"{key}.meaning")
        if column == money_column(self.data.columns):
            column = "money"
        return self.say(f"column.{column}"), self.say(f"column.{column}.meaning")


def named(data: Data, code: str) -> Names:
    """The names in the language of that code, made once for this version of the data."""
    return data.remember(("names", code), lambda: Names(data, data.config.language(code)))
