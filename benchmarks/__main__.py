"""``python -m benchmarks``: measures, prints, and writes docs/benchmarks.md from what was measured.

``python -m benchmarks clicks`` (or ``visits``, ``spans``, ``viewers``, ``replicas``, ``engine``)
measures one part again; ``document`` only writes. It fails only when something is not painted or
does not start.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import document, engine, replicas, rounds, spans, viewers, visits
from benchmarks.apps import APPS, installed
from benchmarks.clicks import NotPainted
from benchmarks.parts import PARTS, keep
from benchmarks.servers import Died


def main() -> int:
    """Measure the parts that are asked for, then write what all parts found."""
    options = _options()
    for app in (each for each in APPS if each not in installed()):
        print(f"left out: {app.name}, which needs {app.needs} (make bench)", file=sys.stderr)
    for part in options.parts or PARTS:
        if part == "document":
            continue
        if part == "replicas" and not replicas.installed():
            print("left out: replicas, which need nginx (make proxy)", file=sys.stderr)
            continue
        began = time.monotonic()
        try:
            found = _measured(part, options)
        except (NotPainted, Died) as failed:
            print(failed, file=sys.stderr)
            return 1
        keep(part, found, time.monotonic() - began)
    print(document.write())
    return 0


def _measured(part: str, options: argparse.Namespace) -> dict[str, Any]:
    clicked = {key: getattr(options, key) for key in ("clicks", "warm_up", "port", "chromium")}
    if part == "clicks":
        return rounds.measure(**clicked, rows=options.rows, seed=options.seed)
    if part == "visits":
        given = {key: getattr(options, key) for key in ("visits", "port", "chromium")}
        return visits.measure(**given)
    if part == "spans":
        return spans.measure(**clicked, data=None)
    if part == "viewers":
        asked = {key: getattr(options, key) for key in ("viewers", "seconds", "port", "address")}
        return viewers.measure(**asked, wait=not options.impatient)
    if part == "replicas":
        return replicas.measure(viewers=options.viewers, seconds=options.seconds)
    return engine.measure(rows=options.engine_rows, folder=options.folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=(*PARTS, "document"), help="none: all of them")
    add = parser.add_argument
    add("--clicks", type=int, default=12, help="counted filter clicks for each app")
    add("--warm-up", type=int, default=3, help="clicks before, not counted")
    add("--visits", type=int, default=5, help="counted openings of each app over each line")
    add("--rows", type=int, nargs="+", default=[0, 2_000, 100_000], help="0: the shipped data")
    add("--seed", type=int, default=1, help="of the order of the apps")
    add("--viewers", type=int, nargs="+", default=[1, 20, 100, 200], help="sizes of the crowd")
    add("--seconds", type=float, default=60, help="for which each crowd stays")
    add(
        "--address",
        default="",
        help="of a running server, to send the crowd to, like http://…/base",
    )
    add("--impatient", action="store_true", help="do not wait until the sessions are let go")
    add("--engine-rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    add("--folder", type=Path, default=None, help="where the engine's files are made, and deleted")
    add("--port", type=int, default=8700, help="the first of the ports to use")
    add("--chromium", default=rounds.CHROMIUM, help="the browser to use")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
