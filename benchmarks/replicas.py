"""The same crowds before two replicas behind nginx, as deploy/ sets them up.

The fleet is the one that the tests of deploy/ start: the proxy's own configuration, filled in, and
two servers below a path. On one machine they share its cores.
"""

from __future__ import annotations

import shutil
from typing import Any

from benchmarks.servers import memory
from benchmarks.viewers import crowd_at
from tests.deploy.fleet import Fleet, running

BASE = "/map"


def installed() -> bool:
    """Whether there is a proxy to run."""
    return bool(shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"))


def measure(*, viewers: list[int], seconds: float) -> dict[str, Any]:
    """By number of viewers, what they saw; and the memory of both replicas together."""
    found = {}
    for number in viewers:
        with running(BASE) as fleet:
            began = _held(fleet, "now")
            seen = crowd_at(fleet.address, number, seconds, 0)
            most, after = _held(fleet, "most"), _held(fleet, "now")
            a_session = (most - began) / number
            seen["memory"] = {"before": began, "most": most, "after": after, "a_session": a_session}
            found[str(number)] = seen
    return {"crowds": found}


def _held(fleet: Fleet, which: str) -> int:
    """Bytes of all replicas."""
    processes = (each.process for each in fleet.replicas)
    return sum(memory(each.pid)[which] for each in processes if each)
