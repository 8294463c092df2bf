"""``python -m benchmarks``: measures and prints; fails only when something is not painted."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.apps import APPS
from benchmarks.clicks import NotPainted, Visitor
from benchmarks.report import Changes, breakdown, comparison, verdict
from benchmarks.rows import shipped_rows, write_folder
from benchmarks.servers import Died, serving

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> int:
    """Measure at the shipped data and at many rows; 1 when something is not painted."""
    options = _options()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as temporary:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=FLAGS)
        many = write_folder(Path(temporary) / "data", options.rows) if options.rows else None
        sizes = {shipped_rows(): None} | ({options.rows: many} if many else {})
        try:
            for rows, data in sizes.items():
                _print(rows, _measure(browser, data, options))
        except (NotPainted, Died) as failed:
            print(failed, file=sys.stderr)
            return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--clicks", type=int, default=30, help="counted clicks for each app")
    parser.add_argument("--warm-up", type=int, default=9, help="clicks before, not counted")
    parser.add_argument("--rows", type=int, default=100_000, help="0: the shipped data only")
    parser.add_argument("--port", type=int, default=8700, help="the first of the ports to use")
    parser.add_argument("--seed", type=int, default=1, help="of the order of the apps")
    parser.add_argument("--chromium", default=CHROMIUM, help="the browser to use")
    return parser.parse_args()


def _measure(browser: Browser, data: Path | None, options: argparse.Namespace) -> Changes:
    """Rounds of one click in each app, each round in another order."""
    order = random.Random(options.seed)
    changes: Changes = {app.name: [] for app in APPS}
    with ExitStack() as stack:
        visitors = []
        for place, app in enumerate(APPS):
            served = serving(app, port=options.port + 2 * place, data=data)
            visitors.append(Visitor(browser, app, stack.enter_context(served)))
        for number in range(options.warm_up + options.clicks):
            for visitor in order.sample(visitors, len(visitors)):
                change = visitor.click()
                if number >= options.warm_up:
                    changes[visitor.app.name].append(change)
    return changes


def _print(rows: int, changes: Changes) -> None:
    print(f"\n## {rows:,} activities\n")
    print(comparison(changes), breakdown(changes), verdict(changes), sep="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
