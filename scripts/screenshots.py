"""Pictures of every page at three widths, for docs/screens/. Run by ``make screens``.

Needs Chromium and a running dashboard: ``python -m scripts.screenshots http://localhost:8501``.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
WIDTHS = {1440: 900, 1024: 768, 390: 844}
"""Width and height of the screens: a desk, a small laptop, a phone."""
HIGHEST = 3000
SHOWN = {
    "map": "/",
    "coverage": "/coverage",
    "municipality": "/municipality?place=gracanice",
    "compare": "/compare?compared=istog&compared=zubin-potok&compared=shterpce",
    "communities": "/communities",
    "timeline": "/timeline",
    "activities": "/activities",
    "report": "/report",
    "changes": "/changes",
    "check": "/check",
    "methods": "/methods",
}
"""Each page, by a link that shows what it is for."""
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
COLOURS = 128


def picture(browser: Browser, address: str, width: int) -> bytes:
    """A page at one width, as high as what it holds, with few colours: small to fetch."""
    height = WIDTHS[width]
    tab = browser.new_page(viewport={"width": width, "height": height}, locale="en-GB")
    tab.goto(address)
    _wait(tab)
    held = tab.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    tab.set_viewport_size({"width": width, "height": max(height, min(held + 20, HIGHEST))})
    _wait(tab)
    image = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    tab.close()
    small = io.BytesIO()
    image.quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def _wait(tab: Page) -> None:
    tab.wait_for_selector(IDLE, timeout=60_000)
    tab.wait_for_timeout(2500)
    tab.wait_for_selector(IDLE)


def main(address: str) -> None:
    """Write the pictures anew, and the page that shows them together."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, path in SHOWN.items():
            for width in WIDTHS:
                file = FOLDER / f"{name}-{width}.png"
                file.write_bytes(picture(browser, address + path, width))
        browser.close()
    (FOLDER / "README.md").write_text(_together(), encoding="utf-8")


def _together() -> str:
    """Every page at every width, side by side."""
    heads = "| | " + " | ".join(f"{width} px" for width in WIDTHS) + " |"
    rows = [
        f"| {name} | " + " | ".join(f"![{name} at {w} px]({name}-{w}.png)" for w in WIDTHS) + " |"
        for name in SHOWN
    ]
    lines = ["# Every page at three widths", "", "Made by `make screens`.", "", heads]
    return "\n".join([*lines, "|" + " --- |" * (len(WIDTHS) + 1), *rows, ""])


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
