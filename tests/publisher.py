"""A publisher in a process of its own, who may be killed at any step, or have no room.

``python -m tests.publisher ROOT FOLDER FINGERPRINT BASE [--die N] [--room BYTES]`` publishes the
files of FOLDER as they are. Nothing of what is in them is looked at, so that it starts at once.
"""

import argparse
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from lib.publishing.archive import Archive, By, Refused, files_of
from lib.publishing.steps import publish, roll_back

STEPS = ("open", "write", "fsync", "link", "replace", "symlink", "mkdir", "truncate", "utime")
STEPS = (*STEPS, "chmod", "close", "unlink", "rmdir")
"""What changes something on the disk, or makes sure of it."""


def dying(at: int) -> None:
    """Be killed right before the step of that number; a text that is being written, half way."""
    done = 0

    def counted(name: str, real: Any) -> Any:
        def step(*given: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == at:
                if name == "write":
                    real(given[0], given[1][: len(given[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return step

    for name in STEPS:
        setattr(os, name, counted(name, getattr(os, name)))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("folder")
    parser.add_argument("fingerprint")
    parser.add_argument("base")
    parser.add_argument("--die", type=int, default=0)
    parser.add_argument("--room", type=int)
    asked = parser.parse_args()
    archive = Archive(asked.root)
    if asked.room is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked.room, asked.room))
    dying(asked.die)
    by = By("tests", "command")
    try:
        if asked.folder == "-":
            roll_back(archive, asked.fingerprint, base=asked.base, by=by, what={})
        else:
            files = files_of(Path(asked.folder))
            publish(archive, files, fingerprint=asked.fingerprint, base=asked.base, by=by, what={})
    except (OSError, Refused) as error:
        print(repr(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
