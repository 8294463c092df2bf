"""Descriptions of charts in, SVG or PNG out: by vl-convert, in a process of its own.

Its engine stops every thread of the process that it runs in while it draws, for up to a second;
readers who wait for something else must not wait for that. Nothing is fetched, and nothing may be.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

import vl_convert

ROOT = Path(__file__).resolve().parent.parent
VEGA_LITE = "6.4"
"""The version that the installed Altair writes."""
SCALE = 2
"""Pixels of a PNG for one of the drawing."""
WITHIN = 60.0
"""Seconds after which a drawing is given up."""


def drawn(chart: dict[str, Any], config: dict[str, Any], kind: str) -> bytes:
    """A chart as ``svg`` (UTF-8, with texts as text) or as ``png`` (`SCALE` pixels for each).

    Parameters
    ----------
    chart, config
        Vega-Lite's description of the chart, and its configuration.

    Raises
    ------
    ValueError
        It cannot be drawn: it asks for data or an image from elsewhere, or takes too long.
    """
    return _drawer.ask({"chart": chart, "config": config, "kind": kind})


class _Drawer:
    """The process that draws: begun when it is first needed, and again when it has died."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, wanted: dict[str, Any]) -> bytes:
        with self._one_at_a_time:
            process = self._begun()
            too_late = threading.Timer(WITHIN, process.kill)
            too_late.start()
            try:
                status, answer = _asked(process, wanted)
            except (OSError, ValueError) as error:
                self._end()
                raise ValueError("the drawing was given up") from error
            finally:
                too_late.cancel()
        if status != "drawn":
            raise ValueError(answer.decode())
        return answer

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.poll() is not None:
            self._end()
        if not self._process:
            command = [sys.executable, "-m", __name__]
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process

    def _end(self) -> None:
        """Let go of the process and of its pipes."""
        process, self._process = self._process, None
        if process:
            process.kill()
            with contextlib.suppress(OSError):
                # closes the pipes; what was still to be written is lost with it
                process.communicate()


_drawer = _Drawer()


def _asked(process: subprocess.Popen[bytes], wanted: dict[str, Any]) -> tuple[str, bytes]:
    """What the process answers: a line with how it went and how many bytes follow, and those."""
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(wanted).encode() + b"\n")
    process.stdin.flush()
    status, size = process.stdout.readline().decode().split()
    answer = process.stdout.read(int(size))
    if len(answer) < int(size):
        raise ValueError("the drawing broke off")
    return status, answer


def _draw(wanted: dict[str, Any]) -> bytes:
    svg = vl_convert.vegalite_to_svg(
        wanted["chart"], vl_version=VEGA_LITE, config=wanted["config"], allowed_base_urls=[]
    )
    # texts are escaped: only an image is written so. What draws pixels would fetch it
    if "<image" in svg:
        raise ValueError("a picture holds no other picture")
    return vl_convert.svg_to_png(svg, scale=SCALE) if wanted["kind"] == "png" else svg.encode()


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Draw what each line asks for, until there are no more."""
    for line in asked:
        try:
            status, answer = "drawn", _draw(json.loads(line))
        except ValueError as error:
            status, answer = "refused", str(error).encode()
        answers.write(f"{status} {len(answer)}\n".encode() + answer)
        answers.flush()


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
