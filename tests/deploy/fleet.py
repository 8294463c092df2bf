"""The proxy of deploy/ before two replicas, run for real on this machine."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx2 as httpx

from tests.browser.conftest import free_port, wait_for_health
from tests.deploy.composed import DEPLOY, ROOT, environment

TEMPLATE = DEPLOY / "nginx" / "nginx.conf.template"
# where everything is on one machine, the proxy is this one
SETTINGS = """metrics = "open"\ntrusted_proxies = ["127.0.0.1/32"]\nrequests_per_minute = 0\n"""


@dataclass
class Replica:
    """One process of the dashboard."""

    port: int
    base: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin; ``ready`` waits until it answers."""
        given = environment("replica-1", DASHBOARD_BASE=self.base)
        # the rows of the repository: no database is started here
        del given["DASHBOARD_ACTIVITIES"]
        given |= {"FORWARDED_ALLOW_IPS": "", "DASHBOARD_SERVER": str(self.folder / "server.toml")}
        given |= {"STREAMLIT_SERVER_PORT": str(self.port), "STREAMLIT_SERVER_HEADLESS": "true"}
        given |= {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1", "DASHBOARD_DATA": str(ROOT / "data")}
        with (self.folder / f"{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "server.py"],
                cwd=ROOT,
                env={**os.environ, **given},
                stdout=log,
                stderr=log,
            )

    def ready(self) -> None:
        """Until it answers."""
        assert self.process
        wait_for_health(f"http://{self.name}{self.base}/api/ready", self.process)

    def kill(self) -> None:
        """As a machine that loses its power: nothing is said to anybody."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.port}"


@dataclass
class Fleet:
    """What stands behind one address."""

    base: str
    folder: Path
    port: int = field(default_factory=free_port)
    replicas: list[Replica] = field(default_factory=list)
    proxy: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.host}{self.base}"

    def answers(self) -> list[dict[str, Any]]:
        """What the proxy has written down of its answers."""
        lines = (self.folder / "proxy.log").read_text("utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line[0] == "{" and line[-1] == "\n"]

    def serves(self, reader: httpx.Client) -> Replica:
        """The replica that a reader is sent to now."""
        path = f"{self.base}/api/health"

        def lines() -> list[dict[str, Any]]:
            return [each for each in self.answers() if each["path"] == path]

        before = len(lines())
        reader.get(self.host + path).raise_for_status()
        # the line is written after the answer
        until(lambda: len(lines()) > before)
        name = lines()[-1]["replicas"].split(", ")[-1]
        return next(each for each in self.replicas if each.name == name)


def until(true: Callable[[], bool], within: float = 60) -> None:
    """Until something is true; an error when it is not within so many seconds."""
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def filled_in(fleet: Fleet, **set_by_operator: str) -> str:
    """The configuration, filled in as the image of nginx does: only what the filter names."""
    given = environment("proxy", DASHBOARD_BASE=fleet.base, **set_by_operator)
    given["DASHBOARD_LISTEN"] = f"127.0.0.1:{fleet.port}"
    for number, replica in enumerate(fleet.replicas, 1):
        given[f"DASHBOARD_REPLICA_{number}"] = replica.name
    prefix = given["NGINX_ENVSUBST_FILTER"].lstrip("^")
    names = " ".join(f"${{{key}}}" for key in given if key.startswith(prefix))
    return subprocess.run(
        ["envsubst", names],
        input=TEMPLATE.read_text("utf-8"),
        env={"PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def nginx() -> str:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "the tests of deploy/ need nginx: make proxy"
    return program


@contextmanager
def proxied(fleet: Fleet, **set_by_operator: str) -> Iterator[None]:
    """The proxy, as a user without rights, as in its image; its folder stands for /tmp."""
    own = Path(tempfile.mkdtemp(prefix="proxy-"))
    (own / "nginx.conf").write_text(filled_in(fleet, **set_by_operator), encoding="utf-8")
    command = [nginx(), "-p", f"{own}/", "-c", str(own / "nginx.conf"), "-e", "stderr"]
    with (fleet.folder / "proxy.log").open("wb") as log:
        fleet.proxy = subprocess.Popen(
            [*command, "-g", "daemon off;"], stdout=log, stderr=log, **_nobody(own, log)
        )
    try:
        yield
    finally:
        fleet.proxy.terminate()
        fleet.proxy.wait(20)
        shutil.rmtree(own)


def _nobody(own: Path, log: IO[bytes]) -> dict[str, Any]:
    """How to start a program as a user without rights, where we are not one already."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(own, nobody.pw_uid, nobody.pw_gid)
    # it opens its log by name
    os.fchown(log.fileno(), nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def running(base: str) -> Iterator[Fleet]:
    """A proxy and two replicas, and what they said where something fails."""
    with tempfile.TemporaryDirectory(prefix="fleet-") as folder:
        fleet = Fleet(base, Path(folder))
        (fleet.folder / "server.toml").write_text(SETTINGS, encoding="utf-8")
        fleet.replicas = [Replica(free_port(), base, fleet.folder) for _ in range(2)]
        try:
            for each in fleet.replicas:
                each.start()
            for each in fleet.replicas:
                each.ready()
            with proxied(fleet):
                assert fleet.proxy
                wait_for_health(f"{fleet.host}/proxy-health", fleet.proxy)
                yield fleet
        except BaseException:
            for file in fleet.folder.glob("*.log"):
                print(file.name, file.read_text("utf-8", errors="replace")[-4000:], sep="\n")
            raise
        finally:
            for each in fleet.replicas:
                each.stop()
