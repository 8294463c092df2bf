"""What a report holds: its title, by which filters it was made, how much it shows, its sections."""

from __future__ import annotations

from datetime import date

from lib import exports, said
from lib.counts import Overview, overview
from lib.names import Names
from lib.report.activities import activities, web
from lib.report.communities import communities
from lib.report.coverage import coverage
from lib.report.document import Bounds, Document, short
from lib.report.sources import sources
from lib.report.where import where
from lib.selection import Selection

SECTIONS = {
    "where": where,
    "coverage": coverage,
    "communities": communities,
    "activities": activities,
    "sources": sources,
}
"""The sections in their order. What each holds, in words: ``report.holds.<key>``."""
USUAL = Bounds()
ALWAYS = ("sources",)
"""Those that a report of nothing has too."""


def contents(
    names: Names, selection: Selection, address: str = "", bounds: Bounds = USUAL
) -> Document:
    """The report of a selection, without its drawings.

    Parameters
    ----------
    address
        Where the dashboard is, to lead back there; "" where that is not known.
    """
    say, config, data = names.say, names.data.config, names.data
    shown = overview(data, selection)
    chosen, view = exports.filter_words(selection, names), _view(selection, web(address))
    return Document(
        language=say.code,
        title=say.of(config.title),
        subtitle=say.of(config.subtitle),
        made=say("report.made", date=say.partial_date(date.today().isoformat())),
        view=view if not web(address) else short(view, bounds.letters),
        link=web(view),
        words={key: say(f"report.{key}") for key in ("back", "filters", "page")},
        mark=exports.marked(names, selection),
        warning=exports.marked(names, selection, "long"),
        filters=tuple(
            (say(f"filter.{key}"), short(words, bounds.letters)) for key, words in chosen
        ),
        sentences=_how_much(names, selection, shown),
        emptied="" if shown.shown else said.what_emptied(names, selection),
        sections=tuple(
            part(names, selection, bounds)
            for key, part in SECTIONS.items()
            if shown.shown or key in ALWAYS
        ),
    )


def _view(selection: Selection, address: str) -> str:
    asked = exports.query(selection)
    return f"{address}?{asked}" if asked else address


def _how_much(names: Names, selection: Selection, shown: Overview) -> tuple[str, ...]:
    """How much is shown, what is not stated, and what the map cannot show."""
    say, counts = names.say, said.counts_in_words(names, shown)
    sentences = [said.how_much(names, shown)]
    if shown.shown:
        sentences += [say("overview.unstated", **counts), said.beside(names, shown)]
    if not exports.filter_words(selection, names):
        sentences.append(say("picture.all"))
    if shown.illustrative:
        sentences.append(say("overview.illustrative", **counts))
    return tuple(filter(None, sentences))
