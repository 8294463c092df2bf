"""A Spark standalone cluster of the tests' own: one master and two workers, on loopback."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.engines.server import free_port

OPTIONS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.memory": "600m",
    "spark.executor.cores": "1",
    "spark.driver.memory": "700m",
}
WORKERS = 2


def why_not() -> str:
    """Why there can be no cluster; "" where there can."""
    try:
        import pyspark  # noqa: F401, PLC0415
    except ImportError:
        return "no pyspark: pip install -r requirements-engines.txt"
    found = shutil.which("java")
    return "" if found else "no Java: apt-get install openjdk-17-jre-headless"


class Cluster:
    """Its processes, started one after the other when the one before says that it is ready."""

    def __init__(self, folder: Path) -> None:
        import pyspark  # noqa: PLC0415

        self.folder, self.port = folder, free_port()
        home = Path(pyspark.__file__).parent
        self._program = home / "bin" / "spark-class"
        (folder / "spark-defaults.conf").write_text(
            "".join(f"{key} {value}\n" for key, value in OPTIONS.items())
        )
        self.environment = {
            "SPARK_HOME": str(home),
            "SPARK_CONF_DIR": str(folder),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "300m",
            "PYSPARK_PYTHON": sys.executable,
        }
        self._running: list[subprocess.Popen[str]] = []

    @property
    def master(self) -> str:
        return f"spark://127.0.0.1:{self.port}"

    def start(self) -> Cluster:
        """Until both workers are known to the master."""
        where = ("--host", "127.0.0.1", "--port", str(self.port), "--webui-port", "0")
        master = self._start("master.Master", *where)
        self._until(master, "I have been elected leader", 1)
        for number in range(WORKERS):
            room = ("--cores", "1", "--memory", "700m", "--webui-port", "0")
            at = ("--host", "127.0.0.1", "--work-dir", str(self.folder / f"work{number}"))
            worker = self._start("worker.Worker", *room, *at, self.master)
            self._until(worker, "Successfully registered with master", 1)
        for process in self._running:
            threading.Thread(target=process.stderr.read, daemon=True).start()  # type: ignore[union-attr]
        return self

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [str(self._program), f"org.apache.spark.deploy.{what}", *arguments],
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._running.append(process)
        return process

    def _until(self, process: subprocess.Popen[str], said: str, times: int) -> None:
        lines: list[str] = []
        for line in process.stderr or ():
            lines.append(line)
            times -= said in line
            if not times:
                return
        raise RuntimeError("".join(lines))

    def stop(self) -> None:
        for process in reversed(self._running):
            process.terminate()
            process.wait(30)
            process.stderr.close()  # type: ignore[union-attr]


@contextlib.contextmanager
def running() -> Iterator[Cluster]:
    """A cluster, until it is not needed any more."""
    folder = Path(tempfile.mkdtemp(prefix="spark-"))
    cluster = Cluster(folder)
    os.environ.update(cluster.environment)
    try:
        yield cluster.start()
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
