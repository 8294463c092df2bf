"""What was promised, beside what was measured."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import Any

from benchmarks.apps import ACTIONS, BARE, DASH, FILTER, HAND, OURS, USUAL
from benchmarks.engine import WORDS

MOST_TIMES_BARE = {100_000: 1.3, 1_000_000: 2.0}
"""Up to so many rows, at most so many times the bare toggle."""
LEAST_TIMES_USUAL = 4.0
MOST_BYTES = 10_000
ENGINE_ROWS, ENGINE_MS = 10_000_000, 150
NOISE = 1.1
"""What is linear may seem to take a tenth longer: the median of one question differs by that, and
more, from run to run."""
VIEWERS, VIEWERS_MS, SESSION_BYTES = 100, 1_000, 3_000_000

Line = tuple[bool, str]


def middle(app: dict[str, Any], action: str, what: str = "painted") -> float:
    """The median of one action in one app."""
    return median(each[what] for each in app["changes"][action])


def of_clicks(rows: int, apps: dict[str, Any]) -> list[Line]:
    """This dashboard against the bare toggle, the usual way, and its own limits."""
    ours, bare, usual = (apps[each.name] for each in (OURS, BARE, USUAL))
    times, by_hand = (middle(ours, a) / middle(bare, a) for a in (FILTER, HAND))
    most = next(ratio for least, ratio in sorted(MOST_TIMES_BARE.items()) if rows <= least)
    ahead, ahead_by_hand = (middle(usual, a) / middle(ours, a) for a in (FILTER, HAND))
    beside = [_beside_dash(apps)] if DASH.name in apps else []
    size, blank = middle(ours, FILTER, "wire"), sum(c["blank"] for c in ours["changes"][FILTER])
    return [
        (times <= most, f"a filter click in {times:.2f} times the bare toggle (at most {most})"),
        (by_hand <= most, f"the same by a hand in {by_hand:.2f} times (at most {most})"),
        *beside,
        (
            ahead >= LEAST_TIMES_USUAL,
            f"{ahead:.1f} times faster than usual (at least {LEAST_TIMES_USUAL})",
        ),
        (
            ahead_by_hand >= LEAST_TIMES_USUAL,
            f"by a hand {ahead_by_hand:.1f} times (at least {LEAST_TIMES_USUAL})",
        ),
        (size <= MOST_BYTES, f"{size / 1000:.1f} kB a change (at most {MOST_BYTES / 1000:.0f} kB)"),
        (not blank, f"{blank} blank frames (none)"),
        (not ours["elsewhere"], f"{len(ours['elsewhere'])} requests to other hosts (none)"),
    ]


def _beside_dash(apps: dict[str, Any]) -> Line:
    """The fastest of the others that ask a server, clicked as a hand clicks."""
    ours, dash = (middle(apps[each.name], HAND) for each in (OURS, DASH))
    return ours <= dash, f"by a hand no later than Dash: {ours:.0f} ms beside {dash:.0f} ms"


def lost(apps: dict[str, Any]) -> list[str]:
    """Where another app was faster than this dashboard, and by how much."""
    found = []
    for action, words in ACTIONS.items():
        ours = middle(apps[OURS.name], action)
        for name, app in apps.items():
            if name in (OURS.name, BARE.name) or action not in app["changes"]:
                continue
            if (theirs := middle(app, action)) < ours:
                found.append(f"{words}: {name} {theirs:.0f} ms, this dashboard {ours:.0f} ms")
    return found


def of_visits(found: dict[str, Any]) -> list[Line]:
    """Whether a first visit's map is there before that of the usual way, over each line."""
    lines = []
    for line, apps in found.items():
        ours, usual = (
            median(each["painted"] for each in apps[app.name]["first"]) for app in (OURS, USUAL)
        )
        words = f"first visit, {line}: {ours:.0f} ms, the usual way {usual:.0f} (not later)"
        lines.append((ours <= usual, words))
    return lines


def of_engine(found: dict[str, Any]) -> list[Line]:
    """The slowest map of any combination of filters at ten million rows; and the search."""
    if str(ENGINE_ROWS) not in found:
        return []
    took = _maps(found, ENGINE_ROWS)
    words = {each: took.pop(each) for each in list(took) if each[0].startswith(WORDS)}
    about = {"slowest filter": took} | ({"search by words": words} if words else {})
    limit, lines = f"at most {ENGINE_MS}", []
    for name, times in about.items():
        (filters, part), most = max(times.items(), key=lambda each: each[1])
        said = f"the {name} at {ENGINE_ROWS:,} rows, {filters}, {part}: {most:.0f} ms ({limit})"
        lines.append((most <= ENGINE_MS, said))
    return [*lines, *_of_growth(found)]


def _maps(found: dict[str, Any], rows: int) -> dict[tuple[str, str], float]:
    """By filters and map: how long its numbers take."""
    answers = found[str(rows)]["engines"]["dashboard"]["answers"]
    return {
        (filters, part): times["p50"]
        for filters, parts in answers.items()
        for part, times in parts.items()
        if part.startswith("map")
    }


def _of_growth(found: dict[str, Any]) -> list[Line]:
    """From each number of rows to the next: how much longer a map takes with any filters."""
    lines = []
    for few, many in pairwise(sorted(int(rows) for rows in found)):
        less, more = _maps(found, few), _maps(found, many)
        longer = {each: more[each] / less[each] for each in less.keys() & more}
        worst, linear = max(longer, key=longer.__getitem__), many / few
        words = f"{few:,} to {many:,} rows: a map takes at the most {longer[worst]:.1f} times "
        words += f"as long ({', '.join(worst)}; at most {linear:.0f}, and a tenth more as noise)"
        lines.append((longer[worst] <= linear * NOISE, words))
    return lines


def of_viewers(found: dict[str, Any]) -> list[Line]:
    """A hundred readers: how long they wait, what goes wrong, what each costs."""
    crowd = found["crowds"].get(str(VIEWERS))
    if not crowd or not crowd["mapped"]:
        return []
    slow, errors, size = crowd["mapped"]["p95"], len(crowd["errors"]), crowd["memory"]["a_session"]
    return [
        (
            slow <= VIEWERS_MS,
            f"{VIEWERS} viewers: p95 {slow:.0f} ms to the map (at most {VIEWERS_MS})",
        ),
        (not errors, f"{VIEWERS} viewers: {errors} errors (none)"),
        (
            not crowd["different_maps"],
            f"{crowd['different_maps']} selections shown in two ways (none)",
        ),
        (
            size <= SESSION_BYTES,
            f"{size / 1e6:.1f} MB a session (at most {SESSION_BYTES / 1e6:.0f})",
        ),
    ]
