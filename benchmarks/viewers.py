"""Many readers at once, each in a session of their own, changing filters with time to think.

They are Streamlit sessions over WebSocket (session.py), on the server that ``make run`` starts; the
crowd has a process of its own. What each is shown is compared with what one reader alone is shown.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.exceptions import WebSocketException

from benchmarks.apps import HOST, OURS, ROOT
from benchmarks.numbers import spread
from benchmarks.servers import memory, serving
from benchmarks.session import Answer, Session, Wrong

THINK = (5.0, 25.0)
"""Seconds that a reader looks at the map before the next change: any of these, alike."""
ARRIVE = 0.4
"""Seconds between one reader's arrival and the next one's."""
LEFT_AFTER = 130
"""Seconds for which Streamlit keeps the session of a reader who has left, and a few more."""
ALONE = 8
"""How many changes one reader alone makes, before all others and after them."""
ASKED = ("activity_type", "activity_type", "activity_type", "participation", "indicator")
"""What is changed, as often as it stands here."""
INDICATORS = 6
"""How many of the indicators are chosen from."""
LATE = 60.0


@dataclass(slots=True)
class Crowd:
    """What a crowd saw."""

    answers: list[Answer] = field(default_factory=list)
    opened: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    maps: dict[str, set[str]] = field(default_factory=dict)
    """By selection, the stamps of the maps that it was answered with."""

    def note(self, session: Session, answer: Answer) -> None:
        """An answer to a change, and which map it was for which selection."""
        self.answers.append(answer)
        chosen = json.dumps([sorted(session.chosen(key)) for key in sorted(set(ASKED))])
        self.maps.setdefault(chosen, set()).add(answer.stamp)

    def written(self) -> dict[str, Any]:
        """As JSON holds it. Milliseconds."""
        return {
            "changes": len(self.answers),
            "mapped": spread(1000 * each.mapped for each in self.answers),
            "finished": spread(1000 * each.finished for each in self.answers),
            "opened": spread(1000 * each.mapped for each in self.opened),
            "errors": self.errors,
            "different_maps": sum(len(stamps) > 1 for stamps in self.maps.values()),
        }


async def change(session: Session, crowd: Crowd, chance: random.Random) -> None:
    """One change of a filter, or of the indicator, as a reader makes it."""
    key = chance.choice(ASKED)
    if key == "indicator":
        wanted = [chance.choice(session.options[key][:INDICATORS])]
    else:
        option, chosen = chance.choice(session.options[key]), session.chosen(key)
        wanted = [each for each in chosen if each != option]
        wanted += [option] if option not in chosen else []
    answer = await asyncio.wait_for(session.choose(key, wanted), LATE)
    crowd.note(session, answer)


async def reader(
    address: str, crowd: Crowd, *, seed: int, seconds: float, here: asyncio.Barrier
) -> None:
    """Arrives, and once all are here changes something again and again. What goes wrong is an
    error of the crowd."""
    chance, session = random.Random(seed), Session(address)
    await asyncio.sleep(seed * ARRIVE)
    try:
        try:
            crowd.opened.append(await asyncio.wait_for(session.open(), LATE))
        finally:
            await here.wait()
        until = time.monotonic() + seconds
        await asyncio.sleep(chance.uniform(0, THINK[1]))
        while time.monotonic() < until:
            await change(session, crowd, chance)
            await asyncio.sleep(chance.uniform(*THINK))
    except (WebSocketException, OSError, Wrong, TimeoutError) as error:
        crowd.errors.append(f"{type(error).__name__}: {error}")
    finally:
        with suppress(WebSocketException, OSError, TimeoutError):
            await asyncio.wait_for(session.close(), LATE)


async def alone(address: str, seed: int) -> Crowd:
    """One reader who thinks no longer than half a second."""
    crowd, chance, session = Crowd(), random.Random(seed), Session(address)
    crowd.opened.append(await session.open())
    for _ in range(ALONE):
        await asyncio.sleep(0.5)
        await change(session, crowd, chance)
    await session.close()
    return crowd


async def visit(address: str, viewers: int, seconds: float, process: int) -> dict[str, Any]:
    """A crowd of this size, for so long; one reader before and one after it, and the memory."""
    before = await alone(address, seed=0)
    began = memory(process)["now"] if process else 0
    crowd, here = Crowd(), asyncio.Barrier(viewers)
    readers = [
        reader(address, crowd, seed=number + 1, seconds=seconds, here=here)
        for number in range(viewers)
    ]
    await asyncio.gather(*readers)
    after = await alone(address, seed=0)
    for chosen, stamps in before.maps.items():
        crowd.maps.setdefault(chosen, set()).update(stamps)
    most = memory(process)["most"] if process else 0
    return {
        **crowd.written(),
        "viewers": viewers,
        "before": before.written(),
        "after": after.written(),
        "memory": {"before": began, "most": most, "a_session": (most - began) / viewers},
    }


def measure(*, viewers: list[int], seconds: float, port: int, address: str, wait: bool) -> dict:
    """By number of viewers, what they saw, and what they cost the server.

    ``address``: of a server that runs already, whose memory is then not seen; else each crowd has
    a server of its own. ``wait``: whether to wait, after the last, until its sessions are let go.
    """
    if address:
        found = {str(each): crowd_at(address, each, seconds, 0) for each in viewers}
        return {"address": "given", "crowds": found}
    found = {}
    for number in viewers:
        with serving(OURS, port=port, data=None) as served:
            pid = served.process.pid
            crowd = crowd_at(f"http://{HOST}:{port}", number, seconds, pid)
            if wait and number == viewers[-1]:
                time.sleep(LEFT_AFTER)
            crowd["memory"]["after"] = served.memory()["now"]
            crowd["memory"]["waited"] = wait and number == viewers[-1]
            found[str(number)] = crowd
    return {"address": "own", "crowds": found, "think": THINK}


def crowd_at(address: str, viewers: int, seconds: float, process: int) -> dict[str, Any]:
    """The crowd in a process of its own: it must not wait for whoever measures."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "crowd.json"
        told = [address, str(viewers), str(seconds), str(process), str(written)]
        subprocess.run([sys.executable, "-m", "benchmarks.viewers", *told], cwd=ROOT, check=True)
        return json.loads(written.read_text(encoding="utf-8"))


if __name__ == "__main__":
    place, many, long, pid, file = sys.argv[1:]
    seen = asyncio.run(visit(place, int(many), float(long), int(pid)))
    Path(file).write_text(json.dumps(seen), encoding="utf-8")
