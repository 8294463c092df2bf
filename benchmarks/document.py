"""What the parts found, as docs/benchmarks.md."""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks import judged, past_dash
from benchmarks.apps import ACTIONS, BARE, ROOT
from benchmarks.numbers import kilobytes, megabytes, milliseconds, p95, table
from benchmarks.parts import kept

FILE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

How fast this dashboard answers, beside others that show the same, each part measured in one run by
`make bench`. This page is made from what was measured, by nobody's hand; `benchmarks/README.md`
says how it is measured, and what its limits are.
"""


def write() -> str:
    """Write the document, and give its text."""
    sections = {"clicks": clicks, "visits": visits, "spans": spans, "viewers": viewers}
    sections |= {"replicas": replicas, "engine": engine}
    texts = [HEAD]
    for part, section in sections.items():
        about = kept(part)
        if about:
            texts += [section(about["found"]), _where(about)]
    text = "\n".join(texts)
    FILE.write_text(text, encoding="utf-8")
    return text


def _where(about: dict[str, Any]) -> str:
    m = about["machine"]
    commit = f" (commit {m['commit']})" if m.get("commit") else ""
    packages = ", ".join(f"{name} {number}" for name, number in m["packages"].items())
    return (
        f"*Measured {m['day']}{commit} in {about['seconds'] / 60:.0f} minutes: "
        f"{m['cores']} cores ({m['processor']}), "
        f"{m['memory'] / 1e9:.0f} GB, {m['system']}, Python {m['python']}, {packages}; "
        f"load when it ended {m['load']:.1f}.*\n"
    )


def _lines(lines: list[judged.Line]) -> str:
    return "\n".join(f"- {'reached' if good else '**missed**'}: {words}" for good, words in lines)


def clicks(found: dict[str, Any]) -> str:
    """A table for each number of rows: every app, every action."""
    parts = ["## From a click to the painted map\n"]
    for rows, apps in found.items():
        lost = judged.lost(apps)
        parts += [f"### {int(rows):,} activities\n", _painted(apps), "", _sent(apps), ""]
        parts += [_lines(judged.of_clicks(int(rows), apps)), ""]
        if lost:
            parts += ["Where we lose:\n", *(f"- {each}" for each in lost), ""]
    return "\n".join([*parts, past_dash.section(found)])


def _painted(apps: dict[str, Any]) -> str:
    """Each action: median / p95, and the median's ratio to the bare toggle's."""
    bare = apps[BARE.name]
    rows = []
    for name, app in apps.items():
        cells = [name]
        for action in ACTIONS:
            times = [each["painted"] for each in app["changes"][action]]
            middle = judged.middle(app, action)
            ratio = middle / judged.middle(bare, action)
            cells.append(f"{milliseconds(middle)} / {milliseconds(p95(times))} ({ratio:.2f})")
        rows.append(cells)
    return table(["median / p95 (times bare)", *ACTIONS.values()], rows)


def _sent(apps: dict[str, Any]) -> str:
    """What passed over the wire, blank frames, other hosts, and what opening cost the server."""
    heads = ["", *(f"wire, {action}" for action in ACTIONS), "clicks with a blank frame"]
    heads += ["other hosts", "server start → first map", "server's memory, most"]
    rows = []
    for name, app in apps.items():
        wire = [kilobytes(judged.middle(app, action, "wire")) for action in ACTIONS]
        made = [
            each for action, each_ in app["changes"].items() if action != "open" for each in each_
        ]
        blank = f"{sum(each['blank'] > 0 for each in made)} of {len(made)}"
        cells = [name, *wire, blank, str(len(app["elsewhere"]))]
        rows.append([*cells, f"{app['ready']:.1f} s", megabytes(app["memory"]["most"])])
    return table(heads, rows)


def visits(found: dict[str, Any]) -> str:
    """A table: over each line, each app's first visit and second one, and the bytes of both."""
    parts = ["## A first visit and a second one\n"]
    for line, apps in found.items():
        rows = [
            [name, *_visited(seen["first"]), *_visited(seen["again"])]
            for name, seen in apps.items()
        ]
        heads = [line, "first visit", "wire", "second visit", "wire"]
        parts += [table(heads, rows), ""]
    parts += [_lines(judged.of_visits(found)), ""]
    return "\n".join(parts)


def _visited(seen: list[dict[str, Any]]) -> list[str]:
    """How long until the map is painted, median / p95, and what passes the wire."""
    times = [each["painted"] for each in seen]
    took = f"{milliseconds(median(times))} / {milliseconds(p95(times))}"
    return [took, kilobytes(median(each["wire"] for each in seen))]


