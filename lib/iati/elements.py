"""One row in, one activity of IATI 2.03 out: its elements, in the order of the schema."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from lxml.etree import _Element as Element

from lib.iati.building import (
    MADE_UP,
    activity_element,
    add,
    clean,
    mark,
    narrate,
    narrative,
)
from lib.iati.cells import cells_of
from lib.iati.codes import (
    ACTUAL_END,
    ACTUAL_START,
    COLUMN,
    COMMITMENT,
    DESCRIBED,
    EPSG,
    FORMATS,
    FUNDING,
    IMPLEMENTING,
    NOT_BEGUN,
    NOT_ENDED,
    OWN_VOCABULARY,
    PLANNED_END,
    PLANNED_START,
    STATUS_CODES,
    TAGGED,
    UNSTATED,
    VOCABULARY,
    first_day,
    last_day,
)
from lib.iati.found import Found
from lib.iati.known import Known
from lib.iati.results import add_results, withheld
from lib.language import DEFAULT
from lib.names import Names
from lib.schema import SEPARATOR

DAY = len("2016-02-03")
APPROXIMATE, ADMINISTRATIVE, POPULATED_PLACE = "2", "1", "2"
GENERAL, OTHER = "1", "4"
INTERNAL_IDENTIFIER = "A1"
WEB_PAGE = "A12"


@dataclass(frozen=True)
class Writer:
    """Writes the activities of one dashboard, with what is ours to say in one language."""

    names: Names
    known: Known
    points: dict[str, str]
    """Where each municipality is: latitude and longitude of a point in it."""

    @property
    def lang(self) -> str:
        """The language of our words; the codelist has languages only, without scripts."""
        return self.names.say.code.partition("_")[0]

    def activity(self, row: dict[str, str]) -> Element:
        """An activity. It is read back as it is made, and what would not come back the same
        stands as a cell in our own namespace: so an export is the activities that it is of."""
        made = activity_element(DEFAULT)
        for write in (
            *(self._identity, self._words, self._organisations, self._status_and_dates),
            *(self._where, self._sector_and_tags, self._money, self._source, self._people),
        ):
            write(made, row)
        read = cells_of(Found(self.known, None), made)
        for column, cell in read.items():
            if cell != row[column]:
                add(made, COLUMN, row[column], name=column)
        return made

    def _identity(self, made: Element, row: dict[str, str]) -> None:
        config = self.known.config
        who = config.iati.reporting_org or config.file_name
        # a slash, a bar, an ampersand or a question mark may not stand in an identifier
        add(made, "iati-identifier", f"{who}-{quote(clean(row['id']), safe=' ')}".strip())
        by = {"ref": who, "type": config.iati.reporting_org_type, "secondary_reporter": "true"}
        called = self.names.say.of(config.iati.reporting_org_name or config.title)
        narrate(made, "reporting-org", called, self.lang, **by)

    def _words(self, made: Element, row: dict[str, str]) -> None:
        say, made_up = self.names.say, row["evidence"] == "illustrative"
        title = say("iati.illustrative", title=row["title"]) if made_up else row["title"]
        narrate(made, "title", title)
        places = say.list(
            self.names.cell("municipality_ids", row["municipality_ids"]).split(SEPARATOR)
        )
        about = [self.names.cell("activity_type", row["activity_type"]), places]
        about += [say("illustrative.long")] if made_up else []
        general = narrate(
            made, "description", ". ".join(filter(None, about)), self.lang, type=GENERAL
        )
        general.attrib.update(MADE_UP)
        for column in DESCRIBED:
            if row[column].strip():
                mark(narrate(made, "description", row[column], type=OTHER), column=column)
        if gone := withheld(row, self.names):
            words = "; ".join(gone.values())
            narrate(made, "description", words, self.lang, type=OTHER).attrib.update(MADE_UP)

    def _organisations(self, made: Element, row: dict[str, str]) -> None:
        roles = [(FUNDING, name) for name in row["donor"].split(SEPARATOR) if name.strip()]
        roles += [(IMPLEMENTING, row["implementer"])] if row["implementer"].strip() else []
        for role, name in roles:
            narrate(made, "participating-org", name, role=role)
        if not roles:
            unstated = self.names.say("none")
            narrate(
                made, "participating-org", unstated, self.lang, role=IMPLEMENTING
            ).attrib.update(MADE_UP)
        add(made, "other-identifier", ref=row["id"], type=INTERNAL_IDENTIFIER)

    def _status_and_dates(self, made: Element, row: dict[str, str]) -> None:
        status = row["status"]
        add(made, "activity-status", code=STATUS_CODES[status])
        start = PLANNED_START if status in NOT_BEGUN else ACTUAL_START
        end = PLANNED_END if status in NOT_ENDED else ACTUAL_END
        if row["start"]:
            self._date(made, start, first_day(row["start"]), row["start"])
        if row["end"]:
            self._date(made, end, last_day(row["end"]), row["end"])
        if not row["start"] and not row["end"]:
            none = add(made, "activity-date", type=PLANNED_START, iso_date=UNSTATED)
            none.attrib.update(MADE_UP)
            narrative(none, self.names.say("none"), self.lang)

    def _date(self, made: Element, kind: str, day: str, stated: str) -> None:
        """A date; of a month or a year, the first or last day that it can mean, and what it is."""
        element = add(made, "activity-date", type=kind, iso_date=day)
        if len(stated) < DAY:
            mark(element, stated=stated)
            narrative(element, self.names.say.partial_date(stated), self.lang)

    def _where(self, made: Element, row: dict[str, str]) -> None:
        if country := self.known.config.iati.country:
            add(made, "recipient-country", code=country)
        designation = f"ADM{self.known.config.admin_level}"
        for place in filter(None, row["municipality_ids"].split(SEPARATOR)):
            location = add(made, "location", ref=place)
            add(location, "location-reach", code="1")
            narrate(location, "name", self.names.places[place], self.lang)
            add(add(location, "point", srsName=EPSG), "pos", self.points[place])
            add(location, "exactness", code=APPROXIMATE)
            add(location, "location-class", code=ADMINISTRATIVE)
            add(location, "feature-designation", code=designation)
        if row["settlement"].strip():
            location = add(made, "location")
            narrate(location, "name", row["settlement"])
            add(location, "exactness", code=APPROXIMATE)
            add(location, "location-class", code=POPULATED_PLACE)

    def _sector_and_tags(self, made: Element, row: dict[str, str]) -> None:
        vocabulary = self.known.config.iati.sector_vocabulary
        own = {"vocabulary_uri": f"{VOCABULARY}sector"} if vocabulary == OWN_VOCABULARY else {}
        name = self.names.cell("sector", row["sector"])
        narrate(made, "sector", name, self.lang, vocabulary=vocabulary, code=row["sector"], **own)
        for column in TAGGED:
            codes = [row[column]] if column == "programme" else row[column].split(SEPARATOR)
            for code in filter(str.strip, codes):
                said = {"vocabulary": OWN_VOCABULARY, "vocabulary_uri": f"{VOCABULARY}{column}"}
                words = self.names.option(column, code)
                narrate(made, "tag", words, self.lang, code=code, **said)

    def _money(self, made: Element, row: dict[str, str]) -> None:
        """A commitment where the source dates the activity to the day; else a budget for the time
        that it states; without any date neither, for both must have one."""
        if not row["amount"] or not (days := period(row)):
            return
        paid = {"currency": row["currency"], "value_date": days[0]}
        if len(row["start"]) < DAY:
            budget = add(made, "budget")
            add(budget, "period-start", iso_date=days[0])
            add(budget, "period-end", iso_date=days[1])
            add(budget, "value", row["amount"], **paid)
            return
        transaction = add(made, "transaction")
        add(transaction, "transaction-type", code=COMMITMENT)
        add(transaction, "transaction-date", iso_date=days[0])
        add(transaction, "value", row["amount"], **paid)
        narrate(transaction, "description", self.names.say("iati.dated"), self.lang)

    def _source(self, made: Element, row: dict[str, str]) -> None:
        if not row["source"]:
            return
        # only what an address may hold; the source is read back, and kept where it differs
        address = quote(clean(row["source"]), safe="%/:?#@!$&'()*+,;=~-._")
        kind = next((v for k, v in FORMATS.items() if address.lower().endswith(k)), "text/html")
        link = add(made, "document-link", url=address, format=kind)
        narrate(link, "title", self.names.column("source")[0], self.lang)
        add(link, "category", code=WEB_PAGE)

    def _people(self, made: Element, row: dict[str, str]) -> None:
        if days := period(row):
            add_results(made, row, days, self.names, self.lang)


def period(row: dict[str, str]) -> tuple[str, str] | None:
    """From the first day that the stated dates can mean to the last; None where none is stated."""
    start, end = row["start"] or row["end"], row["end"] or row["start"]
    return (first_day(start), last_day(end)) if start else None
