"""The image: linted, built as its Containerfile says, and run read-only without any right."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import free_port, painted_map, wait_for_health
from tests.deploy.composed import ROOT, environment
from tests.deploy.image import FILE, Stage, build, context, inside, instructions, linked

KEPT = ROOT / "build" / "image"
HADOLINT = Path(sys.executable).parent / "hadolint"
BASE = "/map"


def run(stage: Stage, line: str) -> None:
    """A line of the build, inside. What the packages make is kept for the next time."""
    line = line.replace("python -m venv", "python3 -m venv")
    installs = "pip install" in line
    wanted = (ROOT / "requirements.txt").read_text("utf-8") + line + sys.version
    kept = KEPT / hashlib.sha256(wanted.encode()).hexdigest()[:16]
    if installs and kept.is_dir():
        linked(kept, stage.at("/opt"))
        return
    if installs:
        stage.at("/opt").mkdir(parents=True)
    command = inside(stage, read_only=False)
    # where packages come from is said by the machine that builds
    for key, value in os.environ.items():
        if key.startswith(("PIP_", "SSL_CERT_")):
            command += ["--setenv", key, value]
    subprocess.run([*command, "sh", "-ec", line], check=True, timeout=900)
    if installs:
        linked(stage.at("/opt"), kept)


@pytest.fixture(scope="module")
def image() -> Iterator[Stage]:
    """The run stage, built."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="layers-", dir=KEPT.parent) as folder:
        # readable by the user of the image, who is a stranger to it
        Path(folder).chmod(0o755)
        yield build(Path(folder), run)


@pytest.fixture(scope="module")
def started(image: Stage) -> Iterator[tuple[str, list[str]]]:
    """The address of a container, and how to begin a command in one like it."""
    port = free_port()
    image.environment |= {
        **environment("replica-1", DASHBOARD_BASE=BASE),
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    }
    del image.environment["DASHBOARD_ACTIVITIES"]
    command = inside(image, read_only=True)
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen([*command, *image.command], stdout=said, stderr=said)
        try:
            wait_for_health(f"http://127.0.0.1:{port}{BASE}/api/ready", server)
            yield f"http://127.0.0.1:{port}{BASE}", command
        except BaseException:
            said.seek(0)
            print(said.read())
            raise
        finally:
            server.terminate()
            server.wait(20)


def asked(command: list[str], code: str) -> str:
    """What Python answers inside."""
    answer = subprocess.run(
        [*command, "python", "-c", code], capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


def test_the_containerfile_is_without_any_fault_that_hadolint_knows() -> None:
    checked = subprocess.run(
        [str(HADOLINT), "--no-color", "--failure-threshold", "style", str(FILE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_every_base_is_named_with_its_version_and_what_runs_is_not_root() -> None:
    said = list(instructions())
    for base in [value[0] for cmd, value, _ in said if cmd == "FROM"]:
        assert re.fullmatch(r"[a-z]+:\d+\.\d+-slim-[a-z]+", base)
    users = [value[0] for cmd, value, _ in said if cmd == "USER"]
    assert all(re.fullmatch(r"[1-9]\d+:[1-9]\d+", each) for each in users)
    after = [cmd for cmd, _, _ in said[[cmd for cmd, _, _ in said].index("USER") :]]
    assert "RUN" not in after
    assert {"HEALTHCHECK", "CMD", "STOPSIGNAL", "LABEL"} <= {cmd for cmd, _, _ in said}


def test_only_what_it_runs_on_reaches_the_image() -> None:
    files = {str(each) for each in context()}
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert files <= set(tracked.stdout.splitlines()) | {"deploy/healthy.py"}
    tops = {each.partition("/")[0] for each in files}
    assert not tops & {".git", ".env", "tests", "docs", "benchmarks", "scripts", "Makefile"}


def test_the_page_and_the_api_answer_from_a_read_only_image(
    browser: Browser, started: tuple[str, list[str]]
) -> None:
    address, _ = started
    tab = browser.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(f"{address}/?participation=mixed")
    painted_map(tab)
    tab.goto(f"{address}/methods")
    # provenance of the data is among its files
    tab.get_by_role("heading", name="Sources").first.wait_for()
    tab.close()
    for path in (
        "activities.csv",
        "activities.xlsx",
        "activities.parquet",
        "municipalities.geojson",
    ):
        assert httpx.get(f"{address}/api/{path}", timeout=60).status_code == 200


def test_inside_nothing_can_be_written_but_tmp_and_nobody_has_any_right(
    started: tuple[str, list[str]],
) -> None:
    _, command = started
    code = """if True:
        import json, os, pathlib, tempfile
        def writable(folder):
            try:
                tempfile.TemporaryFile(dir=folder).close()
            except OSError:
                return False
            return True
        status = dict(line.split(':', 1) for line in open('/proc/self/status'))
        print(json.dumps({
            'uid': os.getuid(), 'gid': os.getgid(), 'home': str(pathlib.Path.home()),
            'writable': [each for each in ('/', '/app', '/app/lib', '/opt/venv', '/etc', '/tmp')
                         if writable(each)],
            'effective': int(status['CapEff'], 16), 'no_new': status['NoNewPrivs'].strip(),
        }))"""
    told = json.loads(asked(command, code))
    assert told == {
        "uid": 65532,
        "gid": 65532,
        "home": "/tmp",
        "writable": ["/tmp"],
        "effective": 0,
        "no_new": "1",
    }


def test_the_health_check_of_the_image_tells_one_that_answers_from_one_that_does_not(
    image: Stage, started: tuple[str, list[str]]
) -> None:
    _, command = started
    assert subprocess.run([*command, *image.healthcheck], check=False).returncode == 0
    deaf = [*command, "env", f"STREAMLIT_SERVER_PORT={free_port()}", *image.healthcheck]
    refused = subprocess.run(deaf, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "/map/api/health" in refused.stderr
    lost = [*command, "env", "STREAMLIT_SERVER_BASE_URL_PATH=/other", *image.healthcheck]
    assert subprocess.run(lost, capture_output=True, check=False).returncode == 1
