"""What each part measured, kept as JSON, so that a part can be measured again by itself."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.apps import ROOT

FOLDER = ROOT / "benchmarks" / ".results"
PACKAGES = ("streamlit", "streamlit-folium", "duckdb", "ibis-framework", "pandas")
PARTS = ("clicks", "visits", "spans", "viewers", "replicas", "engine")


def keep(part: str, found: dict[str, Any], seconds: float) -> None:
    """Write down what a part found, on which machine and when, and how long it took."""
    FOLDER.mkdir(exist_ok=True)
    about = {"machine": machine(), "seconds": seconds, "found": found}
    (FOLDER / f"{part}.json").write_text(json.dumps(about, indent=1), encoding="utf-8")


def kept(part: str) -> dict[str, Any] | None:
    """What a part found last; None where it has never been measured."""
    file = FOLDER / f"{part}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "cores": len(os.sched_getaffinity(0)),
        "processor": _processor(),
        "memory": memory,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {package: version(package) for package in PACKAGES},
        # the busier the machine, the less the figures say
        "load": os.getloadavg()[0],
    }


def _commit() -> str:
    """What the program was when it was measured; "" where it is no clone."""
    # the document is what is written
    changed = _git(
        "status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/benchmarks.md"
    )
    return _git("describe", "--always") + ("-dirty" if changed else "")


def _git(*command: str) -> str:
    said = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
