"""What compose.yaml says, as Docker Compose itself reads it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
FILE = DEPLOY / "compose.yaml"
PROGRAM = Path(sys.executable).parent / "docker-compose"
SECRETS = {"DASHBOARD_COOKIE_SECRET": "signs" * 8, "DASHBOARD_PASSWORD": "opens" * 8}


def compose(**set_by_operator: str) -> subprocess.CompletedProcess[str]:
    """What ``docker compose config`` answers to an operator who has set only this."""
    command = [str(PROGRAM), "--file", str(FILE), "--env-file", os.devnull, "config"]
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **set_by_operator}
    return subprocess.run(
        [*command, "--format", "json"], env=environment, capture_output=True, text=True, check=False
    )


def composed(**set_by_operator: str) -> dict[str, Any]:
    """The whole description, with every variable filled in."""
    answer = compose(**SECRETS, **set_by_operator)
    assert answer.returncode == 0, answer.stderr
    return dict(json.loads(answer.stdout))


def environment(service: str, **set_by_operator: str) -> dict[str, str]:
    """The environment that a service is started with."""
    return dict(composed(**set_by_operator)["services"][service]["environment"])
