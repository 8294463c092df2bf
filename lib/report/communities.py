"""Who took part: the tables of the page of communities, as a report has them."""

from __future__ import annotations

from lib.bars import people as people_bars
from lib.names import Names
from lib.report.document import Bounds, Section
from lib.report.rows import bounded, with_bars
from lib.selection import Selection


def communities(names: Names, selection: Selection, bounds: Bounds) -> Section:
    """Activities by participation; women and youth; and each community beside who lives there.

    Without communities, women and youth.
    """
    counted = with_bars(people_bars.sex_and_age(names, selection))
    if not names.data.config.communities:
        return Section("communities", names.say("report.communities"), ((counted,),))
    recorded = with_bars(people_bars.participation(names, selection))
    by_community = with_bars(people_bars.communities(names, selection))
    threshold = names.data.config.small_count
    # below one person nothing is withheld
    small = (names.say("report.small", n=threshold),) if threshold > 1 else ()
    return Section(
        "communities",
        names.say("report.communities"),
        ((recorded, counted), (bounded(names, by_community, bounds.communities).noting(*small),)),
    )
