"""The log: a line of JSON for each answer and each event, without who asked or for what."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

NAME = "dashboard"
FIELDS = (
    "route",
    "method",
    "status",
    "ms",
    "bytes",
    "version",
    "day",
    "problems",
    "problems_in_all",
)


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname.lower(), "event": record.getMessage()}
        line |= {key: getattr(record, key) for key in FIELDS if hasattr(record, key)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start(answers: bool) -> None:
    """Write the log to the standard error; ``answers``: with a line for each of them too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    log = logging.getLogger(NAME)
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)
    logging.getLogger(f"{NAME}.answers").setLevel(logging.INFO if answers else logging.ERROR)
    # the lines of the server beneath have addresses and queries in them
    logging.getLogger("uvicorn.access").disabled = True