def spans(found: dict[str, Any]) -> str:
    """Where each millisecond of a filter click goes."""
    steps = found["steps"]
    browser, ahead = steps["browser"], dict(steps["ahead"])
    share = ahead.pop("share")
    early = [[step, f"{took:.1f} ms"] for step, took in ahead.items()]
    own = {"browser: release → sent": browser["release → sent"]}
    own["wire, protobuf, Streamlit's dispatch, and the browser's rendering meanwhile"] = steps[
        "wire and Streamlit"
    ]
    named = {
        f"rerun until the map: {part}": took
        for part, took in steps["before"].items()
        if took >= 0.05
    }
    others = steps["rerun until the map"] - sum(steps["before"].values())
    own |= named | {"rerun until the map: the page and Streamlit's widgets": others}
    lines = [[step, f"{took:.1f} ms"] for step, took in own.items()]
    lines.append(["**release → the page's own answer arrives**", f"**{sum(own.values()):.1f} ms**"])
    beside = [
        [f"{name}: {step}", f"{took:.1f} ms"]
        for name, part in found.items()
        if name not in ("steps", "api")
        for step, took in part.items()
    ]
    api = found["api"]
    beside += [
        [
            "variant, no rerun: the answer from the data API arrives",
            f"{api['arrived']['p50']:.1f} ms",
        ],
        ["variant, no rerun: and is painted in the browser", f"{api['painted']['p50']:.1f} ms"],
    ]
    after = ", ".join(f"{part} {took:.0f} ms" for part, took in steps["after"].items() if took >= 1)
    return "\n".join(
        [
            "## Where the milliseconds of a filter click go\n",
            f"In {share:.0%} of clicks the map, which asks by itself, is ahead of the page.\n",
            table(["this dashboard, median of one run", ""], early),
            "",
            table(["the page's own answer to the same clicks", ""], lines),
            f"\nThe run goes on after the map: {steps['rerun']:.0f} ms in all ({after}).\n",
            table(["beside it", ""], beside),
            "",
        ]
    )


def viewers(found: dict[str, Any]) -> str:
    """One row a crowd."""
    return "\n".join(
        ["## Many viewers\n", _crowds(found), "", _lines(judged.of_viewers(found)), ""]
    )


def replicas(found: dict[str, Any]) -> str:
    """The same; memory is that of both."""
    head = "## Many viewers, two replicas behind nginx\n\nOn the same cores; memory of both.\n"
    return "\n".join([head, _crowds(found), "", _lines(judged.of_viewers(found)), ""])


def _crowds(found: dict[str, Any]) -> str:
    rows = []
    for number, crowd in found["crowds"].items():
        mapped, finished, opened = (crowd[key] or {} for key in ("mapped", "finished", "opened"))
        held = crowd["memory"]
        rows.append(
            [
                number,
                str(crowd["changes"]),
                f"{milliseconds(mapped.get('p50'))} / {milliseconds(mapped.get('p95'))}",
                f"{milliseconds(finished.get('p50'))} / {milliseconds(finished.get('p95'))}",
                f"{milliseconds(opened.get('p50'))} / {milliseconds(opened.get('p95'))}",
                str(len(crowd["errors"])),
                megabytes(held["a_session"]),
                " → ".join(megabytes(held.get(key, 0)) for key in ("before", "most", "after")),
                f"{milliseconds((crowd['before']['mapped'] or {}).get('p50'))} → "
                f"{milliseconds((crowd['after']['mapped'] or {}).get('p50'))}",
            ]
        )
    heads = [
        "viewers",
        "changes",
        "change → map, p50 / p95",
        "change → all of the page",
        "open → map",
    ]
    heads += ["errors", "memory a session", "memory before → most → after", "alone before → after"]
    return table(heads, rows)


def engine(found: dict[str, Any]) -> str:
    """One row for each number of rows and combination of filters."""
    rows, held = [], []
    for many, size in found.items():
        for name, made in size["engines"].items():
            held.append(
                [
                    f"{int(many):,}",
                    name,
                    f"{made['opened']:.1f} s",
                    megabytes(made["held"]),
                    megabytes(made["most"]),
                    megabytes(size["bytes"]),
                ]
            )
            for filters, parts in made["answers"].items():
                took = {
                    part: f"{each['p50']:.0f} / {each['p95']:.0f} ms"
                    for part, each in parts.items()
                }
                cells = [took.get(part, "–") for part in ("map", "map, money", "counts", "options")]
                rows.append([f"{int(many):,}", name, filters, *cells])
    heads = ["rows", "by", "filters", "map", "map of money", "counts above it", "counts of options"]
    memory = ["rows", "by", "opened in", "memory then", "most", "files"]
    lines = _lines(judged.of_engine(found))
    return "\n".join(
        ["## The engine\n", table(heads, rows), "", table(memory, held), "", lines, ""]
    )
